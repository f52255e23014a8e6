import CellGrid

/// A text being edited: exactly as typed, with a caret, a selection, undo and what was cut.
///
/// Offsets count characters as people see them. A selection is replaced by what is typed or
/// pasted. The layout for the last width is kept and follows each edit, so that a key costs the
/// same in a long text.
public struct TextEditor: Hashable, Sendable {
  /// What the last action was, as far as the next one depends on it.
  enum Action: Hashable, Sendable {
    case other
    case typing
    case killing
    /// What was put there, and how far back in the ring it came from.
    case yanking(Range<Int>, back: Int)
  }

  var content: EditedText
  /// Where the next character goes, 0 to the number of characters.
  public internal(set) var caret: Int
  /// The other end of the selection.
  var anchor: Int?
  /// True when the anchor was set on purpose and every motion selects.
  var keepsAnchor = false
  var history = EditHistory(limit: 4 << 20)
  var kills = KillRing()
  var lastAction = Action.other
  /// The column that moving up and down tries to keep.
  var goalColumn: Int?
  /// The layout for the last width.
  var rows: EditorRows?
  /// The first row that shows.
  var top = 0
  /// The room there was last.
  var viewport = Size.zero

  /// - Parameter caret: the end of the text unless it is given; one outside is moved inside.
  public init(_ text: String = "", caret: Int? = nil) {
    content = EditedText(text)
    self.caret = min(max(caret ?? content.count, 0), content.count)
  }

  /// The whole text, exactly as typed.
  public var text: String { content.text }

  public var isEmpty: Bool { content.isEmpty }

  /// The number of characters.
  public var count: Int { content.count }

  /// What is selected; `nil` when nothing is.
  public var selection: Range<Int>? {
    guard let anchor, anchor != caret else { return nil }
    return min(anchor, caret)..<max(anchor, caret)
  }

  /// The text that is selected.
  public var selectedText: String? { selection.map(content.text) }

  /// The text that was cut or copied last.
  public var lastKilled: String? { kills.latest }

  public var canUndo: Bool { !history.past.isEmpty }
  public var canRedo: Bool { !history.future.isEmpty }

  /// Types one character in the place of the selection.
  public mutating func insert(_ character: Character) {
    type(String(character))
  }

  /// Puts a text in the place of the selection, as one step of undo.
  public mutating func paste(_ text: String) {
    guard !text.isEmpty else { return }
    replace(selection ?? caret..<caret, with: text, as: .whole)
  }

  /// Makes it another text, as one step of undo. The caret stays where it is in what both have in
  /// common at their start or end, or else goes behind what is new.
  public mutating func replaceAll(with text: String) {
    let new = Array(text)
    let shorter = min(new.count, content.count)
    var reader = content.reader(from: 0)
    var front = 0
    while front < shorter, reader.next()?.isExactly(new[front]) == true { front += 1 }
    var back = 0
    while back < shorter - front,
      content[content.count - 1 - back].isExactly(new[new.count - 1 - back])
    {
      back += 1
    }
    let (place, rest) = (caret, content.count - caret)
    let end = content.count - back
    replace(front..<end, with: String(new[front..<new.count - back]), as: .whole)
    if place <= front { caret = place } else if place >= end { caret = content.count - rest }
    settle(caretAt: caret)
  }

  /// Puts the caret somewhere else and drops the selection; a place outside is moved inside.
  public mutating func moveCaret(to offset: Int) {
    anchor = nil
    keepsAnchor = false
    settle(caretAt: min(max(offset, 0), content.count))
  }

  /// Does what a key asks for.
  ///
  /// - Parameters:
  ///   - width: cells of a row.
  ///   - height: rows that show.
  public mutating func perform(_ command: EditCommand, width: Int, height: Int) {
    layOut(width: width, height: height)
    if let (motion, selects) = command.motion { return move(motion, selecting: selects) }
    switch command {
    case .selectAll, .setMark, .deselect, .copySelection: select(command)
    case .deleteBackward, .deleteForward: delete(command)
    case .deleteWordBackward, .deleteWordForward, .killToLineEnd, .killToLineStart, .killLine,
      .killSelection:
      kill(command)
    case .yank: yank()
    case .yankPop: yankPop()
    case .undo: undo()
    case .redo: redo()
    case .newline: type("\n")
    case .transpose: transpose()
    default: break
    }
  }

  /// Lays the text out for the room there is and shows the caret. Drawing in this room is then
  /// cheap; other commands use the room of the last call.
  public mutating func layOut(width: Int, height: Int) {
    let size = Size(width: max(width, 1), height: max(height, 1))
    if rows?.width != size.width {
      let topOffset = rows.map { $0.starts[min(top, $0.count - 1)] } ?? 0
      let fresh = EditorRows(content, width: size.width)
      top = fresh.row(of: topOffset)
      rows = fresh
    }
    viewport = size
    reveal()
  }
}
