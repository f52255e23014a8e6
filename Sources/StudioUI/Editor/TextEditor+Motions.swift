import CellGrid

extension TextEditor {
  mutating func move(_ motion: EditMotion, selecting: Bool) {
    if selecting {
      anchor = anchor ?? caret
      keepsAnchor = false
    } else if !keepsAnchor {
      if let selection, motion == .left || motion == .right {
        // Leaving a selection sideways ends at its side.
        anchor = nil
        return settle(caretAt: motion == .left ? selection.lowerBound : selection.upperBound)
      }
      anchor = nil
    }
    switch motion {
    case .up: moveVertically(by: -1)
    case .down: moveVertically(by: 1)
    case .pageUp: movePage(-1)
    case .pageDown: movePage(1)
    default: settle(caretAt: target(of: motion))
    }
  }

  private func target(of motion: EditMotion) -> Int {
    switch motion {
    case .left: return max(caret - 1, 0)
    case .right: return min(caret + 1, content.count)
    case .wordLeft: return WordBoundaries.start(before: caret, in: content)
    case .wordRight: return WordBoundaries.end(after: caret, in: content)
    case .lineStart: return content.lineStart(of: caret)
    case .lineEnd: return content.lineEnd(of: caret)
    case .rowStart: return rows.map { $0.starts[$0.row(of: caret)] } ?? content.lineStart(of: caret)
    case .rowEnd:
      return rows.map { $0.end(ofRow: $0.row(of: caret), in: content) }
        ?? content.lineEnd(of: caret)
    case .bufferStart: return 0
    case .bufferEnd: return content.count
    case .up, .down, .pageUp, .pageDown: return caret
    }
  }

  private mutating func moveVertically(by count: Int) {
    guard let rows else { return settle(caretAt: caret) }
    let column = goalColumn ?? rows.column(of: caret, in: content)
    let row = rows.row(of: caret) + count
    let offset =
      if row < 0 {
        0
      } else if row >= rows.count {
        content.count
      } else {
        rows.offset(row: row, column: column, in: content)
      }
    settle(caretAt: offset)
    goalColumn = column
  }

  private mutating func movePage(_ direction: Int) {
    guard let rows else { return settle(caretAt: caret) }
    // Two rows stay, to read on.
    let step = max(viewport.height - 2, 1)
    top = min(max(top + direction * step, 0), max(rows.count - viewport.height, 0))
    moveVertically(by: direction * step)
  }

  mutating func select(_ command: EditCommand) {
    switch command {
    case .selectAll:
      settle(caretAt: content.count)
      anchor = 0
      keepsAnchor = false
    case .setMark:
      let dropsMark = keepsAnchor && anchor == caret
      settle(caretAt: caret)
      anchor = dropsMark ? nil : caret
      keepsAnchor = !dropsMark
    case .copySelection:
      if let selection { kills.add(content.text(selection)) }
      moveCaret(to: caret)
    default: moveCaret(to: caret)
    }
  }

  // MARK: Scrolling

  /// Scrolls so that the caret shows.
  mutating func reveal() {
    guard let rows, viewport.height > 0 else { return }
    top = visibleTop(of: rows, height: viewport.height)
  }

  /// The first row to show in so many rows: the caret shows, and nothing is left empty below that
  /// could hold text.
  func visibleTop(of rows: EditorRows, height: Int) -> Int {
    let row = rows.row(of: caret)
    let highest = min(top, row, max(rows.count - height, 0))
    return max(highest, row - height + 1, 0)
  }

  /// Scrolls by rows, downwards when positive; the caret is taken along when it would leave.
  public mutating func scroll(by count: Int) {
    guard let rows else { return }
    top = min(max(top + count, 0), max(rows.count - viewport.height, 0))
    let row = rows.row(of: caret)
    let nearest = min(max(row, top), top + viewport.height - 1)
    guard nearest != row else { return }
    let column = goalColumn ?? rows.column(of: caret, in: content)
    let offset = rows.offset(row: min(nearest, rows.count - 1), column: column, in: content)
    if !keepsAnchor { anchor = nil }
    settle(caretAt: offset)
    goalColumn = column
  }

  /// Puts the caret at a place of what shows, for a click.
  public mutating func moveCaret(column: Int, row: Int) {
    guard let rows else { return }
    let row = min(max(top + row, 0), rows.count - 1)
    moveCaret(to: rows.offset(row: row, column: max(column, 0), in: content))
  }
}
