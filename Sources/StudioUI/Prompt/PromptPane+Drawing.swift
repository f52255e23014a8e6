public import CellGrid
import StudioModel

extension PromptPane {
  public func draw(in canvas: inout Canvas, _ context: PaneContext) {
    guard !canvas.size.isEmpty else { return }
    let layout = layout(canvas.size, context)
    if editor.isEmpty { drawPlaceholder(in: &canvas, layout.editor, context) }
    let styles = EditorStyles(context.theme)
    canvas.within(layout.editor) { editor.draw(in: &$0, styles: styles, focused: true) }
    drawScroll(in: &canvas, layout, context.theme)
    drawCounts(in: &canvas, layout.counts, context)
    drawAdvice(in: &canvas, layout.advice, context)
  }

  public func drawOverlay(in canvas: inout Canvas, _ context: PaneContext) {
    finder?.draw(in: &canvas, context.theme)
  }

  /// Where there is no row for the counts, the frame has them.
  public func facts(_ context: PaneContext) -> [String] {
    guard layout(context.size, context).counts.isEmpty, !editor.isEmpty else { return [] }
    return countWords(context).map(\.text)
  }

  func layout(_ size: Size, _ context: PaneContext) -> PromptLayout {
    PromptLayout(size, hasAdvice: shownAdvice(context) != nil)
  }

  private func drawPlaceholder(
    in canvas: inout Canvas,
    _ part: Rect,
    _ context: PaneContext
  ) {
    let count = context.request.maxImages
    let example =
      count == 1
      ? "A lighthouse in winter, gouache, soft light"
      : "A series of \(count) images: the same lighthouse through the seasons, gouache, soft light"
    let keys = [
      key(.app(.send), context).map { "\($0) sends; Enter only starts a new line." },
      earlier.texts.isEmpty
        ? nil : key(.prompt(.find), context).map { "\($0) finds an earlier prompt." },
    ]
    let opening = "Say what the pictures should show, and how many."
    let hints = keys.compactMap { $0 }.joined(separator: " ")
    func rows(_ paragraphs: [String]) -> [String] {
      paragraphs.flatMap { TextFlow.wrapped($0, width: part.width) }
    }
    let whole = rows([opening, "For example:", "“\(example)”", "", hints])
    // The keys say more than an example where there is no room for both.
    let shown = whole.count <= part.height ? whole : rows([opening, hints])
    canvas.within(part) { canvas in
      for (y, row) in shown.enumerated() { canvas.text(row, x: 0, y: y, context.theme.placeholder) }
    }
  }

  /// A key as it is bound, that works while one types.
  private func key(_ invocation: Invocation, _ context: PaneContext) -> String? {
    context.keymap.hint(for: invocation, whileTyping: true)?.label
  }

  private func drawScroll(in canvas: inout Canvas, _ layout: PromptLayout, _ theme: Theme) {
    let height = layout.scroll.height
    let scroll = editor.scrolling(width: layout.editor.width, height: height)
    guard !scroll.isWhole, layout.scroll.width > 0, height > 1 else { return }
    let size = max(height * height / scroll.rows, 1)
    let range = max(scroll.rows - height, 1)
    let top = min(scroll.top * (height - size) / range, height - size)
    for y in top..<top + size { canvas.text("▐", x: layout.scroll.x, y: y, theme.faint) }
  }

  // MARK: What is known about the text

  private func countWords(_ context: PaneContext) -> [TonedLine.Span] {
    counts.words(context.catalog.promptBudget, context.request)
  }

  private func drawCounts(in canvas: inout Canvas, _ part: Rect, _ context: PaneContext) {
    guard !part.isEmpty, !editor.isEmpty else { return }
    var x = part.x
    for (place, span) in countWords(context).enumerated() {
      let text = (place == 0 ? "" : " · ") + span.text
      guard x + CellWidth.of(text) <= part.right else { return }
      if place > 0 { x += canvas.text(" · ", x: x, y: part.y, context.theme.faint) }
      x += canvas.text(span.text, x: x, y: part.y, span.tone.style(context.theme))
    }
  }

  private func drawAdvice(in canvas: inout Canvas, _ part: Rect, _ context: PaneContext) {
    guard !part.isEmpty, let shown = shownAdvice(context) else { return }
    let style = shown.isRefusal ? context.theme.error : context.theme.warning
    let text = PlainText.line((shown.isRefusal ? "✗ " : "! ") + shown.text)
    // Every way to settle it where there is room, the likeliest where the reason needs that.
    let whole = AdviceRows(text, tail(of: shown, ways: shown.fixes.count, context), part)
    let rows = whole.isCut ? AdviceRows(text, tail(of: shown, ways: 1, context), part) : whole
    for (y, line) in rows.lines.enumerated() { canvas.text(line, x: part.x, y: part.y + y, style) }
    canvas.text(rows.tail, x: rows.tailPlace.x, y: rows.tailPlace.y, context.theme.heading)
  }

  /// The key that settles it, and how much more there is to say.
  private func tail(of shown: PromptAdvice, ways: Int, _ context: PaneContext) -> String {
    var parts: [String] = []
    for (fix, command) in zip(shown.fixes.prefix(ways), [PromptCommand.fix, .otherFix]) {
      if let key = key(.prompt(command), context) { parts.append("\(key) \(fix.label)") }
    }
    let more = advice(context).count - 1
    if more > 0 {
      let key = key(.prompt(.nextAdvice), context)
      parts.append(["\(more) more", key].compactMap { $0 }.joined(separator: " "))
    }
    return parts.isEmpty ? "" : "  " + parts.joined(separator: " · ")
  }
}
