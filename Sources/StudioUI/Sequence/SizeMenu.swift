import StudioModel

/// The sizes there are to choose from at one model, in one orientation.
struct SizeMenu: Hashable, Sendable {
  /// One row: the exact and the rounded size of a preset, or one larger size.
  struct Line: Hashable, Sendable {
    /// `2mp`, `1mp`, `0.1mp` or `larger`.
    var group: String
    var aspect: AspectRatio?
    var verdicts: [SizeVerdict]
  }

  let lines: [Line]

  init(_ model: CatalogModel, isPortrait: Bool, _ catalog: ModelCatalog) {
    let presets = catalog.presets.rows.map { isPortrait ? $0.turned : $0 }.map { preset in
      let sizes = preset.exact == preset.rounded ? [preset.exact] : [preset.exact, preset.rounded]
      return Line(
        group: preset.sizeClass.rawValue,
        aspect: preset.aspect,
        verdicts: sizes.map { SizeVerdict($0, model: model, catalog: catalog) }
      )
    }
    lines = presets + Self.larger(model, isPortrait, catalog)
  }

  private static func larger(
    _ model: CatalogModel,
    _ isPortrait: Bool,
    _ catalog: ModelCatalog
  ) -> [Line] {
    let documented = catalog.largerSizeVerdicts(for: model).map(\.size)
    let turned = catalog.largerSizes.rows.map(\.size.turned)
    var sizes: [PixelSize] = []
    for size in documented + turned where !sizes.contains(size) {
      if isPortrait ? size.height >= size.width : size.width >= size.height { sizes.append(size) }
    }
    return sizes.map { size in
      Line(
        group: "larger",
        aspect: SizeWords.aspect(of: size, catalog),
        verdicts: [SizeVerdict(size, model: model, catalog: catalog)]
      )
    }
  }

  /// Every size the model takes, each once.
  var allowed: [PixelSize] {
    var sizes: [PixelSize] = []
    for verdict in lines.flatMap(\.verdicts) where verdict.isAllowed {
      if !sizes.contains(verdict.size) { sizes.append(verdict.size) }
    }
    return sizes
  }

  /// Row and column of a size.
  func place(of size: PixelSize) -> (row: Int, column: Int)? {
    for (row, line) in lines.enumerated() {
      if let column = line.verdicts.firstIndex(where: { $0.size == size }) { return (row, column) }
    }
    return nil
  }
}

/// Sizes in words.
enum SizeWords {
  /// `16:9 · 2.1 MP`.
  static func text(_ size: PixelSize, _ catalog: ModelCatalog) -> String {
    let aspect = aspect(of: size, catalog).map { "\($0) · " } ?? ""
    return aspect + megapixels(size)
  }

  /// The aspect of the table that a size has, within what makers round.
  static func aspect(of size: PixelSize, _ catalog: ModelCatalog) -> AspectRatio? {
    catalog.aspects.first { $0.matches(size) }
  }

  /// Millions of pixels with one decimal: `4.2 MP`.
  static func megapixels(_ size: PixelSize) -> String {
    let (area, overflow) = size.width.multipliedReportingOverflow(by: size.height)
    guard !overflow, area > 0 else { return "0 MP" }
    let tenths = area / 100_000 + (area % 100_000 >= 50_000 ? 1 : 0)
    return "\(tenths / 10).\(tenths % 10) MP"
  }
}
