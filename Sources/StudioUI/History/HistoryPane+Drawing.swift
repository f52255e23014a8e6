public import CellGrid
import StudioModel

extension HistoryPane {
  public func draw(in canvas: inout Canvas, _ context: PaneContext) {
    var context = context
    context.size = canvas.size
    let layout = layout(context)
    let words = FoundWords(query.text)
    if let room = layout.search {
      canvas.within(room) { drawSearch(in: &$0, context) }
      canvas.within(layout.problems) { drawProblems(in: &$0, context) }
    }
    if let room = layout.list { canvas.within(room) { drawList(in: &$0, words, context) } }
    if let room = layout.trouble { canvas.within(room) { drawTrouble(in: &$0, context) } }
    if let line = layout.divider {
      for y in 0..<line.height { canvas.text("│", x: line.x, y: y, context.theme.border) }
    }
    if let room = layout.detail { canvas.within(room) { drawDetail(in: &$0, words, context) } }
    if let room = layout.pictures, let tiles = tiles(context) {
      canvas.within(room) { tiles.draw(in: &$0, isFocused: context.isFocused, context.theme) }
    }
  }

  // MARK: Search

  private func drawSearch(in canvas: inout Canvas, _ context: PaneContext) {
    let theme = context.theme
    canvas.text("/", x: 0, y: 0, theme.heading)
    if field.isEmpty {
      let hint =
        "words, or "
        + HistorySearch.fields.map { $0 == "in" ? "in:trash" : $0 + ":" }
        .joined(separator: " ")
      canvas.text(TextFlow.truncated(hint, to: canvas.width - 2), x: 2, y: 0, theme.placeholder)
    }
    let styles = EditorStyles(text: theme.plain, selection: theme.marked, sign: theme.faint)
    field.draw(
      in: &canvas,
      x: 2,
      width: canvas.width - 2,
      styles: styles,
      focused: isSearching && context.isFocused
    )
  }

  private func drawProblems(in canvas: inout Canvas, _ context: PaneContext) {
    let lines = HistoryLayout.lines(of: problems, width: canvas.width)
    for (row, line) in lines.prefix(canvas.height).enumerated() {
      let isCut = row == canvas.height - 1 && row < lines.count - 1
      let text = isCut ? TextFlow.truncated(line + "…", to: canvas.width - 2) : line
      canvas.text(text, x: 2, y: row, context.theme.warning, width: max(canvas.width - 2, 0))
    }
  }

  // MARK: List

  private func drawList(in canvas: inout Canvas, _ words: FoundWords, _ context: PaneContext) {
    if list.count == 0 {
      HistoryNotice(self, context).draw(in: &canvas, context.theme)
      return
    }
    let columns = HistoryColumns(width: canvas.width)
    var window = list.window
    window.settle(count: list.count, visible: canvas.height)
    let rows = window.rows(of: list.count, visible: canvas.height)
    for (y, job) in list.loaded.rows(rows).enumerated() {
      let row = HistoryRow(job: job, columns: columns, now: context.now, zone: context.zone)
      row.draw(in: &canvas, y: y, words, context.theme)
    }
    let cursor = Rect(x: 0, y: window.selected - rows.lowerBound, width: canvas.width, height: 1)
    let isAtWork = context.isFocused && !isDetailOpen
    let style = isAtWork ? context.theme.selected : context.theme.unfocusedSelected
    canvas.restyle(cursor) { present in
      present == context.theme.match ? style.adding([.bold, .underline]) : style
    }
  }

  private func drawTrouble(in canvas: inout Canvas, _ context: PaneContext) {
    guard let trouble = list.trouble else { return }
    let text = "\(Command.retry.keyLabel) reads again: \(trouble.failure.message)"
    canvas.text(PlainText.line(text, width: canvas.width), x: 0, y: 0, context.theme.error)
  }

  // MARK: Details

  private func drawDetail(in canvas: inout Canvas, _ words: FoundWords, _ context: PaneContext) {
    // Beside a list that was just given more room there is none yet.
    guard var shown = shown ?? list.selected.map({ ShownSequence($0) }) else { return }
    let theme = context.theme
    // The last column is for the mark of what is scrolled away.
    let page = SequencePage(
      shown,
      context,
      width: canvas.width - 1,
      marked: marks.numbers(of: shown.job.id)
    )
    shown.clampScroll(rows: page.lines.count, height: canvas.height)
    for y in 0..<canvas.height {
      let row = shown.scroll + y
      guard row < page.lines.count else { break }
      page.lines[row].draw(in: &canvas, x: 0, y: y, width: canvas.width - 1, theme)
      guard page.promptRows.contains(row) else { continue }
      for cells in words.cells(in: page.lines[row].text) {
        let part = Rect(x: cells.lowerBound, y: y, width: cells.count, height: 1)
        canvas.restyle(part) { _ in theme.match }
      }
    }
    let last = canvas.width - 1
    if shown.scroll > 0 { canvas.text("▴", x: last, y: 0, theme.faint) }
    if shown.scroll + canvas.height < page.lines.count {
      canvas.text("▾", x: last, y: canvas.height - 1, theme.faint)
    }
  }
}
