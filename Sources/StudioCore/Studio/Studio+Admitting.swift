public import StudioModel

/// A request that passed validation, with where its pictures go.
public struct SequencePlan: Sendable, Hashable {
  public var request: SequenceRequest
  public var estimate: Money
  /// The folder itself, absolute; `nil` for a dated one in the library.
  public var outFolder: String?

  public init(request: SequenceRequest, estimate: Money, outFolder: String? = nil) {
    self.request = request
    self.estimate = estimate
    self.outFolder = outFolder
  }
}

/// What became of a plan.
public enum AdmittedSequence: Sendable, Hashable {
  case admitted(Job)
  /// The same request was already waiting, unsent and with no program working on it; that one goes.
  case tookUp(Job)

  public var job: Job {
    switch self {
    case .admitted(let job), .tookUp(let job): job
    }
  }
}

extension Studio {
  /// Puts a request in the queue and starts working on it.
  ///
  /// Throws `.overCap` when it could pass the spending cap, `.badReference` and `.storage`; nothing
  /// was sent then and nothing is stored. `draft` is what this program's slot holds once the
  /// request is on disk, in the same commit; one that was saved since this call counts more.
  public func admit(
    _ plan: SequencePlan,
    leaving draft: Draft? = nil
  ) async throws(Failure) -> AdmittedSequence {
    let draftsBefore = draftCount
    guard bench.services[plan.request.provider] != nil else {
      throw Failure(
        .keyMissing,
        "There is no key for \(plan.request.provider.displayName).",
        cost: .nothing,
        advice: "Set \(plan.request.provider.keyVariable)."
      )
    }
    try checkJobCap(plan.estimate)
    if let waiting = await takeUpEqual(to: plan) {
      if let draft, draftCount == draftsBefore { await saveDraft(draft) }
      try? await bench.store.dropAside(plan.request.prompt)
      return .tookUp(waiting)
    }
    try keepReferences(of: plan.request)
    let job = try makeJob(plan)
    bench.failpoints.reach(.beforeAdmission)
    let now = bench.clock.now
    let left = draft.map { KeptDraft(id: draftID, draft: $0, savedAt: now) }
    let isDraftUntouched = draftCount == draftsBefore
    let admission: Admission
    do throws(StoreFailure) {
      admission = try await bench.store.admit(
        job,
        owner: bench.owner,
        until: now + Self.leaseSpan,
        timeline: [TimelineEntry(.created, at: now), TimelineEntry(.queued, at: now)],
        cap: settings.config.spending.cap(at: now),
        leaving: isDraftUntouched ? left : nil
      ) { [events = bench.events] job in
        events.send(.jobChanged(job, TimelineEntry(.queued, at: now)))
        events.send(.spendingChanged)
      }
    } catch {
      throw error.asFailure()
    }
    if admission != .admitted { try? bench.files.removeFolderIfEmpty(job.folder) }
    if case .overCap(let spent, let inFlight, let limit) = admission {
      throw Failure(
        .overCap,
        "Spent today \(spent), in flight up to \(inFlight); with up to \(plan.estimate) more the "
          + "cap of \(limit) a day could be passed.",
        cost: .nothing,
        advice: "Ask for fewer images, or raise spending.daily_cap_usd in the settings file."
      )
    }
    if case .folderTaken(let other) = admission {
      throw Failure(
        .invalidRequest,
        "The unfinished sequence \(other) writes into \(job.folder).",
        cost: .nothing,
        advice: "Finish that one with `seedream resume \(other)`, or choose another folder."
      )
    }
    bench.failpoints.reach(.afterAdmission)
    start(job, isFirst: true)
    return .admitted(job)
  }

  /// The service's own price for a request, free of charge; `nil` where it offers none.
  ///
  /// A request with local references has no quote before they are uploaded: their paths are nobody
  /// else's business.
  public func quote(_ request: SequenceRequest) async throws(Failure) -> Money? {
    let isLocal = request.references.contains {
      if case .file = $0.source { true } else { false }
    }
    guard !isLocal, let service = bench.services[request.provider] else { return nil }
    do throws(ProviderFailure) {
      return try await service.provider.quote(
        Submission(request: request, referenceURLs: request.references.map(\.spelled))
      )
    } catch {
      throw error.failure
    }
  }

  /// For a request that is sent once more: what it cost so far stays counted.
  func checkCaps(_ estimate: Money) async throws(Failure) {
    try checkJobCap(estimate)
    guard let cap = settings.config.spending.cap(at: bench.clock.now) else { return }
    let most: Money
    do throws(StoreFailure) {
      let sums = try await bench.store.spending(onDayFrom: cap.since)
      most = sums.spent + sums.underWay + estimate
    } catch {
      throw error.asFailure()
    }
    guard most > cap.limit else { return }
    throw Failure(
      .overCap,
      "Sending it once more could pass the cap of \(cap.limit) a day.",
      cost: .nothing,
      advice: "Raise spending.daily_cap_usd in the settings file."
    )
  }

  private func checkJobCap(_ estimate: Money) throws(Failure) {
    guard let cap = settings.config.spending.jobCap, estimate > cap else { return }
    throw Failure(
      .overCap,
      "It can cost up to \(estimate), and the cap for one sequence is \(cap).",
      cost: .nothing,
      advice: "Ask for fewer images, or raise spending.job_cap_usd in the settings file."
    )
  }

  /// A script that tries again until the service is reachable must not leave one paid job for each
  /// try: an equal request that never left is taken up instead.
  private func takeUpEqual(to plan: SequencePlan) async -> Job? {
    guard let rows = try? await bench.store.claimable() else { return nil }
    for row in rows where row.status == .queued && isFree(row) {
      guard let job = try? await bench.store.job(row.id), job.request == plan.request,
        plan.outFolder == nil || plan.outFolder == job.folder,
        let claimed = await claim(row)
      else { continue }
      guard let priced = await price(claimed, plan.estimate) else { continue }
      start(priced, isFirst: false)
      return priced
    }
    return nil
  }

  /// It may have waited since the price was another: the one that was shown now counts for the
  /// caps and on the books. `nil` when that could not be stored.
  private func price(_ job: Job, _ estimate: Money) async -> Job? {
    guard job.estimate != estimate else { return job }
    var job = job
    job.estimate = estimate
    job.updatedAt = bench.clock.now
    do throws(StoreFailure) {
      try await bench.store.save(job, owner: bench.owner) { [events = bench.events] stored in
        events.send(.jobChanged(stored, nil))
        events.send(.spendingChanged)
      }
      return job
    } catch {
      try? await bench.store.release(job.id, owner: bench.owner)
      return nil
    }
  }

  private func keepReferences(of request: SequenceRequest) throws(Failure) {
    for reference in request.references {
      guard case .file(let path) = reference.source, let facts = reference.facts else { continue }
      do throws(ReferenceFileProblem) {
        _ = try bench.vault.keep(path, expected: facts)
      } catch {
        throw error.failure
      }
    }
  }

  private func makeJob(_ plan: SequencePlan) throws(Failure) -> Job {
    let now = bench.clock.now
    let id = bench.ids.sequenceID()
    let folder =
      plan.outFolder
      ?? settings.paths.layout.folder(
        id: id,
        slug: Slug(prompt: plan.request.prompt).text,
        at: LocalTime(now)
      )
    if plan.outFolder != nil {
      try OutputFolder(folder, currentFolder: "/").prepare(using: bench.files)
    } else {
      do throws(FileFailure) {
        try bench.files.makeFolder(folder, below: bench.library)
      } catch {
        throw error.failure(cost: .nothing)
      }
    }
    return Job(
      id: id,
      request: plan.request,
      status: .queued,
      createdAt: now,
      estimate: plan.estimate,
      folder: folder
    )
  }
}
