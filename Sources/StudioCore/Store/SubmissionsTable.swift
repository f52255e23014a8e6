import StudioModel

/// Every submit call that was let go: the books behind the services' per-minute limits, kept for
/// all programs that share the library.
struct SubmissionsTable {
  let connection: Connection

  static let window: Duration = .seconds(60)

  /// How long an unconfirmed request is taken to occupy a place among the running tasks.
  static let unconfirmedOccupies: Duration = .minutes(10)

  /// How long a task that was sent and that no program looks at is taken to run.
  static let unwatchedOccupies: Duration = .minutes(3)

  /// Writes a call down, in place of one with the same number that never left.
  func record(_ job: Job, row: Int64, at: Timestamp) throws(StoreFailure) {
    try connection.run(
      """
      INSERT OR REPLACE INTO submissions (sequence, number, provider, at, images)
      VALUES (?, ?, ?, ?, ?)
      """,
      row,
      job.submissions,
      job.request.provider,
      at,
      job.request.maxImages
    )
  }

  /// Strikes calls numbered above `count`: the job says that they never left.
  func strike(row: Int64, above count: Int) throws(StoreFailure) {
    try connection.run("DELETE FROM submissions WHERE sequence = ? AND number > ?", row, count)
  }

  /// Calls of the last minute, oldest first. Entries far in the future are left out: the clock was
  /// set back since.
  func recent(
    provider: ProviderID,
    now: Timestamp
  ) throws(StoreFailure) -> [(at: Timestamp, images: Int)] {
    try connection.rows(
      """
      SELECT at, images FROM submissions WHERE provider = ? AND at > ? AND at <= ? ORDER BY at
      """,
      [provider, now + (.zero - Self.window), now + Self.window]
    ) { (columns) throws(StoreFailure) in
      (at: try columns.timestamp(), images: try columns.int())
    }
  }

  /// Tasks the service is taken to be working on, besides the sequence at `row`. What lies far in
  /// the future does not count: the clock was set back since.
  func tasksAtWork(
    provider: ProviderID,
    besides row: Int64,
    now: Timestamp
  ) throws(StoreFailure) -> Int {
    let count = try connection.number(
      """
      SELECT count(*) FROM sequences
      WHERE \(JobsTable.isUnfinished) AND +provider = ? AND row <> ?
        AND ((status = 'unconfirmed' AND submitted_at > ? AND submitted_at <= ?)
          OR (status IN ('submitting', 'submitted', 'running')
            AND ((submitted_at > ? AND submitted_at <= ?) OR EXISTS (
              SELECT 1 FROM leases l
              WHERE l.sequence = sequences.row AND l.expires_at > ? AND l.expires_at <= ?))))
      """,
      provider,
      row,
      now + (.zero - Self.unconfirmedOccupies),
      now + Self.unconfirmedOccupies,
      now + (.zero - Self.unwatchedOccupies),
      now + Self.unwatchedOccupies,
      now,
      now + Self.unwatchedOccupies
    )
    return Int(count)
  }

  /// When the per-minute limit lets `images` more go: `nil` for now. A job larger than the whole
  /// limit may go when nothing else went in the last minute.
  func wait(
    for images: Int,
    limit: Int,
    provider: ProviderID,
    now: Timestamp
  ) throws(StoreFailure) -> Timestamp? {
    let calls = try recent(provider: provider, now: now)
    var sum = calls.reduce(0) { $0 + $1.images }
    guard sum > 0, sum + images > limit else { return nil }
    for call in calls {
      sum -= call.images
      if sum <= 0 || sum + images <= limit { return call.at + Self.window }
    }
    return nil
  }
}
