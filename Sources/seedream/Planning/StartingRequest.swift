import StudioCore
import StudioModel

/// What a request starts with where the person named nothing: service, model, size, count.
struct StartingRequest: Sendable {
  let catalog: ModelCatalog
  let config: StudioConfig

  /// The service of the settings, else the first one that has a key.
  func provider(withKeys providers: Set<ProviderID>) -> ProviderID {
    config.provider ?? ProviderID.allCases.first(where: providers.contains) ?? .wavespeed
  }

  /// The model of the settings where it fits; with references, its sibling that edits.
  func model(_ provider: ProviderID, isEdit: Bool) -> ModelID {
    let named = config.models[provider] ?? catalog.models(of: provider).first?.id
    guard let named, let model = catalog.model(named, provider) else {
      return named ?? ModelID(rawValue: "")
    }
    if model.isEdit == isEdit { return model.id }
    return catalog.sibling(of: model, edit: isEdit)?.id ?? model.id
  }

  static func size(_ model: CatalogModel?) -> PixelSize {
    model?.defaultSize.size ?? PixelSize(width: 2048, height: 2048)
  }

  static func count(_ model: CatalogModel?) -> Int { model?.startingImageCount ?? 1 }

  /// An empty prompt for a text model.
  func request(withKeys providers: Set<ProviderID>) -> SequenceRequest {
    let provider = provider(withKeys: providers)
    let id = model(provider, isEdit: false)
    let model = catalog.model(id, provider)
    return SequenceRequest(
      provider: provider,
      model: id,
      prompt: "",
      size: Self.size(model),
      maxImages: Self.count(model)
    )
  }
}
