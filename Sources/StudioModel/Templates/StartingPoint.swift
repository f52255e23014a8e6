/// What the services describe their models for.
public enum TemplateUse: String, Hashable, Sendable, Codable, CaseIterable {
  case instructionEdit = "instruction_edit"
  case coherentScene = "coherent_scene"
  case sequentialSet = "sequential_set"
  case perspectiveChange = "perspective_change"
  case whiteboard
  case sketchToObject = "sketch_to_object"
  case restoration
  case lettering
  case productSet = "product_set"
  case storyboard

  public var title: String {
    switch self {
    case .instructionEdit: "Edit by instruction"
    case .coherentScene: "Coherent scene"
    case .sequentialSet: "Sequential set"
    case .perspectiveChange: "Change of perspective"
    case .whiteboard: "Whiteboard"
    case .sketchToObject: "Sketch to object"
    case .restoration: "Restoration"
    case .lettering: "Lettering"
    case .productSet: "Product set"
    case .storyboard: "Storyboard"
    }
  }
}

/// A language that starting points are written in, by its code in ISO 639-1.
public enum TemplateLanguage: String, Hashable, Sendable, Codable, CaseIterable {
  case english = "en"
  case chinese = "zh"
}

/// A template that comes with the program, to be changed.
public struct StartingPoint: Hashable, Sendable, Codable {
  /// Small letters, digits and hyphens; stays the same when titles change.
  public var id: String
  public var use: TemplateUse
  public var language: TemplateLanguage
  public var title: SavedName
  public var description: String
  public var template: PromptTemplate
  public var images: Int
  /// The fewest references it speaks of; nought for text models.
  public var references: Int
  public var model: ModelKind

  /// As a person saves it.
  public var document: TemplateDocument {
    TemplateDocument(
      name: title,
      description: description,
      template: template,
      images: images,
      references: references,
      model: model
    )
  }
}

/// The starting points that come with the program.
public struct StartingPoints: Hashable, Sendable, Codable {
  /// Of the file's shape; this program reads version 1.
  public var version: Int
  public var templates: [StartingPoint]

  /// Those for a use, in the file's order.
  public func templates(for use: TemplateUse) -> [StartingPoint] {
    templates.filter { $0.use == use }
  }

  /// What contradicts itself, one sentence each; empty when all is sound. Decoding proves the
  /// shape only.
  public var faults: [String] {
    templates.flatMap(Self.faults) + Repetition.faults(templates.map(\.id))
      + Repetition.faults(templates.map { $0.title.text.lowercased() })
  }

  private static func faults(_ point: StartingPoint) -> [String] {
    var found: [String] = []
    let isID = point.id.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }
    if point.id.isEmpty || !isID { found.append("\(point.id): not a sound id") }
    if point.images < 1 { found.append("\(point.id): it asks for no images") }
    if (point.references > 0) != (point.model == .edit) {
      found.append("\(point.id): its references don't suit its kind of model")
    }
    // The file comes alone: there are no wildcards beside it.
    if !point.template.wildcards.isEmpty { found.append("\(point.id): it needs wildcards") }
    return found
  }
}
