public import CellGrid

/// A frame around a part of the screen, with a title in its upper line and facts in its corners.
public struct Box: Hashable, Sendable {
  public var title: String
  /// Right in the upper line, as many as fit, the most important first.
  public var facts: [String]
  /// Left in the lower line.
  public var footnote: String
  public var border: Style
  public var titleStyle: Style
  public var factStyle: Style

  public init(
    title: String,
    facts: [String] = [],
    footnote: String = "",
    border: Style,
    titleStyle: Style,
    factStyle: Style
  ) {
    self.title = title
    self.facts = facts
    self.footnote = footnote
    self.border = border
    self.titleStyle = titleStyle
    self.factStyle = factStyle
  }

  /// The box of a dialog.
  public static func dialog(_ title: String, footnote: String = "", _ theme: Theme) -> Box {
    Box(
      title: title,
      footnote: footnote,
      border: theme.focusedBorder,
      titleStyle: theme.focusedBorder,
      factStyle: theme.faint
    )
  }

  /// What is left inside.
  public static func inside(_ part: Rect) -> Rect { part.inset(horizontally: 1, vertically: 1) }

  /// Draws the frame; what is inside is left as it is.
  public func draw(in canvas: inout Canvas, _ part: Rect) {
    guard part.width >= 2, part.height >= 2 else { return }
    let line = String(repeating: "─", count: part.width - 2)
    canvas.text("┌\(line)┐", x: part.x, y: part.y, border)
    canvas.text("└\(line)┘", x: part.x, y: part.bottom - 1, border)
    for y in part.y + 1..<part.bottom - 1 {
      canvas.text("│", x: part.x, y: y, border)
      canvas.text("│", x: part.right - 1, y: y, border)
    }
    let room = part.width - 4
    let used = label(title, titleStyle, x: part.x + 1, y: part.y, width: room, in: &canvas)
    drawFacts(in: &canvas, part, room: room - used)
    label(footnote, factStyle, x: part.x + 1, y: part.bottom - 1, width: room, in: &canvas)
  }

  /// A text with a blank on each side; returns the cells it took.
  @discardableResult
  private func label(
    _ text: String,
    _ style: Style,
    x: Int,
    y: Int,
    width: Int,
    in canvas: inout Canvas
  ) -> Int {
    let text = PlainText.line(text, width: width)
    guard !text.isEmpty, width > 0 else { return 0 }
    return canvas.text(" \(text) ", x: x, y: y, style)
  }

  private func drawFacts(in canvas: inout Canvas, _ part: Rect, room: Int) {
    var shown: [String] = []
    for fact in facts.map({ PlainText.line($0) }) where !fact.isEmpty {
      let more = shown + [fact]
      guard CellWidth.of(more.joined(separator: " · ")) + 3 <= room else { break }
      shown = more
    }
    guard !shown.isEmpty else { return }
    let text = " \(shown.joined(separator: " · ")) "
    canvas.text(text, x: part.right - 2 - CellWidth.of(text), y: part.y, factStyle)
  }
}
