/// One size at one model: taken, or refused with the reasons.
public struct SizeVerdict: Hashable, Sendable {
  public var size: PixelSize
  /// Every documented limit it breaks; empty when the model takes it.
  public var refusals: [Refusal]

  public init(_ size: PixelSize, model: CatalogModel, catalog: ModelCatalog) {
    self.size = size
    refusals = SizeValidation.check(size, model: model, catalog: catalog)
  }

  public var isAllowed: Bool { refusals.isEmpty }

  /// The allowed size to take instead; `nil` when this one is allowed.
  public var nearestSize: PixelSize? { refusals.lazy.compactMap(\.nearestSize).first }

  /// The first reason, which is the service's own rule; `nil` when the size is allowed.
  public var reason: String? { refusals.first?.message }
}

/// One row of the recommended-resolution table, judged for one model.
public struct SizeAssessment: Hashable, Sendable {
  public var preset: SizePreset
  public var exact: SizeVerdict
  public var rounded: SizeVerdict

  public init(_ preset: SizePreset, model: CatalogModel, catalog: ModelCatalog) {
    self.preset = preset
    exact = SizeVerdict(preset.exact, model: model, catalog: catalog)
    rounded = SizeVerdict(preset.rounded, model: model, catalog: catalog)
  }

  /// What `--size ASPECT@CLASS` stands for: the exact size, unless only the rounded is allowed.
  ///
  /// Exact comes first because it has the aspect that was asked for (the rounded rows are up to 5 %
  /// off) and no service documents that sides must be multiples of 64.
  public var chosen: SizeVerdict { !exact.isAllowed && rounded.isAllowed ? rounded : exact }

  public var isAllowed: Bool { chosen.isAllowed }
}

extension ModelCatalog {
  /// Every row of the table judged for a model, then the rows turned for portrait if asked.
  public func sizeAssessments(
    for model: CatalogModel,
    portrait: Bool = false
  ) -> [SizeAssessment] {
    (portrait ? presets.bothOrientations : presets.rows)
      .map { SizeAssessment($0, model: model, catalog: self) }
  }

  /// The maker's larger sizes, and the model's own list where it has one, judged for a model.
  public func largerSizeVerdicts(for model: CatalogModel) -> [SizeVerdict] {
    var sizes = largerSizes.rows.map(\.size)
    if case .list(let listed, _) = model.sizeRule {
      sizes += listed.filter { !sizes.contains($0) }
    }
    return sizes.map { SizeVerdict($0, model: model, catalog: self) }
  }
}
