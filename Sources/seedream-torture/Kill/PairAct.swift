import Glibc
import ProviderSimulator
import PseudoTerminal
import StudioModel
import TerminalScreen
import TestSupport

/// Two programs on one library, of which one is killed: what it had sent, the other finishes; what
/// it had not, nobody sends without a word.
struct PairAct {
  let stage: KillStage

  private var ground: TortureGround { stage.ground }
  private var library: KilledLibrary { KilledLibrary(ground: ground) }
  private var studio: StudioAct { StudioAct(stage: stage) }

  func run(_ pair: KillPair, _ moment: KillMoment) async throws -> KillOutcome {
    let trap = KillTrap(moment, on: stage)
    defer { trap.disarm() }
    switch pair {
    case .resumeBesideResume: return try await besideResume(["resume"], trap, after: nil)
    case .generateBesideResume:
      return try await besideResume(stage.way.words(ground), trap, after: .submit)
    case .generateBesideStudio: return try await generateBesideStudio(trap)
    case .studioBesideStudio: return try await studios(trap, killsSender: true)
    case .watcherBesideStudio: return try await studios(trap, killsSender: false)
    }
  }

  /// The second program starts with the first one, or once a call of it was seen.
  private func besideResume(
    _ words: [String],
    _ trap: KillTrap,
    after call: FaultRule.Call?
  ) async throws -> KillOutcome {
    let first = try ground.start(words, trap.environment, through: trap.address)
    trap.aim(at: first.pid)
    trap.begin()
    if let call {
      while !first.hasEnded, !ground.server.requests.contains(where: { $0.call == call }) {
        try await Task.sleep(for: .milliseconds(2))
      }
    }
    let second = try ground.start(["resume"])
    let ending = await TortureGround.ended(second)
    let headless = HeadlessAct(stage: stage)
    var outcome = headless.outcome(of: await TortureGround.ended(first), trap, words)
    outcome.faults += headless.outcome(of: ending, trap, ["resume"]).faults
    outcome.faults += unfinished().map { "the survivor left \($0)" }
    return outcome
  }

  private func generateBesideStudio(_ trap: KillTrap) async throws -> KillOutcome {
    let screen = try studio.open()
    guard await studio.appears("F1 help", on: screen) else {
      return KillOutcome(wasKilled: false, faults: ["no studio:\n\(screen.content.boxed)"])
    }
    let outcome = try await HeadlessAct(stage: stage).start(stage.way.words(ground), trap)
    return try await survive(screen, outcome)
  }

  private func studios(_ trap: KillTrap, killsSender: Bool) async throws -> KillOutcome {
    let sender = try studio.open(killsSender ? trap : nil)
    guard await studio.hasDraft(sender) else {
      return KillOutcome(wasKilled: sender.endingSoFar != nil)
    }
    let watcher = try studio.open(killsSender ? nil : trap)
    _ = await studio.appears("F1 help", on: watcher)
    trap.begin()
    try? sender.press("f5")
    let (victim, survivor) = killsSender ? (sender, watcher) : (watcher, sender)
    let deadline = ContinuousClock.now + .seconds(20)
    while victim.endingSoFar == nil, ContinuousClock.now < deadline {
      let rows = library.rows()
      if !rows.isEmpty, rows.allSatisfy({ $0.isOver || $0.needsPerson }) { break }
      try await Task.sleep(for: .milliseconds(10))
    }
    trap.disarm()
    var outcome = KillOutcome(wasKilled: victim.endingSoFar == .signalled(SIGKILL))
    if victim.endingSoFar == nil { outcome = try await studio.leave(victim, nil) }
    return try await survive(survivor, outcome, mayFindUnsent: killsSender)
  }

  /// The studio that is left goes on with what was sent, by itself, and with nothing else.
  private func survive(
    _ screen: TerminalScreen,
    _ outcome: KillOutcome,
    mayFindUnsent: Bool = true
  ) async throws -> KillOutcome {
    var outcome = outcome
    let unsent = outcome.wasKilled && mayFindUnsent ? queued() : []
    let deadline = ContinuousClock.now + .seconds(20)
    while !unfinished().isEmpty, ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(10))
    }
    let left = unfinished()
    if !left.isEmpty {
      outcome.faults.append("the studio does not go on with \(left):\n\(screen.content.boxed)")
    }
    let last = try await studio.leave(screen, nil)
    outcome.faults += last.faults
    let sent = unsent.subtracting(queued())
    if !sent.isEmpty { outcome.faults.append("sent without a word: \(sent)") }
    return outcome
  }

  private func queued() -> Set<String> {
    Set(library.rows().filter { $0.status == .queued }.map(\.id))
  }

  /// What was sent, and could go on without a person, and has not ended.
  private func unfinished() -> [KilledLibrary.Row] {
    library.rows().filter { !$0.isOver && !$0.needsPerson && $0.status != .queued }
  }
}
