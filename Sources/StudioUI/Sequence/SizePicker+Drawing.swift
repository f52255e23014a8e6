import CellGrid
import StudioModel

/// How the rows of the size dialog are shared out on a screen.
struct SizePickerLayout: Hashable, Sendable {
  static let wanted = Size(width: 62, height: 36)

  /// The inside of the dialog.
  let size: Size
  /// The rule of the model and the heads of the columns.
  let headHeight: Int
  let listHeight: Int
  /// What is to be said of the size under the cursor, and the line for typing.
  let footHeight: Int

  init(_ screen: Size) {
    size = Size(
      width: min(Self.wanted.width, screen.width - 2),
      height: min(Self.wanted.height, screen.height - 2)
    )
    headHeight = size.height >= 12 ? 2 : size.height >= 7 ? 1 : 0
    footHeight = size.height >= 12 ? 5 : size.height >= 6 ? 3 : min(1, size.height)
    listHeight = max(0, size.height - headHeight - footHeight)
  }
}

extension SizePicker {
  func draw(in canvas: inout Canvas, _ settings: SequenceRequest, _ context: PaneContext) {
    let layout = SizePickerLayout(canvas.size)
    let keys =
      refused != nil
      ? "Enter nearest · u anyway · Esc back"
      : "Enter takes · t \(isPortrait ? "landscape" : "portrait") · u anyway · 0-9 type"
    let title = isPortrait ? "Size, portrait" : "Size, landscape"
    let dialog = Dialog(title, size: SizePickerLayout.wanted, footnote: keys, context.theme)
    dialog.draw(in: &canvas, context.theme) { inside in
      drawHead(in: &inside, layout, settings, context)
      let list = Rect(x: 0, y: layout.headHeight, width: inside.width, height: layout.listHeight)
      inside.within(list) { drawList(in: &$0, settings, context) }
      let foot = Rect(
        x: 1,
        y: layout.headHeight + layout.listHeight,
        width: inside.width - 2,
        height: layout.footHeight
      )
      inside.within(foot) { drawFoot(in: &$0, settings, context) }
    }
  }

  private func drawHead(
    in canvas: inout Canvas,
    _ layout: SizePickerLayout,
    _ settings: SequenceRequest,
    _ context: PaneContext
  ) {
    guard layout.headHeight > 0 else { return }
    let heads = Self.heads(canvas.width)
    canvas.text(heads, x: 1, y: layout.headHeight - 1, context.theme.heading)
    guard layout.headHeight > 1,
      let model = context.catalog.model(settings.model, settings.provider)
    else { return }
    let rule = "\(model.displayName) takes \(model.sizeRule.words)"
    let line = PlainText.line(rule, width: canvas.width - 2)
    canvas.text(line, x: 1, y: 0, context.theme.faint)
  }

  /// Columns of class, aspect and exact size; the rounded size has the rest.
  private static func widths(_ room: Int) -> [Int] { room >= 46 ? [8, 8, 13] : [7, 6, 12] }

  private static func heads(_ room: Int) -> String {
    zip(["", "aspect", " exact"], widths(room)).map { TextFlow.padded($0, to: $1) }.joined()
      + " rounded"
  }

  private func drawList(
    in canvas: inout Canvas,
    _ settings: SequenceRequest,
    _ context: PaneContext
  ) {
    let lines = menu(settings, context)?.lines ?? []
    var window = window
    window.settle(count: lines.count, visible: canvas.height)
    let rows = window.rows(of: lines.count, visible: canvas.height)
    let widths = Self.widths(canvas.width)
    for (y, row) in rows.enumerated() {
      let line = lines[row]
      let isFirst = row == rows.lowerBound || lines[row - 1].group != line.group
      let aspect = line.aspect?.description ?? ""
      canvas.text(isFirst ? line.group : "", x: 1, y: y, context.theme.heading)
      canvas.text(aspect, x: 1 + widths[0], y: y, context.theme.faint)
      for (column, verdict) in line.verdicts.enumerated() {
        let isHere = row == window.selected && column == min(self.column, line.verdicts.count - 1)
        let x = 1 + widths[0] + widths[1] + column * widths[2]
        let mark = verdict.size == settings.size ? "•" : " "
        let text = "\(mark)\(verdict.size)" + (verdict.isAllowed ? "" : " !")
        let tone: Tone =
          isHere && typed == nil ? .selected : verdict.isAllowed ? .plain : .disabled
        let padded = isHere && typed == nil ? TextFlow.padded(text, to: 12) : text
        canvas.text(padded, x: x, y: y, tone.style(context.theme))
      }
    }
  }

  private func drawFoot(
    in canvas: inout Canvas,
    _ settings: SequenceRequest,
    _ context: PaneContext
  ) {
    guard canvas.height > 0 else { return }
    let hasLine = typed != nil && canvas.height > 1
    let room = canvas.height - (hasLine ? 1 : 0)
    let gap = canvas.height >= 4 && !hasLine ? 1 : 0
    var said = TextFlow.wrapped(verdictText(settings, context).text, width: canvas.width)
    if said.count > room - gap, room > gap {
      let rest = said[(room - gap - 1)...].joined(separator: " ")
      said = said.prefix(room - gap - 1) + [TextFlow.truncated(rest + "…", to: canvas.width)]
    }
    let style = verdictText(settings, context).tone.style(context.theme)
    for (index, line) in said.prefix(room - gap).enumerated() {
      canvas.text(line, x: 0, y: canvas.height - room + gap + index, style)
    }
    guard let typed else { return }
    let label = canvas.width >= 40 ? "Width × height, or an aspect: " : "Size: "
    let used = hasLine ? canvas.text(label, x: 0, y: 0, context.theme.heading) : 0
    guard hasLine else { return }
    typed.draw(
      in: &canvas,
      x: used,
      width: canvas.width - used,
      styles: EditorStyles(context.theme),
      focused: true
    )
  }

  /// What the model says to the size that would be taken.
  private func verdictText(_ settings: SequenceRequest, _ context: PaneContext) -> TonedText {
    if let refused, let nearest = refused.nearestSize {
      return TonedText(
        "\(refused.size) is refused. Enter takes \(nearest) instead; u sends \(refused.size) "
          + "anyway. \(refused.reason ?? "")",
        .warning
      )
    }
    switch candidate(settings, context) {
    case .success(let verdict):
      let words = "\(verdict.size) · \(SizeWords.text(verdict.size, context.catalog))"
      guard let reason = verdict.reason else { return TonedText(words + " · taken", .good) }
      return TonedText("refused: \(reason)", .warning)
    case .failure(let refusal):
      let isShort = (typed?.text.count ?? 0) < 3
      return isShort
        ? TonedText("for example 2048x1536, 16:9 or 9:16@1mp", .faint)
        : TonedText(PlainText.line(refusal.message), .warning)
    }
  }
}
