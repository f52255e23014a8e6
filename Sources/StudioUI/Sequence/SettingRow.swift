import CellGrid
import StudioModel

/// One line of the form.
enum SettingRow: Hashable, Sendable {
  case provider, model, size, images, references
  /// The reference with this index.
  case reference(Int)
  case seed, delivery

  var label: String {
    switch self {
    case .provider: "Provider"
    case .model: "Model"
    case .size: "Size"
    case .images: "Images"
    case .references: "References"
    case .reference: ""
    case .seed: "Seed"
    case .delivery: "Delivery"
    }
  }

  /// The label where there is little room.
  var shortLabel: String { self == .references ? "Refs" : label }

  /// The rows that a request has at its model; `nil` for a model that is not known.
  static func all(of request: SequenceRequest, _ model: CatalogModel?) -> [SettingRow] {
    var rows: [SettingRow] = [.provider, .model, .size, .images, .references]
    rows += request.references.indices.map { .reference($0) }
    if model?.seed != nil || request.seed != nil { rows.append(.seed) }
    return rows + [.delivery]
  }
}

/// A text with its tone.
struct TonedText: Hashable, Sendable {
  var text: String
  var tone: Tone

  init(_ text: String, _ tone: Tone = .plain) {
    self.text = text
    self.tone = tone
  }
}
