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

  /// Sequences without an answer that asked for the same prompt of the same model.
  public func unconfirmedCount(like request: SequenceRequest) async throws(StoreFailure) -> Int {
    try await reader.read { (connection) throws(StoreFailure) in
      Int(
        try connection.number(
          """
          SELECT count(*) FROM sequences
          WHERE status = 'unconfirmed' AND provider = ? AND model = ? AND prompt = ?
          """,
          request.provider,
          request.model,
          request.prompt
        )
      )
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
