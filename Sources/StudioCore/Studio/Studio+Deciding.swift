public import StudioModel

extension JobDecision {
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
    guard let now = try await job(id) else {
      throw Failure(.invalidRequest, "There is no sequence \(id).", cost: .nothing)
    }
    // What does not fit must not stop the work on it.
    if runners[id] != nil {
      var trial = JobMachine(now)
      let context = bench.context(expected: nil, policy: policy(of: now.request.provider))
      guard case .commit? = trial.handle(decision.event, in: context).first else {
        throw Self.misfit(now)
      }
    }
    guard deciding.insert(id).inserted else {
      throw Failure(
        .invalidRequest,
        "Another decision about \(id) is being carried out.",
        cost: .nothing,
        advice: "Try again in a moment."
      )
    }
    defer { deciding.remove(id) }
    do throws(Failure) {
      return try await carryOut(decision, on: id, seen: now)
    } catch {
      try? await bench.store.release(id, owner: bench.owner)
      throw error
    }
  }

  /// Nobody starts work on the job meanwhile: a submit call that left could be overwritten.
  private func carryOut(
    _ decision: JobDecision,
    on id: SequenceID,
    seen now: Job
  ) async throws(Failure) -> Job {
    await letGo(id)
    guard let job = try await job(id) else { throw Self.misfit(now) }
    guard let claimed = try await claimForDecision(job) else {
      throw Failure(
        .invalidRequest,
        "Another program works on \(id) right now.",
        cost: .nothing,
        advice: "Decide there, or end that program first."
      )
    }
    guard claimed.trashedAt == nil else {
      throw Failure(
        .invalidRequest,
        "\(id) lies in the trash.",
        cost: .nothing,
        advice: "Take it out of the trash first."
      )
    }
    if case .adopt(let prediction) = decision { try await refuseKnown(prediction, for: claimed) }
    if decision == .sendAgain { try await checkCaps(claimed.estimate) }
    var machine = JobMachine(claimed)
    let context = bench.context(expected: nil, policy: policy(of: job.request.provider))
    // A program that died while sending left it so; what it is now has to be said first.
    if machine.job.status == .submitting {
      if let prediction = bench.acceptances.read(for: id) {
        throw Failure(
          .invalidRequest,
          "The service accepted \(id) as \(prediction); there is nothing to decide.",
          cost: .charged,
          advice: "`seedream resume \(id)` goes on with it."
        )
      }
      _ = machine.handle(.claimed(isFirst: false), in: context)
    }
    let steps = machine.handle(decision.event, in: context)
    guard case .commit(let entries, let charge)? = steps.first else {
      throw Self.misfit(job)
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

  private static func misfit(_ job: Job) -> Failure {
    Failure(
      .invalidRequest,
      "That does not fit a sequence that is \(job.status.rawValue).",
      cost: .nothing
    )
  }

  /// An id belongs to one sequence.
  private func refuseKnown(_ id: PredictionID, for job: Job) async throws(Failure) {
    let known = try? await bench.store.knownPredictions(
      [id],
      provider: job.request.provider,
      except: job.id
    )
    guard known?.isEmpty == false else { return }
    throw Failure(
      .invalidRequest,
      "Another sequence of this library already has the id \(id).",
      cost: .nothing,
      advice: "`seedream show \(id)` shows it."
    )
  }

  func claimForDecision(_ job: Job) async throws(Failure) -> Job? {
    do throws(StoreFailure) {
      let row = LeaseRow(
        id: job.id,
        status: job.status,
        nextPollAt: nil,
        lease: try await bench.store.lease(job.id)
      )
      guard isUnheld(row) else { return nil }
      return try await bench.store.claim(
        job.id,
        owner: bench.owner,
        replacing: row.lease,
        until: bench.clock.now + Self.leaseSpan
      )
    } catch {
      throw error.asFailure()
    }
  }
}
