import CellGrid
import StudioModel

extension SequencePane {
  /// Opens the line for references, or offers the edit model where references are not taken.
  mutating func startAdding(_ pasted: [String]?, _ context: PaneContext) -> [Reaction] {
    guard let model = model(context) else {
      return [.toast(Toast(.warning, "Choose a model first: this one is not known."))]
    }
    guard model.isEdit else {
      if sibling(context) == nil {
        return [.toast(Toast(.warning, "\(model.displayName) takes no references."))]
      }
      overlay = .editOffer(EditOffer(pasted: pasted))
      return []
    }
    var addition = ReferenceAddition()
    guard let pasted, !pasted.isEmpty else {
      overlay = .addition(addition)
      return [ask(&addition)]
    }
    let reactions = submit(pasted, &addition, context)
    keep(addition)
    return reactions
  }

  mutating func handleOffer(
    _ offer: EditOffer,
    _ press: KeyPress,
    _ context: PaneContext
  ) -> [Reaction] {
    switch press {
    case KeyPress(.escape), KeyPress("q"), KeyPress("n"): overlay = nil
    case KeyPress(.enter), KeyPress("y"), KeyPress("e"):
      overlay = nil
      guard let sibling = sibling(context) else { return [] }
      return change(to: sibling, context) + startAdding(offer.pasted, context)
    default: break
    }
    return []
  }

  mutating func handleAddition(
    _ addition: ReferenceAddition,
    _ input: Input,
    _ context: PaneContext
  ) -> [Reaction] {
    var addition = addition
    var reactions: [Reaction] = []
    switch input {
    case .paste(let text):
      let paths = PastedPaths.split(String(text.prefix(64_000)))
      if paths.count > 1 {
        reactions = submit(paths, &addition, context)
        keep(addition)
        return reactions
      }
      addition.line.paste(paths.first ?? "")
      reactions = [ask(&addition)]
    case .key(KeyPress(.escape)):
      overlay = nil
      return []
    case .key(KeyPress(.enter)): return enter(addition, context)
    case .key(KeyPress(.tab)): reactions = complete(&addition)
    case .key(KeyPress(.down)), .key(KeyPress("n", .control)): addition.choose(by: 1)
    case .key(KeyPress(.up)), .key(KeyPress("p", .control)): addition.choose(by: -1)
    case .key(let press):
      if addition.line.handle(press) { reactions = [ask(&addition)] }
    case .mouse(let event):
      if event.kind == .wheelDown { addition.choose(by: 1) }
      if event.kind == .wheelUp { addition.choose(by: -1) }
    }
    overlay = .addition(addition)
    return reactions
  }

  /// Goes into a folder, or takes what is typed or chosen.
  private mutating func enter(
    _ addition: ReferenceAddition,
    _ context: PaneContext
  ) -> [Reaction] {
    var addition = addition
    var typed = PastedPaths.cleaned(addition.line.text)
    if let candidate = addition.candidate {
      typed = candidate.path
      if candidate.isFolder { return goInto(typed, &addition) }
    }
    if addition.isFolder(typed) { return goInto(typed, &addition) }
    guard !typed.isEmpty else { return [] }
    let reactions = submit([typed], &addition, context)
    keep(addition)
    return reactions
  }

  private mutating func goInto(
    _ folder: String,
    _ addition: inout ReferenceAddition
  ) -> [Reaction] {
    let path = folder.hasSuffix("/") ? folder : folder + "/"
    // Already inside: there is no picture by this name.
    if path == addition.line.text { return [] }
    addition.line = LineField(path)
    let question = ask(&addition)
    overlay = .addition(addition)
    return [question]
  }

  /// Goes on as far as all candidates agree.
  private mutating func complete(_ addition: inout ReferenceAddition) -> [Reaction] {
    if let candidate = addition.candidate {
      let slash = candidate.isFolder && !candidate.path.hasSuffix("/") ? "/" : ""
      addition.line = LineField(candidate.path + slash)
    } else if let beginning = addition.commonBeginning {
      addition.line = LineField(beginning)
    } else {
      addition.choose(by: 1)
      return []
    }
    return [ask(&addition)]
  }

  /// Asks how the typed path may go on; earlier questions no longer count.
  private mutating func ask(_ addition: inout ReferenceAddition) -> Reaction {
    pathGeneration += 1
    addition.chosen = nil
    let typed = addition.line.text
    if ReferenceAddress.looksLikeAddress(typed) { addition.candidates = [] }
    return .effect(.completePath(PathRequest(generation: pathGeneration, typed: typed)))
  }

  mutating func receive(_ candidates: [PathCandidate], of request: PathRequest) {
    guard case .addition(var addition) = overlay, request.generation == pathGeneration,
      !ReferenceAddress.looksLikeAddress(request.typed)
    else { return }
    addition.candidates = candidates
    addition.chosen = nil
    overlay = .addition(addition)
  }

  /// Adds addresses at once and asks for a look at files.
  private mutating func submit(
    _ texts: [String],
    _ addition: inout ReferenceAddition,
    _ context: PaneContext
  ) -> [Reaction] {
    var reactions: [Reaction] = []
    for text in texts where !addition.pending.contains(text) {
      if let reason = objection(toAdding: text, addition, context) {
        addition.refuse(text, reason)
      } else if ReferenceAddress.looksLikeAddress(text) {
        reactions += append(Reference(source: .url(text)), context)
        addition.refusals.removeAll { $0.what == text }
        addition.line = LineField()
      } else {
        addition.refusals.removeAll { $0.what == text }
        addition.pending.append(text)
        reactions.append(.effect(.lookAtReference(text)))
      }
    }
    return reactions
  }

  /// Why a path or an address can't join the list, as far as can be told without looking.
  private func objection(
    toAdding text: String,
    _ addition: ReferenceAddition,
    _ context: PaneContext
  ) -> String? {
    if roomForReferences(context) <= addition.pending.count {
      return "The list is full: this model takes \(model(context)?.references.maximum ?? 0)."
    }
    guard ReferenceAddress.looksLikeAddress(text) else { return nil }
    if let fault = ReferenceAddress.fault(in: text) {
      return Refusal.referenceAddress(text, fault).message
    }
    return place(of: .url(text))
  }

  /// Where in the list a picture stands already.
  private func place(of source: ReferenceSource) -> String? {
    settings.references.firstIndex { $0.source == source }.map { "It is image \($0 + 1) already." }
  }

  /// Takes a picture that was looked at into the list, or says why not.
  mutating func finishAdding(
    _ path: String,
    _ sight: ReferenceSight,
    _ context: PaneContext
  ) -> [Reaction] {
    guard case .addition(var addition) = overlay else { return [] }
    addition.pending.removeAll { $0 == path }
    var reactions: [Reaction] = []
    switch sight {
    case .refused(let reason): addition.refuse(path, reason)
    case .acceptable(let absolute, let facts):
      let source = ReferenceSource.file(path: absolute)
      if roomForReferences(context) == 0 {
        addition.refuse(path, "The list is full.")
      } else if let reason = place(of: source) {
        addition.refuse(path, reason)
      } else {
        reactions = append(Reference(source: source, facts: facts), context)
        if PastedPaths.cleaned(addition.line.text) == path { addition.line = LineField() }
      }
    }
    keep(addition)
    return reactions
  }

  /// The line stays open while something is being looked at, or was refused.
  private mutating func keep(_ addition: ReferenceAddition) {
    let isDone = addition.pending.isEmpty && addition.refusals.isEmpty
    overlay = isDone ? nil : .addition(addition)
  }
}
