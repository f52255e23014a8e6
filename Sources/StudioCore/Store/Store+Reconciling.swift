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
  /// without an answer and without an id of their own.
  private static func unanswered(
    like request: SequenceRequest,
    from earliest: Timestamp,
    to latest: Timestamp,
    for own: SequenceID,
    _ connection: Connection
  ) throws(StoreFailure) -> [Job] {
    let rows = try connection.rows(
      """
      SELECT row FROM sequences
      WHERE \(JobsTable.isUnfinished) AND status IN ('unconfirmed', 'submitting')
        AND provider = ? AND model = ? AND prompt = ? AND submitted_at BETWEEN ? AND ?
          AND (prediction_id IS NULL OR id = ?)
      """,
      [request.provider, request.model, request.prompt, earliest, latest, own]
    ) { (columns) throws(StoreFailure) in try columns.integer() }
    var jobs: [Job] = []
    for row in rows {
      if let job = try JobsTable(connection: connection).load(row: row) { jobs.append(job) }
    }
    return jobs
  }

  /// Chooses among ids that fit an unconfirmed sequence, and notes the one chosen as about to become
  /// its own. One transaction: programs that choose at the same time see each other's choice.
  ///
  /// Ids that other sequences hold are theirs. What is left may be taken when it is no more than the
  /// equal requests of ours that miss an answer, let go between two moments: then any fits any.
  public func reserve(
    among ids: [PredictionID],
    for id: SequenceID,
    rivalsFrom earliest: Timestamp,
    to latest: Timestamp,
    owner: LeaseOwnerID
  ) async throws(StoreFailure) -> Reservation {
    try await writer.write { (connection) throws(StoreFailure) in
      let jobs = JobsTable(connection: connection)
      let state = try jobs.knownState(of: id)
      _ = try LeasesTable(connection: connection).require(row: state.row, id: id, owner: owner)
      guard let job = try jobs.load(row: state.row), job.status == .unconfirmed else {
        return .nothingFree
      }
      let rivals = try Self.unanswered(
        like: job.request,
        from: earliest,
        to: latest,
        for: id,
        connection
      )
      var free: [PredictionID] = []
      for prediction in ids
      where try !Self.isHeld(prediction, job.request.provider, besides: id, connection) {
        free.append(prediction)
      }
      // The list is newest first; equal requests take the oldest.
      guard let chosen = free.last else { return .nothingFree }
      // One whose answer is still on its way may be the one that is listed.
      if rivals.contains(where: { $0.status == .submitting && $0.id != id }) { return .nothingFree }
      guard rivals.allSatisfy({ $0.request == job.request }), free.count <= max(rivals.count, 1)
      else { return .severalFit(free) }
      try connection.run(
        "UPDATE sequences SET prediction_id = ? WHERE row = ?",
        chosen,
        state.row
      )
      return .reserved(chosen)
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
