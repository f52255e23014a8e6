import Glibc

/// What can happen to a terminal, at every moment of a studio's life.
struct TerminalTrial: Trial {
  static let name = "terminal"
  static let summary = "whatever happens to it: gone in a second, the terminal as it was"

  /// One round: what it is called and what is done.
  private struct Round: Sendable {
    let label: String
    let work: @Sendable () async throws -> Void
  }

  /// Rounds that mostly wait, at a time.
  private static let atOnce = 4

  func run(_ setting: TrialSetting, _ report: TrialReport) async throws {
    // Made before any round: the first one would ask for it in the middle of its own.
    if TerminalTraces.untouched == nil { report.fail("no terminal to compare with") }
    var rounds = hangUps(setting, report) + signals(setting, report) + readers(setting, report)
    rounds += stopped(report) + refusals(report) + storms(setting, report) + wild(setting, report)
    if TmuxLeaving.isThere { rounds += windows(setting, report) }
    await run(rounds, report)
  }

  private func run(_ rounds: [Round], _ report: TrialReport) async {
    await withTaskGroup(of: Void.self) { group in
      for (number, round) in rounds.enumerated() {
        if number >= Self.atOnce { await group.next() }
        group.addTask {
          do {
            try await round.work()
          } catch {
            report.fail("\(round.label) broke off: \(error)")
          }
        }
      }
    }
  }

  // MARK: - What is done

  private func hangUps(_ setting: TrialSetting, _ report: TrialReport) -> [Round] {
    var numbers = setting.numbers(1)
    let cases = chosen(HangUps.cases, 10, setting, &numbers)
    return cases.map { hangUp in
      Round(label: hangUp.label) { try await HangUps(report: report).run(hangUp) }
    }
  }

  private func signals(_ setting: TrialSetting, _ report: TrialReport) -> [Round] {
    var numbers = setting.numbers(2)
    let all = Station.allCases.flatMap { SignalRounds.cases(at: $0) }
    let cases = chosen(all, 16, setting, &numbers)
    let stopped = chosen([SIGTERM, SIGHUP, SIGCONT, SIGWINCH, SIGSEGV], 1, setting, &numbers)
    return cases.map { round in
      Round(label: round.label) { try await SignalRounds(report: report).run(round) }
    }
      + stopped.map { number in
        Round(label: "signal \(number) while stopped") {
          try await SignalRounds(report: report).suspended(number)
        }
      }
  }

  private func readers(_ setting: TrialSetting, _ report: TrialReport) -> [Round] {
    var numbers = setting.numbers(3)
    let all = SlowReaders.Reader.allCases.flatMap { reader in
      SlowReaders.Farewell.allCases.map { (reader, $0) }
    }
    let seconds = setting.length == .short ? 2 : 10
    return chosen(all, 3, setting, &numbers).map { reader, farewell in
      Round(label: "a \(reader.rawValue) reader") {
        try await SlowReaders(report: report).run(reader, farewell, seconds: seconds)
      }
    }
  }

  private func stopped(_ report: TrialReport) -> [Round] {
    [SIGTERM, SIGHUP].flatMap { number in
      [
        Round(label: "^S in a visit") { try await StoppedOutput(report: report).inVisit(number) },
        Round(label: "^S, headless") { try await StoppedOutput(report: report).headless(number) },
      ]
    }
  }

  private func refusals(_ report: TrialReport) -> [Round] {
    Refusals.cases.map { refusal in
      Round(label: refusal.line) { try await Refusals(report: report).run(refusal) }
    }
  }

  private func storms(_ setting: TrialSetting, _ report: TrialReport) -> [Round] {
    let steps = setting.times(short: 60, long: 1_000)
    let count = setting.length == .short ? 2 : ResizeStorm.places.count
    let first = Int(setting.seed % UInt64(ResizeStorm.places.count))
    return (first..<first + count).map { number in
      let numbers = setting.numbers(100 + number)
      return Round(label: "storm \(number)") {
        try await ResizeStorm(report: report).run(number, steps: steps, numbers)
      }
    }
  }

  private func wild(_ setting: TrialSetting, _ report: TrialReport) -> [Round] {
    let pieces = setting.times(short: 60, long: 2_000)
    return WildInput.Kind.allCases.enumerated().map { number, kind in
      Round(label: kind.rawValue) {
        try await WildInput(report: report).run(kind, pieces: pieces, setting.numbers(200 + number))
      }
    }
  }

  private func windows(_ setting: TrialSetting, _ report: TrialReport) -> [Round] {
    let count = setting.length == .short ? 1 : TmuxLeaving.resizes.count
    return TmuxLeaving.resizes.prefix(count).map { sizes in
      Round(label: "tmux") { try await TmuxLeaving(report: report).run(sizes) }
    }
  }

  /// All of them in the long run, some by chance in the short one.
  private func chosen<Item>(
    _ items: [Item],
    _ count: Int,
    _ setting: TrialSetting,
    _ numbers: inout SeededNumbers
  ) -> [Item] {
    setting.length == .short ? Array(items.shuffled(using: &numbers).prefix(count)) : items
  }
}
