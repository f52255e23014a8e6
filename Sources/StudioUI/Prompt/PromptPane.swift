public import CellGrid
public import StudioModel

/// The editor of the prompt, with what is to be said about it and the way to earlier prompts.
public struct PromptPane: PaneState {
  public typealias Command = PromptCommand

  var editor = TextEditor()
  var counts = PromptCounts("", characters: 0)
  var earlier = EarlierPrompts()
  /// The list of earlier prompts while it is open.
  var finder: PromptFinder?
  /// Which advice shows, counted on without end.
  var adviceStep = 0

  public init() {}

  /// The prompt exactly as typed.
  public var text: String { editor.text }

  /// Where the caret stands, in characters.
  public var caret: Int { editor.caret }

  /// What must not be lost: while an earlier prompt shows unchanged, the text that was left for it.
  public var draft: (text: String, caret: Int) {
    guard let kept = earlier.kept(under: text) else { return (text, caret) }
    return (kept, kept.count)
  }

  /// What was read out of the text; `nil` when only its start was.
  public var reading: PromptReading? { counts.reading }

  public var takesTyping: Bool { true }

  public var isModal: Bool { finder != nil }

  /// Starts over with a draft; there is nothing to undo then.
  public mutating func open(_ text: String, caret: Int) {
    editor = TextEditor(text, caret: caret)
    textChanged()
  }

  /// Replaces the whole text as one edit that can be undone.
  public mutating func replace(with text: String) {
    editor.replaceAll(with: text)
    textChanged()
  }

  /// Adds a prompt to the earlier ones.
  public mutating func remember(_ text: String) { earlier.remember(text) }

  /// Replaces the text by one of elsewhere; what was being written is among the earlier prompts then.
  public mutating func giveWay(to text: String) {
    let left = draft.text
    earlier.endWalk()
    if left != text { earlier.leave(left) }
    replace(with: text)
  }

  /// The text that shows was sent: what was left for it comes back, or the prompt is empty.
  public mutating func sent() {
    let kept = earlier.kept(under: text)
    earlier.endWalk()
    replace(with: kept ?? "")
    editor.moveCaret(to: editor.count)
  }

  /// The texts that gave way to others since this was asked last; they must not be lost.
  public mutating func takeReplaced() -> [String] { earlier.takeReplaced(under: text) }

  private mutating func textChanged() {
    counts = PromptCounts(editor.text, characters: editor.count)
    adviceStep = 0
  }

  // MARK: Keys

  public mutating func handle(_ input: Input, _ context: PaneContext) -> [Reaction]? {
    if finder != nil { return handleInFinder(input, context) }
    let room = layout(context.size, context).editor
    editor.layOut(width: room.width, height: room.height)
    switch input {
    case .paste(let text): editor.paste(text)
    case .key(let key):
      guard let typed = key.typed else { return nil }
      editor.insert(typed)
    case .mouse(let event):
      guard room.contains(event.place) else { return nil }
      return handle(event)
    }
    textChanged()
    return [.promptChanged]
  }

  private mutating func handle(_ event: MouseEvent) -> [Reaction]? {
    switch event.kind {
    case .pressed: editor.moveCaret(column: event.place.x, row: event.place.y)
    case .wheelUp: editor.scroll(by: -3)
    case .wheelDown: editor.scroll(by: 3)
    case .released: return nil
    }
    return [.promptChanged]
  }

  private mutating func handleInFinder(_ input: Input, _ context: PaneContext) -> [Reaction] {
    let room = PromptFinder.Room(context.screen, context.theme)
    var outcome: PromptFinder.Outcome?
    if case .mouse(let event) = input, event.kind == .pressed {
      let row = event.place.y - room.inside.y - room.list.y
      outcome = finder?.press(row: row, visible: room.list.height)
    } else {
      outcome = finder?.take(input, visible: room.list.height)
    }
    switch outcome {
    case .take(let text):
      finder = nil
      // Unlike a step of the walk, this leaves what was being written for good.
      giveWay(to: text)
      editor.moveCaret(to: editor.count)
      return [.promptChanged]
    case .drop(let text):
      earlier.forget(text)
      finder?.renew(earlier.texts, unsent: earlier.unsentCount, visible: room.list.height)
      if earlier.texts.isEmpty { finder = nil }
      return [.effect(.dropAside(text))]
    case .close: finder = nil
    case .stay, nil: break
    }
    return []
  }

  /// Puts an earlier prompt into the editor, the caret at its end.
  mutating func put(_ text: String) -> [Reaction] {
    replace(with: text)
    editor.moveCaret(to: editor.count)
    return [.promptChanged]
  }

  public mutating func perform(edit: EditCommand, _ context: PaneContext) -> [Reaction] {
    let copied = edit == .copySelection ? editor.selectedText : nil
    let before = editor.content
    let room = layout(context.size, context).editor
    editor.perform(edit, width: room.width, height: room.height)
    // A motion changes nothing that is counted.
    if edit.motion == nil, before != editor.content { textChanged() }
    return [.promptChanged] + (copied.map { [.effect(.copy($0, label: "selection"))] } ?? [])
  }

  public mutating func receive(_ report: Report, _ context: PaneContext) -> [Reaction] {
    switch report {
    case .promptsLoaded(let sent, let unsent): earlier.take(sent, unsent: unsent)
    case .admitted(let job, _, _): earlier.forget(job.request.prompt)
    case .editorClosed(let text?): return take(fromEditor: text)
    default: break
    }
    return []
  }

  /// Editors end a file with a line break that nobody typed.
  private mutating func take(fromEditor text: String) -> [Reaction] {
    let hadBreak = self.text.hasSuffix("\n")
    let text = text.hasSuffix("\n") && !hadBreak ? String(text.dropLast()) : text
    guard !text.utf8.elementsEqual(self.text.utf8) else { return [] }
    replace(with: text)
    return [
      .promptChanged, .toast(Toast(.done, "The prompt is what your editor left; undo works")),
    ]
  }
}
