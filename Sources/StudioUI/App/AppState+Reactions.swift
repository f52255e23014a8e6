import StudioModel

extension AppState {
  /// Lets what a pane wants happen.
  mutating func react(to reactions: [Reaction]) -> [AppEffect] {
    reactions.flatMap { react(to: $0) }
  }

  private mutating func react(to reaction: Reaction) -> [AppEffect] {
    switch reaction {
    // Confirmed: the ticket is drawn now, so that only what was answered yes to counts as sent.
    case .effect(.admit(let request, let estimate, _)): return admit(request, estimate)
    case .effect(let effect): return [effect]
    case .toast(let toast):
      show(toast)
      if toast.level == .error || toast.level == .warning {
        log.add(LogLine(toast.level == .error ? .error : .warning, at: now, toast.text))
      }
    case .confirm(let confirmation): ask(confirmation)
    case .focus(let pane): focusOn(pane)
    case .view(let job, let frame, let pane): view(job, frame: frame, from: pane)
    case .compare(let picked): compare(picked)
    case .recall(let recalled, let parts): return recall(recalled, parts)
    case .apply(let fix): return apply(fix)
    case .settingsChanged, .promptChanged: return saveRequest()
    }
    return []
  }

  private mutating func saveRequest() -> [AppEffect] {
    let aside = putAside()
    requestChanged()
    let (text, caret) = prompt.draft
    var draft = Draft(request: request, caret: caret)
    draft.request.prompt = text
    return aside + [.saveDraft(draft)]
  }

  /// Keeps what was being written and gave way to another text, with the settings it had.
  private mutating func putAside() -> [AppEffect] {
    prompt.takeReplaced().map { text in
      var request = request
      request.prompt = text
      return .putAside(Draft(request: request, caret: text.count))
    }
  }

  private mutating func recall(_ recalled: SequenceRequest, _ parts: RecallParts) -> [AppEffect] {
    if parts.contains(.prompt) { prompt.giveWay(to: recalled.prompt) }
    var effects = putAside()
    if !parts.isDisjoint(with: [.settings, .references]) {
      effects += react(to: sequence.adopt(recalled, parts, context(.sequence)))
    }
    return effects + saveRequest()
  }

  private mutating func apply(_ fix: Notice.Fix) -> [AppEffect] {
    if case .prompt(let text) = fix {
      prompt.replace(with: text)
    } else {
      sequence.apply(fix)
    }
    return saveRequest()
  }
}
