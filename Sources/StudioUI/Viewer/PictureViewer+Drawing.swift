import CellGrid
import StudioModel

extension PictureViewer {
  func draw(in canvas: inout Canvas, _ app: AppState) {
    let room = Rect(room(canvas.size))
    canvas.fill(Rect(x: 0, y: 0, width: canvas.width, height: canvas.height - 1), app.theme.plain)
    guard let path, let facts = app.pictures, facts.form != .off else {
      let words = app.pictures.objection ?? "The image is not on disk."
      let line = PlainText.line(words, width: room.width - 2)
      canvas.text(line, x: 1, y: room.height / 2, app.theme.faint)
      return
    }
    let view = zoom.view(scene(canvas.size, facts.cell))
    let part = room.centred(view.cells)
    canvas.picture(PictureView(path: path, part: view.part), in: part, app.theme.plain)
    guard showsFacts else { return }
    factsLine(view, facts, app, width: canvas.width - 2)
      .draw(in: &canvas, x: 1, y: room.height, width: canvas.width - 2, app.theme)
  }

  /// The least urgent ones go where there is no room for all.
  private func factsLine(
    _ view: PictureZoom.View,
    _ facts: PictureFacts,
    _ app: AppState,
    width: Int
  ) -> TonedLine {
    var line = TonedLine([])
    for (place, span) in spans(view, facts, app).enumerated() {
      let text = (place == 0 ? "" : " · ") + span.text
      guard CellWidth.of(line.text) + CellWidth.of(text) <= width else { continue }
      if place > 0 { line.spans.append(.init(" · ", .faint)) }
      line.spans.append(span)
    }
    return line
  }

  private func spans(
    _ view: PictureZoom.View,
    _ facts: PictureFacts,
    _ app: AppState
  ) -> [TonedLine.Span] {
    guard let current, let path else { return [] }
    var spans: [TonedLine.Span] = [
      .init("\(place + 1)/\(count)", .heading),
      .init(
        PlainText.line(current.fileName ?? "", width: 24),
        .link,
        address: FileAddress.of(path)
      ),
      .init("\(view.percent)%" + (zoom.isFitting ? " fits" : "")),
    ]
    if app.history.marks.contains(PickedFrame(job, frame: current.index)) {
      spans.append(.init("● marked", .active))
    }
    if current.isNSFW == true { spans.append(.init("! flagged by the filter", .warning)) }
    spans.append(.init("\(size)"))
    if let bytes = current.byteCount { spans.append(.init(Quantities.bytes(bytes))) }
    spans.append(.init("\(facts.form.words), \(facts.budget.shortWords)", .faint))
    spans.append(.init(PromptExcerpt.line(job.request.prompt, cells: 60), .faint))
    if !facts.advice.isEmpty { spans.append(.init(PlainText.line(facts.advice), .faint)) }
    return spans
  }
}
