/// A size the way people write it: pixels, or an aspect with or without a class.
///
/// `2048x2048` (also `*` and `×`), `16:9`, `9:16@1mp`.
public enum SizeSpelling: Hashable, Sendable {
  case pixels(PixelSize)
  case aspect(AspectRatio, SizeClass?)

  /// Reads a spelling; `nil` for anything else. Whether a model takes it is not asked here.
  public init?(parsing text: String) {
    if let size = PixelSize(parsing: text) {
      self = .pixels(size)
      return
    }
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let aspect = AspectRatio(parsing: String(first)) else {
      return nil
    }
    guard parts.count == 2 else {
      self = .aspect(aspect, nil)
      return
    }
    guard let sizeClass = SizeClass(rawValue: parts[1].lowercased()) else { return nil }
    self = .aspect(aspect, sizeClass)
  }

  /// The size a spelling stands for at a model.
  ///
  /// Pixels are taken as they are. An aspect with a class is that row of the table, whether or not
  /// the model takes it: validation says so, and it can be sent on purpose. An aspect alone is the
  /// largest row the model takes; where it takes none, the larger size of that aspect
  /// nearest to 2048×2048 in area.
  public static func size(
    _ text: String,
    for model: CatalogModel,
    in catalog: ModelCatalog
  ) throws(Refusal) -> PixelSize {
    guard let spelling = SizeSpelling(parsing: text) else {
      throw .sizeNotUnderstood(text, aspects: catalog.aspects)
    }
    return try spelling.size(for: model, in: catalog)
  }

  /// The size this spelling stands for at a model; see `size(_:for:in:)`.
  public func size(
    for model: CatalogModel,
    in catalog: ModelCatalog
  ) throws(Refusal) -> PixelSize {
    switch self {
    case .pixels(let size): return size
    case .aspect(let aspect, let sizeClass):
      let rows = catalog.sizeAssessments(for: model, portrait: true)
        .filter { $0.preset.aspect == aspect }
      if let sizeClass {
        if let row = rows.first(where: { $0.preset.sizeClass == sizeClass }) {
          return row.chosen.size
        }
      } else if let row = rows.filter(\.isAllowed).max(by: Self.isSmaller) {
        return row.chosen.size
      } else if let size = catalog.largerSize(aspect, for: model) {
        return size
      }
      throw .aspectNotOffered(
        aspect,
        source: model.sizeRule.source,
        allowed: catalog.aspects(for: model)
      )
    }
  }

  private static func isSmaller(_ left: SizeAssessment, _ right: SizeAssessment) -> Bool {
    left.chosen.size.pixelCount < right.chosen.size.pixelCount
  }
}

extension ModelCatalog {
  /// The aspects of the table, portrait included.
  public var aspects: [AspectRatio] {
    var seen: [AspectRatio] = []
    for row in presets.bothOrientations where !seen.contains(row.aspect) {
      seen.append(row.aspect)
    }
    return seen
  }

  /// The aspects that an aspect without a class can stand for at a model.
  public func aspects(for model: CatalogModel) -> [AspectRatio] {
    let rows = sizeAssessments(for: model, portrait: true)
    return aspects.filter { aspect in
      rows.contains { $0.preset.aspect == aspect && $0.isAllowed }
        || largerSize(aspect, for: model) != nil
    }
  }

  /// The allowed larger size of an aspect nearest to 2048×2048 in area.
  func largerSize(_ aspect: AspectRatio, for model: CatalogModel) -> PixelSize? {
    var candidates = largerSizes.rows.filter { $0.aspect == aspect }.map(\.size)
    candidates += largerSizes.rows.filter { $0.aspect.turned == aspect }.map(\.size.turned)
    // Sizes on a model's own list carry no aspect; makers round them to whole blocks.
    if case .list(let listed, _) = model.sizeRule, aspects.contains(aspect) {
      candidates += listed.filter(aspect.matches)
    }
    let wanted = 2_048.0 * 2_048.0
    return candidates.filter {
      SizeVerdict($0, model: model, catalog: self).isAllowed
    }.min {
      Proportion.distance(Double($0.pixelCount), wanted)
        < Proportion.distance(Double($1.pixelCount), wanted)
    }
  }
}

/// One string, as people write it: `2048x2048`, `16:9@1mp`.
extension SizeSpelling: Codable, CustomStringConvertible {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let spelling = SizeSpelling(parsing: text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "\(text) is not a size"
      )
    }
    self = spelling
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  public var description: String {
    switch self {
    case .pixels(let size): size.plainForm
    case .aspect(let aspect, let sizeClass):
      aspect.description + (sizeClass.map { "@\($0.rawValue)" } ?? "")
    }
  }
}
