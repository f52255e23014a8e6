import FoundationEssentials
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
    var intents = stage.way.charges
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
      let (given, faults) = try await decide()
      intents -= given
      guard faults.isEmpty else { return faults }
    default: return ["resume ended with \(resumed.code): \(resumed.errors)"]
    }
    let faults = try await Audit(ground: ground, intents: intents).faults()
    let again = try await ground.run(["resume", "--json"])
    guard again.code == 0, again.output.filter({ !$0.isWhitespace }) == "[]" else {
      return faults + ["a second resume found something: \(again.code) \(again.output)"]
    }
    return faults
  }

  /// Decides about what is unconfirmed; how many requests were given up, and what went wrong.
  private func decide() async throws -> (givenUp: Int, faults: [String]) {
    let documents = try await history()
    let known = Set(documents.compactMap { $0["prediction_id"]?.text })
    var unnamed = ground.server.ledger.map(\.predictionID).filter { !known.contains($0) }
    var givenUp = 0
    for document in documents where document["status"]?.text == "unconfirmed" {
      guard let id = document["id"]?.text else { continue }
      let decision: [String]
      if let prediction = unnamed.popLast() {
        decision = ["--adopt", prediction]
      } else if givesUp {
        decision = ["--mark-lost"]
        givenUp += stage.way.charges
      } else {
        decision = ["--send-again"]
      }
      let ending = try await ground.run(["resume", id] + decision)
      guard stage.way.endings.contains(ending.code) else {
        return (givenUp, ["\(decision) ended with \(ending.code): \(ending.errors)"])
      }
    }
    return (givenUp, [])
  }

  private func history() async throws -> [JSONValue] {
    let ending = try await ground.run(["history", "--json"])
    let document = try? JSONDecoder().decode(JSONValue.self, from: Data(ending.output.utf8))
    return document?.items ?? []
  }
}
