import StudioCore
import Testing

@Suite struct CancellationTests {
  private func failure(
    of task: Task<HTTPResponse, any Error>
  ) async throws -> TransportFailure {
    switch await task.result {
    case .success(let response):
      Issue.record("answered with \(response.status)")
      throw SocketProblem(code: 0)
    case .failure(let error): return try #require(error as? TransportFailure)
    }
  }

  @Test func aRequestCancelledAfterItLeftIsNotKnown() async throws {
    let arrived = TransferSignal()
    try await withServer({ connection in
      _ = connection.readRequest()
      arrived.send()
      connection.waitForClose()
    }) { server, transport in
      let task = Task { try await transport.send(postRequest(server.origin)) }
      await arrived.wait()
      task.cancel()
      let failure = try await failure(of: task)
      #expect(failure.kind == .cancelled)
      #expect(failure.reach == .outcomeUnknown)
    }
  }

  @Test func aRequestCancelledInTheHandshakeNeverLeft() async throws {
    let arrived = TransferSignal()
    try await withServer({ connection in
      arrived.send()
      connection.waitForClose()
    }) { server, transport in
      let request = postRequest("https://127.0.0.1:\(server.port)/")
      let task = Task { try await transport.send(request) }
      await arrived.wait()
      task.cancel()
      let failure = try await failure(of: task)
      #expect(failure.kind == .cancelled)
      #expect(failure.reach == .neverLeft)
    }
  }

  @Test func aRequestOfACancelledTaskNeverLeaves() async throws {
    try await withServer({ _ = $0.readRequest() }) { server, transport in
      let task = Task {
        await withUnsafeContinuation { continuation in
          withUnsafeCurrentTask { $0?.cancel() }
          continuation.resume()
        }
        return try await transport.send(postRequest(server.origin))
      }
      let failure = try await failure(of: task)
      #expect(failure.kind == .cancelled)
      #expect(failure.reach == .neverLeft)
      #expect(server.received.isEmpty)
    }
  }

  @Test func aCancelledDownloadKeepsWhatArrived() async throws {
    let folder = try TransferFolder()
    let path = folder.path + "/a.part"
    let moved = TransferSignal()
    try await withServer({ connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcd")
      connection.waitForClose()
    }) { server, transport in
      let sink = HTTPSink.file(path: path, offset: 0, limit: .mebibytes(1))
      let task = Task {
        try await transport.send(getRequest(server.origin, sink: sink)) { progress in
          if progress.received == 4 { moved.send() }
        }
      }
      await moved.wait()
      task.cancel()
      let failure = try await failure(of: task)
      #expect(failure.kind == .cancelled)
      #expect(fileContents(path) == Array("abcd".utf8))
    }
  }

  @Test func shuttingDownEndsWhatIsUnderWayAndWhatComesLater() async throws {
    let arrived = TransferSignal()
    try await withServer({ connection in
      _ = connection.readRequest()
      arrived.send()
      connection.waitForClose()
    }) { server, transport in
      let task = Task { try await transport.send(getRequest(server.origin)) }
      await arrived.wait()
      transport.shutdown()
      let failure = try await failure(of: task)
      #expect(failure.kind == .cancelled)
      let later = try await transport.failure(of: getRequest(server.origin))
      #expect(later.kind == .cancelled)
      #expect(later.reach == .neverLeft)
      #expect(server.received.count == 1)
    }
  }
}
