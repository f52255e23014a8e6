import StudioModel

/// A history query as SQL: fixed pieces of text, and the values that go with them.
struct HistoryFilter {
  /// Which side of the trash is looked at.
  enum Scope {
    case history, trash, both
  }

  private(set) var source = "sequences s"
  /// The row number that pages are cut by: the index's own where a text is searched, so that it
  /// starts where the page does.
  private(set) var row = "s.row"
  private(set) var condition = "1"
  private(set) var values: [any Storable] = []

  /// Statuses, models and sizes are left to `branches`; `nil` when the query cannot find anything.
  init?(_ query: HistoryQuery, _ scope: Scope) {
    switch SearchText.search(for: query.text) {
    case .everything:
      if scope == .trash { source = "sequences s INDEXED BY sequences_in_trash" }
    case .nothing: return nil
    case .expression(let expression):
      row = "i.rowid"
      condition = "i.prompt_index MATCH ?"
      values = [expression]
      source =
        switch scope {
        // The trash is small: each of its rows is asked for in the index, not the other way round.
        case .trash:
          "sequences s INDEXED BY sequences_in_trash CROSS JOIN prompt_index i ON i.rowid = s.row"
        case .both where !query.hasFilters: "prompt_index i"
        case .both, .history: "prompt_index i CROSS JOIN sequences s ON s.row = i.rowid"
        }
      if scope == .trash { row = "s.row" }
    }
    switch scope {
    case .history: add("s.trashed_at IS NULL")
    case .trash: add("s.trashed_at IS NOT NULL")
    case .both: break
    }
    if let since = query.since {
      add("\(row) >= ?", JobsTable.lowestRow(at: since))
      // Rows of a very crowded millisecond may stand with the next one.
      add("s.created_at >= ?", since)
    }
    if let provider = query.provider { add("s.provider = ?", provider) }
    // The partial index over stars serves a query that says exactly this.
    if let isStarred = query.isStarred { add(isStarred ? "s.is_starred = 1" : "s.is_starred = 0") }
  }

  mutating func add(_ term: String, _ terms: any Storable...) { add(term, values: terms) }

  mutating func add(_ term: String, values terms: [any Storable]) {
    condition += " AND " + term
    values += terms
  }

  /// One of several values, without an index: the order of rows comes from elsewhere.
  mutating func add(_ column: String, among words: [any Storable]) {
    let marks = Array(repeating: "?", count: words.count).joined(separator: ", ")
    add("+\(column) IN (\(marks))", values: words)
  }
}

/// Which sizes a query asks for.
enum SizeChoice: Equatable {
  case any
  /// Any of these; none of them can be there when it is empty.
  case among([PixelSize])
  /// So many sizes fit that each row is looked at.
  case rule(sizes: [PixelSize], aspects: [AspectRatio])
}

extension HistoryFilter {
  /// Filters that together find what the query asks for, each in the order of rows by itself.
  ///
  /// Each size, status and model has an index in that order; several values of one at once would
  /// have to be sorted. So the filter is split by one of them, and the others are looked at row by
  /// row.
  func branches(_ query: HistoryQuery, _ sizes: SizeChoice) -> [HistoryFilter] {
    var base = self
    if case .rule(let listed, let aspects) = sizes { base.add(listed, aspects) }
    let statuses: [any Storable] =
      query.statuses.count == JobStatus.allCases.count ? [] : Array(query.statuses)
    let models: [any Storable] = Array(query.models)
    if case .among(let sizes) = sizes {
      base.narrow("s.status", statuses)
      base.narrow("s.model", models)
      return sizes.map { size in
        var filter = base
        filter.add("s.width = ? AND s.height = ?", size.width, size.height)
        return filter
      }
    }
    if !statuses.isEmpty {
      base.narrow("s.model", models)
      return base.split("s.status", statuses)
    }
    return models.isEmpty ? [base] : base.split("s.model", models)
  }

  private func split(_ column: String, _ words: [any Storable]) -> [HistoryFilter] {
    words.map { word in
      var filter = self
      filter.add("\(column) = ?", word)
      return filter
    }
  }

  private mutating func narrow(_ column: String, _ words: [any Storable]) {
    switch words.count {
    case 0: break
    case 1: add("\(column) = ?", values: words)
    default: add(column, among: words)
    }
  }

  private mutating func add(_ sizes: [PixelSize], _ aspects: [AspectRatio]) {
    var terms: [String] = []
    var values: [any Storable] = []
    for size in sizes {
      terms.append("(+s.width = ? AND +s.height = ?)")
      values += [size.width, size.height] as [any Storable]
    }
    for aspect in aspects {
      // As `AspectRatio.matches`: within 3 %, in whole numbers.
      terms.append(
        "(s.width * ? * 100 <= s.height * ? * 103 AND s.height * ? * 100 <= s.width * ? * 103)"
      )
      values += [aspect.height, aspect.width, aspect.width, aspect.height] as [any Storable]
    }
    add("(\(terms.joined(separator: " OR ")))", values: values)
  }
}
