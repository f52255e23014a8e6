import CellGrid
import StudioModel

extension Comparison {
  func draw(in canvas: inout Canvas, _ app: AppState) {
    let screen = canvas.size
    let theme = app.theme
    canvas.fill(Rect(x: 0, y: 0, width: canvas.width, height: canvas.height - 1), theme.plain)
    guard let facts = app.pictures, facts.form != .off else {
      let line = PlainText.line(app.pictures.objection ?? "", width: screen.width - 2)
      canvas.text(line, x: 1, y: screen.height / 2, theme.faint)
      return
    }
    let scene = scene(screen, facts.cell)
    let view = zoom.view(scene)
    let width = columnWidth(screen)
    for place in 0..<columns(screen) {
      let column = Rect(x: place * (width + 1), y: 0, width: width, height: screen.height - 1)
      canvas.within(column) { draw(place, view, scene, in: &$0, screen, theme) }
    }
    guard showsFacts else { return }
    TonedLine(factsWords(view, facts, screen), .faint)
      .draw(in: &canvas, x: 1, y: screen.height - 2, width: screen.width - 2, theme)
  }

  /// One picture, its caption, and what its request has otherwise.
  private func draw(
    _ place: Int,
    _ view: PictureZoom.View,
    _ scene: PictureZoom.Scene,
    in canvas: inout Canvas,
    _ screen: Size,
    _ theme: Theme
  ) {
    let picture = picked[place]
    let part = Rect(scene.room).centred(cells(of: picture, view, scene))
    if let path = picture.path {
      canvas.picture(PictureView(path: path, part: view.part), in: part, theme.plain)
    } else {
      canvas.text("✗", x: scene.room.width / 2, y: scene.room.height / 2, theme.error)
    }
    caption(picture).draw(in: &canvas, x: 0, y: scene.room.height, width: canvas.width, theme)
    let rows = factRows(screen)
    let lines = lines(of: place, width: canvas.width)
    for (row, line) in lines.prefix(rows).enumerated() {
      let isCut = row == rows - 1 && lines.count > rows
      let shown = isCut ? TonedLine(line.spans + [.init(" …")]) : line
      shown.draw(in: &canvas, x: 0, y: scene.room.height + 1 + row, width: canvas.width, theme)
    }
  }

  /// `02.jpg 2048×2048`, after the first words of its prompt where sequences differ.
  private func caption(_ picture: PickedFrame) -> TonedLine {
    var spans: [TonedLine.Span] = []
    if picked.contains(where: { $0.job.id != picture.job.id }) {
      spans.append(.init("\(PlainText.line(picture.job.id.short)) ", .faint))
    }
    let name = picture.shown?.fileName ?? "\(picture.frame)"
    let address = picture.path.flatMap { FileAddress.of($0) }
    spans.append(.init(PlainText.line(name), .link, address: address))
    spans.append(.init("  \(picture.size)", .faint))
    return TonedLine(spans)
  }

  private func factsWords(
    _ view: PictureZoom.View,
    _ facts: PictureFacts,
    _ screen: Size
  ) -> String {
    var words = ["\(picked.count) images", "\(view.percent)%" + (zoom.isFitting ? " fits" : "")]
    let hidden = picked.count - columns(screen)
    if hidden > 0 { words.append("\(hidden) more \(hidden == 1 ? "has" : "have") no room") }
    if Set(picked.map(\.job.id)).count == 1 {
      words.append("of one sequence")
    } else if differences[0].isEmpty {
      words.append("the requests are the same")
    }
    words.append("\(facts.form.words), \(facts.budget.shortWords)")
    return words.joined(separator: " · ")
  }
}
