import ProviderSimulator
import TestSupport
import Testing

extension Ground {
  /// What a person does after the program was gone all of a sudden: resume, and where the request
  /// may have been charged without a name, look it up at the service and decide.
  func recover(
    _ wish: Wish,
    _ location: SourceLocation = #_sourceLocation
  ) async throws -> SequenceDocument {
    guard let left = try await history().first else {
      // Nothing was stored, so nothing may have been sent.
      #expect(submits.isEmpty, sourceLocation: location)
      return try await generate(wish).document
    }
    let (resumed, _) = try await resume()
    if resumed.code == 7 {
      let decision = server.ledger.first.map { ["--adopt", $0.predictionID] } ?? ["--send-again"]
      let (decided, _) = try await resume([left.id] + decision)
      #expect(decided.code == 0, "\(decided.errors)", sourceLocation: location)
    } else {
      #expect(resumed.code == 0, "\(resumed.errors)", sourceLocation: location)
    }
    return try await show(left.id)
  }

  /// Recovers, and expects that all that was paid for is there, once.
  func expectRecovery(
    _ wish: Wish,
    _ location: SourceLocation = #_sourceLocation
  ) async throws {
    let document = try await recover(wish, location)
    try await expectOnePaidSequence(document, wish.images, location)
    #expect(try await history().count == 1, sourceLocation: location)
    let (again, rest) = try await resume()
    #expect(again.code == 0 && rest.isEmpty, "something is left", sourceLocation: location)
    #expect(server.ledger.count == 1, sourceLocation: location)
  }
}
