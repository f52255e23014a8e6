import StudioModel

/// Puts a job's transitions on disk, in the order that loses nothing, and reports them.
struct JobLog: Sendable {
  let bench: Workbench

  /// Stores the job and its timeline, and rewrites the recipe beside the pictures.
  ///
  /// Goes on trying while the disk refuses (the job says so meanwhile). `false` when the lease is
  /// gone, the library is beyond storing, or the task was cancelled while the disk still refused.
  func commit(_ job: Job, _ entries: [TimelineEntry], charge: Money?) async -> Bool {
    // The service's id is the one thing that cannot be had again everywhere: database first. Later
    // the recipe goes first, so that a job never counts as over with an old recipe beside it.
    let isAcceptance = entries.contains { $0.kind == .accepted || $0.kind == .adopted }
    let hasRecipe = job.acceptedAt != nil && entries.contains { Self.changesRecipe($0.kind) }
    if hasRecipe && !isAcceptance {
      // Whoever took the job over writes the recipe now.
      let holder = try? await bench.store.lease(job.id)?.owner
      guard holder == nil || holder == bench.owner else { return false }
      guard await persistRecipe(job) else { return false }
    }
    guard await persistRow(job, entries, charge, isAcceptance: isAcceptance) else { return false }
    if hasRecipe && isAcceptance {
      guard await persistRecipe(job) else { return false }
    }
    return true
  }

  private static func changesRecipe(_ kind: TimelineEntry.Kind) -> Bool {
    switch kind {
    case .accepted, .adopted, .downloaded, .finished, .failed: true
    default: false
    }
  }

  private func writeRecipe(_ job: Job) async throws(FileFailure) {
    let submission = Submission(request: job.request, referenceURLs: job.referenceURLs)
    let provider = bench.services[job.request.provider]?.provider
    let recipe = Recipe(
      job: job,
      requestBody: provider?.requestBody(of: submission),
      program: bench.program
    )
    let bench = bench
    try await bench.disk.run { () throws(FileFailure) in
      try bench.makeFolder(of: job)
      try recipe.write(to: job.folder, using: bench.files)
    }
  }

  private func persistRow(
    _ job: Job,
    _ entries: [TimelineEntry],
    _ charge: Money?,
    isAcceptance: Bool
  ) async -> Bool {
    var pause = Duration.milliseconds(250)
    var isNoted = false
    var tries = 0
    while true {
      do throws(StoreFailure) {
        try await bench.store.save(
          job,
          owner: bench.owner,
          timeline: entries,
          spending: spending(of: job, charge)
        ) { [events = bench.events] stored in
          events.send(.jobChanged(stored, entries.last))
          if charge != nil || stored.status.isFinal { events.send(.spendingChanged) }
        }
        if job.status != .submitting { bench.acceptances.remove(for: job.id) }
        return true
      } catch {
        var failure = error.asFailure(cost: .charged)
        if case .leaseLost = error { return false }
        if isAcceptance, let id = job.predictionID {
          failure.message += " The service accepted it as \(id)."
          if !isNoted { isNoted = bench.acceptances.write(id, for: job.id) }
        }
        guard error.mayPass else {
          bench.events.send(.jobProgressed(job.id, .storageBlocked(failure)))
          return false
        }
        tries += 1
        // An id that is written nowhere is held on to for a while even when the job is let go.
        let isLetGo = !isAcceptance || isNoted || tries > Self.lastTries
        if !(await waitForStorage(job, failure, &pause, isLetGo: isLetGo)) { return false }
      }
    }
  }

  private func spending(of job: Job, _ charge: Money?) -> [SpendingEntry] {
    guard let charge else { return [] }
    let isKnown = job.failure?.cost != .possible && job.status != .queued
    return [SpendingEntry(isKnown ? .charged : .assumed, at: bench.clock.now, amount: charge)]
  }

  private func persistRecipe(_ job: Job) async -> Bool {
    var pause = Duration.milliseconds(250)
    while true {
      do throws(FileFailure) {
        try await writeRecipe(job)
        return true
      } catch {
        let failure = error.failure(cost: .charged)
        if !(await waitForStorage(job, failure, &pause, isLetGo: true)) { return false }
      }
    }
  }

  /// Tries, about ten seconds of them, before an id that cannot be written is let go with the job.
  private static let lastTries = 6

  /// Says what is wrong and waits. `false` when the task was cancelled and `isLetGo` allows to leave.
  private func waitForStorage(
    _ job: Job,
    _ failure: Failure,
    _ pause: inout Duration,
    isLetGo: Bool
  ) async -> Bool {
    bench.events.send(.jobProgressed(job.id, .storageBlocked(failure)))
    let span = pause
    let clock = bench.clock
    pause = min(pause * 2, .seconds(15))
    guard isLetGo else {
      // A task of its own sleeps even when this one is cancelled.
      _ = await Task { try? await clock.sleep(for: span) }.value
      return true
    }
    do {
      try await clock.sleep(for: span)
      return true
    } catch {
      return false
    }
  }
}

extension StoreFailure {
  /// True for trouble that can be over in a moment, or once a person made room.
  var mayPass: Bool {
    switch self {
    case .full, .sizeLimit, .tooManyOpen, .busy, .inputOutput, .readOnly, .cannotOpen: true
    case .missing, .newerSchema, .olderSchema, .notADatabase, .corrupt, .leaseLost, .outOfStep,
      .noSuchSequence, .constraint, .closed, .unexpected:
      false
    }
  }
}
