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

  /// Ids this library already holds belong to other jobs. What is left may be adopted when it is no
  /// more than the equal requests of ours that miss an answer: then any fits any.
  private func choose(
    among ids: [PredictionID],
    for job: Job,
    _ submittedAt: Timestamp
  ) async -> ReconcileOutcome {
    do throws(StoreFailure) {
      // Rivals first: one that adopts meanwhile takes its id off the list that is read after.
      let span = Self.skew + Self.window
      let rivals = try await bench.store.unanswered(
        like: job.request,
        from: submittedAt + (.zero - span),
        to: submittedAt + span
      )
      let known = try await bench.store.knownPredictions(
        ids,
        provider: job.request.provider,
        except: job.id
      )
      let free = ids.filter { !known.contains($0) }
      guard !free.isEmpty else { return .notFound }
      // One whose answer is still on its way may be the one that is listed.
      if rivals.contains(where: { $0.status == .submitting && $0.id != job.id }) {
        return .notFound
      }
      guard rivals.allSatisfy({ $0.request == job.request }), free.count <= max(rivals.count, 1)
      else { return .ambiguous(free) }
      // Another program may be choosing at this moment: an id is ours once it is reserved.
      for id in free.reversed()
      where try await bench.store.reserve(id, for: job.id, owner: bench.owner) {
        return .found(id)
      }
      return .notFound
    } catch {
      return .unavailable(error.asFailure(cost: .possible))
    }
  }
}
