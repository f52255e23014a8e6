import CellGrid

extension PromptFinder {
  /// Where the parts of the list lie on a screen.
  struct Room: Hashable, Sendable {
    /// The inside of the frame.
    let inside: Rect
    /// Rows of prompts.
    let list: Rect
    /// The whole of the prompt under the cursor; empty where there is no room.
    let preview: Rect

    init(_ screen: Size, _ theme: Theme) {
      inside = Box.inside(PromptFinder.dialog(screen, theme, drops: false).place(on: screen))
      let rows = Rect(inside.size).splitFromTop(2).rest
      let previewHeight = rows.height >= 10 ? 5 : 0
      (list, preview) = rows.splitFromTop(rows.height - previewHeight)
    }
  }

  /// - Parameter drops: whether the prompt under the cursor can be dropped.
  fileprivate static func dialog(_ screen: Size, _ theme: Theme, drops: Bool) -> Dialog {
    Dialog(
      "Earlier prompts",
      size: Size(width: min(screen.width - 4, 100), height: min(screen.height - 4, 24)),
      footnote: drops
        ? "Enter takes it · ^X drops it · Esc closes"
        : "type to find · Enter takes it · Esc closes",
      theme
    )
  }

  /// Draws the list over the screen.
  func draw(in canvas: inout Canvas, _ theme: Theme) {
    let room = Room(canvas.size, theme)
    let drops = selected.map(isUnsent) ?? false
    Self.dialog(canvas.size, theme, drops: drops).draw(in: &canvas, theme) { canvas in
      drawField(in: &canvas, theme)
      canvas.within(room.list) { drawList(in: &$0, theme) }
      canvas.within(room.preview) { drawPreview(in: &$0, theme) }
    }
  }

  private func drawField(in canvas: inout Canvas, _ theme: Theme) {
    let count = field.isEmpty ? "\(prompts.count)" : "\(found.count) of \(prompts.count)"
    let width = max(canvas.width - CellWidth.of(count) - 4, 1)
    canvas.text("› ", x: 0, y: 0, theme.heading)
    if field.isEmpty { canvas.text("any part of it", x: 3, y: 0, theme.placeholder) }
    field.draw(in: &canvas, x: 2, width: width, styles: EditorStyles(theme), focused: true)
    canvas.text(count, x: canvas.width - CellWidth.of(count), y: 0, theme.faint)
    if found.isEmpty { canvas.text("No earlier prompt has this.", x: 0, y: 2, theme.faint) }
  }

  private func drawList(in canvas: inout Canvas, _ theme: Theme) {
    var window = window
    window.settle(count: found.count, visible: canvas.height)
    for (y, index) in window.rows(of: found.count, visible: canvas.height).enumerated() {
      let isSelected = index == window.selected
      let style = isSelected ? theme.selected : theme.plain
      if isSelected { canvas.fill(Rect(x: 0, y: y, width: canvas.width, height: 1), style) }
      let row = Rect(x: 1, y: y, width: canvas.width - 2, height: 1)
      let sign = row.width >= 40 && isUnsent(found[index]) ? Self.unsentSign : ""
      let parts = row.splitFromLeft(row.width - sign.count)
      canvas.within(parts.left) { draw(found[index], isSelected, style, in: &$0, theme) }
      canvas.text(sign, x: parts.rest.x, y: y, isSelected ? style : theme.faint)
    }
  }

  private static let unsentSign = "  unsent"

  /// One line of a prompt: its start, or the part around what was found.
  private func draw(
    _ found: Found,
    _ isSelected: Bool,
    _ style: Style,
    in canvas: inout Canvas,
    _ theme: Theme
  ) {
    let places = Set(found.places)
    let start = start(of: found, width: canvas.width)
    let characters = prompts[found.prompt].dropFirst(start).prefix(canvas.width + 1)
    var x = start > 0 ? canvas.text("…", x: 0, y: 0, style) : 0
    for (offset, character) in zip(start..., characters) {
      let isBreak = EditorCharacter.isLineBreak(character)
      let cells = isBreak ? 1 : EditorCharacter.cells(character)
      guard x + cells <= canvas.width else {
        canvas.text("…", x: canvas.width - 1, y: 0, style)
        return
      }
      let match = isSelected ? style.adding([.bold, .underline]) : theme.match
      let shown = places.contains(offset) ? match : style
      if isBreak {
        x += canvas.text("↵", x: x, y: 0, isSelected ? style : theme.faint)
      } else {
        x += EditorCharacter.draw(character, in: &canvas, x: x, y: 0, shown, width: canvas.width)
      }
    }
  }

  /// The first character to show so that the letters found do.
  private func start(of found: Found, width: Int) -> Int {
    guard let first = found.places.first, let last = found.places.last else { return 0 }
    let head = prompts[found.prompt].prefix(last + 1)
    let cells = head.reduce(0) { $0 + max(EditorCharacter.cells($1), 1) }
    return cells < width ? 0 : max(first - width / 8, 0)
  }

  private func drawPreview(in canvas: inout Canvas, _ theme: Theme) {
    guard canvas.height > 1, let selected else { return }
    let line = String(repeating: "─", count: canvas.width)
    canvas.text(line, x: 0, y: 0, theme.border)
    let start = String(prompts[selected.prompt].prefix(canvas.width * canvas.height))
    let rows = TextFlow.wrapped(PlainText.lines(start), width: canvas.width - 2)
    for (y, row) in rows.prefix(canvas.height - 1).enumerated() {
      canvas.text(row, x: 1, y: y + 1, theme.faint)
    }
  }
}
