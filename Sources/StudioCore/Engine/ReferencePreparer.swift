import StudioModel

/// Makes sure the service can read every reference of a job, uploading each file once.
struct ReferencePreparer: Sendable {
  let bench: Workbench
  let service: Workbench.Service

  /// An upload that is about to expire is made again, so that it outlives the wait in the queue.
  static let margin = Duration.minutes(30)

  func prepare(_ job: Job) async -> JobEvent {
    var urls: [String] = []
    for (place, reference) in job.request.references.enumerated() {
      switch reference.source {
      case .url(let address): urls.append(address)
      case .file:
        do throws(ProviderFailure) {
          urls.append(try await address(of: reference, place: place, in: job))
        } catch {
          return .referenceUnavailable(
            error.failure,
            isTransient: error.isTransient,
            retryAfter: error.retryAfter
          )
        }
      }
    }
    return .referencesReady(urls)
  }

  private func address(
    of reference: Reference,
    place: Int,
    in job: Job
  ) async throws(ProviderFailure) -> String {
    guard let facts = reference.facts else {
      throw ProviderFailure(
        Failure(
          .badReference,
          "\(reference.spelled) was never looked at.",
          cost: .nothing
        ),
        isTransient: false
      )
    }
    let now = bench.clock.now
    let cached = try? await bench.store.upload(
      provider: service.provider.id,
      sha256: facts.sha256,
      now: now + Self.margin
    )
    if let cached { return cached.url }
    let count = job.request.references.count
    let uploaded = try await service.provider.upload(
      path: bench.vault.path(for: facts),
      facts: facts
    ) { progress in
      bench.events.send(
        .jobProgressed(
          job.id,
          .uploading(
            index: place + 1,
            count: count,
            sent: progress.sent,
            total: facts.byteCount
          )
        )
      )
    }
    // A lost cache entry costs one more upload, which is free: the job goes on without it.
    try? await bench.store.remember(
      uploaded,
      provider: service.provider.id,
      sha256: facts.sha256,
      now: now
    )
    return uploaded.url
  }
}
