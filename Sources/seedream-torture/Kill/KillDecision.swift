import ProviderSimulator
import StudioModel

/// What a person says of a request whose answer was lost, after looking it up at the service.
struct KillDecision {
  let stage: KillStage
  /// What is said of one that the service never got: it is given up, or sent again.
  let givesUp: Bool

  /// The command for the first sequence that needs one.
  var words: [String]? {
    let rows = KilledLibrary(ground: stage.ground).rows()
    guard let lost = rows.first(where: { $0.status == .unconfirmed }) else { return nil }
    let known = Set(rows.compactMap(\.prediction))
    let unnamed = stage.ground.server.ledger.map(\.predictionID).filter { !known.contains($0) }
    if let prediction = lost.prediction ?? unnamed.last {
      return ["resume", lost.id, "--adopt", prediction]
    }
    return ["resume", lost.id, givesUp ? "--mark-lost" : "--send-again"]
  }

  /// Says it, and is killed at the moment.
  func run(_ moment: KillMoment) async throws -> KillOutcome {
    // What is still `submitting` is looked at first, as a person would.
    _ = try await stage.ground.run(["resume"])
    await stage.traffic.quiet()
    guard let words else { return KillOutcome(wasKilled: false) }
    return try await HeadlessAct(stage: stage).run(words, moment)
  }
}
