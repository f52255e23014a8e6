import CellGrid
import StudioModel

/// What one row of the form says.
struct SettingText: Hashable, Sendable {
  var label: String
  var value: TonedText
  /// Beside the value: a fact, or what can't be sent and the key that settles it.
  var detail = TonedText("", .faint)
  /// Sentences below the row: what is refused, where there is room.
  var refusals: [String] = []
  /// What else is worth saying below the row, where there is more room.
  var notes: [TonedText] = []
  /// True when left and right change the value.
  var isStepped = false

  var isRefused: Bool { detail.tone == .error }

  init(_ row: SettingRow, _ pane: SequencePane, _ context: PaneContext) {
    let settings = pane.settings
    let catalog = context.catalog
    let model = catalog.model(settings.model, settings.provider)
    label = row.label
    value = TonedText("")
    switch row {
    case .provider: setProvider(settings, context)
    case .model: setModel(settings, model)
    case .size: setSize(settings, model, context)
    case .images: setImages(settings, model, catalog)
    case .references: setReferences(pane, model)
    case .reference(let index): setReference(index, pane)
    case .seed: setSeed(settings, model, context)
    case .delivery: setDelivery(settings, model, catalog)
    }
    setRefusals(row, settings, context)
  }

  private mutating func setProvider(_ settings: SequenceRequest, _ context: PaneContext) {
    let access = AccessWords(context.account.access[settings.provider])
    value.text = settings.provider.displayName
    isStepped = context.catalog.services.count > 1
    if let explanation = access.explanation {
      detail = TonedText("\(access.state): \(explanation)", .error)
    } else {
      detail = TonedText(context.account.isDemo ? "simulated" : access.state, .faint)
    }
  }

  private mutating func setModel(_ settings: SequenceRequest, _ model: CatalogModel?) {
    isStepped = true
    guard let model else {
      value.text = settings.model.rawValue
      return
    }
    value.text = model.displayName
    detail.text = "\(model.isEdit ? "edit" : "text") · \(model.price.amount)"
    notes = [TonedText(model.id.rawValue, .faint)]
  }

  private mutating func setSize(
    _ settings: SequenceRequest,
    _ model: CatalogModel?,
    _ context: PaneContext
  ) {
    isStepped = model != nil
    value.text = settings.size.description
    detail.text = SizeWords.text(settings.size, context.catalog)
    if settings.allowsUndocumentedSize {
      detail = TonedText("undocumented, allowed on purpose", .warning)
    }
    notes = Self.notices([.undocumentedSize, .unusualAspect], context)
  }

  private mutating func setImages(
    _ settings: SequenceRequest,
    _ model: CatalogModel?,
    _ catalog: ModelCatalog
  ) {
    isStepped = model != nil
    value.text = "up to \(settings.maxImages)"
    guard let model else { return }
    detail.text = ImageRange(model, references: settings.references.count, catalog).text
  }

  private mutating func setReferences(_ pane: SequencePane, _ model: CatalogModel?) {
    let count = pane.settings.references.count
    guard let model, model.isEdit else {
      value.text = count == 0 ? "none" : "\(count)"
      let aside = pane.wish.references.count - count
      detail.text = aside > 0 ? "\(aside) put aside: text alone" : "works from text alone"
      return
    }
    value.text = "\(count) of \(model.references.minimum)–\(model.references.maximum)"
    detail.text = "a adds"
  }

  private mutating func setReference(_ index: Int, _ pane: SequencePane) {
    label = "image \(index + 1)"
    guard pane.settings.references.indices.contains(index) else { return }
    let reference = pane.settings.references[index]
    value.text = reference.fileName
    detail.text = reference.description
    if case .file(let path) = reference.source, reference.facts == nil,
      let trouble = pane.troubles[path]
    {
      detail = TonedText(trouble, .error)
      refusals = [trouble]
    }
    notes = []
  }

  private mutating func setSeed(
    _ settings: SequenceRequest,
    _ model: CatalogModel?,
    _ context: PaneContext
  ) {
    isStepped = model?.seed != nil
    switch settings.seed {
    case nil: value.text = "none"
    case -1: value.text = "random (-1)"
    case .some(let seed): value.text = "\(seed)"
    }
    detail.text = settings.seed == nil ? "digits or r" : "backspace clears"
    notes = Self.notices([.seedNotHonoured], context)
  }

  private mutating func setDelivery(
    _ settings: SequenceRequest,
    _ model: CatalogModel?,
    _ catalog: ModelCatalog
  ) {
    isStepped = (model?.deliveries.count ?? 0) > 1
    value.text = settings.delivery.rawValue
    detail.text = DeliveryWords.text(settings.delivery, catalog.service(settings.provider))
  }

  private mutating func setRefusals(
    _ row: SettingRow,
    _ settings: SequenceRequest,
    _ context: PaneContext
  ) {
    let found = context.check.refusals.filter { $0.row(in: settings) == row }
    guard let first = found.first else { return }
    detail = TonedText(RefusalWords(first).brief, .error)
    refusals += found.map(\.message)
  }

  private static func notices(
    _ kinds: [Notice.Kind],
    _ context: PaneContext
  ) -> [TonedText] {
    context.check.notices.filter { kinds.contains($0.kind) }
      .map { TonedText($0.message, .warning) }
  }
}
