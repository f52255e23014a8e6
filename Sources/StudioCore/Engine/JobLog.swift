import StudioModel

/// Puts a job's transitions on disk, in the order that loses nothing, and reports them.
struct JobLog: Sendable {
  let bench: Workbench

  /// Stores the job and its timeline, and rewrites the recipe beside the pictures.
  ///
  /// Goes on trying while the disk refuses (the job says so meanwhile). `false` when the lease is
  /// gone, or the task was cancelled while the disk still refused.
  func commit(_ job: Job, _ entries: [TimelineEntry], charge: Money?) async -> Bool {
    // The service's id is the one thing that cannot be had again everywhere: database first. Later
    // the recipe goes first, so that a job never counts as over with an old recipe beside it.
    let isAcceptance = entries.contains { $0.kind == .accepted || $0.kind == .adopted }
    let hasRecipe = job.acceptedAt != nil && entries.contains { Self.changesRecipe($0.kind) }
    if hasRecipe && !isAcceptance {
      guard await persist(job, { () throws(Failure) in try writeRecipe(job) }) else { return false }
    }
    guard await persistRow(job, entries, charge) else { return false }
    if hasRecipe && isAcceptance {
      guard await persist(job, { () throws(Failure) in try writeRecipe(job) }) else { return false }
    }
    bench.events.send(.jobChanged(job, entries.last))
    return true
  }

  private static func changesRecipe(_ kind: TimelineEntry.Kind) -> Bool {
    switch kind {
    case .accepted, .adopted, .downloaded, .finished, .failed: true
    default: false
    }
  }

  private func writeRecipe(_ job: Job) throws(Failure) {
    do throws(FileFailure) {
      try recipe(of: job).write(to: job.folder, using: bench.files)
    } catch {
      throw error.failure(cost: .charged)
    }
  }

  private func recipe(of job: Job) -> Recipe {
    let submission = Submission(request: job.request, referenceURLs: job.referenceURLs)
    let provider = bench.services[job.request.provider]?.provider
    return Recipe(
      job: job,
      requestBody: provider?.requestBody(of: submission),
      program: bench.program
    )
  }

  private func persistRow(_ job: Job, _ entries: [TimelineEntry], _ charge: Money?) async -> Bool {
    var pause = Duration.milliseconds(250)
    while true {
      do {
        try await bench.store.save(
          job,
          owner: bench.owner,
          timeline: entries,
          spending: spending(of: job, charge)
        )
        return true
      } catch {
        if case .leaseLost = error { return false }
        if !(await waitForStorage(job, error.asFailure(cost: .charged), &pause)) { return false }
      }
    }
  }

  private func spending(of job: Job, _ charge: Money?) -> [SpendingEntry] {
    guard let charge else { return [] }
    let isKnown = job.failure?.cost != .possible && job.status != .queued
    return [SpendingEntry(isKnown ? .charged : .assumed, at: bench.clock.now, amount: charge)]
  }

  private func persist(_ job: Job, _ write: () throws(Failure) -> Void) async -> Bool {
    var pause = Duration.milliseconds(250)
    while true {
      do {
        try write()
        return true
      } catch {
        if !(await waitForStorage(job, error, &pause)) { return false }
      }
    }
  }

  private func waitForStorage(
    _ job: Job,
    _ failure: Failure,
    _ pause: inout Duration
  ) async -> Bool {
    bench.events.send(.jobProgressed(job.id, .storageBlocked(failure)))
    do {
      try await bench.clock.sleep(for: pause)
    } catch {
      return false
    }
    pause = min(pause * 2, .seconds(15))
    return true
  }
}
