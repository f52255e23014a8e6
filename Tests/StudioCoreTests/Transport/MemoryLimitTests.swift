import StudioCore
import Testing

@Suite struct MemoryLimitTests {
  @Test func anErrorBodyIsCutAt64KiB() async throws {
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 500 Oops\r\n\r\n")
      while connection.write([UInt8](repeating: 0x65, count: 65_536)) {}
    }) { server, transport in
      let response = try await transport.send(getRequest(server.origin))
      #expect(response.status == 500)
      #expect(response.body.count == 64 << 10)
    }
  }

  @Test func anAnnouncedLengthOverTheLimitIsRefused() async throws {
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n")
      connection.waitForClose()
    }) { server, transport in
      let failure = try await transport.failure(of: postRequest(server.origin))
      #expect(failure.kind == .tooLarge)
      #expect(failure.reach == .outcomeUnknown)
    }
  }

  @Test func aPackedReplyIsUnpacked() async throws {
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(Self.packed.count)\r\n\r\n"
      )
      connection.write(Self.packed)
    }) { server, transport in
      let response = try await transport.send(getRequest(server.origin))
      #expect(response.body == [UInt8](repeating: 0x61, count: 100))
      #expect(server.received.first?.header("Accept-Encoding")?.contains("gzip") == true)
    }
  }

  @Test func theLimitCountsUnpackedBytes() async throws {
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
      connection.write(Self.packed)
    }) { server, transport in
      let failure = try await transport.failure(
        of: getRequest(server.origin, sink: .memory(limit: ByteCount(99)))
      )
      #expect(failure.kind == .tooLarge)
    }
  }

  @Test func headersWithoutEndAreRefused() async throws {
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\n")
      let line = "X-Filler: " + String(repeating: "x", count: 4_000) + "\r\n"
      while connection.write(line) {}
    }) { server, transport in
      let failure = try await transport.failure(of: getRequest(server.origin))
      #expect(failure.kind == .protocolError)
    }
  }

  /// A hundred times the letter a, as gzip writes it.
  private static let packed: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 75, 76, 164, 61, 0, 0, 100, 122, 112, 175, 100, 0, 0, 0,
  ]
}
