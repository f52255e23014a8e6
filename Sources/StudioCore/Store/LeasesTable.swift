import StudioModel

/// Who works on which sequence. A sequence without a row here is nobody's.
struct LeasesTable {
  let connection: Connection

  /// Unfinished sequences but drafts, the one that is due first at the front.
  func unfinished() throws(StoreFailure) -> [LeaseRow] {
    try connection.rows(
      """
      SELECT s.id, s.status, s.next_poll_at, l.owner, l.expires_at
      FROM sequences s LEFT JOIN leases l ON l.sequence = s.row
      WHERE s.\(JobsTable.isUnfinished) AND s.status <> 'drafted'
      ORDER BY s.next_poll_at, s.row
      """,
      []
    ) { (columns) throws(StoreFailure) in
      let id = SequenceID(rawValue: try columns.text())
      let status = try columns.word(JobStatus.self)
      let nextPollAt = columns.optionalTimestamp()
      return LeaseRow(
        id: id,
        status: status,
        nextPollAt: nextPollAt,
        lease: try Self.readLease(&columns)
      )
    }
  }

  func lease(row: Int64) throws(StoreFailure) -> Lease? {
    let lease = try connection.first(
      "SELECT owner, expires_at FROM leases WHERE sequence = ?",
      row,
      read: Self.readLease
    )
    return lease ?? nil
  }

  func set(row: Int64, _ lease: Lease) throws(StoreFailure) {
    try connection.run(
      "INSERT OR REPLACE INTO leases (sequence, owner, expires_at) VALUES (?, ?, ?)",
      row,
      lease.owner,
      lease.expiresAt
    )
  }

  /// Returns true when `owner` held it and holds it on.
  func renew(
    _ id: SequenceID,
    owner: LeaseOwnerID,
    until expiry: Timestamp
  ) throws(StoreFailure) -> Bool {
    try connection.run(
      """
      UPDATE leases SET expires_at = ?
      WHERE sequence = (SELECT row FROM sequences WHERE id = ?) AND owner = ?
      """,
      expiry,
      id,
      owner
    ) > 0
  }

  func release(_ id: SequenceID, owner: LeaseOwnerID) throws(StoreFailure) {
    try connection.run(
      "DELETE FROM leases WHERE sequence = (SELECT row FROM sequences WHERE id = ?) AND owner = ?",
      id,
      owner
    )
  }

  func releaseAll(owner: LeaseOwnerID) throws(StoreFailure) {
    try connection.run("DELETE FROM leases WHERE owner = ?", owner)
  }

  /// A lease that has expired and that nobody took is still its owner's.
  func require(row: Int64, id: SequenceID, owner: LeaseOwnerID) throws(StoreFailure) -> Lease {
    guard let lease = try lease(row: row), lease.owner == owner else { throw .leaseLost(id) }
    return lease
  }

  private static func readLease(_ columns: inout Columns) throws(StoreFailure) -> Lease? {
    guard let owner = columns.optionalText() else {
      columns.skip()
      return nil
    }
    return Lease(owner: LeaseOwnerID(rawValue: owner), expiresAt: try columns.timestamp())
  }
}
