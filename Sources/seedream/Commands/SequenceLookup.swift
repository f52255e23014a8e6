import StudioCore
import StudioModel

/// Finds the sequence a person means.
struct SequenceLookup: Sendable {
  let store: Store

  /// The sequence whose id starts with `word`, or that has it as its prediction id.
  ///
  /// Throws `.invalidRequest` when there is none or more than one.
  func one(_ word: String) async throws(Failure) -> Job {
    let found: [Job]
    do throws(StoreFailure) {
      var fitting = try await store.jobs(prefix: word)
      for provider in ProviderID.allCases where fitting.isEmpty {
        fitting = try await store.jobs(
          provider: provider,
          prediction: PredictionID(rawValue: word)
        )
      }
      found = fitting
    } catch {
      throw error.asFailure()
    }
    guard let first = found.first else {
      throw Failure(
        .invalidRequest,
        "There is no sequence “\(word)” in this library.",
        cost: .nothing,
        advice: "`seedream history` lists them."
      )
    }
    guard found.count == 1 else {
      let ids = found.prefix(5).map(\.id.rawValue).joined(separator: ", ")
      throw Failure(
        .invalidRequest,
        "“\(word)” fits \(found.count) sequences: \(ids).",
        cost: .nothing,
        advice: "Write more of the id."
      )
    }
    return first
  }
}
