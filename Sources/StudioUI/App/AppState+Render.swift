public import CellGrid
import StudioModel

extension AppState {
  /// The screen as it is now. Reads the state and changes nothing.
  public func render() -> Surface {
    var canvas = Canvas(size, style: theme.plain)
    let layout = layout
    guard layout.form != .none else {
      drawLackOfRoom(in: &canvas)
      return canvas.surface
    }
    TitleBar.draw(in: &canvas, layout, self)
    for (id, frame) in layout.frames { draw(id, frame, layout, in: &canvas) }
    Footer.draw(in: &canvas, layout.footer, self)
    for layer in layers where layer.isGround {
      canvas.hideCursor()
      draw(layer, in: &canvas)
    }
    // Below what lies over the panes: a message must not hide what is asked.
    drawToasts(in: &canvas, layout)
    if layers.isEmpty, pane(focus).isModal {
      canvas.hideCursor()
      pane(focus).drawOverlay(in: &canvas, context(focus, in: layout))
    }
    for layer in layers where !layer.isGround {
      canvas.hideCursor()
      draw(layer, in: &canvas)
    }
    return canvas.surface
  }

  private func drawLackOfRoom(in canvas: inout Canvas) {
    let least = Layout.leastSize
    // The numbers are the point; they go last.
    let numbers = "\(least.width)×\(least.height)"
    let forms = ["seedream needs \(numbers) cells", "needs \(numbers)", numbers]
    let text = forms.first { CellWidth.of($0) <= size.width } ?? numbers
    canvas.text(
      TextFlow.truncated(text, to: size.width),
      x: 0,
      y: size.height / 2,
      theme.warning
    )
  }

  private func draw(_ id: PaneID, _ frame: Rect, _ layout: Layout, in canvas: inout Canvas) {
    let pane = pane(id)
    let context = context(id, in: layout)
    let isFocused = id == focus
    Box(
      title: "\(id.rawValue) \(id.title)",
      facts: pane.facts(context),
      footnote: layout.form == .stacked && !isZoomed
        ? partnerHint(id.partner) : "",
      border: isFocused ? theme.focusedBorder : theme.border,
      titleStyle: isFocused ? theme.focusedBorder : theme.heading,
      factStyle: theme.faint
    ).draw(in: &canvas, frame)
    canvas.within(Box.inside(frame)) { pane.draw(in: &$0, context) }
    // Each pane may place the cursor; only that of the focus counts.
    if !isFocused || !isTyping { hideCursor(of: id, in: &canvas) }
  }

  /// How to get to the pane that stands behind.
  private func partnerHint(_ id: PaneID) -> String {
    let commands: [PaneID: AppCommand] = [
      .prompt: .focusPrompt, .sequence: .focusSequence, .live: .focusLive,
      .history: .focusHistory,
    ]
    let key = commands[id].flatMap { keymap.hint(for: .app($0), whileTyping: true) }
    return [key?.label, id.title].compactMap(\.self).joined(separator: " ")
  }

  private func hideCursor(of id: PaneID, in canvas: inout Canvas) {
    if let cursor = canvas.surface.cursor, layout.pane(at: cursor) == id { canvas.hideCursor() }
  }

  private func drawToasts(in canvas: inout Canvas, _ layout: Layout) {
    var bottom = layout.footer.y
    for shown in toasts.reversed() {
      let (sign, style) =
        switch shown.toast.level {
        case .done: ("✓", theme.bar)
        case .note: ("·", theme.bar)
        case .warning: ("!", theme.barPrice)
        case .error: ("✗", theme.barPrice)
        }
      let width = min(size.width - 4, 96)
      let lines = TextFlow.wrapped(PlainText.line("\(sign) \(shown.toast.text)"), width: width - 2)
      let kept = lines.prefix(4)
      let widest = kept.map { CellWidth.of($0) }.max() ?? 0
      bottom -= kept.count
      guard bottom > 0 else { return }
      for (row, line) in kept.enumerated() {
        let part = Rect(
          x: size.width - widest - 3,
          y: bottom + row,
          width: widest + 2,
          height: 1
        )
        canvas.fill(part, theme.bar)
        canvas.text(line, x: part.x + 1, y: part.y, style)
      }
    }
  }
}
