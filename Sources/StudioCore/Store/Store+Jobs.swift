public import StudioModel

extension Store {
  /// Stores a queued sequence and leases it to `owner`, unless it could take spending over the cap:
  /// what was spent since the cap's start, plus the estimates of everything queued or under way,
  /// plus its own. One transaction, so that two programs cannot both take the last dollar.
  /// `draft` is what the owner's slot holds from then on.
  public func admit(
    _ job: Job,
    owner: LeaseOwnerID,
    until expiry: Timestamp,
    timeline: [TimelineEntry],
    cap: SpendingCap? = nil,
    leaving draft: KeptDraft? = nil,
    reporting: JobReport = { _ in }
  ) async throws(StoreFailure) -> Admission {
    guard job.status == .queued else { throw .outOfStep(job.id, stored: job.status) }
    return try await writer.write { (connection) throws(StoreFailure) in
      if let cap {
        let spending = SpendingTable(connection: connection)
        let spent = try spending.spent(onDayFrom: cap.since)
        let inFlight = try spending.worstCaseUnderWay()
        if spent + inFlight + job.estimate > cap.limit {
          return .overCap(spent: spent, inFlight: inFlight, limit: cap.limit)
        }
      }
      if let other = try JobsTable(connection: connection).unfinished(in: job.folder) {
        return .folderTaken(by: other)
      }
      let row = try JobsTable(connection: connection).insert(job)
      try TimelineTable(connection: connection).append(row: row, timeline)
      try LeasesTable(connection: connection).set(
        row: row,
        Lease(owner: owner, expiresAt: expiry)
      )
      if let draft {
        try DraftsTable(connection: connection).save(StoredDraft(kept: draft, owner: owner))
      }
      // What is sent is no longer something that was left unsent.
      try DraftsTable(connection: connection).removeAside(job.request.prompt)
      return .admitted
    } reporting: { admission in
      if admission == .admitted { reporting(job) }
    }
  }

  /// Stores the intent to make the one submit call of a queued sequence, if the service's limits
  /// leave room for it across all programs on this library.
  ///
  /// `job` is the sequence as it is to be stored: `.submitting`, with `submissions` and
  /// `submittedAt` of this call. Only `.begun` allows the call. The lease has to be unexpired, or
  /// another program could take the sequence for abandoned while the call is on the wire. The cap
  /// counts what was sent, and this call: others in the queue are asked when they go.
  public func beginSubmission(
    _ job: Job,
    owner: LeaseOwnerID,
    limits: SubmissionLimits = SubmissionLimits(),
    cap: SpendingCap? = nil,
    now: Timestamp,
    timeline: [TimelineEntry],
    reporting: JobReport = { _ in }
  ) async throws(StoreFailure) -> SubmissionStart {
    guard job.status == .submitting else { throw .outOfStep(job.id, stored: job.status) }
    let outcome = try await writer.write {
      (connection) throws(StoreFailure) -> (start: SubmissionStart, isStarred: Bool) in
      let jobs = JobsTable(connection: connection)
      let stored = try jobs.knownState(of: job.id)
      let lease = try LeasesTable(connection: connection).require(
        row: stored.row,
        id: job.id,
        owner: owner
      )
      guard lease.expiresAt > now else { throw StoreFailure.leaseLost(job.id) }
      guard stored.status == .queued else {
        throw StoreFailure.outOfStep(job.id, stored: stored.status)
      }
      let submissions = SubmissionsTable(connection: connection)
      if let wait = try submissions.obstacle(to: job, row: stored.row, limits: limits, now: now) {
        return (wait, stored.isStarred)
      }
      if let cap {
        let spending = SpendingTable(connection: connection)
        let spent = try spending.spent(onDayFrom: cap.since)
        let underWay = try spending.worstCaseSent()
        if spent + underWay + job.estimate > cap.limit {
          return (
            .overCap(spent: spent, underWay: underWay, limit: cap.limit), stored.isStarred
          )
        }
      }
      try jobs.update(job, row: stored.row)
      try submissions.record(job, row: stored.row, at: now)
      try TimelineTable(connection: connection).append(row: stored.row, timeline)
      return (.begun, stored.isStarred)
    } reporting: { outcome in
      if outcome.start == .begun { reporting(job.with(star: outcome.isStarred)) }
    }
    return outcome.start
  }

  /// Stores a sequence as it is now, with what happened and what it cost, in one transaction.
  ///
  /// Throws `.leaseLost` and stores nothing when another program took the sequence, `.outOfStep`
  /// when what is stored cannot have become what is to be stored: a request that may have left is
  /// never stored as one that did not. The star and
  /// the time of making are kept as stored. Spending is put down to the submission the job counts;
  /// a job saved with fewer submissions than before says that the last call never left, and that
  /// call no longer counts against the service's limits.
  public func save(
    _ job: Job,
    owner: LeaseOwnerID,
    timeline: [TimelineEntry] = [],
    spending: [SpendingEntry] = [],
    reporting: JobReport = { _ in }
  ) async throws(StoreFailure) {
    _ = try await writer.write { (connection) throws(StoreFailure) in
      let jobs = JobsTable(connection: connection)
      let stored = try jobs.knownState(of: job.id)
      _ = try LeasesTable(connection: connection).require(
        row: stored.row,
        id: job.id,
        owner: owner
      )
      guard stored.status.canBecome(job.status) else {
        throw StoreFailure.outOfStep(job.id, stored: stored.status)
      }
      try jobs.update(job, row: stored.row)
      if job.submissions < stored.submissions {
        try SubmissionsTable(connection: connection).strike(
          row: stored.row,
          above: job.submissions
        )
      }
      try TimelineTable(connection: connection).append(row: stored.row, timeline)
      try SpendingTable(connection: connection).append(
        row: stored.row,
        submission: job.submissions,
        spending
      )
      return job.with(star: stored.isStarred)
    } reporting: {
      reporting($0)
    }
  }

  /// Marks a sequence, or takes the mark off; needs no lease. Returns it as it is stored then.
  @discardableResult
  public func star(
    _ id: SequenceID,
    _ isStarred: Bool,
    reporting: JobReport = { _ in }
  ) async throws(StoreFailure) -> Job {
    try await writer.write { (connection) throws(StoreFailure) in
      let jobs = JobsTable(connection: connection)
      try jobs.setStar(id, isStarred)
      guard let job = try jobs.load(id) else { throw StoreFailure.noSuchSequence(id) }
      return job
    } reporting: {
      reporting($0)
    }
  }

  /// Takes a sequence that has ended out of the library; files and spending stay.
  public func forget(_ id: SequenceID) async throws(StoreFailure) {
    try await writer.write { (connection) throws(StoreFailure) in
      let jobs = JobsTable(connection: connection)
      let stored = try jobs.knownState(of: id)
      guard stored.status.isFinal || stored.status == .drafted else {
        throw StoreFailure.outOfStep(id, stored: stored.status)
      }
      try jobs.delete(row: stored.row)
    }
  }

  /// Stores many sequences as they are, in one transaction and without leases.
  public func importFinished(_ jobs: [Job]) async throws(StoreFailure) {
    try await writer.write { (connection) throws(StoreFailure) in
      let table = JobsTable(connection: connection)
      for job in jobs { _ = try table.insert(job) }
    }
  }
}

extension Job {
  fileprivate func with(star isStarred: Bool) -> Job {
    var job = self
    job.isStarred = isStarred
    return job
  }
}

extension SubmissionsTable {
  /// What keeps a submit call from leaving now; `nil` when nothing does.
  func obstacle(
    to job: Job,
    row: Int64,
    limits: SubmissionLimits,
    now: Timestamp
  ) throws(StoreFailure) -> SubmissionStart? {
    let provider = job.request.provider
    if let limit = limits.tasksAtOnce {
      let tasks = try tasksAtWork(provider: provider, besides: row, now: now)
      if tasks >= max(1, limit) { return .wait(until: nil) }
    }
    guard let limit = limits.imagesPerMinute else { return nil }
    let until = try wait(
      for: job.request.maxImages,
      limit: limit,
      provider: provider,
      now: now
    )
    return until.map { .wait(until: $0) }
  }
}
