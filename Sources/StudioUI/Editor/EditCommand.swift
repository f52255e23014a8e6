/// What an editor can be told to do. Raw values are the names of actions in key bindings.
public enum EditCommand: String, Sendable, Hashable, CaseIterable {
  case moveLeft = "edit.left"
  case moveRight = "edit.right"
  case moveUp = "edit.up"
  case moveDown = "edit.down"
  case moveWordLeft = "edit.word-left"
  case moveWordRight = "edit.word-right"
  /// Of the logical line, as Emacs has it.
  case moveLineStart = "edit.line-start"
  case moveLineEnd = "edit.line-end"
  /// Of the row on the screen.
  case moveRowStart = "edit.row-start"
  case moveRowEnd = "edit.row-end"
  case moveBufferStart = "edit.start"
  case moveBufferEnd = "edit.end"
  case movePageUp = "edit.page-up"
  case movePageDown = "edit.page-down"

  case selectLeft = "edit.select-left"
  case selectRight = "edit.select-right"
  case selectUp = "edit.select-up"
  case selectDown = "edit.select-down"
  case selectWordLeft = "edit.select-word-left"
  case selectWordRight = "edit.select-word-right"
  case selectLineStart = "edit.select-line-start"
  case selectLineEnd = "edit.select-line-end"
  case selectRowStart = "edit.select-row-start"
  case selectRowEnd = "edit.select-row-end"
  case selectBufferStart = "edit.select-start"
  case selectBufferEnd = "edit.select-end"
  case selectPageUp = "edit.select-page-up"
  case selectPageDown = "edit.select-page-down"
  case selectAll = "edit.select-all"
  /// Motions select from here on; a second time at the same place ends it.
  case setMark = "edit.mark"
  case deselect = "edit.deselect"

  case deleteBackward = "edit.delete-backward"
  case deleteForward = "edit.delete-forward"
  /// Deleted words can be yanked.
  case deleteWordBackward = "edit.delete-word-backward"
  case deleteWordForward = "edit.delete-word-forward"
  case killToLineEnd = "edit.kill-to-line-end"
  case killToLineStart = "edit.kill-to-line-start"
  /// The whole logical line with its line break.
  case killLine = "edit.kill-line"
  /// Cuts the selection, or the word before the caret where there is none.
  case killSelection = "edit.cut"
  case copySelection = "edit.copy"
  case yank = "edit.yank"
  /// Puts the text killed before in the place of the one just yanked.
  case yankPop = "edit.yank-pop"
  case undo = "edit.undo"
  case redo = "edit.redo"
  case newline = "edit.newline"
  /// Exchanges the characters around the caret.
  case transpose = "edit.transpose"

  /// How the caret moves, and whether it takes a selection along.
  var motion: (motion: EditMotion, selects: Bool)? {
    switch self {
    case .moveLeft: (.left, false)
    case .moveRight: (.right, false)
    case .moveUp: (.up, false)
    case .moveDown: (.down, false)
    case .moveWordLeft: (.wordLeft, false)
    case .moveWordRight: (.wordRight, false)
    case .moveLineStart: (.lineStart, false)
    case .moveLineEnd: (.lineEnd, false)
    case .moveRowStart: (.rowStart, false)
    case .moveRowEnd: (.rowEnd, false)
    case .moveBufferStart: (.bufferStart, false)
    case .moveBufferEnd: (.bufferEnd, false)
    case .movePageUp: (.pageUp, false)
    case .movePageDown: (.pageDown, false)
    case .selectLeft: (.left, true)
    case .selectRight: (.right, true)
    case .selectUp: (.up, true)
    case .selectDown: (.down, true)
    case .selectWordLeft: (.wordLeft, true)
    case .selectWordRight: (.wordRight, true)
    case .selectLineStart: (.lineStart, true)
    case .selectLineEnd: (.lineEnd, true)
    case .selectRowStart: (.rowStart, true)
    case .selectRowEnd: (.rowEnd, true)
    case .selectBufferStart: (.bufferStart, true)
    case .selectBufferEnd: (.bufferEnd, true)
    case .selectPageUp: (.pageUp, true)
    case .selectPageDown: (.pageDown, true)
    default: nil
    }
  }
}

/// A way for the caret to move.
enum EditMotion: Hashable, Sendable {
  case left, right, up, down, wordLeft, wordRight, lineStart, lineEnd, rowStart, rowEnd
  case bufferStart, bufferEnd, pageUp, pageDown
}
