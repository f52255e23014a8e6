import StudioModel

extension ServiceConnection {
  /// Fetches a task's result. A task that was asked for links and answers with pictures all the
  /// same is asked once more with room for them: what was paid for must be reachable.
  func result(
    _ path: String,
    _ delivery: Delivery
  ) async throws(TransportFailure) -> HTTPResponse {
    if delivery != .base64 {
      do throws(TransportFailure) {
        return try await get(path)
      } catch {
        guard error.kind == .tooLarge else { throw error }
      }
    }
    return try await get(path, limit: Self.pictureReply, timeouts: .pictures)
  }
}

extension Failure {
  static func notAModel(_ model: ModelID) -> Failure {
    Failure(
      .invalidRequest,
      "The model's name can't be sent: \(model.rawValue.prefix(100))",
      cost: .nothing,
      advice: "Choose a model of the catalogue."
    )
  }

  static func notATask(_ id: PredictionID) -> Failure {
    Failure(
      .predictionGone,
      "This is no task's id: \(id.rawValue.prefix(100))",
      cost: .possible,
      advice: "Check the id at the service's site."
    )
  }
}
