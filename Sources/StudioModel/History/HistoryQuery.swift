/// Which sequences of the history are asked for; an empty query asks for all.
public struct HistoryQuery: Hashable, Sendable {
  /// What the person typed; see `SearchText` for what it finds.
  public var text: String
  /// Any of these; empty for all.
  public var statuses: Set<JobStatus>
  public var model: ModelID?
  public var provider: ProviderID?
  /// Made at this moment or later.
  public var since: Timestamp?
  /// True for starred ones only.
  public var isStarred: Bool

  public init(
    text: String = "",
    statuses: Set<JobStatus> = [],
    model: ModelID? = nil,
    provider: ProviderID? = nil,
    since: Timestamp? = nil,
    isStarred: Bool = false
  ) {
    self.text = text
    self.statuses = statuses
    self.model = model
    self.provider = provider
    self.since = since
    self.isStarred = isStarred
  }
}
