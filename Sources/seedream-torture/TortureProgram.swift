import Dispatch
import Synchronization

/// Reads the arguments and runs the trials they name.
enum TortureProgram {
  static let trials: [any Trial.Type] = [
    KillTrial.self,
    FaultTrial.self,
    NetworkTrial.self,
    MachineTrial.self,
    HostileTrial.self,
    SecretsTrial.self,
    TerminalTrial.self,
    SearchTrial.self,
    LeaksTrial.self,
    LongRunTrial.self,
  ]

  static var usage: String {
    let names = trials.map { trial in
      let pause = String(repeating: " ", count: max(1, 12 - trial.name.utf8.count))
      return "  \(trial.name)\(pause)\(trial.summary)"
    }
    return """
      Usage: seedream-torture [--short] [--seed N] [--times N] [TRIAL…]

      Without a name, all of them run, one after the other. --short is for CI. --seed repeats a
      run; --times says how many rounds, kills or seconds instead of the usual ones. The program
      under test is the `seedream` beside this one. Ends with 1 when something did not hold.

      \(names.joined(separator: "\n"))

      """
  }

  static func run(_ words: [String]) -> Int32 {
    if words.contains("--help") {
      TrialReport.write(usage)
      return 0
    }
    guard let call = TortureCall(words, known: trials.map { $0.name }) else {
      TrialReport.write(usage)
      return 2
    }
    let chosen = trials.filter { call.names.isEmpty || call.names.contains($0.name) }
    return BlockingRun.value {
      var failed = false
      for trial in chosen where !(await holds(trial, call.setting)) { failed = true }
      return failed ? 1 : 0
    }
  }

  private static func holds(_ trial: any Trial.Type, _ setting: TrialSetting) async -> Bool {
    let report = TrialReport(name: trial.name, summary: trial.summary, seed: setting.seed)
    do {
      try await trial.init().run(setting, report)
    } catch {
      report.fail("the trial broke off: \(error)")
    }
    return report.finish()
  }
}

/// The arguments, read.
struct TortureCall {
  private(set) var names: [String] = []
  let setting: TrialSetting

  /// `nil` where a word is not known.
  init?(_ words: [String], known: [String]) {
    var length = TrialSetting.Length.long
    var seed = UInt64.random(in: 1...999_999_999)
    var times: Int?
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--short": length = .short
      case "--seed":
        guard let value = rest.popFirst().flatMap({ UInt64($0) }) else { return nil }
        seed = value
      case "--times":
        guard let value = rest.popFirst().flatMap({ Int($0) }), value > 0 else { return nil }
        times = value
      default:
        guard known.contains(word) else { return nil }
        names.append(word)
      }
    }
    setting = TrialSetting(length: length, seed: seed, times: times)
  }
}

/// Waits on this thread for work on the global executor.
enum BlockingRun {
  static func value(_ work: @escaping @Sendable () async -> Int32) -> Int32 {
    let done = DispatchSemaphore(value: 0)
    let result = Mutex<Int32>(1)
    Task.detached {
      let code = await work()
      result.withLock { $0 = code }
      done.signal()
    }
    done.wait()
    return result.withLock { $0 }
  }
}
