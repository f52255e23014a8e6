public import StudioModel

extension Store {
  public func job(_ id: SequenceID) async throws(StoreFailure) -> Job? {
    try await reader.read { (connection) throws(StoreFailure) in
      try JobsTable(connection: connection).load(id)
    }
  }

  /// Sequences whose id starts with `prefix`, in the order of ids: one when it is clear which is
  /// meant, several when it is not, at most `limit`.
  ///
  /// Capitals are taken for small letters, and when nothing fits, letters that the ids do not use
  /// for the digits they resemble.
  public func jobs(prefix: String, limit: Int = 10) async throws(StoreFailure) -> [Job] {
    let lowered = prefix.lowercased()
    guard !lowered.isEmpty else { return [] }
    let resembling = String(
      lowered.map { $0 == "o" ? "0" : $0 == "i" || $0 == "l" ? "1" : $0 }
    )
    return try await reader.read { (connection) throws(StoreFailure) in
      let table = JobsTable(connection: connection)
      var rows: [Int64] = []
      for spelling in [prefix, lowered, resembling] where rows.isEmpty {
        rows = try table.rows(prefix: spelling, limit: limit)
      }
      var jobs: [Job] = []
      for row in rows {
        if let job = try table.load(row: row) { jobs.append(job) }
      }
      return jobs
    }
  }

  /// Sequences that hold this id of the service, newest first: whether one was adopted already.
  public func jobs(
    provider: ProviderID,
    prediction: PredictionID
  ) async throws(StoreFailure) -> [Job] {
    try await reader.read { (connection) throws(StoreFailure) in
      let table = JobsTable(connection: connection)
      var jobs: [Job] = []
      for row in try table.rows(provider: provider, prediction: prediction) {
        if let job = try table.load(row: row) { jobs.append(job) }
      }
      return jobs
    }
  }

  /// Everything that happened to a sequence, in the order it was written down.
  public func timeline(_ id: SequenceID) async throws(StoreFailure) -> [TimelineEntry] {
    try await reader.read { (connection) throws(StoreFailure) in
      let state = try JobsTable(connection: connection).knownState(of: id)
      return try TimelineTable(connection: connection).load(row: state.row)
    }
  }

  /// A page of what `query` finds, newest first: from the start, or from where a page ended.
  public func history(
    _ query: HistoryQuery = HistoryQuery(),
    before cursor: HistoryCursor? = nil,
    limit: Int
  ) async throws(StoreFailure) -> HistoryPage {
    try await reader.read { (connection) throws(StoreFailure) in
      try HistoryPages(connection: connection).page(query, before: cursor, limit: limit)
    }
  }

  public func historyCount(
    _ query: HistoryQuery = HistoryQuery()
  ) async throws(StoreFailure) -> Int {
    try await reader.read { (connection) throws(StoreFailure) in
      try HistoryPages(connection: connection).count(query)
    }
  }

  /// Different prompts of the history, the one used last first; the trash is left out.
  public func recentPrompts(limit: Int) async throws(StoreFailure) -> [String] {
    try await reader.read { (connection) throws(StoreFailure) in
      // A prompt that was sent again and again is one prompt: so many rows are looked at for it.
      let prompts = try connection.rows(
        "SELECT prompt FROM sequences WHERE trashed_at IS NULL ORDER BY row DESC LIMIT ?",
        [max(1, min(limit, 1_000)) * 4]
      ) { (columns) throws(StoreFailure) in try columns.text() }
      var seen: Set<String> = []
      return Array(prompts.filter { seen.insert($0).inserted }.prefix(limit))
    }
  }

  /// How long the newest tasks of a model took, newest first.
  public func recentDurations(
    provider: ProviderID,
    model: ModelID,
    limit: Int
  ) async throws(StoreFailure) -> [PastRun] {
    try await reader.read { (connection) throws(StoreFailure) in
      try JobsTable(connection: connection).recentRuns(
        provider: provider,
        model: model,
        limit: limit
      )
    }
  }
}
