/// Settings a person keeps under a name: everything but the prompt and the references.
public struct RunPreset: Hashable, Sendable, Codable {
  public var name: SavedName
  public var provider: ProviderID
  public var model: ModelID
  /// As it was typed, so that `16:9` suits each model.
  public var size: SizeSpelling
  public var images: Int
  public var delivery: Delivery
  public var seed: SeedPolicy

  public init(
    name: SavedName,
    provider: ProviderID,
    model: ModelID,
    size: SizeSpelling,
    images: Int,
    delivery: Delivery = .poll,
    seed: SeedPolicy = .none
  ) {
    self.name = name
    self.provider = provider
    self.model = model
    self.size = size
    self.images = images
    self.delivery = delivery
    self.seed = seed
  }

  /// The settings of a request, its size in pixels.
  public init(name: SavedName, of request: SequenceRequest) {
    self.init(
      name: name,
      provider: request.provider,
      model: request.model,
      size: .pixels(request.size),
      images: request.maxImages,
      delivery: request.delivery,
      seed: SeedPolicy(request.seed)
    )
  }

  /// A request with these settings; its prompt and references stay. What was allowed on purpose
  /// was allowed for another size, so it is not any more. Throws where the model is not known,
  /// or has no such size.
  public func applied(
    to request: SequenceRequest,
    _ catalog: ModelCatalog
  ) throws(Refusal) -> SequenceRequest {
    var changed = request
    changed.provider = provider
    changed.model = model
    changed.maxImages = images
    changed.delivery = delivery
    changed.seed = seed.seed
    changed.allowsUndocumentedSize = false
    changed.size = try size.size(for: RequestValidation.model(of: changed, catalog), in: catalog)
    return changed
  }
}
