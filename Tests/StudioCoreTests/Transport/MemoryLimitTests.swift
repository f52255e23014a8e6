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

  /// Pictures do not get smaller by packing; a reply that is packed all the same has less room.
  @Test func whereThereIsRoomForPicturesPackingIsNotAskedForAndBounded() async throws {
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
      connection.write(Self.packedZeros)
    }) { server, transport in
      let failure = try await transport.failure(
        of: getRequest(server.origin, sink: .memory(limit: .mebibytes(512)))
      )
      #expect(failure.kind == .tooLarge)
      #expect(server.received.first?.header("Accept-Encoding") == "identity")
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

  /// 65 MiB of zeros, as gzip writes them: one block of a literal and matches of 258 bytes, with fixed
  /// codes.
  private static let packedZeros: [UInt8] = {
    var bytes: [UInt8] = [31, 139, 8, 0, 0, 0, 0, 0, 0, 3]
    var pending: UInt32 = 0
    var count: UInt32 = 0
    func put(_ value: UInt32, _ length: UInt32) {
      pending |= value << count
      count += length
      while count >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: pending))
        pending >>= 8
        count -= 8
      }
    }
    // Last block, fixed codes; the literal 0 is 00110000, first bit first.
    put(0b011, 3)
    put(0b0000_1100, 8)
    // Length 258 is code 285, 11000101; distance 1 is code 0 of five bits.
    for _ in 0..<(65 << 20) / 258 { put(0b0_0000_1010_0011, 13) }
    put(0, 7)
    put(0, 7)
    return bytes + [UInt8](repeating: 0, count: 8)
  }()

  /// A hundred times the letter a, as gzip writes it.
  private static let packed: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 75, 76, 164, 61, 0, 0, 100, 122, 112, 175, 100, 0, 0, 0,
  ]
}
