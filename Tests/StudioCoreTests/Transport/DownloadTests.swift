import Glibc
import StudioCore
import Testing

@Suite struct DownloadTests {
  private let whole = (0..<500_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

  /// Serves `whole` as a service that knows ranges would.
  private func serve(_ connection: LoopbackConnection, tag: String = "\"v1\"") {
    while let request = connection.readRequest() {
      guard let range = request.header("Range"),
        let start = Int(range.dropFirst("bytes=".count).dropLast()),
        request.header("If-Range").map({ $0 == tag }) ?? true
      else {
        send(connection, "200 OK", whole[...])
        continue
      }
      guard start < whole.count else {
        connection.write(httpReply("", status: "416 Range Not Satisfiable"))
        continue
      }
      let part = "Content-Range: bytes \(start)-\(whole.count - 1)/\(whole.count)\r\n"
      send(connection, "206 Partial Content", whole[start...], part)
    }
  }

  private func send(
    _ connection: LoopbackConnection,
    _ status: String,
    _ bytes: ArraySlice<UInt8>,
    _ lines: String = ""
  ) {
    connection.write("HTTP/1.1 \(status)\r\nContent-Length: \(bytes.count)\r\n\(lines)\r\n")
    connection.write(Array(bytes))
  }

  private func sink(
    _ path: String,
    from offset: Int64 = 0,
    limit: Int64 = 1 << 20,
    ifRange: String? = nil
  ) -> HTTPSink {
    .file(path: path, offset: offset, limit: ByteCount(limit), ifRange: ifRange)
  }

  @Test func aFileArrivesWhole() async throws {
    let folder = try TransferFolder()
    try await withServer({ serve($0) }) { server, transport in
      let path = folder.path + "/a.part"
      let response = try await transport.send(getRequest(server.origin, sink: sink(path)))
      #expect(response.status == 200)
      #expect(response.body.isEmpty)
      #expect(response.received == ByteCount(500_000))
      #expect(fileContents(path) == whole)
      #expect(server.received.first?.header("Range") == nil)
      #expect(server.received.first?.header("Accept-Encoding") == "identity")
    }
  }

  @Test func aDownloadGoesOnWhereItStopped() async throws {
    let folder = try TransferFolder()
    let path = try folder.file("a.part", Array(whole[..<200_000]))
    try await withServer({ serve($0) }) { server, transport in
      let request = getRequest(server.origin, sink: sink(path, from: 200_000, ifRange: "\"v1\""))
      let response = try await transport.send(request)
      #expect(response.status == 206)
      #expect(response.received == ByteCount(300_000))
      #expect(fileContents(path) == whole)
      #expect(server.received.first?.header("Range") == "bytes=200000-")
      #expect(server.received.first?.header("If-Range") == "\"v1\"")
    }
  }

  @Test func bytesPastTheOffsetAreReplaced() async throws {
    let folder = try TransferFolder()
    let stale = Array(whole[..<100]) + [UInt8](repeating: 0xff, count: 600_000)
    let path = try folder.file("a.part", stale)
    try await withServer({ serve($0) }) { server, transport in
      _ = try await transport.send(getRequest(server.origin, sink: sink(path, from: 100)))
      #expect(fileContents(path) == whole)
    }
  }

  @Test func aServiceThatIgnoresTheRangeStartsOver() async throws {
    let folder = try TransferFolder()
    let path = try folder.file("a.part", [UInt8](repeating: 0xff, count: 200_000))
    try await withServer({ serve($0, tag: "\"v2\"") }) { server, transport in
      let request = getRequest(server.origin, sink: sink(path, from: 200_000, ifRange: "\"v1\""))
      let status = try await transport.status(of: request)
      #expect(status == 200)
      #expect(fileContents(path) == whole)
    }
  }

  @Test func aRangePastTheEndIsReportedAndTheFileStays() async throws {
    let folder = try TransferFolder()
    let path = try folder.file("a.part", whole)
    try await withServer({ serve($0) }) { server, transport in
      let request = getRequest(server.origin, sink: sink(path, from: 500_000))
      let status = try await transport.status(of: request)
      #expect(status == 416)
      #expect(fileContents(path) == whole)
    }
  }

  @Test(arguments: [
    "Content-Range: bytes 0-2/10\r\n", "Content-Range: bytes 5-7/10\r\n", "",
    "Content-Range: nonsense\r\n",
  ])
  func aPartThatWasNotAskedForIsRefusedAndTheFileStays(_ line: String) async throws {
    let folder = try TransferFolder()
    let path = try folder.file("a.part", [1, 2, 3])
    try await withServer({ connection in
      while connection.readRequest() != nil {
        send(connection, "206 Partial Content", [7, 8, 9], line)
      }
    }) { server, transport in
      let failure = try await transport.failure(
        of: getRequest(server.origin, sink: sink(path, from: 3))
      )
      #expect(failure.kind == .protocolError)
      #expect(fileContents(path) == [1, 2, 3])
    }
  }

  @Test func aPartOfTheRestIsKeptAndNotTakenForAll() async throws {
    let folder = try TransferFolder()
    let path = try folder.file("a.part", [1, 2, 3])
    try await withServer({ connection in
      while connection.readRequest() != nil {
        send(connection, "206 Partial Content", [4, 5], "Content-Range: bytes 3-4/9\r\n")
      }
    }) { server, transport in
      let failure = try await transport.failure(
        of: getRequest(server.origin, sink: sink(path, from: 3))
      )
      #expect(failure.kind == .interrupted)
      #expect(fileContents(path) == [1, 2, 3, 4, 5])
    }
  }

  @Test func whatArrivedBeforeTheEndIsKept() async throws {
    let folder = try TransferFolder()
    let path = folder.path + "/a.part"
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcd")
    }) { server, transport in
      let failure = try await transport.failure(of: getRequest(server.origin, sink: sink(path)))
      #expect(failure.kind == .interrupted)
      #expect(fileContents(path) == Array("abcd".utf8))
    }
  }

  @Test func aPartFileThatShrankIsNoticedBeforeAnythingIsSent() async throws {
    let folder = try TransferFolder()
    let path = try folder.file("a.part", [1, 2, 3])
    try await withServer({ serve($0) }) { server, transport in
      for (file, offset) in [(path, Int64(4)), (folder.path + "/none", 1)] {
        let failure = try await transport.failure(
          of: getRequest(server.origin, sink: sink(file, from: offset))
        )
        #expect(failure.kind == .storage)
        #expect(failure.reach == .neverLeft)
      }
      #expect(server.connections == 0)
    }
  }

  @Test func anAnnouncedSizeOverTheLimitIsRefusedBeforeTheFirstByte() async throws {
    let folder = try TransferFolder()
    let path = try folder.file("a.part", [1])
    try await withServer({ serve($0) }) { server, transport in
      let failure = try await transport.failure(
        of: getRequest(server.origin, sink: sink(path, limit: 499_999))
      )
      #expect(failure.kind == .tooLarge)
      #expect(fileContents(path) == [1])
    }
  }

  @Test func aSizeNobodyAnnouncedIsStoppedAtTheLimit() async throws {
    let folder = try TransferFolder()
    let path = folder.path + "/a.part"
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\n\r\n")
      while connection.write([UInt8](repeating: 1, count: 65_536)) {}
    }) { server, transport in
      let failure = try await transport.failure(
        of: getRequest(server.origin, sink: sink(path, limit: 300_000))
      )
      #expect(failure.kind == .tooLarge)
      #expect((fileContents(path)?.count ?? .max) <= 300_000)
    }
  }

  @Test func aFullDiskIsNamedAsSuch() async throws {
    try await withServer({ serve($0) }) { server, transport in
      let failure = try await transport.failure(
        of: getRequest(server.origin, sink: sink("/dev/full"))
      )
      #expect(failure.kind == .storage)
      #expect(failure.systemError == ENOSPC)
    }
  }

  @Test func aPlaceThatCannotBeWrittenIsNamedAsSuch() async throws {
    let folder = try TransferFolder()
    try await withServer({ serve($0) }) { server, transport in
      for (path, code) in [(folder.path, EISDIR), (folder.path + "/no/a.part", ENOENT)] {
        let failure = try await transport.failure(of: getRequest(server.origin, sink: sink(path)))
        #expect(failure.kind == .storage)
        #expect(failure.systemError == code)
      }
    }
  }

  @Test func aPartFileIsItsOwnersAloneAndNoLinkIsFollowed() async throws {
    let folder = try TransferFolder()
    let elsewhere = try folder.file("elsewhere", Array("untouched".utf8))
    let link = folder.path + "/b.part"
    #expect(symlink(elsewhere, link) == 0)
    try await withServer({ serve($0) }) { server, transport in
      let path = folder.path + "/a.part"
      let status = try await transport.status(of: getRequest(server.origin, sink: sink(path)))
      #expect(status == 200)
      var facts = stat()
      #expect(lstat(path, &facts) == 0 && facts.st_mode & 0o7777 == 0o600)
      for offset in [0, 5] as [Int64] {
        let request = getRequest(server.origin, sink: sink(link, from: offset))
        let failure = try await transport.failure(of: request)
        #expect(failure.kind == .storage)
      }
      #expect(fileContents(elsewhere) == Array("untouched".utf8))
    }
  }

  @Test(.timeLimit(.minutes(1))) func aPipeInPlaceOfAPartFileIsNotWaitedFor() async throws {
    let folder = try TransferFolder()
    let pipe = folder.path + "/a.part"
    #expect(mkfifo(pipe, 0o600) == 0)
    try await withServer({ serve($0) }) { server, transport in
      let failure = try await transport.failure(of: getRequest(server.origin, sink: sink(pipe)))
      #expect(failure.kind == .storage)
    }
  }

  @Test func anErrorPageNeverReachesTheFile() async throws {
    let folder = try TransferFolder()
    let path = try folder.file("a.part", [1, 2, 3])
    try await withServer({ connection in
      while connection.readRequest() != nil {
        connection.write(httpReply("gone", status: "404 Not Found"))
      }
    }) { server, transport in
      let response = try await transport.send(
        getRequest(server.origin, sink: sink(path, from: 3))
      )
      #expect(response.status == 404)
      #expect(response.body == Array("gone".utf8))
      #expect(fileContents(path) == [1, 2, 3])
    }
  }

  @Test func aPackedReplyIsNotStoredAsAFile() async throws {
    let folder = try TransferFolder()
    try await withServer({ connection in
      while connection.readRequest() != nil {
        connection.write(httpReply("....", "Content-Encoding: gzip"))
      }
    }) { server, transport in
      let failure = try await transport.failure(
        of: getRequest(server.origin, sink: sink(folder.path + "/a.part"))
      )
      #expect(failure.kind == .protocolError)
    }
  }
}
