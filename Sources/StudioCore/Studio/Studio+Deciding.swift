public import StudioModel

/// What a person decides about one job.
public enum JobDecision: Sendable, Hashable {
  /// Take it out of the queue; nothing was sent.
  case cancel
  case adopt(PredictionID)
  case markLost
  /// Send an unconfirmed request once more, knowing that it may be paid twice.
  case sendAgain
  /// Fetch pictures again that could not be had.
  case retryDownloads

  var event: JobEvent {
    switch self {
    case .cancel: .cancelRequested
    case .adopt(let id): .adoptChosen(id)
    case .markLost: .markLostChosen
    case .sendAgain: .sendAgainChosen
    case .retryDownloads: .downloadsRetried
    }
  }
}

extension Studio {
  /// Carries a decision out and works on the job from there.
  ///
  /// Returns the job as it is then; throws when another program holds it or the decision does not
  /// fit its state, which is left as it was.
  public func decide(_ decision: JobDecision, on id: SequenceID) async throws(Failure) -> Job {
    await letGo(id)
    guard let job = try await job(id) else {
      throw Failure(.invalidRequest, "There is no sequence \(id).", cost: .nothing)
    }
    guard let claimed = try await claimForDecision(job) else {
      throw Failure(
        .invalidRequest,
        "Another program works on \(id) right now.",
        cost: .nothing,
        advice: "Decide there, or end that program first."
      )
    }
    var machine = JobMachine(claimed)
    let policy = ServicePolicy.of(
      job.request.provider,
      catalog: settings.catalog,
      config: settings.config,
      isLoopback: false
    )
    let steps = machine.handle(
      decision.event,
      in: bench.context(
        expected: nil,
        policy: bench.services[job.request.provider]?.policy ?? policy
      )
    )
    guard case .commit(let entries, let charge)? = steps.first else {
      try? await bench.store.release(id, owner: bench.owner)
      throw Failure(
        .invalidRequest,
        "That does not fit a sequence that is \(job.status.rawValue).",
        cost: .nothing
      )
    }
    guard await JobLog(bench: bench).commit(machine.job, entries, charge: charge) else {
      throw Failure(.storage, "The decision could not be stored.", cost: .nothing)
    }
    if machine.job.status.isFinal {
      try? await bench.store.release(id, owner: bench.owner)
    } else {
      start(machine.job, isFirst: true)
    }
    return machine.job
  }

  private func claimForDecision(_ job: Job) async throws(Failure) -> Job? {
    if job.status.isFinal {
      // Finished jobs are not listed as claimable; nobody works on them.
      return try? await bench.store.claim(
        job.id,
        owner: bench.owner,
        replacing: nil,
        until: bench.clock.now + Self.leaseSpan
      )
    }
    guard let row = try await claimableRows().first(where: { $0.id == job.id }), isFree(row)
    else { return nil }
    return await claim(row)
  }
}
