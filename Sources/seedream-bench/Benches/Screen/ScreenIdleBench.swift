import PseudoTerminal

/// What programs do while nobody touches them, and the studio with three jobs under way.
struct ScreenIdleBench {
  let ground: ScreenGround

  private struct Watched {
    let name: String
    let terminal: PseudoTerminal?
    var reason: String?
    var bytes = 0
    var wakeups = 0
    var peak = 0.0
  }

  func run() async throws {
    let home = ground.base.folder + "/jobs"
    try await BenchLibrary.fill(home: home, count: 1)
    let simulator = try await PollingWorker.startedJobs(3, on: ground.base, home: home)
    defer { simulator.child.end() }
    var busy = ground.studio(on: home)
    busy.name = "seedream, three jobs running"
    busy.marker = PollingWorker.promptStart
    busy.environment["WAVESPEED_BASE_URL"] = simulator.address
    busy.environment["WAVESPEED_API_KEY"] = "bench"
    let contenders = [
      ground.nano(), ground.vim(), ground.tig, ScreenGround.htop, ground.mc, ground.studio, busy,
    ]
    var watched = contenders.map(open)
    // What follows a first screen is over by then, and threads without work have ended.
    drain(&watched, for: .seconds(ground.scale.settlingSeconds))
    let before = watched.map { ($0.terminal?.byteCount ?? 0, wakeups($0)) }
    drain(&watched, for: .seconds(ground.scale.idleSeconds))
    for place in watched.indices {
      watched[place].bytes = (watched[place].terminal?.byteCount ?? 0) - before[place].0
      // A thread that ended meanwhile cannot be asked; those of pools do when nothing is to be done.
      for (thread, count) in wakeups(watched[place]) {
        watched[place].wakeups += count - before[place].1[thread, default: 0]
      }
      if let terminal = watched[place].terminal {
        watched[place].peak = ProcessFacts.peakMegabytes(terminal.pid)
        ground.close(terminal)
      }
    }
    report(watched)
  }

  private func open(_ contender: ScreenContender) -> Watched {
    do {
      return Watched(name: contender.name, terminal: try ground.open(contender).terminal)
    } catch {
      return Watched(name: contender.name, terminal: nil, reason: ScreenOutcome.text(error))
    }
  }

  private func wakeups(_ watched: Watched) -> [String: Int] {
    watched.terminal.map { ProcessFacts.wakeups($0.pid) } ?? [:]
  }

  /// Takes in what all of them write for so long.
  private func drain(_ watched: inout [Watched], for time: Duration) {
    let terminals = watched.compactMap(\.terminal)
    let end = ContinuousClock.now + time
    while ContinuousClock.now < end {
      for terminal in terminals {
        _ = terminal.read(atMost: .milliseconds(20))
        _ = terminal.takeOutput()
      }
    }
  }

  private func report(_ watched: [Watched]) {
    let seconds = Double(ground.scale.idleSeconds)
    BenchOutput.table(
      "Left alone for \(ground.scale.idleSeconds) s",
      ["program", "bytes a second", "wakeups a second", "peak MB"],
      watched.map { program in
        [program.name]
          + (program.reason.map { [$0] } ?? [
            BenchOutput.number(Double(program.bytes) / seconds),
            BenchOutput.number(Double(program.wakeups) / seconds),
            BenchOutput.number(program.peak),
          ])
      }
    )
  }
}
