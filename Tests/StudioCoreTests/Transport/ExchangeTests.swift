import StudioCore
import Testing

@Suite struct ExchangeTests {
  @Test func aReplyComesWithStatusHeadersAndBody() async throws {
    try await withServer({ connection in
      while connection.readRequest() != nil {
        connection.write(httpReply("{\"a\":1}", status: "201 Created", "X-Request-ID: r-1"))
      }
    }) { server, transport in
      let response = try await transport.send(getRequest("\(server.origin)/a?b=c"))
      #expect(response.status == 201)
      #expect(response.header("x-request-id") == "r-1")
      #expect(response.body == Array("{\"a\":1}".utf8))
      #expect(response.received == ByteCount(7))
      #expect(server.received.first?.requestLine == "GET /a?b=c HTTP/1.1")
    }
  }

  @Test func requestsNameThisProgramAndCarryTheKey() async throws {
    try await withServer({ connection in
      while connection.readRequest() != nil { connection.write(httpReply()) }
    }) { server, transport in
      _ = try await transport.send(getRequest(server.origin, bearerKey: "test-key"))
      let request = try #require(server.received.first)
      #expect(request.header("User-Agent")?.hasPrefix("seedream/") == true)
      #expect(request.header("User-Agent")?.hasSuffix("(+terminal studio)") == true)
      #expect(request.header("Authorization") == "Bearer test-key")
    }
  }

  @Test func aPostCarriesItsBytesWithoutAskingForAGoAhead() async throws {
    let body = [UInt8](repeating: 0x61, count: 3 << 20)
    try await withServer({ connection in
      while connection.readRequest() != nil { connection.write(httpReply("ok")) }
    }) { server, transport in
      let request = postRequest(server.origin, .bytes(body, mediaType: "application/json"))
      let response = try await transport.send(request)
      #expect(response.status == 200)
      let received = try #require(server.received.first)
      #expect(received.requestLine == "POST / HTTP/1.1")
      #expect(received.header("Content-Type") == "application/json")
      #expect(received.header("Expect") == nil)
      #expect(received.body == body)
    }
  }

  @Test func aPostWithoutABodySaysSo() async throws {
    try await withServer({ connection in
      while connection.readRequest() != nil { connection.write(httpReply()) }
    }) { server, transport in
      _ = try await transport.send(postRequest(server.origin, .none))
      #expect(server.received.first?.header("Content-Length") == "0")
    }
  }

  @Test func interimRepliesAreSkipped() async throws {
    try await withServer({ connection in
      while connection.readRequest() != nil {
        connection.write("HTTP/1.1 103 Early Hints\r\nX-Which: early\r\n\r\n")
        connection.write(httpReply("ok", "X-Which: final"))
      }
    }) { server, transport in
      let response = try await transport.send(getRequest(server.origin))
      #expect(response.status == 200)
      #expect(response.headers.filter { $0.name == "X-Which" }.map(\.value) == ["final"])
    }
  }

  @Test func anEarlyRefusalOfALongUploadIsAReply() async throws {
    let body = [UInt8](repeating: 0x61, count: 8 << 20)
    try await withServer({ connection in
      guard connection.readHead() != nil else { return }
      connection.write(httpReply("too big", status: "413 Content Too Large", "Connection: close"))
      connection.waitForClose()
    }) { server, transport in
      let request = postRequest(server.origin, .bytes(body, mediaType: "text/plain"))
      let response = try await transport.send(request)
      #expect(response.status == 413)
      #expect(response.body == Array("too big".utf8))
    }
  }

  @Test func getsShareAConnection() async throws {
    try await withServer({ connection in
      while connection.readRequest() != nil { connection.write(httpReply("ok")) }
    }) { server, transport in
      for _ in 0..<3 { _ = try await transport.send(getRequest(server.origin)) }
      #expect(server.connections == 1)
      #expect(server.received.count == 3)
    }
  }

  @Test func headersThatCouldForgeOthersAreRefused() async throws {
    try await withServer({ _ in }) { server, transport in
      var request = getRequest(server.origin, headers: [HTTPHeader("X-A", "1\r\nX-B: 2")])
      var failure = try await transport.failure(of: request)
      #expect(failure.reach == .neverLeft)
      request = getRequest(server.origin, bearerKey: "test-key\r\nX-B: 2")
      failure = try await transport.failure(of: request)
      #expect(failure.reach == .neverLeft)
      #expect(!failure.message.contains("test-key"))
      #expect(server.connections == 0)
    }
  }

  @Test func whatFramesTheMessageIsNotTheCallersToSet() async throws {
    try await withServer({ connection in
      while connection.readRequest() != nil { connection.write(httpReply()) }
    }) { server, transport in
      var request = postRequest(server.origin)
      request.headers = [
        HTTPHeader("Content-Length", "9000"), HTTPHeader("Host", "elsewhere.test"),
        HTTPHeader("X-Ticket", ""),
      ]
      _ = try await transport.send(request)
      let received = try #require(server.received.first)
      #expect(received.header("Content-Length") == "2")
      #expect(received.header("Host") == "127.0.0.1:\(server.port)")
      #expect(received.header("X-Ticket") == "")
    }
  }
}
