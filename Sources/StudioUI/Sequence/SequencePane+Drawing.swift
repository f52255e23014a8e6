public import CellGrid
import StudioModel

extension SequencePane {
  public func draw(in canvas: inout Canvas, _ context: PaneContext) {
    var context = context
    context.size = canvas.size
    guard let preview = ReferencePreview(self, context) else {
      return drawForm(in: &canvas, context)
    }
    canvas.within(Rect(preview.form)) { drawForm(in: &$0, context) }
    preview.draw(in: &canvas, context.theme)
  }

  private func drawForm(in canvas: inout Canvas, _ context: PaneContext) {
    let layout = SequenceLayout(self, canvas.size, context)
    let here = row(context)
    for (y, line) in layout.lines.enumerated() {
      switch line {
      case .setting(let row, let text):
        draw(text, isHere: row == here, y: y, layout, in: &canvas, context)
      case .remark(_, let remark):
        let style = remark.tone.style(context.theme)
        canvas.text(remark.text, x: layout.labelWidth + 1, y: y, style)
      }
    }
    for (index, text) in layout.foot.enumerated() {
      let line = PlainText.line(text.text, width: canvas.width - 2)
      let style = text.tone.style(context.theme)
      canvas.text(line, x: 1, y: layout.footTop + index, style)
    }
  }

  private func draw(
    _ text: SettingText,
    isHere: Bool,
    y: Int,
    _ layout: SequenceLayout,
    in canvas: inout Canvas,
    _ context: PaneContext
  ) {
    let theme = context.theme
    let ground = context.isFocused ? theme.selected : theme.unfocusedSelected
    func style(_ tone: Tone) -> Style { isHere ? ground : tone.style(theme) }
    if isHere {
      canvas.fill(Rect(x: 0, y: y, width: canvas.width, height: 1), ground)
    }
    if text.isRefused { canvas.text("!", x: 0, y: y, style(.error)) }
    let label = layout.labelWidth >= 11 || text.label != "References" ? text.label : "Refs"
    canvas.text(label, x: 1, y: y, style(.heading), width: max(0, layout.labelWidth - 1))
    let x = 1 + layout.labelWidth
    let value = shownValue(text, isHere: isHere, width: canvas.width - x)
    let used = canvas.text(value, x: x, y: y, style(text.value.tone))
    let room = canvas.width - x - used - 2
    guard room >= 4 else { return }
    let detail = PlainText.line(text.detail.text, width: room)
    canvas.text(detail, x: x + used + 2, y: y, style(text.detail.tone))
  }

  /// The value, between signs for the keys that change it where there is room for them.
  private func shownValue(_ text: SettingText, isHere: Bool, width: Int) -> String {
    let plain = PlainText.line(text.value.text)
    let signed = "< \(plain) >"
    // The signs are a help; what stands beside the value is worth more.
    let detail = 2 + CellWidth.of(PlainText.line(text.detail.text))
    let fitsPlain = CellWidth.of(plain) + detail <= width
    let needed = CellWidth.of(signed) + (fitsPlain || text.isRefused ? detail : 0)
    if isHere, text.isStepped, needed <= width { return signed }
    return TextFlow.truncated(plain, to: width)
  }
}
