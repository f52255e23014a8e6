import Glibc
import StudioCore
import StudioModel
import Testing

/// What the worker's thread costs. What counts files and threads of the whole process runs in a
/// process of its own.
@Suite struct WorkerTests {
  @Test func twoHundredExchangesAtOnceShareOneThread() async throws {
    let gate = Collected<Int>()
    try await withServer({ connection in
      while connection.readRequest() != nil {
        gate.add(connection.index)
        connection.write(httpReply("ok"))
      }
    }) { server, transport in
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for index in 0..<200 {
          group.addTask { try await transport.status(of: getRequest("\(server.origin)/\(index)")) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses == [Int](repeating: 200, count: 200))
      #expect(Set(server.received.map(\.requestLine)).count == 200)
    }
  }

  @Test func shuttingDownLeavesNoFileAndNoThread() async throws {
    await #expect(processExitsWith: .success) {
      // The first round opens what stays open for the life of the process.
      try await useAndShutDown()
      let files = names("/proc/self/fd").count
      for _ in 0..<5 { try await useAndShutDown() }
      #expect(names("/proc/self/fd").count == files)
      #expect(workers().isEmpty)
    }
  }

  @Test func aTransportThatNobodyKeepsEndsItsThread() async throws {
    await #expect(processExitsWith: .success) {
      let server = try LoopbackServer { connection in
        while connection.readRequest() != nil { connection.write(httpReply("ok")) }
      }
      for _ in 0..<5 {
        let transport = CurlTransport(.init(proxy: .none))
        _ = try await transport.send(getRequest(server.origin))
      }
      let limit = ContinuousClock.now + .seconds(5)
      while !workers().isEmpty, ContinuousClock.now < limit { sched_yield() }
      #expect(workers().isEmpty)
      server.stop()
    }
  }

  /// A thread that is left would clean up while the process ends, and free some things twice.
  @Test func aClosedStudioLeavesNoThreadEvenWhereItsTransportIsKept() async throws {
    await #expect(processExitsWith: .success) {
      let ground = try LoopbackGround()
      let studio = try await ground.open()
      _ = try await studio.balance(of: .wavespeed)
      #expect(workers().count == 1)
      await studio.close()
      #expect(workers().isEmpty)
      withExtendedLifetime((ground, studio)) {}
    }
  }

  @Test func nothingIsOpenedOrStartedBeforeTheFirstExchange() async throws {
    await #expect(processExitsWith: .success) {
      let transport = CurlTransport()
      #expect(workers().isEmpty)
      let maps = String(decoding: fileContents("/proc/self/maps") ?? [], as: UTF8.self)
      #expect(!maps.contains("libcurl"))
      transport.shutdown()
    }
  }

  @Test func anIdleWorkerSleeps() async throws {
    await #expect(processExitsWith: .success) {
      let server = try LoopbackServer { connection in
        while connection.readRequest() != nil { connection.write(httpReply("ok")) }
      }
      let transport = CurlTransport(.init(proxy: .none))
      _ = try await transport.send(getRequest(server.origin))
      let worker = try #require(workers().first)
      // The first pause lets it come to rest; in the second it must not run at all.
      usleep(50_000)
      let before = switches(worker)
      usleep(300_000)
      #expect(switches(worker) == before)
      #expect(!before.isEmpty)
      transport.shutdown()
      server.stop()
    }
  }
}

private func useAndShutDown() async throws {
  let server = try LoopbackServer { connection in
    while connection.readRequest() != nil { connection.write(httpReply("ok")) }
  }
  let transport = CurlTransport(.init(proxy: .none))
  _ = try await transport.send(getRequest(server.origin))
  _ = try await transport.send(postRequest(server.origin))
  transport.shutdown()
  server.stop()
}

/// The threads of this process that perform transfers.
private func workers() -> [String] {
  names("/proc/self/task").filter {
    fileContents("/proc/self/task/\($0)/comm") == Array("transfers\n".utf8)
  }
}

private func names(_ path: String) -> [String] {
  guard let folder = opendir(path) else { return [] }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return names
}

/// The lines of a thread's status that count how often it ran.
private func switches(_ thread: String) -> String {
  let status = String(
    decoding: fileContents("/proc/self/task/\(thread)/status") ?? [],
    as: UTF8.self
  )
  return status.split(separator: "\n").filter { $0.contains("ctxt_switches") }
    .joined(separator: " ")
}
