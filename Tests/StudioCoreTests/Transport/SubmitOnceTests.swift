import StudioCore
import Testing

/// A request that costs money arrives at most once, whatever the connection does.
@Suite struct SubmitOnceTests {
  @Test func aPostWhoseReplyNeverComesArrivesOnce() async throws {
    try await withServer({ connection in
      _ = connection.readRequest()
    }) { server, transport in
      let failure = try await transport.failure(of: postRequest(server.origin))
      #expect(failure.reach == .outcomeUnknown)
      #expect(failure.kind == .interrupted)
      #expect(server.received.count == 1)
      #expect(server.connections == 1)
    }
  }

  @Test func aPostIsNotRepeatedWhenAKeptConnectionDies() async throws {
    try await withServer({ connection in
      // The first request of a connection is answered, the second one is read and dropped.
      guard connection.readRequest() != nil else { return }
      if connection.index == 0 {
        connection.write(httpReply("ok"))
        _ = connection.readRequest()
      }
    }) { server, transport in
      _ = try await transport.send(getRequest(server.origin))
      let failure = try await transport.failure(of: postRequest(server.origin))
      #expect(failure.reach == .outcomeUnknown)
      #expect(server.received.filter { $0.requestLine.hasPrefix("POST") }.count == 1)
    }
  }

  @Test func aPostIsNotRepeatedAfterAReset() async throws {
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.reset()
    }) { server, transport in
      let failure = try await transport.failure(of: postRequest(server.origin))
      #expect(failure.reach == .outcomeUnknown)
      #expect(server.received.count == 1)
    }
  }

  @Test func aPostNeverUsesAKeptConnectionAndLeavesNone() async throws {
    try await withServer({ connection in
      while connection.readRequest() != nil { connection.write(httpReply("ok")) }
    }) { server, transport in
      _ = try await transport.send(getRequest(server.origin))
      _ = try await transport.send(postRequest(server.origin))
      _ = try await transport.send(postRequest(server.origin))
      _ = try await transport.send(getRequest(server.origin))
      #expect(server.received.map(\.connection) == [0, 1, 2, 0])
    }
  }

  @Test func aGetIsRepeatedWhenItsKeptConnectionDies() async throws {
    try await withServer({ connection in
      guard connection.readRequest() != nil else { return }
      connection.write(httpReply("ok"))
      if connection.index == 0 { _ = connection.readRequest() }
    }) { server, transport in
      _ = try await transport.send(getRequest(server.origin))
      let second = try await transport.send(getRequest(server.origin))
      #expect(second.status == 200)
      #expect(server.received.count == 3)
    }
  }

  @Test func aPostCutOffInTheMiddleOfItsReplyIsNotKnown() async throws {
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\":")
    }) { server, transport in
      let failure = try await transport.failure(of: postRequest(server.origin))
      #expect(failure.reach == .outcomeUnknown)
      #expect(failure.kind == .interrupted)
    }
  }

  @Test func aPostWhoseLastChunkIsMissingIsNotKnown() async throws {
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
    }) { server, transport in
      let failure = try await transport.failure(of: postRequest(server.origin))
      #expect(failure.reach == .outcomeUnknown)
      #expect(failure.kind == .interrupted)
    }
  }

  @Test func aPostRedirectIsHandedBackAsItIs() async throws {
    try await withServer({ connection in
      while connection.readRequest() != nil {
        connection.write(httpReply("", status: "307 Temporary Redirect", "Location: /again"))
      }
    }) { server, transport in
      let response = try await transport.send(postRequest(server.origin))
      #expect(response.status == 307)
      #expect(server.received.count == 1)
    }
  }
}
