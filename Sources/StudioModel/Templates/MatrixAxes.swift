/// A model at the service that runs it.
public struct OfferedModel: Hashable, Sendable, Codable {
  public var provider: ProviderID
  public var id: ModelID

  public init(_ id: ModelID, at provider: ProviderID) {
    self.provider = provider
    self.id = id
  }
}

/// The settings a matrix varies. An empty list leaves a setting as the base request has it.
public struct MatrixAxes: Hashable, Sendable {
  public var models: [OfferedModel]
  /// As people write them: `16:9` is found for each model.
  public var sizes: [SizeSpelling]
  /// `max_images`, and what `{images}` in the template stands for.
  public var images: [Int]
  public var seeds: [SeedPolicy]

  public init(
    models: [OfferedModel] = [],
    sizes: [SizeSpelling] = [],
    images: [Int] = [],
    seeds: [SeedPolicy] = []
  ) {
    self.models = models
    self.sizes = sizes
    self.images = images
    self.seeds = seeds
  }

  /// Those with more than one value.
  public var axes: [TemplateAxis] {
    [
      TemplateAxis("models", count: models.count), TemplateAxis("sizes", count: sizes.count),
      TemplateAxis("images", count: images.count), TemplateAxis("seeds", count: seeds.count),
    ].filter { $0.count > 1 }
  }

  /// How many combinations of the settings there are.
  var count: Int { axes.reduce(1) { $0.saturatingProduct($1.count) } }
}
