import StudioCore
import StudioModel
import Synchronization

/// Compares when each look at a task was planned with when it was made.
final class Punctuality: Sendable {
  private struct Log {
    var plans: [PredictionID: Timestamp] = [:]
    var lateness: [Double] = []
    var isCounting = false
  }

  private let log = Mutex(Log())

  func plan(_ id: PredictionID, at moment: Timestamp) {
    log.withLock { $0.plans[id] = moment }
  }

  func looked(_ id: PredictionID, at moment: Timestamp) {
    log.withLock { log in
      guard log.isCounting, let plan = log.plans.removeValue(forKey: id) else { return }
      log.lateness.append(Double((moment - plan).milliseconds))
    }
  }

  func startCounting() { log.withLock { $0.isCounting = true } }

  /// Milliseconds late, one for each look since counting began.
  var lateness: [Double] { log.withLock { $0.lateness } }
}

/// A service's client that notes when it is asked about a task.
struct PunctualProvider: Provider {
  let base: any Provider
  let punctuality: Punctuality

  var id: ProviderID { base.id }

  func requestBody(of submission: Submission) -> String { base.requestBody(of: submission) }

  func submit(_ submission: Submission) async -> SubmitOutcome { await base.submit(submission) }

  func poll(
    _ id: PredictionID,
    submittedAt: Timestamp,
    delivery: Delivery
  ) async -> PollOutcome {
    punctuality.looked(id, at: StudioClock.live.now)
    return await base.poll(id, submittedAt: submittedAt, delivery: delivery)
  }

  func upload(
    path: String,
    facts: ReferenceFacts,
    progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(ProviderFailure) -> UploadedReference {
    try await base.upload(path: path, facts: facts, progress: progress)
  }

  func balance() async throws(ProviderFailure) -> Money { try await base.balance() }

  func quote(_ submission: Submission) async throws(ProviderFailure) -> Money? {
    try await base.quote(submission)
  }

  func recentPredictions(
    model: ModelID,
    after: Timestamp,
    before: Timestamp
  ) async throws(ProviderFailure) -> [PredictionSummary]? {
    try await base.recentPredictions(model: model, after: after, before: before)
  }
}
