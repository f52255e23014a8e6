public import StudioModel

extension WaveSpeedClient {
  private static let pageSize = 100
  private static let mostPages = 5
  private static let historyReply = ByteCount.mebibytes(32)

  /// The window is widened to whole seconds, which is all the list may know. A page that fails
  /// fails the whole call: half a list would make a task look absent.
  public func recentPredictions(
    model: ModelID,
    after: Timestamp,
    before: Timestamp
  ) async throws(ProviderFailure) -> [PredictionSummary]? {
    let after = after.wholeSecond(roundingUp: false)
    let before = before.wholeSecond(roundingUp: true)
    var found: [PredictionSummary] = []
    var seen: Set<PredictionID> = []
    for page in 1...Self.mostPages {
      let items = try await historyPage(page, model: model, after: after, before: before)
      for item in items where seen.insert(item.id).inserted {
        if item.belongs(to: model, after: after, before: before) { found.append(item) }
      }
      let reachedOlder = items.last?.createdAt.map { $0 < after } ?? false
      if items.count < Self.pageSize || reachedOlder { break }
    }
    return found
  }

  private func historyPage(
    _ page: Int,
    model: ModelID,
    after: Timestamp,
    before: Timestamp
  ) async throws(ProviderFailure) -> [PredictionSummary] {
    let body = WaveSpeedBody.history(
      model: model,
      after: after,
      before: before,
      page: page,
      pageSize: Self.pageSize
    )
    let response = try await asking { () throws(TransportFailure) in
      try await connection.post(WaveSpeedPath.history, body, limit: Self.historyReply)
    }
    let reply = try reader.success(response, now: now())
    guard let items = WaveSpeedMapping.history(reply) else {
      throw reader.unreadable(reply, lacking: "a list of tasks")
    }
    return items
  }
}

extension PredictionSummary {
  /// What the list leaves out counts as fitting.
  fileprivate func belongs(to model: ModelID, after: Timestamp, before: Timestamp) -> Bool {
    if let own = self.model, own != model { return false }
    guard let createdAt else { return true }
    return createdAt >= after && createdAt <= before
  }
}

extension Timestamp {
  func wholeSecond(roundingUp: Bool) -> Timestamp {
    let floor = milliseconds.flooredDivision(by: 1_000)
    let isWhole = milliseconds % 1_000 == 0
    // Bounded by the division, so neither step can overflow by more than the last second.
    let second = roundingUp && !isWhole ? floor + 1 : floor
    let (whole, overflowed) = second.multipliedReportingOverflow(by: 1_000)
    return overflowed ? self : Timestamp(milliseconds: whole)
  }

  /// The time since `earlier`; zero when the clock was set back or the distance is absurd.
  func elapsed(since earlier: Timestamp) -> Duration {
    let (span, overflowed) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
    return overflowed || span < 0 ? .zero : .milliseconds(span)
  }
}
