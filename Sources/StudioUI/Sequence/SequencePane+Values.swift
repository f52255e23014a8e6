import CellGrid
import StudioModel

extension SequencePane {
  /// Takes the next or the previous value of the row under the cursor.
  mutating func step(by step: Int, _ context: PaneContext) -> [Reaction] {
    switch row(context) {
    case .provider:
      let all = context.catalog.services.map(\.id)
      return all.cycled(from: settings.provider, by: step).map { change(to: $0, context) } ?? []
    case .model:
      let all = context.catalog.models(of: settings.provider)
      let index = all.firstIndex { $0.id == settings.model }
      return all.cycled(from: index, by: step).map { change(to: $0, context) } ?? []
    case .size: return stepSize(by: step, context)
    case .images: return stepImages(by: step, context)
    case .seed: return stepSeed(by: step, context)
    case .delivery:
      let all = model(context)?.deliveries.map(\.value) ?? Delivery.allCases
      let next = all.cycled(from: settings.delivery, by: step)
      return next.map { next in change { $0.delivery = next } } ?? []
    case .references, .reference: return []
    }
  }

  /// Goes through the sizes the model takes, in the present orientation.
  private mutating func stepSize(by step: Int, _ context: PaneContext) -> [Reaction] {
    guard let model = model(context) else { return [] }
    let isPortrait = settings.size.height > settings.size.width
    let sizes = SizeMenu(model, isPortrait: isPortrait, context.catalog).allowed
      .sorted { $0.pixelCount < $1.pixelCount }
    if sizes.contains(settings.size) {
      return sizes.cycled(from: settings.size, by: step).map { take($0, context) } ?? []
    }
    let area = settings.size.pixelCount
    let next =
      step > 0 ? sizes.first { $0.pixelCount > area } : sizes.last { $0.pixelCount < area }
    return (next ?? sizes.first).map { take($0, context) } ?? []
  }

  private mutating func stepImages(by step: Int, _ context: PaneContext) -> [Reaction] {
    guard let model = model(context) else { return [] }
    let range = ImageRange(model, references: settings.references.count, context.catalog)
    // A number outside comes in at the end it is nearest to.
    let isInside = (range.lower...range.upper).contains(settings.maxImages)
    let count = range.nearest(to: isInside ? settings.maxImages + step : settings.maxImages)
    return change { $0.maxImages = count }
  }

  /// None comes before the smallest seed, which asks for a random one.
  private mutating func stepSeed(by step: Int, _ context: PaneContext) -> [Reaction] {
    guard let limit = model(context)?.seed else { return [] }
    guard let seed = settings.seed else {
      return step > 0 ? change { $0.seed = limit.minimum } : []
    }
    if step < 0, seed <= limit.minimum { return change { $0.seed = nil } }
    let next = limit.nearest(to: limit.nearest(to: seed) + Int64(step))
    return change { $0.seed = next }
  }

  /// Moves to another service and its model of the same family and kind, or the nearest to that.
  mutating func change(to provider: ProviderID, _ context: PaneContext) -> [Reaction] {
    guard provider != settings.provider else { return [] }
    let all = context.catalog.models(of: provider)
    let now = model(context)
    let isEdit = now?.isEdit ?? !settings.references.isEmpty
    let next =
      all.first { $0.family == now?.family && $0.isEdit == isEdit }
      ?? all.first { $0.id == settings.model } ?? all.first { $0.isEdit == isEdit } ?? all.first
    guard let next else { return [] }
    return change(to: next, context) + balance(of: provider, context)
  }

  private func balance(of provider: ProviderID, _ context: PaneContext) -> [Reaction] {
    guard context.account.balances[provider] == nil,
      context.account.access[provider] == .ready,
      context.catalog.service(provider)?.hasBalance.value == true
    else { return [] }
    return [.effect(.loadBalance(provider))]
  }

  /// Moves to a model, keeps what it takes and tells what it does not.
  mutating func change(to model: CatalogModel, _ context: PaneContext) -> [Reaction] {
    guard model.id != settings.model || model.provider != settings.provider else { return [] }
    let fit = SettingsFit(wish, shown: settings, at: model, context.catalog)
    settings = fit.settings
    wish.provider = model.provider
    wish.model = model.id
    guard !fit.changes.isEmpty else { return [.settingsChanged] }
    let text = "\(model.displayName): " + fit.changes.joined(separator: "; ")
    return [.settingsChanged, .toast(Toast(.note, text))]
  }

  /// The model of the same service and family that works the other way: with references, or
  /// without.
  func sibling(_ context: PaneContext) -> CatalogModel? {
    model(context).flatMap { context.catalog.sibling(of: $0, edit: !$0.isEdit) }
  }

  /// The refusal that the key for settling is about: the one of the cursor's row first.
  func fixable(_ context: PaneContext) -> RefusalWords.Fix? {
    let here = row(context)
    let found = context.check.refusals.compactMap { refusal in
      RefusalWords(refusal).fix.map { (row: refusal.row(in: settings), fix: $0) }
    }
    return (found.first { $0.row == here } ?? found.first)?.fix
  }

  mutating func fix(_ context: PaneContext) -> [Reaction] {
    switch fixable(context) {
    case .model(let id):
      let model = context.catalog.model(id, settings.provider)
      return model.map { change(to: $0, context) } ?? []
    case .provider(let provider): return change(to: provider, context)
    case .images(let count): return change { $0.maxImages = count }
    case .size(let size): return take(size, context)
    case .dropReferences(let count):
      return removeReferences(Array(settings.references.indices.suffix(count)), context)
    case .seed(let seed): return change { $0.seed = seed }
    case .delivery(let delivery): return change { $0.delivery = delivery }
    case nil: return []
    }
  }
}

extension Array where Element: Equatable {
  /// The element so many steps on, round the end; the first one for a value that is none of them.
  func cycled(from value: Element, by step: Int) -> Element? {
    cycled(from: firstIndex(of: value), by: step)
  }
}

extension Array {
  /// The element so many steps on from an index, round the end; the first one from nowhere.
  func cycled(from index: Int?, by step: Int) -> Element? {
    guard !isEmpty else { return nil }
    guard let index else { return self[0] }
    return self[((index + step) % count + count) % count]
  }
}
