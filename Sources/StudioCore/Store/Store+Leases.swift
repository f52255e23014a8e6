public import StudioModel

extension Store {
  /// Unfinished sequences and who works on each, the one that is due first at the front.
  ///
  /// Whose lease may be taken is the caller's to decide, from its status and expiry and from what
  /// the caller knows about the owner; a living owner's `.submitting` sequence must be left alone.
  public func claimable() async throws(StoreFailure) -> [LeaseRow] {
    try await reader.read { (connection) throws(StoreFailure) in
      try LeasesTable(connection: connection).unfinished()
    }
  }

  /// The lease on a sequence, whatever its status.
  public func lease(_ id: SequenceID) async throws(StoreFailure) -> Lease? {
    try await reader.read { (connection) throws(StoreFailure) in
      let state = try JobsTable(connection: connection).knownState(of: id)
      return try LeasesTable(connection: connection).lease(row: state.row)
    }
  }

  /// Takes the lease on a sequence if it still is as the caller saw it: `seen` is `nil` for
  /// nobody's. Whoever renewed it meanwhile keeps it. An owner may always claim its own again.
  ///
  /// Returns the sequence as it is stored now, or `nil` when somebody was faster or it is gone.
  public func claim(
    _ id: SequenceID,
    owner: LeaseOwnerID,
    replacing seen: Lease?,
    until expiry: Timestamp
  ) async throws(StoreFailure) -> Job? {
    try await writer.write { (connection) throws(StoreFailure) in
      let jobs = JobsTable(connection: connection)
      guard let state = try jobs.state(of: id) else { return nil }
      let leases = LeasesTable(connection: connection)
      let lease = try leases.lease(row: state.row)
      guard lease == seen || lease?.owner == owner else { return nil }
      try leases.set(row: state.row, Lease(owner: owner, expiresAt: expiry))
      return try jobs.load(row: state.row)
    }
  }

  /// Prolongs leases of `owner`; returns those it still holds.
  public func renew(
    owner: LeaseOwnerID,
    _ ids: some Sequence<SequenceID> & Sendable,
    until expiry: Timestamp
  ) async throws(StoreFailure) -> Set<SequenceID> {
    try await writer.write { (connection) throws(StoreFailure) in
      let leases = LeasesTable(connection: connection)
      var held: Set<SequenceID> = []
      for id in ids where try leases.renew(id, owner: owner, until: expiry) { held.insert(id) }
      return held
    }
  }

  /// Gives a lease back; does nothing when `owner` does not hold it.
  public func release(_ id: SequenceID, owner: LeaseOwnerID) async throws(StoreFailure) {
    try await writer.write { (connection) throws(StoreFailure) in
      try LeasesTable(connection: connection).release(id, owner: owner)
    }
  }

  public func releaseAll(owner: LeaseOwnerID) async throws(StoreFailure) {
    try await writer.write { (connection) throws(StoreFailure) in
      try LeasesTable(connection: connection).releaseAll(owner: owner)
    }
  }
}
