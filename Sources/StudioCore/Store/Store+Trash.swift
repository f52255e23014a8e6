import StudioModel

/// Throwing sequences away, and getting them back. The folders are the studio's business.
extension Store {
  /// Puts a sequence that has ended into the trash and leases it to `owner`, for as long as its
  /// folder takes to move; `seen` is the lease it may replace.
  ///
  /// `nil` when somebody else took it meanwhile; throws `.outOfStep` when it has not ended.
  func trash(
    _ id: SequenceID,
    at moment: Timestamp,
    movingTo folder: String?,
    owner: LeaseOwnerID,
    replacing seen: Lease?,
    until expiry: Timestamp
  ) async throws(StoreFailure) -> Job? {
    try await writer.write { (connection) throws(StoreFailure) in
      let jobs = JobsTable(connection: connection)
      let state = try jobs.knownState(of: id)
      guard state.status.isFinal else { throw StoreFailure.outOfStep(id, stored: state.status) }
      let leases = LeasesTable(connection: connection)
      guard try leases.take(row: state.row, owner, replacing: seen, until: expiry) else {
        return nil
      }
      try TrashTable(connection: connection).add(row: state.row, at: moment, movingTo: folder)
      return try jobs.load(row: state.row)
    }
  }

  /// Takes a sequence out of the trash, on the same terms.
  func restore(
    _ id: SequenceID,
    movingTo folder: String?,
    owner: LeaseOwnerID,
    replacing seen: Lease?,
    until expiry: Timestamp
  ) async throws(StoreFailure) -> Job? {
    try await writer.write { (connection) throws(StoreFailure) in
      let jobs = JobsTable(connection: connection)
      let state = try jobs.knownState(of: id)
      let leases = LeasesTable(connection: connection)
      guard try leases.take(row: state.row, owner, replacing: seen, until: expiry) else {
        return nil
      }
      try TrashTable(connection: connection).remove(row: state.row, movingTo: folder)
      return try jobs.load(row: state.row)
    }
  }

  /// Where the pictures of a sequence in the trash lay before; `nil` when they never moved.
  func formerFolder(_ id: SequenceID) async throws(StoreFailure) -> String? {
    try await reader.read { (connection) throws(StoreFailure) in
      let state = try JobsTable(connection: connection).knownState(of: id)
      return try TrashTable(connection: connection).formerFolder(row: state.row)
    }
  }

  func trashed(limit: Int) async throws(StoreFailure) -> [TrashedSequence] {
    try await reader.read { (connection) throws(StoreFailure) in
      try TrashTable(connection: connection).all(limit: limit)
    }
  }

  /// Takes a sequence that `owner` leases out of the library, if it still lies in the trash.
  func forgetTrashed(
    _ id: SequenceID,
    owner: LeaseOwnerID
  ) async throws(StoreFailure) {
    try await writer.write { (connection) throws(StoreFailure) in
      let jobs = JobsTable(connection: connection)
      let state = try jobs.knownState(of: id)
      _ = try LeasesTable(connection: connection).require(row: state.row, id: id, owner: owner)
      guard try jobs.load(row: state.row)?.trashedAt != nil else {
        throw StoreFailure.outOfStep(id, stored: state.status)
      }
      try jobs.delete(row: state.row)
    }
  }
}

extension LeasesTable {
  /// Takes a lease that is still as it was seen; `false` when somebody was faster.
  func take(
    row: Int64,
    _ owner: LeaseOwnerID,
    replacing seen: Lease?,
    until expiry: Timestamp
  ) throws(StoreFailure) -> Bool {
    let lease = try lease(row: row)
    guard lease == seen || lease?.owner == owner else { return false }
    try set(row: row, Lease(owner: owner, expiresAt: expiry))
    return true
  }
}
