/// Which sequences of the history are asked for; an empty query asks for all but the trash.
public struct HistoryQuery: Hashable, Sendable {
  /// What the person typed; see `SearchText` for what it finds.
  public var text: String
  /// Any of these; empty for all.
  public var statuses: Set<JobStatus>
  /// Any of these; empty for all.
  public var models: Set<ModelID>
  public var provider: ProviderID?
  /// Any of these sizes, or a size with any of the aspects; both empty for all.
  public var sizes: Set<PixelSize>
  public var aspects: Set<AspectRatio>
  /// Made at this moment or later.
  public var since: Timestamp?
  /// True for starred ones only, false for those without a star.
  public var isStarred: Bool?
  /// True for the trash, and nothing but the trash.
  public var isInTrash: Bool

  public init(
    text: String = "",
    statuses: Set<JobStatus> = [],
    models: Set<ModelID> = [],
    provider: ProviderID? = nil,
    sizes: Set<PixelSize> = [],
    aspects: Set<AspectRatio> = [],
    since: Timestamp? = nil,
    isStarred: Bool? = nil,
    isInTrash: Bool = false
  ) {
    self.text = text
    self.statuses = statuses
    self.models = models
    self.provider = provider
    self.sizes = sizes
    self.aspects = aspects
    self.since = since
    self.isStarred = isStarred
    self.isInTrash = isInTrash
  }

  /// True when only its text, or nothing, narrows it down.
  public var hasFilters: Bool {
    !statuses.isEmpty || !models.isEmpty || provider != nil || !sizes.isEmpty || !aspects.isEmpty
      || since != nil || isStarred != nil || isInTrash
  }
}
