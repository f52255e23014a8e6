import FoundationEssentials
import ProviderSimulator
import TestSupport

/// The machine's clock is set, by minutes up to years, while jobs run and between programs.
struct WanderingClock {
  let shim: MachineShim
  let report: TrialReport

  struct Round: Sendable, CustomStringConvertible {
    enum Course: String, CaseIterable, Sendable {
      /// To another time at each call of the program.
      case atEachCall = "at each call"
      /// While the program waits for its first look.
      case betweenLooks = "between looks"
      /// While nobody works on the job.
      case betweenPrograms = "between programs"
      /// The answer to the submit call is lost, and the clock with it.
      case lostAnswer = "with a lost answer"
    }

    let number: Int
    let wish: MachineWish
    let course: Course
    /// How far from the machine's clock, one after the other.
    let offsets: [Duration]

    var description: String { "\(wish), clock set \(course.rawValue) to \(offsets)" }
  }

  private static let year = 365 * 86_400

  func run(_ setting: TrialSetting) async {
    let count = setting.length == .short ? 16 : 240
    let rounds = (0..<count).map { number in
      var numbers = setting.numbers(7_000 + number)
      let spans = [70, 3_600, 86_400, 31 * 86_400, Self.year, 10 * Self.year]
      let offsets = (0..<12).map { _ in
        Duration.seconds(
          (spans.randomElement(using: &numbers) ?? 0) * (Bool.random(using: &numbers) ? 1 : -1)
        )
      }
      let courses = Round.Course.allCases
      return Round(
        number: number,
        wish: MachineWish.all[number % MachineWish.all.count],
        course: courses[number / 2 % courses.count],
        offsets: offsets
      )
    }
    await RoundPool(width: 8).run(rounds, report) { try await play($0) }
  }

  private func play(_ round: Round) async throws {
    // A service that takes a while is looked at several times.
    let pace = SimulatorPace(base: .milliseconds(1_500), perImage: .zero)
    let ground = try TortureGround { $0.pace = round.course == .atEachCall ? .instant : pace }
    defer { ground.clearUp() }
    defer { MachineWish.clearUp(ground) }
    let board = try MachineBoard(shim)
    let began = ContinuousClock.now
    var faults: [String] = []
    let ending: ChildProgram.Ending
    switch round.course {
    case .atEachCall: ending = try await setAtEachCall(round, ground, board)
    case .betweenLooks: ending = try await setBetweenLooks(round, ground, board)
    case .betweenPrograms: ending = try await setBetweenPrograms(round, ground, board)
    case .lostAnswer:
      ground.server.script(FaultRule(call: .submit, fault: .dropAfterAcceptance))
      ending = try await setAtEachCall(round, ground, board)
    }
    let took = ContinuousClock.now - began
    // Each wait of a job on loopback is a few seconds at the most.
    if took > .seconds(30) { faults.append("it took \(took)") }
    if round.course != .lostAnswer, ending.code != 0 {
      faults.append("it ended with \(ending.code): \(ending.errors)")
    }
    board.setClock(round.offsets.last ?? .zero)
    let recovery = MachineRecovery(
      ground: ground,
      wish: round.wish,
      ending: ending,
      mayHaveDied: round.course == .lostAnswer
    )
    let (found, way) = try await recovery.faults()
    report.count(
      "clock",
      round.course.rawValue,
      ending.code,
      way
    )
    report.fail(faults + found, in: round.description)
  }

  private func setAtEachCall(
    _ round: Round,
    _ ground: TortureGround,
    _ board: MachineBoard
  ) async throws -> ChildProgram.Ending {
    let offsets = round.offsets
    ground.server.observe { moment in
      if moment.stage == .arrived {
        board.setClock(offsets[moment.request.number % offsets.count])
      }
    }
    return try await ground.run(try round.wish.words(ground), board.environment(ground))
  }

  private func setBetweenLooks(
    _ round: Round,
    _ ground: TortureGround,
    _ board: MachineBoard
  ) async throws -> ChildProgram.Ending {
    let child = try ground.start(try round.wish.words(ground), board.environment(ground))
    for offset in round.offsets where !child.hasEnded {
      try await Task.sleep(for: .milliseconds(170))
      board.setClock(offset)
    }
    return await TortureGround.ended(child, atMost: 60)
  }

  /// Sends it at one time, and has it fetched at others.
  private func setBetweenPrograms(
    _ round: Round,
    _ ground: TortureGround,
    _ board: MachineBoard
  ) async throws -> ChildProgram.Ending {
    board.setClock(round.offsets[0])
    let environment = board.environment(ground)
    let words = try round.wish.words(ground)
    let sent = try await ground.run([words[0], "--no-wait"] + words.dropFirst(), environment)
    guard sent.code == 0 else { return sent }
    board.setClock(round.offsets[1])
    return try await ground.run(["resume", "--json"], environment)
  }
}
