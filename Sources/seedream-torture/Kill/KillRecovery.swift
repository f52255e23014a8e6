import ProviderSimulator
import TestSupport

/// What a person does after programs were gone all of a sudden: resume, look the lost requests up
/// at the service and decide, and ask again where nothing was stored.
struct KillRecovery {
  let stage: KillStage
  /// What is said of a lost request that the service never got: give it up, or send it again.
  let givesUp: Bool

  private var ground: TortureGround { stage.ground }

  /// What does not hold, once everything is as the person wants it.
  func faults() async throws -> [String] {
    await stage.traffic.quiet()
    if KilledLibrary(ground: ground).rows().isEmpty {
      // Nothing was stored, so nothing may have been sent.
      let charged = ground.server.ledger
      guard charged.isEmpty else { return ["charged without a trace: \(charged)"] }
      let asked = try await ground.run(stage.way.words(ground))
      guard stage.way.endings.contains(asked.code) else {
        return ["asked again, it ended with \(asked.code): \(asked.errors)"]
      }
    }
    let resumed = try await ground.run(["resume", "--json"])
    switch resumed.code {
    case 0: break
    case 4 where stage.way.isRefused: break
    case 7:
      if let fault = try await decide() { return [fault] }
    default: return ["resume ended with \(resumed.code): \(resumed.errors)"]
    }
    let givenUp = KilledLibrary(ground: ground).rows().contains { $0.isGivenUp }
    let intents = givenUp ? 0 : stage.way.charges
    let faults = try await Audit(ground: ground, intents: intents).faults()
    let again = try await ground.run(["resume", "--json"])
    guard again.code == 0, again.output.filter({ !$0.isWhitespace }) == "[]" else {
      return faults + ["a second resume found something: \(again.code) \(again.output)"]
    }
    return faults
  }

  /// Decides about what only a person can move on; what went wrong, if anything.
  private func decide() async throws -> String? {
    guard let words = KillDecision(stage: stage, givesUp: givesUp).words else {
      return "there is something to decide, and nothing is unconfirmed"
    }
    let ending = try await ground.run(words)
    if stage.way.endings.contains(ending.code), ending.code != 7 { return nil }
    return "\(words) ended with \(ending.code): \(ending.errors)"
  }
}
