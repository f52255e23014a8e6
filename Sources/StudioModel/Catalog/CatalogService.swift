/// What one account level may ask of a service.
public struct ServiceTier: Hashable, Sendable, Codable {
  public var name: String
  public var imagesPerMinute: Int
  public var tasksAtOnce: Int

  public init(name: String, imagesPerMinute: Int, tasksAtOnce: Int) {
    self.name = name
    self.imagesPerMinute = imagesPerMinute
    self.tasksAtOnce = tasksAtOnce
  }
}

/// The account levels of a service, lowest first; none where the service documents no limits.
public struct ServiceLimits: Hashable, Sendable, Codable {
  public var tiers: [ServiceTier]
  public var source: LimitSource

  public init(tiers: [ServiceTier], source: LimitSource) {
    self.tiers = tiers
    self.source = source
  }
}

/// What a service says it charges for a group.
public enum Billing: String, Hashable, Sendable, Codable {
  /// The price of one image times `max_images`.
  case perImageAsked = "per_image_asked"
  /// It does not say whether the number asked or the number delivered counts.
  case notStated = "not_stated"
}

/// What is known about a service, whatever the model.
public struct CatalogService: Hashable, Sendable, Codable {
  public var id: ProviderID
  /// Scheme and host; the documented paths are appended.
  public var baseAddress: String
  /// Names of the environment variables that replace the address and carry the key.
  public var baseAddressVariable: String
  public var apiKeyVariable: String
  public var addressSource: LimitSource
  public var limits: ServiceLimits
  /// Polling faster than this is asked not to happen; `nil` where nothing is documented.
  public var pollFloorSeconds: Sourced<Int>?
  /// How long a submit call in sync mode stays open; `nil` where there is no sync mode.
  public var syncSeconds: Sourced<Int>?
  /// How long results can be fetched; `nil` where nothing is documented.
  public var retentionDays: Sourced<Int>?
  /// The retention that can be asked for when a request is sent.
  public var retentionRequestHours: LimitBounds?
  /// Whether the account's balance can be read.
  public var hasBalance: Sourced<Bool>
  /// Whether the service prices a request free of charge.
  public var hasQuote: Sourced<Bool>
  /// Whether past tasks are listed, so that a lost id can be found again.
  public var hasHistory: Sourced<Bool>
  /// Whether a task that failed is documented to cost nothing.
  public var refundsFailures: Sourced<Bool>
  public var billing: Sourced<Billing>

  public var displayName: String { id.displayName }

  /// The level an account is taken to have until it is told otherwise: the lowest.
  public var defaultTier: ServiceTier? { limits.tiers.first }

  /// `nil` where the service documents no limit.
  public var imagesPerMinute: Int? { defaultTier?.imagesPerMinute }

  /// `nil` where the service documents no limit.
  public var tasksAtOnce: Int? { defaultTier?.tasksAtOnce }

  public var pollFloor: Duration? { pollFloorSeconds.map { .seconds($0.value) } }
}
