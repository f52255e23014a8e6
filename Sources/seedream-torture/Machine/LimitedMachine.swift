import Glibc
import ProviderSimulator
import TestSupport

/// The program may open few files, write only short ones, or have little memory: at each value it
/// works or says plainly why not, and what was paid is there once the limit is gone.
struct LimitedMachine {
  let report: TrialReport

  struct Round: Sendable, CustomStringConvertible {
    let limit: MachineLimit
    let wish: MachineWish
    /// The limit is lifted as soon as the program has said that it is in the way.
    let isLifted: Bool

    var description: String { "\(wish), \(limit)\(isLifted ? ", lifted later" : "")" }
  }

  func run(short: Bool) async {
    guard MachineLimit.isPossible else {
      return report.note("There is no prlimit: limits are left out.")
    }
    var rounds: [Round] = []
    let block = 4_096
    let mebibyte = 1 << 20
    for size in stride(from: 0, through: 420, by: short ? 60 : 4) {
      rounds += turns(.fileSize, size * 1_024, &rounds, all: !short && size % 16 == 0)
    }
    for count in short ? [3, 8, 12, 16, 20, 32] : Array(3...40) + [48, 64, 96, 128] {
      rounds += turns(.openFiles, count, &rounds, all: !short && count > 6)
    }
    for size in stride(from: 4, through: 420, by: short ? 90 : 8) {
      rounds += turns(.addresses, size * mebibyte + block, &rounds, all: false)
    }
    for size in stride(from: 1, through: 64, by: short ? 21 : 1) {
      rounds += turns(.data, size * mebibyte + block, &rounds, all: false)
    }
    await RoundPool(width: 8).run(rounds, report) { try await play($0) }
  }

  /// One wish after the other, or all of them.
  private func turns(
    _ kind: MachineLimit.Kind,
    _ value: Int,
    _ rounds: inout [Round],
    all: Bool
  ) -> [Round] {
    let limit = MachineLimit(kind: kind, value: value)
    let wishes = all ? MachineWish.all : [MachineWish.all[rounds.count % MachineWish.all.count]]
    return wishes.enumerated().map { place, wish in
      Round(
        limit: limit,
        wish: wish,
        isLifted: kind == .fileSize && (place + rounds.count) % 2 == 1
      )
    }
  }

  private func play(_ round: Round) async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    defer { MachineWish.clearUp(ground) }
    let child = try round.limit.start(ground, try round.wish.words(ground))
    if round.isLifted {
      try await child.waitUntilTold(["large"])
      try await round.limit.lift(from: child)
    }
    let began = ContinuousClock.now
    let ending = await TortureGround.ended(child, atMost: 60)
    let hangs = ContinuousClock.now - began >= .seconds(60)
    let kind = round.limit.kind
    var faults = hangs ? ["it hangs: \(ending.errors)"] : []
    let saysNothing = ending.errors.isEmpty && round.limit.value > 0
    if ending.code != 0, saysNothing, !(kind.mayKill && ending.code >= 127) {
      faults.append("it ended with \(ending.code) and said nothing")
    }
    if ending.code >= 127, !kind.mayKill, !ending.errors.contains("shared librar") {
      faults.append("it ended with \(ending.code): \(ending.errors)")
    }
    let recovery = MachineRecovery(
      ground: ground,
      wish: round.wish,
      ending: ending,
      mayHaveDied: ending.code >= 127 || round.limit.value == 0
    )
    let (found, way) = try await recovery.faults()
    report.count(
      "limit",
      kind.rawValue,
      ending.code,
      way
    )
    report.fail(faults + found, in: round.description)
  }
}

extension ChildProgram {
  /// Until it has said one of these words on stderr, or ended; for ten seconds at most.
  func waitUntilTold(_ words: [String]) async throws {
    let deadline = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < deadline, !hasEnded {
      let told = errorsSoFar
      if words.contains(where: told.contains) { return }
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
