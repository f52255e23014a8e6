import StudioCore
import Testing

/// Only proof that nothing was sent says "never left".
@Suite struct ClassificationTests {
  private let transport = CurlTransport(.init(proxy: .none))

  @Test func aRefusedConnectionNeverLeft() async throws {
    let failure = try await transport.failure(of: postRequest("http://127.0.0.1:\(closedPort())"))
    #expect(failure.reach == .neverLeft)
    #expect(failure.kind == .connect)
  }

  @Test func aNameThatDoesNotExistNeverLeft() async throws {
    let request = postRequest("https://nowhere.invalid/submit")
    let failure = try await transport.failure(of: request)
    #expect(failure.reach == .neverLeft)
    #expect(failure.kind == .nameResolution)
  }

  @Test(arguments: [
    "http://service.test/", "http://192.0.2.7/", "ftp://127.0.0.1/", "file:///etc/passwd",
    "https://user:word@service.test/", "http://user@127.0.0.1/", "nonsense", "",
    "http://localhost.service.test/", "https://", "gopher://localhost/", "http://127.0.0.1:99999/",
  ])
  func anAddressThatMayNotBeUsedNeverLeft(_ address: String) async throws {
    let failure = try await transport.failure(of: postRequest(address))
    #expect(failure.reach == .neverLeft)
    #expect(failure.kind == .addressRefused)
  }

  @Test func loopbackHTTPIsRefusedWhereItIsNotAllowed() async throws {
    var request = postRequest("http://127.0.0.1:\(try closedPort())")
    request.allowsLocal = false
    #expect(try await transport.failure(of: request).kind == .addressRefused)
  }

  @Test func aHandshakeWithAPlainServerNeverLeft() async throws {
    try await withServer({ connection in
      connection.write("220 this is not TLS\r\n")
      connection.waitForClose()
    }) { server, transport in
      let request = postRequest("https://127.0.0.1:\(server.port)/submit")
      let failure = try await transport.failure(of: request)
      #expect(failure.reach == .neverLeft)
      #expect(failure.kind == .tls)
    }
  }

  @Test func aConnectionDroppedInTheHandshakeNeverLeft() async throws {
    try await withServer({ connection in
      connection.reset()
    }) { server, transport in
      let request = postRequest("https://127.0.0.1:\(server.port)/submit")
      let failure = try await transport.failure(of: request)
      #expect(failure.reach == .neverLeft)
    }
  }

  @Test func aHandshakeThatStallsNeverLeft() async throws {
    try await withServer({ $0.waitForClose() }) { server, transport in
      let limits = HTTPTimeouts(connect: .milliseconds(80), idle: .seconds(9), total: .seconds(9))
      let request = postRequest("https://127.0.0.1:\(server.port)/", timeouts: limits)
      let failure = try await transport.failure(of: request)
      #expect(failure.reach == .neverLeft)
      #expect(failure.kind == .timeout)
    }
  }

  @Test func aFileThatCannotBeSentNeverLeft() async throws {
    try await withServer({ _ in }) { server, transport in
      let part = MultipartPart(
        name: "file",
        path: "/nonexistent/a.png",
        fileName: "a.png",
        mediaType: "image/png"
      )
      for body in [.multipart([part]), HTTPBody.file(path: "/dev/null", mediaType: "text/plain")] {
        let failure = try await transport.failure(of: postRequest(server.origin, body))
        #expect(failure.reach == .neverLeft)
        #expect(failure.kind == .storage)
      }
      #expect(server.connections == 0)
    }
  }

  @Test func aReplyThatIsNotHTTPIsNotKnown() async throws {
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write("SSH-2.0-surprise\r\n")
    }) { server, transport in
      let failure = try await transport.failure(of: postRequest(server.origin))
      #expect(failure.reach == .outcomeUnknown)
      #expect(failure.kind == .protocolError)
    }
  }

  @Test func messagesNameTheServiceAndNeitherKeyNorQuery() async throws {
    let port = try closedPort()
    let request = getRequest(
      "http://127.0.0.1:\(port)/a?signature=hidden",
      bearerKey: "test-key-of-nobody"
    )
    let failure = try await transport.failure(of: request)
    #expect(failure.message.contains("127.0.0.1:\(port)"))
    #expect(!failure.message.contains("hidden"))
    #expect(!failure.message.contains("test-key"))
  }
}
