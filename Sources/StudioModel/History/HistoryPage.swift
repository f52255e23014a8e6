/// A place in the history: the last sequence of a page. It stays valid while others come and go.
public struct HistoryCursor: Hashable, Sendable, Codable {
  /// The key of that sequence's row; means something to the store alone.
  public let row: Int64

  public init(row: Int64) { self.row = row }
}

/// Some sequences, newest first.
public struct HistoryPage: Hashable, Sendable {
  public var jobs: [Job]
  /// Where the next page starts; `nil` when there are no more.
  public var next: HistoryCursor?

  public init(jobs: [Job], next: HistoryCursor?) {
    self.jobs = jobs
    self.next = next
  }
}
