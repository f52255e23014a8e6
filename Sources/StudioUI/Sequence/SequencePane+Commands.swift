import CellGrid
import StudioModel

extension SequencePane {
  public func objection(to command: Command, _ context: PaneContext) -> String? {
    switch command {
    case .raise, .lower: steppingObjection(context)
    case .fix: fixable(context) == nil ? "Nothing here needs settling." : nil
    case .remove: removingObjection(context)
    case .restore: restoringObjection(context)
    case .switchKind:
      sibling(context) == nil ? "This service has no other model of the family." : nil
    case .allowSize: allowingObjection(context)
    case .turnSize:
      settings.size.width == settings.size.height ? "The size is square." : nil
    case .randomSeed: model(context)?.seed == nil ? "This model takes no seed." : nil
    case .moveReferenceUp: movingObjection(by: -1, context)
    case .moveReferenceDown: movingObjection(by: 1, context)
    case .clearReferences: settings.references.isEmpty ? "The list is empty." : nil
    case .choose, .addReference, .providers, .models, .sizes: nil
    case .down, .up, .pageDown, .pageUp, .first, .last: nil
    }
  }

  public mutating func perform(_ command: Command, _ context: PaneContext) -> [Reaction] {
    guard objection(to: command, context) == nil else { return [] }
    let reactions = carryOut(command, context)
    settle(context)
    // From the palette: what lies over the screen takes the keys of the pane with the focus.
    return overlay != nil && !context.isFocused ? reactions + [.focus(.sequence)] : reactions
  }

  private mutating func carryOut(_ command: Command, _ context: PaneContext) -> [Reaction] {
    switch command {
    case .choose: return choose(context)
    case .raise: return step(by: 1, context)
    case .lower: return step(by: -1, context)
    case .fix: return fix(context)
    case .addReference: return startAdding(nil, context)
    case .remove: return remove(context)
    case .restore: return restore(context)
    case .switchKind: return sibling(context).map { change(to: $0, context) } ?? []
    case .allowSize: return allowSize(context)
    case .turnSize:
      return take(
        settings.size.turned,
        knowingly: settings.allowsUndocumentedSize,
        context
      )
    case .randomSeed: return change { $0.seed = -1 }
    case .moveReferenceUp: return moveReference(by: -1, context)
    case .moveReferenceDown: return moveReference(by: 1, context)
    case .clearReferences: return removeReferences(Array(settings.references.indices), context)
    case .providers: overlay = .menu(ChoiceMenu(.provider, self, context))
    case .models: overlay = .menu(ChoiceMenu(.model, self, context))
    case .sizes: overlay = .sizes(SizePicker(settings, context))
    case .down, .up, .pageDown, .pageUp, .first, .last: move(command, context)
    }
    return []
  }

  private mutating func move(_ command: Command, _ context: PaneContext) {
    let visible = SequenceLayout.visibleRows(context)
    let count = rows(context).count
    let distance =
      switch command {
      case .down: 1
      case .up: -1
      case .pageDown: max(1, visible - 1)
      case .pageUp: -max(1, visible - 1)
      case .first: -count
      default: count
      }
    window.move(by: distance, of: count, visible: visible)
  }

  private func steppingObjection(_ context: PaneContext) -> String? {
    switch row(context) {
    case .references, .reference: "References are added with a and removed with d."
    case .seed: model(context)?.seed == nil ? "This model takes no seed." : nil
    default: nil
    }
  }

  private func removingObjection(_ context: PaneContext) -> String? {
    switch row(context) {
    case .reference: nil
    case .seed: settings.seed == nil ? "No seed is set." : nil
    default: "Only references and the seed can be removed."
    }
  }

  private func restoringObjection(_ context: PaneContext) -> String? {
    if removed.isEmpty { return "No reference was removed." }
    return model(context)?.isEdit == false ? "This model takes no references." : nil
  }

  private func allowingObjection(_ context: PaneContext) -> String? {
    guard let model = model(context) else { return "The model is not known." }
    let verdict = SizeVerdict(settings.size, model: model, catalog: context.catalog)
    return verdict.isAllowed ? "\(settings.size) is allowed as it is." : nil
  }

  private func movingObjection(by step: Int, _ context: PaneContext) -> String? {
    guard case .reference(let index) = row(context) else {
      return "The cursor is not on a reference."
    }
    return settings.references.indices.contains(index + step)
      ? nil : "It is the \(step < 0 ? "first" : "last") one."
  }

  private mutating func allowSize(_ context: PaneContext) -> [Reaction] {
    if settings.allowsUndocumentedSize { return change { $0.allowsUndocumentedSize = false } }
    return take(settings.size, knowingly: true, context)
  }

  /// Sets a size; with `knowingly`, one that the documents refuse.
  mutating func take(
    _ size: PixelSize,
    knowingly: Bool = false,
    _ context: PaneContext
  ) -> [Reaction] {
    let verdict = model(context).map { SizeVerdict(size, model: $0, catalog: context.catalog) }
    let isUndocumented = knowingly && verdict?.isAllowed == false
    let reactions = change {
      $0.size = size
      $0.allowsUndocumentedSize = isUndocumented
    }
    guard isUndocumented, let reason = verdict?.reason else { return reactions }
    return reactions + [.toast(Toast(.warning, "Allowed on purpose: \(reason)"))]
  }
}
