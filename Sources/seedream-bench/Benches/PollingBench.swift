import FoundationEssentials

/// Many jobs polled at once: what it costs this machine, and whether any look is late.
struct PollingBench {
  let scale: BenchScale

  func run() async throws {
    let ground = try BenchGround()
    let simulator = try await ground.simulator(["--pace", "3600"])
    defer { simulator.child.end() }
    let output = ground.folder + "/polling"
    let worker = try BenchChild(
      [
        ground.own, "--polling-worker", simulator.address, ground.folder + "/polling-home",
        String(scale.jobs), String(scale.pollingSeconds),
      ],
      output: output
    )
    let code = worker.wait()
    let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
    guard code == 0 else { throw BenchGround.GroundFailure(message: "polling: \(text)") }
    let rows = text.split(separator: "\n").map { line in
      line.split(separator: "\t").map(String.init)
    }
    BenchOutput.table(
      "\(scale.jobs) jobs polled at once for \(scale.pollingSeconds) s, the service's pace "
        + "(2–15 s between looks)",
      ["measure", "value"],
      rows
    )
  }
}
