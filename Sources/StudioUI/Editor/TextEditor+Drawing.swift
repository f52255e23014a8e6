public import CellGrid

/// How an editor is drawn.
public struct EditorStyles: Hashable, Sendable {
  public var text: Style
  public var selection: Style
  /// Signs that stand for controls.
  public var sign: Style

  public init(
    text: Style = .plain,
    selection: Style = Style(.standard, on: .standard, .reverse),
    sign: Style = Style(.standard, on: .standard, .dim)
  ) {
    self.text = text
    self.selection = selection
    self.sign = sign
  }

  func style(of character: Character) -> Style {
    EditorCharacter.isSign(character) ? sign : text
  }
}

/// Which rows of a text show, for a scroll mark.
public struct EditorScroll: Hashable, Sendable {
  /// The first row that shows, counted from 0.
  public var top: Int
  /// Rows there is room for.
  public var height: Int
  /// All rows of the text.
  public var rows: Int

  /// True when all of it shows.
  public var isWhole: Bool { rows <= height }
}

extension TextEditor {
  /// Draws what shows and, where it has the focus, puts the cursor at the caret.
  public func draw(in canvas: inout Canvas, styles: EditorStyles = EditorStyles(), focused: Bool) {
    guard canvas.width > 0, canvas.height > 0 else { return }
    let rows = rows(width: canvas.width)
    let top = visibleTop(of: rows, height: canvas.height)
    for row in top..<min(top + canvas.height, rows.count) {
      draw(row, at: row - top, of: rows, in: &canvas, styles)
    }
    if focused {
      let y = rows.row(of: caret) - top
      canvas.placeCursor(x: rows.column(of: caret, in: content), y: y)
    }
  }

  private func draw(
    _ row: Int,
    at y: Int,
    of rows: EditorRows,
    in canvas: inout Canvas,
    _ styles: EditorStyles
  ) {
    let range = rows.range(ofRow: row, in: content)
    let selection = selection ?? 0..<0
    var x = 0
    for (offset, character) in zip(range, content.characters(range)) {
      let isSelected = selection.contains(offset)
      if EditorCharacter.isLineBreak(character) {
        // A selected line break shows, or nobody sees that it is taken along.
        if isSelected { canvas.text(" ", x: x, y: y, styles.selection) }
        continue
      }
      let style = isSelected ? styles.selection : styles.style(of: character)
      x += EditorCharacter.draw(character, in: &canvas, x: x, y: y, style, width: rows.width)
    }
  }

  /// Which rows show in a room of this size.
  public func scrolling(width: Int, height: Int) -> EditorScroll {
    let rows = rows(width: width)
    let height = max(height, 1)
    return EditorScroll(top: visibleTop(of: rows, height: height), height: height, rows: rows.count)
  }

  /// The layout for a width, from the last one where it is the same.
  private func rows(width: Int) -> EditorRows {
    if let rows, rows.width == max(width, 1) { return rows }
    return EditorRows(content, width: width)
  }
}
