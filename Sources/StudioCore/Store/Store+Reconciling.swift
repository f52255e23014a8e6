public import StudioModel

/// What is needed to give a lost request its id back, once and to one sequence only.
extension Store {
  /// Which of these ids other sequences of the library hold.
  public func knownPredictions(
    _ ids: [PredictionID],
    provider: ProviderID,
    except own: SequenceID
  ) async throws(StoreFailure) -> Set<PredictionID> {
    try await reader.read { (connection) throws(StoreFailure) in
      var known: Set<PredictionID> = []
      for id in ids where try Self.isHeld(id, provider, besides: own, connection) {
        known.insert(id)
      }
      return known
    }
  }

  /// Sequences that asked the same prompt of the same model, let go in a span of time, and still
  /// without an answer.
  public func unanswered(
    like request: SequenceRequest,
    from earliest: Timestamp,
    to latest: Timestamp
  ) async throws(StoreFailure) -> [Job] {
    try await reader.read { (connection) throws(StoreFailure) in
      let rows = try connection.rows(
        """
        SELECT row FROM sequences
        WHERE \(JobsTable.isUnfinished) AND status IN ('unconfirmed', 'submitting')
          AND provider = ? AND model = ? AND prompt = ? AND submitted_at BETWEEN ? AND ?
        """,
        [request.provider, request.model, request.prompt, earliest, latest]
      ) { (columns) throws(StoreFailure) in try columns.integer() }
      var jobs: [Job] = []
      for row in rows {
        if let job = try JobsTable(connection: connection).load(row: row) { jobs.append(job) }
      }
      return jobs
    }
  }

  /// Notes on an unconfirmed sequence that this id is about to become its own, unless another
  /// sequence holds it; `false` then, or when the lease is gone.
  public func reserve(
    _ prediction: PredictionID,
    for id: SequenceID,
    owner: LeaseOwnerID
  ) async throws(StoreFailure) -> Bool {
    try await writer.write { (connection) throws(StoreFailure) in
      let state = try JobsTable(connection: connection).knownState(of: id)
      _ = try LeasesTable(connection: connection).require(row: state.row, id: id, owner: owner)
      guard let job = try JobsTable(connection: connection).load(row: state.row),
        job.status == .unconfirmed,
        try !Self.isHeld(prediction, job.request.provider, besides: id, connection)
      else { return false }
      return try connection.run(
        "UPDATE sequences SET prediction_id = ? WHERE row = ?",
        prediction,
        state.row
      ) == 1
    }
  }

  private static func isHeld(
    _ prediction: PredictionID,
    _ provider: ProviderID,
    besides own: SequenceID,
    _ connection: Connection
  ) throws(StoreFailure) -> Bool {
    try connection.number(
      """
      SELECT count(*) FROM sequences WHERE prediction_id = ? AND provider = ? AND id <> ?
      """,
      prediction,
      provider,
      own
    ) > 0
  }
}
