import Glibc
import ProviderSimulator
import Synchronization
import TestSupport

/// The disk fills up, or breaks, at each single operation of a job that needs it.
struct FailingWrites {
  let shim: MachineShim
  let report: TrialReport

  /// What happens at one operation.
  struct Round: Sendable, CustomStringConvertible {
    enum Trouble: String, CaseIterable, Sendable {
      /// Room comes back as soon as the program has said that there is none.
      case fullForAWhile = "full for a while"
      /// Room comes back once the program has ended.
      case fullForGood = "full for good"
      /// One operation fails, the next does not.
      case oneFailure = "one error"
      /// Every operation fails from there on, within files as well, until the program has ended.
      case broken = "broken for good"
    }

    let wish: MachineWish
    let place: Int
    let trouble: Trouble

    var description: String { "\(wish), \(trouble.rawValue) at operation \(place)" }
  }

  func run(short: Bool) async throws {
    var rounds: [Round] = []
    for (turn, wish) in MachineWish.all.enumerated() {
      let full = try await operations(of: wish, broken: false)
      let broken = try await operations(of: wish, broken: true)
      report.note("\(wish): \(full) operations need room, \(broken) need a disk that works.")
      // Each operation of each request; the troubles take turns, each comes to each operation with
      // one request or another.
      for place in 1...broken + 1 {
        let trouble = Round.Trouble.allCases[(place + turn) % Round.Trouble.allCases.count]
        let isWithin = [.oneFailure, .broken].contains(trouble) || place <= full + 1
        if isWithin { rounds.append(Round(wish: wish, place: place, trouble: trouble)) }
      }
    }
    if short { rounds = Self.sample(rounds) }
    await RoundPool(width: 10).run(rounds, report) { try await play($0) }
  }

  /// Some of each kind, from everywhere in the job.
  private static func sample(_ rounds: [Round]) -> [Round] {
    let stride = max(1, rounds.count / 30)
    return rounds.enumerated().filter { $0.offset % stride == stride / 2 }.map(\.element)
  }

  /// How many operations a job needs on a disk that works.
  private func operations(of wish: MachineWish, broken: Bool) async throws -> Int {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    defer { MachineWish.clearUp(ground) }
    let board = try MachineBoard(shim)
    board.onlyCount(broken: broken)
    let ending = try await ground.run(try wish.words(ground), board.environment(ground))
    guard ending.code == 0, board.count > 20 else {
      throw TortureGround.Absent(
        description:
          "\(wish) counted \(board.count) and ended with \(ending.code): \(ending.errors)"
      )
    }
    return board.count
  }

  private func play(_ round: Round) async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    defer { MachineWish.clearUp(ground) }
    let board = try MachineBoard(shim)
    switch round.trouble {
    case .fullForAWhile, .fullForGood: board.refuse(from: round.place, broken: false)
    case .oneFailure: board.refuse(from: round.place, more: 0, code: EIO, broken: true)
    case .broken: board.refuse(from: round.place, code: EIO, broken: true)
    }
    let child = try ground.start(try round.wish.words(ground), board.environment(ground))
    if round.trouble == .fullForAWhile {
      try await child.waitUntilTold(["full", "no room"])
      board.takeEverything()
    }
    let ending = await TortureGround.ended(child, atMost: 60)
    board.takeEverything()
    var faults: [String] = []
    let names = ["full", "no room", "Input/output error", "disk", "cannot be opened"]
    if ending.code != 0, board.refused > 0, !names.contains(where: ending.errors.contains) {
      faults.append("the disk is not named: \(ending.errors)")
    }
    let recovery = MachineRecovery(ground: ground, wish: round.wish, ending: ending)
    let (found, way) = try await recovery.faults()
    report.count(
      "disk",
      round.trouble.rawValue,
      ending.code,
      way
    )
    report.fail(faults + found, in: round.description)
  }
}
