public import CellGrid
import StudioModel

extension LivePane {
  public func draw(in canvas: inout Canvas, _ context: PaneContext) {
    guard !canvas.size.isEmpty else { return }
    guard !jobs.isEmpty else { return drawEmpty(in: &canvas, context) }
    var context = context
    context.size = canvas.size
    let layout = layout(context)
    drawList(in: &canvas, layout, context)
    drawDivider(in: &canvas, layout, context)
    if let selected, !layout.page.isEmpty {
      drawPage(of: selected, in: &canvas, layout.page, context)
    }
    if let tiles = tiles(context) {
      canvas.within(layout.strip) {
        tiles.draw(in: &$0, isFocused: context.isFocused, context.theme)
      }
    }
  }

  private func drawEmpty(in canvas: inout Canvas, _ context: PaneContext) {
    var lines = [TonedLine("Reading the library…", .faint)]
    if let openingFailure {
      lines = FailureRows.lines(
        openingFailure,
        width: canvas.width,
        isDemo: context.account.isDemo
      )
    } else if isLoaded {
      lines = [
        TonedLine("Nothing is under way."),
        TonedLine("What is sent shows here.", .faint),
      ]
    }
    for (y, line) in lines.enumerated() {
      line.draw(in: &canvas, x: 0, y: y, width: canvas.width, context.theme)
    }
  }

  private func drawList(
    in canvas: inout Canvas,
    _ layout: LiveLayout,
    _ context: PaneContext
  ) {
    guard !layout.list.isEmpty else { return }
    // The room may have changed since the window was moved.
    var window = window
    window.settle(count: jobs.count, visible: layout.list.height)
    let hasKeys = context.isFocused && !isReading
    let style = hasKeys ? context.theme.selected : context.theme.unfocusedSelected
    canvas.within(layout.list) { canvas in
      let rows = window.rows(of: jobs.count, visible: canvas.height)
      for (y, row) in rows.enumerated() {
        LiveRow(entry: jobs[row], usual: usual(jobs[row].job), context: context)
          .draw(in: &canvas, y: y)
        guard row == window.selected else { continue }
        canvas.restyle(Rect(x: 0, y: y, width: canvas.width, height: 1)) { _ in style }
      }
      drawMore(in: &canvas, above: rows.lowerBound, below: jobs.count - rows.upperBound, context)
    }
  }

  /// Signs in the right corners where there is more than shows.
  private func drawMore(
    in canvas: inout Canvas,
    above: Int,
    below: Int,
    _ context: PaneContext
  ) {
    let x = canvas.width - 1
    if above > 0 { canvas.text("▴", x: x, y: 0, context.theme.heading) }
    if below > 0 { canvas.text("▾", x: x, y: canvas.height - 1, context.theme.heading) }
  }

  private func drawDivider(
    in canvas: inout Canvas,
    _ layout: LiveLayout,
    _ context: PaneContext
  ) {
    let line = layout.divider
    let hasKeys = context.isFocused && isReading
    let style = hasKeys ? context.theme.focusedBorder : context.theme.border
    switch layout.form {
    case .single: break
    case .below:
      canvas.fill(line, with: Glyph("─"), style)
      guard let selected else { return }
      let name = selected.excerpt.isEmpty ? PlainText.line(selected.id.short) : selected.excerpt
      let title = " \(TextFlow.truncated(name, to: line.width - 4)) "
      canvas.text(title, x: line.x + 1, y: line.y, style, width: max(line.width - 2, 0))
    case .beside:
      canvas.fill(line, with: Glyph("│"), style)
    }
  }

  // MARK: The page

  /// The last column of the part is for the signs that there is more.
  func page(of job: LiveJob, in part: Rect, _ context: PaneContext) -> LivePage {
    let width = max(part.width - 1, 1)
    return LivePage(
      job,
      usual: usual(job.job),
      context,
      width: width,
      isAlone: layout(context).form == .single,
      lines(of: job, width, context)
    )
  }

  private func drawPage(
    of job: LiveJob,
    in canvas: inout Canvas,
    _ part: Rect,
    _ context: PaneContext
  ) {
    let page = page(of: job, in: part, context)
    let top = shownTop(page.count, height: part.height)
    canvas.within(part) { canvas in
      for (y, line) in page.lines(from: top, height: canvas.height).enumerated() {
        line.draw(in: &canvas, x: 0, y: y, width: max(canvas.width - 1, 1), context.theme)
      }
      drawMore(in: &canvas, above: top, below: page.count - top - canvas.height, context)
    }
  }

  private func lines(
    of job: LiveJob,
    _ width: Int,
    _ context: PaneContext
  ) -> LivePageLines {
    kept?.brought(to: job, context, width: width) ?? LivePageLines(job, context, width: width)
  }

  /// The first line that shows of a page of so many.
  func shownTop(_ count: Int, height: Int) -> Int {
    let last = max(0, count - height)
    return isAtEnd ? last : max(0, min(scroll, last))
  }

  /// Keeps the lasting lines of the page that shows, or would show, for the next drawings.
  mutating func keepPage(_ context: PaneContext) {
    guard let selected else {
      kept = nil
      return
    }
    var width = layout(context).page.width
    if width == 0 { width = context.size.width }
    kept = lines(of: selected, max(width - 1, 1), context)
  }

  public func drawOverlay(in canvas: inout Canvas, _ context: PaneContext) {
    adopting?.draw(in: &canvas, context.theme)
  }
}
