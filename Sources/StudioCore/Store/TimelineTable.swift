import StudioModel

/// What happened to each sequence, in the order it was written down.
struct TimelineTable {
  let connection: Connection

  func append(row: Int64, _ entries: [TimelineEntry]) throws(StoreFailure) {
    for entry in entries {
      try connection.run(
        """
        INSERT INTO timeline (sequence, number, kind, at, latency, http_status, detail)
        SELECT ?1, 1 + coalesce(max(number), 0), ?2, ?3, ?4, ?5, ?6
        FROM timeline WHERE sequence = ?1
        """,
        row,
        entry.kind,
        entry.at,
        entry.latency,
        entry.httpStatus,
        entry.detail
      )
    }
  }

  func load(row: Int64) throws(StoreFailure) -> [TimelineEntry] {
    try connection.rows(
      """
      SELECT kind, at, latency, http_status, detail FROM timeline WHERE sequence = ?
      ORDER BY number
      """,
      [row]
    ) { (columns) throws(StoreFailure) in
      let kind = try columns.word(TimelineEntry.Kind.self)
      let at = try columns.timestamp()
      let latency = columns.optionalDuration()
      let httpStatus = columns.optionalInt()
      return TimelineEntry(
        kind,
        at: at,
        latency: latency,
        httpStatus: httpStatus,
        detail: try columns.text()
      )
    }
  }
}
