public import StudioModel

/// What happened when this program tried to take a job up.
public enum TakeUp: Sendable, Hashable {
  case started(Job)
  /// Another program on this machine works on it; the job as it is now.
  case heldElsewhere(Job)
  /// There is nothing to do, or only a person can move it on.
  case resting(Job)
  /// No key for its service is known here.
  case lacksKey(Job)
}

extension Studio {
  /// Takes up every unfinished job that no living program works on.
  ///
  /// Requests that wait in the queue are sent then, and cost money: `leavingUnsent` leaves them
  /// where they are and out of the answer; `unsent` names them.
  public func takeUpAll(leavingUnsent: Bool = false) async throws(Failure) -> [TakeUp] {
    var results: [TakeUp] = []
    for row in try await claimableRows() where !(leavingUnsent && row.status == .queued) {
      if let result = try await takeUp(row.id, seen: row) { results.append(result) }
    }
    return results
  }

  /// Requests in the queue that no living program works on and whose service has a key here, the
  /// one that is due first at the front: `takeUp` sends each.
  public func unsent() async throws(Failure) -> [Job] {
    var jobs: [Job] = []
    for row in try await claimableRows() where isUnattended(row) && row.status == .queued {
      guard let job = try await job(row.id), job.status == .queued,
        bench.services[job.request.provider] != nil
      else { continue }
      jobs.append(job)
    }
    return jobs
  }

  /// Takes one job up; `nil` when there is no such job.
  public func takeUp(_ id: SequenceID) async throws(Failure) -> TakeUp? {
    let row = try await claimableRows().first { $0.id == id }
    return try await takeUp(id, seen: row)
  }

  func takeUp(_ id: SequenceID, seen row: LeaseRow?) async throws(Failure) -> TakeUp? {
    guard let job = try await job(id) else { return nil }
    if runners[id] != nil { return .started(job) }
    guard !job.status.isFinal, !deciding.contains(id) else { return .resting(job) }
    guard bench.services[job.request.provider] != nil else { return .lacksKey(job) }
    guard let row, isFree(row), let claimed = await claim(row) else { return .heldElsewhere(job) }
    start(claimed, isFirst: false)
    return .started(claimed)
  }

  /// True while a program that may be alive, this one included, works on the job.
  public func isHeld(_ id: SequenceID) async -> Bool {
    if runners[id] != nil { return true }
    guard let job = try? await job(id), let lease = try? await bench.store.lease(id) else {
      return false
    }
    return !isFree(LeaseRow(id: id, status: job.status, nextPollAt: nil, lease: lease))
  }

  public func job(_ id: SequenceID) async throws(Failure) -> Job? {
    do throws(StoreFailure) {
      return try await bench.store.job(id)
    } catch {
      throw error.asFailure()
    }
  }

  func claimableRows() async throws(Failure) -> [LeaseRow] {
    do throws(StoreFailure) {
      return try await bench.store.claimable()
    } catch {
      throw error.asFailure()
    }
  }

  /// A job is free when nobody holds it or its holder is dead. A holder that may be alive keeps it:
  /// its submit call could be on the wire at this moment. Only where that cannot be found out does
  /// an expired lease count, and never for a job that was being submitted.
  func isFree(_ row: LeaseRow) -> Bool {
    !deciding.contains(row.id) && isUnheld(row)
  }

  /// The same for the decision that is being carried out.
  func isUnheld(_ row: LeaseRow) -> Bool {
    guard let lease = row.lease else { return true }
    // One of our own that was not given back counts for nothing.
    if lease.owner == bench.owner { return runners[row.id] == nil }
    switch ProcessLock.isAlive(lease.owner, in: settings.paths.locks) {
    case false: return true
    case true: return false
    case nil:
      return lease.expiresAt < bench.clock.now && row.status != .submitting
    }
  }

  /// True for a free job that is not on its way to a runner either: one that is being admitted or
  /// taken up has this program's lease already.
  func isUnattended(_ row: LeaseRow) -> Bool {
    runners[row.id] == nil && row.lease?.owner != bench.owner && isFree(row)
  }

  /// Takes a free job's lease; `nil` when somebody was faster, a decision of this program included.
  func claim(_ row: LeaseRow) async -> Job? {
    let job = try? await bench.store.claim(
      row.id,
      owner: bench.owner,
      replacing: row.lease,
      until: bench.clock.now + Self.leaseSpan
    )
    return deciding.contains(row.id) ? nil : job
  }
}
