public import CellGrid
import StudioModel

extension SequencePane {
  public func drawOverlay(in canvas: inout Canvas, _ context: PaneContext) {
    switch overlay {
    case .menu(let menu): draw(menu, in: &canvas, context)
    case .sizes(let picker): picker.draw(in: &canvas, settings, context)
    case .addition(let addition): draw(addition, in: &canvas, context)
    case .editOffer: drawOffer(in: &canvas, context)
    case .number(let entry): draw(entry, in: &canvas, context)
    case nil: break
    }
  }

  private func draw(_ menu: ChoiceMenu, in canvas: inout Canvas, _ context: PaneContext) {
    let theme = context.theme
    let choices = Choice.all(menu.subject, settings, context)
    let wanted = Size(width: 76, height: choices.count + 4)
    let dialog = Dialog(
      menu.title,
      size: wanted,
      footnote: "Enter takes · Esc leaves",
      theme
    )
    dialog.draw(in: &canvas, theme) { inside in
      let noteHeight = inside.height >= 5 ? 3 : inside.height >= 3 ? 1 : 0
      let listHeight = inside.height - noteHeight
      var window = menu.window
      window.settle(count: choices.count, visible: listHeight)
      let lines = Self.columns(choices.map(\.cells), width: inside.width - 4)
      for (y, row) in window.rows(of: choices.count, visible: listHeight).enumerated() {
        let isHere = row == window.selected
        let choice = choices[row]
        let tone: Tone = isHere ? .selected : choice.isUnusable ? .disabled : .plain
        let mark = choice.isPresent ? "•" : choice.isUnusable ? "!" : " "
        let text = TextFlow.padded(" \(mark) \(lines[row])", to: inside.width)
        inside.text(text, x: 0, y: y, tone.style(theme))
      }
      guard noteHeight > 0, choices.indices.contains(window.selected) else { return }
      let choice = choices[window.selected]
      let note = Rect(
        x: 1,
        y: inside.height - noteHeight,
        width: inside.width - 2,
        height: noteHeight
      )
      let style = choice.isUnusable ? theme.warning : theme.faint
      inside.within(note) { Self.paragraph(choice.note, style, in: &$0) }
    }
  }

  /// Cells in aligned columns; columns that don't fit are left out from the right.
  private static func columns(_ rows: [[String]], width: Int) -> [String] {
    let plain = rows.map { $0.map { PlainText.line($0) } }
    var count = plain.map(\.count).max() ?? 0
    while true {
      var table = TextTable((0..<count).map { _ in TextTable.Column("") })
      for row in plain { table.add(Array(row.prefix(count))) }
      let lines = table.lines()
      if count <= 1 || lines.allSatisfy({ CellWidth.of($0) <= width }) {
        return lines.map { TextFlow.truncated($0, to: width) }
      }
      count -= 1
    }
  }

  /// A text over the whole of a part, its last line cut where it is longer; returns the lines.
  @discardableResult
  private static func paragraph(
    _ text: String,
    _ style: Style,
    y: Int = 0,
    in canvas: inout Canvas
  ) -> Int {
    guard canvas.width > 0 else { return 0 }
    let lines = TextFlow.wrapped(PlainText.line(text), width: canvas.width)
    for (index, line) in lines.enumerated() where y + index < canvas.height {
      canvas.text(line, x: 0, y: y + index, style)
    }
    return lines.count
  }

  private func draw(_ entry: NumberEntry, in canvas: inout Canvas, _ context: PaneContext) {
    let theme = context.theme
    let dialog = Dialog(
      entry.row.label,
      size: Size(width: 50, height: 2),
      footnote: entry.row == .seed ? "Enter takes · r random · Esc" : "Enter takes · Esc",
      theme
    )
    dialog.draw(in: &canvas, theme) { inside in
      let label = entry.row == .seed ? "Seed: " : "Up to: "
      let used = inside.text(label, x: 1, y: 0, theme.heading) + 1
      let width = inside.width - used - 1
      let styles = EditorStyles(theme)
      entry.line.draw(in: &inside, x: used, width: width, styles: styles, focused: true)
      let style = entry.objection == nil ? theme.faint : theme.error
      let text = entry.objection ?? allowance(entry.row, context)
      inside.text(PlainText.line(text, width: inside.width - 2), x: 1, y: 1, style)
    }
  }

  private func drawOffer(in canvas: inout Canvas, _ context: PaneContext) {
    guard let model = model(context), let sibling = sibling(context) else { return }
    let each = "\(sibling.price.amount) an image"
    let price =
      sibling.price.amount == model.price.amount
      ? "\(each), the same" : "\(each) instead of \(model.price.amount)"
    let limits = "\(sibling.references.minimum)–\(sibling.references.maximum)"
    let text =
      "\(model.displayName) works from text alone. \(sibling.displayName) takes "
      + "\(limits) references and costs \(price)."
    let dialog = Dialog(
      "References",
      size: Size(width: 60, height: 4),
      footnote: "Enter goes there · Esc stays",
      context.theme
    )
    dialog.draw(in: &canvas, context.theme) { inside in
      let part = inside.bounds.inset(horizontally: 1)
      inside.within(part) { Self.paragraph(text, context.theme.plain, in: &$0) }
    }
  }

  private func draw(
    _ addition: ReferenceAddition,
    in canvas: inout Canvas,
    _ context: PaneContext
  ) {
    let theme = context.theme
    let dialog = Dialog(
      "Add a reference",
      size: Size(width: 76, height: 16),
      footnote: "Enter adds · Tab completes · Esc leaves",
      theme
    )
    dialog.draw(in: &canvas, theme) { inside in
      let part = inside.bounds.inset(horizontally: 1)
      inside.within(part) { inside in
        let hasHead = inside.height >= 4
        if hasHead {
          let hint = "Path of a picture, or its https address; several may be pasted."
          inside.text(PlainText.line(hint, width: inside.width), x: 0, y: 0, theme.faint)
        }
        let y = hasHead ? 1 : 0
        let used = inside.text("> ", x: 0, y: y, theme.heading)
        addition.line.draw(
          in: &inside,
          x: used,
          y: y,
          width: inside.width - used,
          styles: EditorStyles(theme),
          focused: true
        )
        let rest = Rect(x: 0, y: y + 1, width: inside.width, height: inside.height - y - 1)
        inside.within(rest) { drawFindings(of: addition, in: &$0, theme) }
      }
    }
  }

  /// What was refused, what is being looked at, then the candidates.
  private func drawFindings(
    of addition: ReferenceAddition,
    in canvas: inout Canvas,
    _ theme: Theme
  ) {
    var y = 0
    for refused in addition.refusals.suffix(3) where y < canvas.height {
      let name = Reference(source: .file(path: refused.what)).fileName
      let text = refused.reason.contains(name) ? refused.reason : "\(name): \(refused.reason)"
      y += Self.paragraph("! \(text)", theme.error, y: y, in: &canvas)
    }
    for path in addition.pending where y < canvas.height {
      canvas.text(
        PlainText.line("looking at \(path)", width: canvas.width),
        x: 0,
        y: y,
        theme.active
      )
      y += 1
    }
    let room = canvas.height - y
    guard room > 0 else { return }
    var window = ListWindow(selected: addition.chosen ?? 0)
    window.settle(count: addition.candidates.count, visible: room)
    for row in window.rows(of: addition.candidates.count, visible: room) {
      let candidate = addition.candidates[row]
      let slash = candidate.isFolder && !candidate.path.hasSuffix("/") ? "/" : ""
      let text = PlainText.line("  " + candidate.path + slash, width: canvas.width)
      let tone: Tone = row == addition.chosen ? .selected : candidate.isFolder ? .heading : .plain
      canvas.text(text, x: 0, y: y, tone.style(theme))
      y += 1
    }
  }
}
