/// What one picture costs.
public struct ModelPrice: Hashable, Sendable {
  public var amount: Money
  /// What the amount is for: `image of max_images`.
  public var unit: String
  public var source: LimitSource

  public init(amount: Money, unit: String, source: LimitSource) {
    self.amount = amount
    self.unit = unit
    self.source = source
  }
}

extension ModelPrice: Codable {
  private enum CodingKeys: String, CodingKey {
    case usd, unit, source
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let text = try container.decode(String.self, forKey: .usd)
    guard let amount = Money(decimal: text) else {
      throw DecodingError.dataCorruptedError(
        forKey: .usd,
        in: container,
        debugDescription: "\(text) is not an amount"
      )
    }
    self.amount = amount
    unit = try container.decode(String.self, forKey: .unit)
    source = try container.decode(LimitSource.self, forKey: .source)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(amount.decimal, forKey: .usd)
    try container.encode(unit, forKey: .unit)
    try container.encode(source, forKey: .source)
  }
}

/// How many pictures one request may ask for.
public struct ImageCountRule: Hashable, Sendable, Codable {
  public var bounds: LimitBounds
  /// What the service takes when nothing is sent; `nil` where it is not documented.
  public var serviceDefault: Sourced<Int>?

  public init(bounds: LimitBounds, serviceDefault: Sourced<Int>? = nil) {
    self.bounds = bounds
    self.serviceDefault = serviceDefault
  }
}

/// The size a request starts with.
public struct DefaultSize: Hashable, Sendable, Codable {
  public var size: PixelSize
  public var source: LimitSource

  public init(_ size: PixelSize, _ source: LimitSource) {
    self.size = size
    self.source = source
  }

  private enum CodingKeys: String, CodingKey {
    case size, source
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    size = try container.decodeSize(forKey: .size)
    source = try container.decode(LimitSource.self, forKey: .source)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(size.plainForm, forKey: .size)
    try container.encode(source, forKey: .source)
  }
}

/// A parameter by the name both services give it.
public enum ModelParameter: String, Hashable, Sendable, Codable, CaseIterable {
  case prompt, images, size
  case maxImages = "max_images"
  case seed
  case base64Output = "enable_base64_output"
  case syncMode = "enable_sync_mode"
}

/// One model at one service: what it costs and what it takes.
public struct CatalogModel: Hashable, Sendable, Codable {
  public var provider: ProviderID
  public var id: ModelID
  public var displayName: String
  /// The id of the `ModelFamily` whose rules stand under the service's own.
  public var family: String
  public var price: ModelPrice
  public var maxImages: ImageCountRule
  /// How many reference pictures a request must and may carry; nought for text models.
  public var references: LimitBounds
  public var sizeRule: SizeRule
  public var defaultSize: DefaultSize
  /// The seeds it takes; `nil` when it takes none.
  public var seed: LimitBounds?
  public var deliveries: [Sourced<Delivery>]

  public init(
    provider: ProviderID,
    id: ModelID,
    displayName: String,
    family: String,
    price: ModelPrice,
    maxImages: ImageCountRule,
    references: LimitBounds,
    sizeRule: SizeRule,
    defaultSize: DefaultSize,
    seed: LimitBounds? = nil,
    deliveries: [Sourced<Delivery>]
  ) {
    self.provider = provider
    self.id = id
    self.displayName = displayName
    self.family = family
    self.price = price
    self.maxImages = maxImages
    self.references = references
    self.sizeRule = sizeRule
    self.defaultSize = defaultSize
    self.seed = seed
    self.deliveries = deliveries
  }

  /// True for models that work from reference pictures.
  public var isEdit: Bool { references.maximum > 0 }

  /// The count a new request starts with: the service's default, else the smallest.
  public var startingImageCount: Int {
    maxImages.serviceDefault?.value ?? maxImages.bounds.nearest(to: 1)
  }

  public func takes(_ delivery: Delivery) -> Bool { deliveries.contains { $0.value == delivery } }

  /// What a request may carry, in the order the documents list it.
  public var parameters: [ModelParameter] {
    ModelParameter.allCases.filter { parameter in
      switch parameter {
      case .prompt, .size, .maxImages: true
      case .images: isEdit
      case .seed: seed != nil
      case .base64Output: takes(.base64)
      case .syncMode: takes(.sync)
      }
    }
  }
}
