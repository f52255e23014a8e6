import StudioModel

/// Pages of the history. Newest first is descending row order everywhere, so a page costs the same
/// at the start, in the middle and at the end.
struct HistoryPages {
  let connection: Connection

  func page(
    _ query: HistoryQuery,
    before cursor: HistoryCursor?,
    limit: Int
  ) throws(StoreFailure) -> HistoryPage {
    let limit = max(1, min(limit, 1_000))
    var rows = try self.rows(query, before: cursor, limit: limit + 1)
    let hasMore = rows.count > limit
    if hasMore { rows.removeLast() }
    let table = JobsTable(connection: connection)
    var jobs: [Job] = []
    for row in rows {
      if let job = try table.load(row: row) { jobs.append(job) }
    }
    let next = hasMore ? rows.last.map { HistoryCursor(row: $0) } : nil
    return HistoryPage(jobs: jobs, next: next)
  }

  func count(_ query: HistoryQuery) throws(StoreFailure) -> Int {
    guard let base = HistoryFilter(query) else { return 0 }
    var sum = 0
    for filter in base.perStatus(query.statuses) {
      let sql = "SELECT count(*) FROM \(filter.source) WHERE \(filter.condition)"
      let counts = try connection.rows(sql, filter.values) { (columns) throws(StoreFailure) in
        try columns.int()
      }
      sum += counts.first ?? 0
    }
    return sum
  }

  private func rows(
    _ query: HistoryQuery,
    before cursor: HistoryCursor?,
    limit: Int
  ) throws(StoreFailure) -> [Int64] {
    guard var base = HistoryFilter(query) else { return [] }
    if let cursor { base.add("\(base.row) < ?", cursor.row) }
    // Each status has an index in the order of rows; several at once would have to be sorted.
    var found: [Int64] = []
    for filter in base.perStatus(query.statuses) {
      found += try connection.rows(
        """
        SELECT \(filter.row) FROM \(filter.source) WHERE \(filter.condition)
        ORDER BY \(filter.row) DESC LIMIT ?
        """,
        filter.values + [limit]
      ) { (columns) throws(StoreFailure) in try columns.integer() }
    }
    if query.statuses.count > 1 { found.sort(by: >) }
    return Array(found.prefix(limit))
  }
}

/// A history query as SQL: fixed pieces of text, and the values that go with them.
struct HistoryFilter {
  private(set) var source = "sequences s"
  /// The row number that pages are cut by: the index's own where a text is searched, so that it
  /// starts where the page does.
  private(set) var row = "s.row"
  private(set) var condition = "1"
  private(set) var values: [any Storable] = []

  /// `nil` when the query cannot find anything.
  init?(_ query: HistoryQuery) {
    switch SearchText.search(for: query.text) {
    case .everything: break
    case .nothing: return nil
    case .expression(let expression):
      row = "i.rowid"
      condition = "i.prompt_index MATCH ?"
      values = [expression]
      let isFiltered =
        !query.statuses.isEmpty || !query.models.isEmpty || query.provider != nil
        || query.since != nil || query.isStarred != nil
      source =
        isFiltered
        ? "prompt_index i CROSS JOIN sequences s ON s.row = i.rowid" : "prompt_index i"
    }
    if let since = query.since {
      add("\(row) >= ?", JobsTable.lowestRow(at: since))
      // Rows of a very crowded millisecond may stand with the next one.
      add("s.created_at >= ?", since)
    }
    if let model = query.models.first { add("s.model = ?", model) }
    if let provider = query.provider { add("s.provider = ?", provider) }
    if let isStarred = query.isStarred { add(isStarred ? "s.is_starred = 1" : "s.is_starred = 0") }
  }

  mutating func add(_ term: String, _ terms: any Storable...) {
    condition += " AND " + term
    values += terms
  }

  /// One filter for each status asked for, or this one when all are.
  func perStatus(_ statuses: Set<JobStatus>) -> [HistoryFilter] {
    if statuses.isEmpty || statuses.count == JobStatus.allCases.count { return [self] }
    return statuses.map { status in
      var filter = self
      filter.add("s.status = ?", status)
      return filter
    }
  }
}
