extension TextEditor {
  /// Replaces a part of the text as one edit.
  ///
  /// - Parameter joins: whether it may become one step with the edit before it.
  mutating func replace(
    _ range: Range<Int>,
    with text: String,
    as kind: EditHistory.Kind,
    joins: Bool = false
  ) {
    let (change, end) = content.replace(range, with: text)
    guard !change.isEmpty else { return settle(caretAt: end) }
    rows?.follow(change, in: content)
    let step = EditHistory.Step(
      kind: kind,
      changes: [change],
      caretBefore: caret,
      anchorBefore: anchor,
      caretAfter: end
    )
    history.record(step, joins: joins)
    anchor = nil
    keepsAnchor = false
    caret = end
    goalColumn = nil
    lastAction = .other
    reveal()
  }

  /// Ends what was going on and puts the caret somewhere.
  mutating func settle(caretAt offset: Int) {
    caret = offset
    goalColumn = nil
    lastAction = .other
    history.close()
    reveal()
  }

  mutating func type(_ text: String) {
    let joins = lastAction == .typing && selection == nil && !startsStep(text)
    replace(selection ?? caret..<caret, with: text, as: .typing, joins: joins)
    lastAction = .typing
  }

  /// A word and what parts it from the next one are one step of undo; a line break is its own.
  private func startsStep(_ text: String) -> Bool {
    guard let new = text.first, let last = content.character(at: caret - 1) else { return true }
    if EditorCharacter.isLineBreak(new) || EditorCharacter.isLineBreak(last) { return true }
    let isWord = WordBoundaries.isWord(WordBoundaries.kind(of: new))
    return isWord && !WordBoundaries.isWord(WordBoundaries.kind(of: last)) && last != "'"
  }

  mutating func delete(_ command: EditCommand) {
    if let selection { return replace(selection, with: "", as: .whole) }
    let range =
      command == .deleteBackward
      ? max(caret - 1, 0)..<caret : caret..<min(caret + 1, content.count)
    guard !range.isEmpty else { return settle(caretAt: caret) }
    replace(range, with: "", as: .deleting, joins: true)
  }

  mutating func transpose() {
    // At the end of a line it exchanges the two before, as Emacs does.
    let isAtEnd = content.character(at: caret).map(EditorCharacter.isLineBreak) ?? true
    let right = isAtEnd ? caret - 1 : caret
    guard right > 0, let left = content.character(at: right - 1),
      !EditorCharacter.isLineBreak(left), let last = content.character(at: right),
      !EditorCharacter.isLineBreak(last)
    else { return settle(caretAt: caret) }
    replace(right - 1..<right + 1, with: String(last) + String(left), as: .whole)
  }

  // MARK: Undo

  mutating func undo() {
    guard let step = history.stepBack() else { return settle(caretAt: caret) }
    for change in step.changes.reversed() { apply(change.inverse) }
    finish(caret: step.caretBefore, anchor: step.anchorBefore)
  }

  mutating func redo() {
    guard let step = history.stepForward() else { return settle(caretAt: caret) }
    for change in step.changes { apply(change) }
    finish(caret: step.caretAfter, anchor: nil)
  }

  private mutating func apply(_ change: TextChange) {
    let (done, _) = content.replace(change.removedRange, with: change.inserted)
    rows?.follow(done, in: content)
  }

  private mutating func finish(caret: Int, anchor: Int?) {
    self.anchor = anchor
    keepsAnchor = false
    settle(caretAt: min(caret, content.count))
  }

  // MARK: Killing and yanking

  mutating func kill(_ command: EditCommand) {
    if command == .killSelection, let selection {
      kills.add(content.text(selection))
      replace(selection, with: "", as: .whole)
      return
    }
    let (range, side) = killedRange(command)
    guard !range.isEmpty else {
      let action = lastAction
      settle(caretAt: caret)
      if action == .killing { lastAction = .killing }
      return
    }
    let text = content.text(range)
    if lastAction == .killing { kills.extend(with: text, on: side) } else { kills.add(text) }
    replace(range, with: "", as: .whole)
    lastAction = .killing
  }

  private func killedRange(_ command: EditCommand) -> (Range<Int>, KillRing.Side) {
    let start = content.lineStart(of: caret)
    let end = content.lineEnd(of: caret)
    switch command {
    case .deleteWordForward:
      return (caret..<WordBoundaries.end(after: caret, in: content), .after)
    case .killToLineEnd:
      return (caret..<(end > caret ? end : min(caret + 1, content.count)), .after)
    case .killToLineStart:
      return ((start < caret ? start : max(caret - 1, 0))..<caret, .before)
    case .killLine: return (start..<min(end + 1, content.count), .after)
    default: return (WordBoundaries.start(before: caret, in: content)..<caret, .before)
    }
  }

  mutating func yank() {
    guard let text = kills.latest else { return settle(caretAt: caret) }
    put(text, in: selection ?? caret..<caret, back: 0)
  }

  mutating func yankPop() {
    guard case .yanking(let range, let back) = lastAction, let text = kills.text(back: back + 1)
    else { return settle(caretAt: caret) }
    put(text, in: range, back: back + 1)
  }

  private mutating func put(_ text: String, in range: Range<Int>, back: Int) {
    replace(range, with: text, as: .whole)
    lastAction = .yanking(range.lowerBound..<max(caret, range.lowerBound), back: back)
  }
}
