import StudioModel

extension SpendingEntry.Kind: Storable {}

/// Money that moved, and money that may still move.
struct SpendingTable {
  let connection: Connection

  private static let signedSum =
    "coalesce(sum(CASE kind WHEN 'refunded' THEN -amount ELSE amount END), 0)"

  /// `submission` is the number of the submit call the money belongs to. A call is charged once,
  /// whatever is tried again afterwards.
  func append(
    row: Int64,
    submission: Int,
    _ entries: [SpendingEntry]
  ) throws(StoreFailure) {
    for entry in entries {
      try connection.run(
        """
        INSERT INTO spending (sequence, submission, kind, at, amount)
        SELECT ?1, ?2, ?3, ?4, ?5
        WHERE ?3 = 'refunded' OR NOT EXISTS (
          SELECT 1 FROM spending
          WHERE sequence = ?1 AND submission = ?2 AND kind <> 'refunded')
        """,
        row,
        submission,
        entry.kind,
        entry.at,
        entry.amount
      )
    }
  }

  /// What was spent from `since` on, up to and without `until`.
  func spent(since: Timestamp, until: Timestamp? = nil) throws(StoreFailure) -> Money {
    let sum = try connection.number(
      "SELECT \(Self.signedSum) FROM spending WHERE at >= ? AND at < ?",
      since,
      until?.milliseconds ?? .max
    )
    return Money(microdollars: sum)
  }

  /// What was spent on the day that began at `midnight`. Entries of the day after count as well, and
  /// those further on do not: they were written by a clock that has been set back since.
  func spent(onDayFrom midnight: Timestamp) throws(StoreFailure) -> Money {
    try spent(since: midnight, until: midnight + .hours(48))
  }

  func days(since: Timestamp, offset: Duration) throws(StoreFailure) -> [DaySpending] {
    let day: Int64 = 86_400_000
    let shift = offset.milliseconds
    return try connection.rows(
      // Integer division rounds towards zero; the CASE makes days before 1970 round down as well.
      """
      SELECT (at + ?1) / ?2 - CASE WHEN (at + ?1) % ?2 < 0 THEN 1 ELSE 0 END AS day,
        \(Self.signedSum)
      FROM spending WHERE at >= ?3 GROUP BY day ORDER BY day
      """,
      [shift, day, since]
    ) { (columns) throws(StoreFailure) in
      DaySpending(
        start: Timestamp(milliseconds: try columns.integer() * day - shift),
        amount: try columns.money()
      )
    }
  }

  /// The most that queued sequences and those under way may still cost.
  func worstCaseUnderWay() throws(StoreFailure) -> Money {
    let queued = try connection.number(
      """
      SELECT coalesce(sum(estimate), 0) FROM sequences
      WHERE \(JobsTable.isUnfinished) AND status = 'queued'
      """
    )
    return Money(microdollars: queued) + (try worstCaseSent())
  }

  /// The most that sequences under way may still cost, the queue left out. One whose present
  /// submission already has an entry among the spending counts there, not here.
  func worstCaseSent() throws(StoreFailure) -> Money {
    let sum = try connection.number(
      """
      SELECT coalesce(sum(s.estimate), 0) FROM sequences s
      WHERE s.\(JobsTable.isUnfinished) AND s.status NOT IN ('drafted', 'queued')
        AND NOT EXISTS (
          SELECT 1 FROM spending p WHERE p.sequence = s.row AND p.submission = s.submissions)
      """
    )
    return Money(microdollars: sum)
  }
}
