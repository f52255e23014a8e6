import CellGrid

extension Confirmation {
  /// Only `y` is yes: Enter is pressed too easily where money is spent.
  func taking(_ input: Input) -> LayerOutcome {
    guard case .key(let key) = input else { return .stay(.confirm(self)) }
    switch key {
    case KeyPress("y"), KeyPress("Y"): return .react(reactions)
    case KeyPress("n"), KeyPress("N"), KeyPress(.escape), KeyPress("q"): return .close
    default: return .stay(.confirm(self))
    }
  }

  func draw(in canvas: inout Canvas, _ theme: Theme) {
    let width = min(canvas.width - 4, 64)
    let lines = TextFlow.wrapped(PlainText.lines(text), width: width - 2)
    let keys = "y  \(yes)     n  No"
    Dialog(title, size: Size(width: width, height: lines.count + 2), theme).draw(
      in: &canvas,
      theme
    ) { canvas in
      let room = max(0, canvas.height - 1)
      for (y, line) in lines.prefix(room).enumerated() {
        let isCut = y == room - 1 && lines.count > room
        let text = isCut ? TextFlow.truncated(line + " …", to: canvas.width - 2) : line
        canvas.text(text, x: 1, y: y, theme.plain)
      }
      canvas.text(
        TextFlow.truncated(keys, to: canvas.width - 2),
        x: 1,
        y: canvas.height - 1,
        theme.heading
      )
    }
  }
}
