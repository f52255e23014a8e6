import StudioCore
import Testing

@Suite struct TransportUploadTests {
  @Test func aFormCarriesTheFileWithItsNameAndType() async throws {
    let folder = try TransferFolder()
    let picture = (0..<70_000).map { UInt8(truncatingIfNeeded: $0) }
    let path = try folder.file("a.png", picture)
    let part = MultipartPart(
      name: "file",
      path: path,
      fileName: "fox \"one\".png",
      mediaType: "image/png"
    )
    try await withServer({ connection in
      while connection.readRequest() != nil { connection.write(httpReply("{}")) }
    }) { server, transport in
      let request = postRequest(server.origin, .multipart([part]), bearerKey: "test-key")
      let status = try await transport.status(of: request)
      #expect(status == 200)
      let received = try #require(server.received.first)
      let type = try #require(received.header("Content-Type"))
      #expect(type.hasPrefix("multipart/form-data; boundary="))
      #expect(received.header("Authorization") == "Bearer test-key")
      let boundary = "--" + type.dropFirst("multipart/form-data; boundary=".count)
      let head = """
        \(boundary)\r
        Content-Disposition: form-data; name="file"; filename="fox %22one%22.png"\r
        Content-Type: image/png\r
        \r

        """
      #expect(received.body == Array(head.utf8) + picture + Array("\r\n\(boundary)--\r\n".utf8))
    }
  }

  @Test func aTicketUploadPutsTheFileWithItsHeadersAndNoKey() async throws {
    let folder = try TransferFolder()
    let bytes = [UInt8](repeating: 9, count: 2 << 20)
    let path = try folder.file("a.png", bytes)
    try await withServer({ connection in
      while connection.readRequest() != nil { connection.write(httpReply()) }
    }) { server, transport in
      let request = HTTPRequest(
        method: .put,
        url: "\(server.origin)/slot?signature=x",
        headers: [HTTPHeader("Content-Type", "image/png"), HTTPHeader("X-Ticket", "7")],
        body: .file(path: path, mediaType: "application/octet-stream"),
        sink: .memory(limit: .mebibytes(1)),
        timeouts: patientLimits
      )
      let status = try await transport.status(of: request)
      #expect(status == 200)
      let received = try #require(server.received.first)
      #expect(received.requestLine == "PUT /slot?signature=x HTTP/1.1")
      #expect(received.header("Content-Type") == "image/png")
      #expect(received.header("X-Ticket") == "7")
      #expect(received.header("Authorization") == nil)
      #expect(received.body == bytes)
    }
  }

  @Test func progressGrowsAndEndsAtTheTotal() async throws {
    let bytes = [UInt8](repeating: 9, count: 4 << 20)
    let reports = Collected<TransferProgress>()
    try await withServer({ connection in
      while connection.readRequest() != nil { connection.write(httpReply("done")) }
    }) { server, transport in
      let request = postRequest(server.origin, .bytes(bytes, mediaType: "text/plain"))
      _ = try await transport.send(request) { reports.add($0) }
    }
    let sent = reports.all.map(\.sent)
    #expect(sent == sent.sorted())
    #expect(sent.last == Int64(bytes.count))
    #expect(reports.all.last?.sendTotal == Int64(bytes.count))
    #expect(reports.all.last?.received == 4)
  }

  @Test func progressIsToldTenTimesASecondAtMost() async throws {
    let reports = Collected<ContinuousClock.Instant>()
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1200000\r\n\r\n")
      for _ in 0..<1_200 { connection.write([UInt8](repeating: 1, count: 1_000)) }
    }) { server, transport in
      let request = getRequest(server.origin, sink: .memory(limit: .mebibytes(2)))
      _ = try await transport.send(request) { _ in reports.add(.now) }
    }
    // The last report is the end and may come at any time.
    let times = reports.all.dropLast()
    for (earlier, later) in zip(times, times.dropFirst()) {
      #expect(later - earlier >= .milliseconds(100))
    }
  }
}
