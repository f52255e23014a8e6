import StudioModel

/// What becomes of settings at another model: what it takes stays, the rest changes and is named.
struct SettingsFit: Hashable, Sendable {
  private(set) var settings: SequenceRequest
  /// What is not as it was, and why; one phrase each.
  private(set) var changes: [String] = []

  /// - Parameters:
  ///   - wish: what the person chose last, whatever the models since then made of it.
  ///   - shown: the settings until now, which the changes are told against.
  init(
    _ wish: SequenceRequest,
    shown: SequenceRequest,
    at model: CatalogModel,
    _ catalog: ModelCatalog
  ) {
    settings = wish
    settings.provider = model.provider
    settings.model = model.id
    fitReferences(model, shown)
    fitSize(model, shown, catalog)
    fitImages(model, shown, catalog)
    fitSeed(model, shown)
    fitDelivery(model, shown)
  }

  private mutating func fitReferences(_ model: CatalogModel, _ shown: SequenceRequest) {
    if !model.isEdit { settings.references = [] }
    let (before, after) = (shown.references.count, settings.references.count)
    if after < before {
      changes.append("\(Self.references(before)) put aside: it works from text alone")
    } else if after > before {
      changes.append("\(Self.references(after)) back in the list")
    }
  }

  private mutating func fitSize(
    _ model: CatalogModel,
    _ shown: SequenceRequest,
    _ catalog: ModelCatalog
  ) {
    let verdict = SizeVerdict(settings.size, model: model, catalog: catalog)
    // Whoever allowed an undocumented size did so for the model of that moment.
    settings.allowsUndocumentedSize = false
    var reason = ""
    if let refusal = verdict.refusals.first {
      settings.size = verdict.nearestSize ?? model.defaultSize.size
      reason = RefusalWords(refusal).reason
    }
    guard settings.size != shown.size else { return }
    changes.append(
      reason.isEmpty
        ? "size back to \(settings.size)"
        : "size \(shown.size) → \(settings.size): \(reason)"
    )
  }

  private mutating func fitImages(
    _ model: CatalogModel,
    _ shown: SequenceRequest,
    _ catalog: ModelCatalog
  ) {
    let range = ImageRange(model, references: settings.references.count, catalog)
    let wanted = settings.maxImages
    settings.maxImages = range.nearest(to: wanted)
    guard settings.maxImages != shown.maxImages else { return }
    changes.append(
      settings.maxImages == wanted
        ? "images back to up to \(wanted)"
        : "images \(shown.maxImages) → \(settings.maxImages): \(range.text) allowed"
    )
  }

  private mutating func fitSeed(_ model: CatalogModel, _ shown: SequenceRequest) {
    if let seed = settings.seed {
      settings.seed = model.seed?.nearest(to: seed)
    }
    guard settings.seed != shown.seed else { return }
    if let seed = settings.seed {
      changes.append(seed == -1 ? "seed back to random" : "seed \(seed)")
    } else {
      changes.append("seed left out: it takes none")
    }
  }

  private mutating func fitDelivery(_ model: CatalogModel, _ shown: SequenceRequest) {
    if !model.takes(settings.delivery), let first = model.deliveries.first?.value {
      settings.delivery = first
    }
    guard settings.delivery != shown.delivery else { return }
    changes.append(
      model.takes(shown.delivery)
        ? "delivery back to \(settings.delivery.rawValue)"
        : "delivery \(settings.delivery.rawValue): it takes no \(shown.delivery.rawValue)"
    )
  }

  private static func references(_ count: Int) -> String {
    count == 1 ? "1 reference" : "\(count) references"
  }
}

/// How many images may be asked for together with so many references.
struct ImageRange: Hashable, Sendable {
  let lower: Int
  let upper: Int
  /// How many references narrow it; nought when they do not.
  private let narrowing: Int

  init(_ model: CatalogModel, references: Int, _ catalog: ModelCatalog) {
    let bounds = model.maxImages.bounds
    lower = bounds.nearest(to: 1)
    let most = bounds.nearest(to: Int(Int32.max))
    guard model.isEdit, let together = catalog.family(of: model)?.referencesPlusOutputs else {
      upper = most
      narrowing = 0
      return
    }
    let left = together.value - model.references.nearest(to: references)
    upper = max(lower, min(most, left))
    narrowing = upper < most ? references : 0
  }

  func nearest(to count: Int) -> Int { max(lower, min(upper, count)) }

  /// `1–12 with 3 references`.
  var text: String {
    guard narrowing > 0 else { return "\(lower)–\(upper)" }
    return "\(lower)–\(upper) with \(narrowing) reference\(narrowing == 1 ? "" : "s")"
  }
}
