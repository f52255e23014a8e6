/// Everything that is documented about the services, their models and the sizes they take.
public struct ModelCatalog: Hashable, Sendable, Codable {
  public var version: Int
  /// What each mark of authority stands for.
  public var authorities: [String: String]
  public var services: [CatalogService]
  public var models: [CatalogModel]
  public var families: [ModelFamily]
  public var referenceFiles: ReferenceFileLimits
  public var promptBudget: PromptBudgetLimits
  /// The recommended-resolution table.
  public var presets: SizeTable
  public var largerSizes: LargerSizes

  public init(
    version: Int,
    authorities: [String: String],
    services: [CatalogService],
    models: [CatalogModel],
    families: [ModelFamily],
    referenceFiles: ReferenceFileLimits,
    promptBudget: PromptBudgetLimits,
    presets: SizeTable,
    largerSizes: LargerSizes
  ) {
    self.version = version
    self.authorities = authorities
    self.services = services
    self.models = models
    self.families = families
    self.referenceFiles = referenceFiles
    self.promptBudget = promptBudget
    self.presets = presets
    self.largerSizes = largerSizes
  }

  public func model(_ id: ModelID, _ provider: ProviderID) -> CatalogModel? {
    models.first { $0.id == id && $0.provider == provider }
  }

  public func models(of provider: ProviderID) -> [CatalogModel] {
    models.filter { $0.provider == provider }
  }

  public func service(_ id: ProviderID) -> CatalogService? { services.first { $0.id == id } }

  public func family(of model: CatalogModel) -> ModelFamily? {
    families.first { $0.id == model.family }
  }

  /// The services that offer a model, in catalogue order.
  public func providers(offering id: ModelID) -> [ProviderID] {
    models.filter { $0.id == id }.map(\.provider)
  }

  /// The model of the same service and family that does, or does not, work from references.
  public func sibling(of model: CatalogModel, edit: Bool) -> CatalogModel? {
    models.first {
      $0.provider == model.provider && $0.family == model.family && $0.isEdit == edit
    }
  }

  /// Up to three ids of a service that a misspelled one may have meant, nearest first.
  public func suggestions(for id: ModelID, provider: ProviderID) -> [ModelID] {
    let typed = id.rawValue.lowercased()
    // No model's name is nearly as long; a pasted page would cost time and match nothing.
    guard !typed.isEmpty, typed.utf8.count <= 100 else { return [] }
    let ranked = models(of: provider).compactMap { model -> (distance: Int, id: ModelID)? in
      let whole = model.id.rawValue.lowercased()
      // People leave the maker's name out: `seedream-v4/sequential`.
      let tail = whole.split(separator: "/").dropFirst().joined(separator: "/")
      let distance = min(
        EditDistance.between(typed, whole),
        EditDistance.between(typed, tail)
      )
      return distance <= max(3, typed.count / 3) ? (distance, model.id) : nil
    }
    return ranked.sorted {
      ($0.distance, $0.id.rawValue) < ($1.distance, $1.id.rawValue)
    }.prefix(3).map(\.id)
  }
}
