import Synchronization

/// Proves that the program may be killed at any moment: nothing is paid twice, nothing paid is lost.
struct KillTrial: Trial {
  static let name = "kill"
  static let summary = "killed at every moment of a job, then resumed and audited"

  /// Rounds at once: each mostly waits.
  private static let width = 6

  func run(_ setting: TrialSetting, _ report: TrialReport) async throws {
    _ = try TortureGround.requiredProgram()
    // All moments in all ways are about 2,700 kills; the rest come at random.
    let target = setting.times(short: 70, long: 3_300)
    let kills = KillTally()
    KillRound.lineUp(in: report)
    let isWhole = setting.length == .long && setting.times == nil
    if isWhole {
      let commits = KillTally()
      await RoundPool(width: Self.width).run(KillWalk.all) { walk in
        let number = await walk.run(report)
        kills.add(number)
        commits.raise(to: number)
      }
      report.note("A job was killed around each of its up to \(commits.count) commits.")
    }
    var numbers = setting.numbers(0)
    var rounds = isWhole ? KillPlan.all : KillPlan.sample(&numbers)
    rounds.shuffle(using: &numbers)
    await RoundPool(width: Self.width).run(rounds) { round in
      kills.add(await round.run(report))
    }
    while kills.count < target {
      let missing = target - kills.count
      // A random round has some three of them.
      let more = (0..<max(1, min(60, missing / 3))).map { _ in KillPlan.random(&numbers) }
      await RoundPool(width: Self.width).run(more) { round in
        kills.add(await round.run(report))
      }
    }
  }
}

/// A number that several rounds work on.
final class KillTally: Sendable {
  private let sum = Atomic(0)

  var count: Int { sum.load(ordering: .relaxed) }

  func add(_ number: Int) { sum.add(number, ordering: .relaxed) }

  func raise(to number: Int) { sum.max(number, ordering: .relaxed) }
}

/// One way, killed around the first commit, the second, and so on until the job is over first.
struct KillWalk: Sendable {
  let way: KillWay
  let label: String
  let isOnScreen: Bool

  static let all: [KillWalk] = (KillWay.all + KillWay.refused).flatMap { way in
    ["before-commit", "after-commit"].flatMap { label in
      [false, true].map { KillWalk(way: way, label: label, isOnScreen: $0) }
    }
  }

  /// More than any job has.
  private static let limit = 80

  /// Runs them all; how many programs were killed.
  func run(_ report: TrialReport) async -> Int {
    for number in 1...Self.limit {
      let moment = KillMoment.label(label, number)
      let act: KillAct = isOnScreen ? .studio(moment) : .generate(moment)
      if await KillRound(way, act).run(report) == 0 { return number - 1 }
    }
    report.fail("\(way): \(label) never ended")
    return Self.limit
  }
}
