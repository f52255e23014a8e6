public import StudioModel

extension Store {
  /// What was spent from `since` on, up to and without `until`.
  public func spent(
    since: Timestamp,
    until: Timestamp? = nil
  ) async throws(StoreFailure) -> Money {
    try await reader.read { (connection) throws(StoreFailure) in
      try SpendingTable(connection: connection).spent(since: since, until: until)
    }
  }

  /// Days with spending, oldest first. `offset` is the zone's distance from UTC.
  public func spentByDay(
    since: Timestamp,
    offset: Duration = .zero
  ) async throws(StoreFailure) -> [DaySpending] {
    try await reader.read { (connection) throws(StoreFailure) in
      try SpendingTable(connection: connection).days(since: since, offset: offset)
    }
  }

  /// The most that queued sequences and those under way may still cost.
  public func worstCaseUnderWay() async throws(StoreFailure) -> Money {
    try await reader.read { (connection) throws(StoreFailure) in
      try SpendingTable(connection: connection).worstCaseUnderWay()
    }
  }

  /// What was spent on the day that began at `midnight` and the most that may still come, as of one
  /// moment.
  public func spending(
    onDayFrom midnight: Timestamp
  ) async throws(StoreFailure) -> (spent: Money, underWay: Money) {
    try await reader.read { (connection) throws(StoreFailure) in
      let table = SpendingTable(connection: connection)
      return (try table.spent(onDayFrom: midnight), try table.worstCaseUnderWay())
    }
  }

  /// Submit calls of the last minute, oldest first, with the most images each asked for.
  public func submissionsInWindow(
    provider: ProviderID,
    now: Timestamp
  ) async throws(StoreFailure) -> [(at: Timestamp, images: Int)] {
    try await reader.read { (connection) throws(StoreFailure) in
      try SubmissionsTable(connection: connection).recent(provider: provider, now: now)
    }
  }

  /// A file with these contents that the service still holds.
  public func upload(
    provider: ProviderID,
    sha256: String,
    now: Timestamp
  ) async throws(StoreFailure) -> UploadedReference? {
    try await reader.read { (connection) throws(StoreFailure) in
      try UploadsTable(connection: connection).find(provider: provider, sha256: sha256, now: now)
    }
  }

  /// Remembers an upload, and drops those that have expired.
  public func remember(
    _ upload: UploadedReference,
    provider: ProviderID,
    sha256: String,
    now: Timestamp
  ) async throws(StoreFailure) {
    try await writer.write { (connection) throws(StoreFailure) in
      try UploadsTable(connection: connection).remember(
        provider: provider,
        sha256: sha256,
        upload,
        now: now
      )
    }
  }

  /// Forgets an upload the service turned out not to have.
  public func forgetUpload(provider: ProviderID, sha256: String) async throws(StoreFailure) {
    try await writer.write { (connection) throws(StoreFailure) in
      try UploadsTable(connection: connection).forget(provider: provider, sha256: sha256)
    }
  }
}
