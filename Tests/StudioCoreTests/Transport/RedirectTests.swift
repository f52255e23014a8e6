import Testing

@testable import StudioCore

@Suite struct RedirectTests {
  private func redirecting(
    to location: @escaping @Sendable (LoopbackServer.Received) -> String?
  ) -> @Sendable (LoopbackConnection) -> Void {
    { connection in
      while let request = connection.readRequest() {
        guard let location = location(request) else {
          connection.write(httpReply("here"))
          continue
        }
        connection.write(httpReply("moved", status: "302 Found", "Location: \(location)"))
      }
    }
  }

  @Test func aGetFollowsAndLeavesTheKeyBehind() async throws {
    try await withServer(
      redirecting { $0.requestLine.contains("/start") ? "/end?x=1#part" : nil }
    ) { server, transport in
      var request = getRequest("\(server.origin)/start", bearerKey: "test-key")
      request.headers = [HTTPHeader("X-Same-Place", "kept")]
      let response = try await transport.send(request)
      #expect(response.status == 200)
      #expect(response.body == Array("here".utf8))
      #expect(server.received.map(\.requestLine).last == "GET /end?x=1 HTTP/1.1")
      #expect(server.received.map { $0.header("Authorization") } == ["Bearer test-key", nil])
      #expect(server.received.last?.header("X-Same-Place") == "kept")
    }
  }

  @Test func headersStayBehindWhenTheOriginChanges() async throws {
    try await withServer(redirecting { _ in nil }) { other, _ in
      let target = "\(other.origin)/end"
      try await withServer(redirecting { _ in target }) { server, transport in
        var request = getRequest(server.origin, bearerKey: "test-key")
        request.headers = [
          HTTPHeader("X-Private", "1"), HTTPHeader("Authorization", "Basic dGVzdDp0ZXN0"),
          HTTPHeader("Accept", "image/png"),
        ]
        let status = try await transport.status(of: request)
        #expect(status == 200)
        let received = try #require(other.received.first)
        #expect(received.header("Authorization") == nil)
        #expect(received.header("X-Private") == nil)
        #expect(received.header("Accept") == "image/png")
        #expect(received.header("User-Agent")?.hasPrefix("seedream/") == true)
      }
    }
  }

  @Test func fiveStepsAreFollowedAndNoMore() async throws {
    try await withServer(
      redirecting { request in
        let step = Int(request.requestLine.split(separator: " ")[1].dropFirst()) ?? 0
        return step == 0 ? nil : "/\(step - 1)"
      }
    ) { server, transport in
      let status = try await transport.status(of: getRequest("\(server.origin)/5"))
      #expect(status == 200)
      #expect(server.received.count == 6)
      let failure = try await transport.failure(of: getRequest("\(server.origin)/6"))
      #expect(failure.kind == .protocolError)
      #expect(failure.reach == .outcomeUnknown)
      #expect(server.received.count == 12)
    }
  }

  @Test(arguments: [
    "http://service.test/a", "file:///etc/passwd", "ftp://127.0.0.1/", "http://[::2]/",
    "https://user:hidden@service.test/", "//user@127.0.0.1/a",
  ])
  func aRedirectToWhereNothingMayGoIsRefused(_ location: String) async throws {
    try await withServer(redirecting { _ in location }) { server, transport in
      let failure = try await transport.failure(of: getRequest(server.origin))
      #expect(failure.kind == .addressRefused)
      #expect(failure.reach == .outcomeUnknown)
      #expect(!failure.message.contains("hidden"))
    }
  }

  @Test func anInterruptedDownloadAsksForItsRestBehindARedirectToo() async throws {
    let folder = try TransferFolder()
    let path = try folder.file("a.part", Array("abc".utf8))
    try await withServer({ connection in
      while let request = connection.readRequest() {
        guard request.requestLine.contains("/file") else {
          connection.write(httpReply("", status: "307 Temporary Redirect", "Location: /file"))
          continue
        }
        #expect(request.header("Range") == "bytes=3-")
        connection.write(
          httpReply("de", status: "206 Partial Content", "Content-Range: bytes 3-4/5")
        )
      }
    }) { server, transport in
      let sink = HTTPSink.file(path: path, offset: 3, limit: .mebibytes(1))
      let status = try await transport.status(of: getRequest(server.origin, sink: sink))
      #expect(status == 206)
      #expect(fileContents(path) == Array("abcde".utf8))
    }
  }

  @Test func aSecureAddressNeverLeadsToAnInsecureOrLocalOne() throws {
    for (from, to) in [
      ("https://service.test/", "http://127.0.0.1/"), ("https://service.test/", "https://[::1]/"),
      ("https://127.0.0.1/", "http://127.0.0.1/"), ("https://service.test/", "https://localhost/"),
      ("https://service.test/", "https://169.254.169.254/"),
      ("https://service.test/", "//10.0.0.1/"),
      ("https://8.8.8.8/", "https://[::ffff:192.168.0.1]/"),
    ] {
      var trail = RedirectTrail(try WebAddress(parsing: from))
      #expect(throws: TransportFailure.self) {
        try trail.follow(to, allowsLocal: true)
      }
    }
    var trail = RedirectTrail(try WebAddress(parsing: "https://service.test/a/b"))
    try trail.follow("../c?d", allowsLocal: true)
    #expect(trail.address.description == "https://service.test/c")
    #expect(!trail.hasLeftOrigin)
    try trail.follow("https://images.test/", allowsLocal: true)
    #expect(trail.hasLeftOrigin)
  }
}
