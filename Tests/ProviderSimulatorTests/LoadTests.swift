import Glibc
import Synchronization
import Testing

@testable import ProviderSimulator

@Suite struct LoadTests {
  @Test func fiveHundredPollsAtOnceAreAnswered() throws {
    let bench = try Bench()
    let id = try bench.acceptedID()
    let request = bench.client.request("GET", "/api/v3/predictions/\(id)/result")
    let sockets = try (0..<500).map { _ in try bench.client.connect() }
    defer { for socket in sockets { close(socket) } }
    for socket in sockets { try bench.client.write(socket, request) }
    for socket in sockets {
      #expect(try bench.client.readReply(socket).json["data"]?["status"] == "completed")
    }
  }

  @Test func momentsAreToldWhileTheRequestWaits() throws {
    let bench = try Bench()
    let stages = Mutex<[RequestMoment.Stage]>([])
    bench.server.observe { moment in stages.withLock { $0.append(moment.stage) } }
    let id = try bench.acceptedID()
    let early = stages.withLock { $0 }
    #expect(early.first == .arrived)
    guard case .accepted(let entry) = early.dropFirst().first else {
      Issue.record("the acceptance was not told before the reply")
      return
    }
    #expect(entry.predictionID == id)
    let url = try bench.outputs(try bench.acceptedID(["size": "1024*1024"]))[0]
    _ = try bench.client.download(url)
    let sent = stages.withLock { $0 }.compactMap { stage -> Int? in
      if case .sent(let bytes) = stage { bytes } else { nil }
    }
    #expect(sent.contains { $0 >= 32 * 1024 })
    #expect(sent == sent.sorted())
  }

  @Test func aTakenPortIsSaid() throws {
    let bench = try Bench()
    #expect(throws: SimulatorFailure.portUnavailable(port: bench.server.port, code: EADDRINUSE)) {
      try Bench { $0.port = bench.server.port }
    }
  }

  @Test func stopBreaksOffWhatWaitsAndLeavesNoThreadAndNoPort() async {
    await #expect(processExitsWith: .success) {
      func threads() -> Int {
        guard let folder = opendir("/proc/self/task") else { return -1 }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        return count
      }
      let before = threads()
      let bench = try Bench.onQuietPort {
        $0.pace = SimulatorPace(base: .seconds(600), perImage: .zero)
        $0.faults = [
          FaultRule(call: .balance, fault: .stalled(seconds: 600)),
          FaultRule(call: .history, fault: .slow(bytesPerSecond: 1)),
        ]
      }
      let told = Mutex(0)
      bench.server.observe { moment in
        if moment.stage == .arrived { told.withLock { $0 += 1 } }
      }
      let client = bench.client
      let sync: JSONValue = ["prompt": "a fox", "size": "64*64", "enable_sync_mode": true]
      let header = ["Content-Type": "application/json"]
      let waiting = [
        client.request("GET", "/api/v3/balance"),
        client.request("POST", "/api/v3/predictions", header, Array("{}".utf8)),
        client.request("POST", "/api/v3/\(Models.sequential)", header, sync.bytes),
        Array("POST /api/v3/predictions HTTP/1.1\r\nContent-Le".utf8),
      ]
      let sockets = try waiting.map { request in
        let socket = try client.connect()
        try client.write(socket, request)
        return socket
      }
      while told.withLock({ $0 }) < 3 { sched_yield() }
      guard threads() > before else { exit(3) }
      bench.server.stop()
      bench.server.stop()
      guard threads() == before else { exit(4) }
      guard (try? client.connect()) == nil else { exit(5) }
      for socket in sockets { close(socket) }
      let again = try Bench { $0.port = client.port }
      guard try again.client.get("/api/v3/balance").status == 200 else { exit(6) }
    }
  }
}
