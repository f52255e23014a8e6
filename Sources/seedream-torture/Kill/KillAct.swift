import Glibc
import ProviderSimulator
import TestSupport

/// One thing a person does in a round, and when it is cut short.
enum KillAct: Sendable, CustomStringConvertible {
  /// Asks headless.
  case generate(KillMoment)
  /// Goes on headless with what was left.
  case resume(KillMoment)
  /// Decides headless about a request whose answer was lost, where there is one.
  case decide(KillMoment)
  /// Asks in the studio, or goes on there with what was left.
  case studio(KillMoment)
  /// The same beside another program on the library, which has to go on with what was sent.
  case beside(KillPair, KillMoment)

  var description: String {
    switch self {
    case .generate(let moment): "generate, killed \(moment)"
    case .resume(let moment): "resume, killed \(moment)"
    case .decide(let moment): "decision, killed \(moment)"
    case .studio(let moment): "studio, killed \(moment)"
    case .beside(let pair, let moment): "\(pair.rawValue), killed \(moment)"
    }
  }

  var moment: KillMoment {
    switch self {
    case .generate(let moment), .resume(let moment), .decide(let moment), .studio(let moment),
      .beside(_, let moment):
      moment
    }
  }

  var isOnScreen: Bool {
    switch self {
    case .generate, .resume, .decide: false
    case .studio: true
    case .beside(let pair, _): pair.isOnScreen
    }
  }
}

/// Two programs on one library; the first named is killed.
enum KillPair: String, Sendable, CaseIterable {
  case resumeBesideResume = "resume beside a resume"
  case generateBesideResume = "generate beside a resume"
  case generateBesideStudio = "generate beside a studio"
  case studioBesideStudio = "studio beside a studio"
  case watcherBesideStudio = "watching studio beside a studio that sends"

  var isOnScreen: Bool { self != .resumeBesideResume && self != .generateBesideResume }
}

/// What came of an act.
struct KillOutcome: Sendable {
  /// False where the program ended before the moment came.
  var wasKilled: Bool
  var faults: [String] = []
}

/// Carries the acts of headless programs out.
struct HeadlessAct {
  let stage: KillStage

  func run(_ words: [String], _ moment: KillMoment) async throws -> KillOutcome {
    try await start(words, KillTrap(moment, on: stage))
  }

  func start(_ words: [String], _ trap: KillTrap) async throws -> KillOutcome {
    let program = try stage.ground.start(words, trap.environment, through: trap.address)
    trap.aim(at: program.pid)
    trap.begin()
    return outcome(of: await TortureGround.ended(program), trap, words)
  }

  func outcome(
    of ending: ChildProgram.Ending,
    _ trap: KillTrap,
    _ words: [String]
  ) -> KillOutcome {
    trap.disarm()
    if ending.code == 128 + SIGKILL { return KillOutcome(wasKilled: true) }
    // 7 where an earlier end left something that only a person can decide.
    guard stage.way.endings.contains(ending.code) else {
      let what = "\(words.first ?? "") ended with \(ending.code): \(ending.errors)"
      return KillOutcome(wasKilled: false, faults: [what])
    }
    return KillOutcome(wasKilled: false)
  }
}
