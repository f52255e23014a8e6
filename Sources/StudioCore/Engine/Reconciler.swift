import StudioModel

/// Looks for a lost id in the service's list of tasks.
struct Reconciler: Sendable {
  let bench: Workbench
  let service: Workbench.Service

  /// The service's clock may differ from ours by so much.
  static let skew = Duration.minutes(2)
  /// A submit call that was let go is acted on by then, or never.
  static let window = Duration.minutes(5)

  func look(for job: Job) async -> ReconcileOutcome {
    guard let submittedAt = job.submittedAt else { return .notFound }
    let listed: [PredictionSummary]
    do throws(ProviderFailure) {
      let found = try await service.provider.recentPredictions(
        model: job.request.model,
        after: submittedAt + (.zero - Self.skew),
        before: submittedAt + Self.window
      )
      guard let found else { return .notFound }
      listed = found
    } catch {
      return .unavailable(error.failure)
    }
    let matching = listed.filter { Self.fits($0, job, submittedAt) }
    guard !matching.isEmpty else { return .notFound }
    return await choose(among: matching.map(\.id), for: job, submittedAt)
  }

  /// The same model, the same prompt to the letter, and made about when the call was let go.
  static func fits(_ item: PredictionSummary, _ job: Job, _ submittedAt: Timestamp) -> Bool {
    guard item.prompt == job.request.prompt else { return false }
    if let model = item.model, model != job.request.model { return false }
    guard let created = item.createdAt else { return true }
    return created + skew >= submittedAt && created <= submittedAt + window
  }

  /// The library decides, in one transaction: another program may be choosing at this moment.
  private func choose(
    among ids: [PredictionID],
    for job: Job,
    _ submittedAt: Timestamp
  ) async -> ReconcileOutcome {
    let span = Self.skew + Self.window
    do throws(StoreFailure) {
      let reservation = try await bench.store.reserve(
        among: ids,
        for: job.id,
        rivalsFrom: submittedAt + (.zero - span),
        to: submittedAt + span,
        owner: bench.owner
      )
      switch reservation {
      case .reserved(let id): return .found(id)
      case .nothingFree: return .notFound
      case .severalFit(let ids): return .ambiguous(ids)
      }
    } catch {
      return .unavailable(error.asFailure(cost: .possible))
    }
  }
}
