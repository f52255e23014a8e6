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
  /// Takes up every unfinished job that no living program works on, or just the one named.
  public func takeUpAll() async throws(Failure) -> [TakeUp] {
    let rows = try await claimableRows()
    var results: [TakeUp] = []
    for row in rows {
      if let result = try await takeUp(row.id) { results.append(result) }
    }
    return results
  }

  /// `nil` when there is no such job.
  public func takeUp(_ id: SequenceID) async throws(Failure) -> TakeUp? {
    guard let job = try await job(id) else { return nil }
    if runners[id] != nil { return .started(job) }
    guard !job.status.isFinal else { return .resting(job) }
    guard bench.services[job.request.provider] != nil else { return .lacksKey(job) }
    guard let row = try await claimableRows().first(where: { $0.id == id }), isFree(row),
      let claimed = await claim(row)
    else { return .heldElsewhere(job) }
    start(claimed, isFirst: false)
    return .started(claimed)
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
    guard let lease = row.lease else { return true }
    switch ProcessLock.isAlive(lease.owner, in: settings.paths.locks) {
    case false: return true
    case true: return false
    case nil:
      return lease.expiresAt < bench.clock.now && row.status != .submitting
    }
  }

  func claim(_ row: LeaseRow) async -> Job? {
    try? await bench.store.claim(
      row.id,
      owner: bench.owner,
      replacing: row.lease,
      until: bench.clock.now + Self.leaseSpan
    )
  }
}
