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

  /// Counting without regard to the trash is answered by indexes alone; the trash is small.
  func count(_ query: HistoryQuery) throws(StoreFailure) -> Int {
    let trashed = try count(query, .trash)
    return query.isInTrash ? trashed : try count(query, .both) - trashed
  }

  private func count(
    _ query: HistoryQuery,
    _ scope: HistoryFilter.Scope
  ) throws(StoreFailure) -> Int {
    var sum = 0
    for filter in try filters(query, scope) {
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
    var found: [Int64] = []
    let filters = try filters(query, query.isInTrash ? .trash : .history)
    for var filter in filters {
      if let cursor { filter.add("\(filter.row) < ?", cursor.row) }
      found += try connection.rows(
        """
        SELECT \(filter.row) FROM \(filter.source) WHERE \(filter.condition)
        ORDER BY \(filter.row) DESC LIMIT ?
        """,
        filter.values + [limit]
      ) { (columns) throws(StoreFailure) in try columns.integer() }
    }
    if filters.count > 1 { found.sort(by: >) }
    return Array(found.prefix(limit))
  }

  /// Filters without rows in common that together find what is asked for.
  func filters(
    _ query: HistoryQuery,
    _ scope: HistoryFilter.Scope
  ) throws(StoreFailure) -> [HistoryFilter] {
    guard let base = HistoryFilter(query, scope) else { return [] }
    return base.branches(query, try sizes(query, scope))
  }

  /// Sizes past this number are looked for row by row.
  private static let sizeLimit = 64

  /// The sizes that are there and have one of the aspects are few: the index jumps from one to the
  /// next.
  private func sizes(
    _ query: HistoryQuery,
    _ scope: HistoryFilter.Scope
  ) throws(StoreFailure) -> SizeChoice {
    if query.sizes.isEmpty, query.aspects.isEmpty { return .any }
    let rule = SizeChoice.rule(sizes: Array(query.sizes), aspects: Array(query.aspects))
    // The words of a text, or the trash, are the better index.
    if !query.text.isEmpty || scope == .trash { return rule }
    var fitting = query.sizes
    var last = PixelSize(width: 0, height: 0)
    var seen = 0
    while !query.aspects.isEmpty, let size = try size(after: last) {
      if query.aspects.contains(where: { $0.matches(size) }) { fitting.insert(size) }
      seen += 1
      if seen > 1_000 || fitting.count > Self.sizeLimit { return rule }
      last = size
    }
    return fitting.count > Self.sizeLimit ? rule : .among(Array(fitting))
  }

  /// Two questions, because SQLite would walk through all rows of a width to answer both in one.
  private func size(after size: PixelSize) throws(StoreFailure) -> PixelSize? {
    let sameWidth = try connection.first(
      """
      SELECT width, height FROM sequences WHERE width = ? AND height > ?
      ORDER BY height LIMIT 1
      """,
      size.width,
      size.height
    ) { (columns) throws(StoreFailure) in columns.optionalSize() }
    if let next = sameWidth ?? nil { return next }
    let wider = try connection.first(
      "SELECT width, height FROM sequences WHERE width > ? ORDER BY width, height LIMIT 1",
      size.width
    ) { (columns) throws(StoreFailure) in columns.optionalSize() }
    return wider ?? nil
  }
}
