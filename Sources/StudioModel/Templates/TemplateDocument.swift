/// Whether a model works from references.
public enum ModelKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// Text alone.
  case text
  /// At least one reference picture.
  case edit

  public init(_ model: CatalogModel) { self = model.isEdit ? .edit : .text }
}

/// A saved template, and the settings it was written for.
public struct TemplateDocument: Hashable, Sendable, Codable {
  public var name: SavedName
  /// What it is for, in a sentence or two.
  public var description: String
  public var template: PromptTemplate
  /// The number of images to ask for.
  public var images: Int
  /// The fewest references it speaks of; nought for text models.
  public var references: Int
  public var model: ModelKind

  public init(
    name: SavedName,
    description: String,
    template: PromptTemplate,
    images: Int,
    references: Int = 0,
    model: ModelKind = .text
  ) {
    self.name = name
    self.description = description
    self.template = template
    self.images = images
    self.references = references
    self.model = model
  }

  /// A request with the suggested number of images and a model of the suggested kind: its own, or
  /// the one of the same service and family; where there is none the model stays.
  ///
  /// The prompt, the references and the rest stay, and whether the model takes them is not asked.
  public func applied(to request: SequenceRequest, _ catalog: ModelCatalog) -> SequenceRequest {
    var changed = request
    changed.maxImages = images
    if let own = catalog.model(request.model, request.provider), ModelKind(own) != model,
      let sibling = catalog.sibling(of: own, edit: model == .edit)
    {
      changed.model = sibling.id
    }
    return changed
  }

  /// One sentence when fewer references are given than the template speaks of; `nil` otherwise.
  public func shortage(given: Int) -> String? {
    guard given < references else { return nil }
    let noun = references == 1 ? "reference" : "references"
    return "This template works from \(references) \(noun), and \(given) "
      + (given == 1 ? "is" : "are") + " given."
  }
}
