import StudioModel

extension PromptPane {
  public func objection(to command: Command, _ context: PaneContext) -> String? {
    switch command {
    case .fix:
      let hasFix = shownAdvice(context)?.fixes.isEmpty == false
      return hasFix ? nil : "There is no advice that one key can follow."
    case .otherFix:
      let count = shownAdvice(context)?.fixes.count ?? 0
      return count > 1 ? nil : "The advice offers no other way."
    case .nextAdvice: return advice(context).count < 2 ? "There is no other advice." : nil
    case .find: return earlier.texts.isEmpty ? "There are no earlier prompts yet." : nil
    case .earlier:
      if earlier.texts.isEmpty { return "There are no earlier prompts yet." }
      return earlier.canGoBack(from: text) ? nil : "This is the oldest prompt."
    case .later: return earlier.canGoForward(from: text) ? nil : "This is the newest prompt."
    case .openEditor: return nil
    case .copy: return editor.isEmpty ? "The prompt is empty." : nil
    }
  }

  public mutating func perform(_ command: Command, _ context: PaneContext) -> [Reaction] {
    switch command {
    case .fix: return fix(0, context)
    case .otherFix: return fix(1, context)
    case .nextAdvice: adviceStep += 1
    case .find: finder = PromptFinder(earlier.texts, unsent: earlier.unsentCount)
    case .earlier: return earlier.back(from: text).map { put($0) } ?? []
    case .later: return earlier.forward(from: text).map { put($0) } ?? []
    case .openEditor: return [.effect(.openEditor(text))]
    case .copy: return [.effect(.copy(text, label: "prompt"))]
    }
    return []
  }

  /// Everything to say about the request as it was checked last.
  func advice(_ context: PaneContext) -> [PromptAdvice] {
    PromptAdvice.all(
      context.check,
      isEmpty: editor.isEmpty,
      keyMissing: context.keyMissing
    )
  }

  func shownAdvice(_ context: PaneContext) -> PromptAdvice? {
    let all = advice(context)
    return all.isEmpty ? nil : all[adviceStep % all.count]
  }

  /// Settles what shows, in the way of this place.
  private func fix(_ place: Int, _ context: PaneContext) -> [Reaction] {
    guard let shown = shownAdvice(context), shown.fixes.indices.contains(place) else { return [] }
    var fix = shown.fixes[place].change
    if case .prompt = fix {
      // A long prompt may have been edited since it was checked; nothing typed may be lost.
      guard let fresh = freshFix(place, like: shown, context) else { return [] }
      fix = fresh
    }
    return [.apply(fix), .toast(Toast(.done, fix.done))]
  }

  private func freshFix(
    _ place: Int,
    like advice: PromptAdvice,
    _ context: PaneContext
  ) -> Notice.Fix? {
    var request = context.request
    request.prompt = text
    let label = advice.fixes[place].label
    return PromptAdvice.all(RequestCheck(request, context.catalog), isEmpty: false)
      .filter { $0.isRefusal == advice.isRefusal && $0.fixes.indices.contains(place) }
      .map { $0.fixes[place] }.first { $0.label == label }?.change
  }
}
