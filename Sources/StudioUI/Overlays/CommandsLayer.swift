import CellGrid

/// A list of commands that narrows down as one types: the help with the keys that work here, or
/// the palette of everything.
struct CommandsLayer: Hashable, Sendable {
  enum Purpose: Hashable, Sendable {
    case help, palette
  }

  let purpose: Purpose
  private var filter = LineField()
  private var window = ListWindow()

  init(_ purpose: Purpose) { self.purpose = purpose }

  /// One line of the list.
  private struct Row {
    var invocation: Invocation
    var keys: String
    /// Places in the title that the filter found, in characters.
    var found: [Int]
    var objection: String?
  }

  // MARK: Keys

  func taking(_ input: Input, _ app: AppState) -> LayerOutcome {
    var changed = self
    switch input {
    case .paste(let text): changed.filter.paste(text)
    case .mouse(let event):
      guard event.kind == .wheelUp || event.kind == .wheelDown else {
        return .stay(.commands(self))
      }
      changed.move(by: event.kind == .wheelUp ? -3 : 3, app)
    case .key(let key):
      if let outcome = changed.take(key, app) { return outcome }
    }
    return .stay(.commands(changed))
  }

  private mutating func take(_ key: KeyPress, _ app: AppState) -> LayerOutcome? {
    switch key.key {
    case .escape: return .close
    case .enter:
      let rows = rows(app)
      guard rows.indices.contains(window.selected) else { return .close }
      return .invoke(rows[window.selected].invocation)
    case .up: move(by: -1, app)
    case .down: move(by: 1, app)
    case .pageUp: move(by: -visible(app), app)
    case .pageDown: move(by: visible(app), app)
    case .function(1): return .close
    default:
      let before = filter.text
      if key == KeyPress("p", .control) { move(by: -1, app) }
      if key == KeyPress("n", .control) { move(by: 1, app) }
      if filter.handle(key), filter.text != before { window = ListWindow() }
    }
    return nil
  }

  private mutating func move(by rows: Int, _ app: AppState) {
    window.move(by: rows, of: self.rows(app).count, visible: visible(app))
  }

  // MARK: Rows

  private func rows(_ app: AppState) -> [Row] {
    let pattern = FuzzyPattern(filter.text)
    let scored = candidates(app).compactMap { invocation -> (row: Row, score: Int)? in
      guard
        let match = FuzzyMatch(pattern, in: FuzzyText(invocation.title))
          ?? nameMatch(invocation, pattern)
      else { return nil }
      return (row(invocation, match.places, app), match.score)
    }
    guard !filter.text.isEmpty else { return scored.map(\.row) }
    return scored.enumerated()
      .sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
      .map(\.element.row)
  }

  /// `history.star` finds a command as well, without letters to show.
  private func nameMatch(_ invocation: Invocation, _ pattern: FuzzyPattern) -> FuzzyMatch? {
    guard var match = FuzzyMatch(pattern, in: FuzzyText(invocation.name)) else { return nil }
    match.places = []
    return match
  }

  /// The help: what has a key here, the pane's own first and the editor's motions last. The
  /// palette: everything but those.
  private func candidates(_ app: AppState) -> [Invocation] {
    let edits = Invocation.all.filter { if case .edit = $0 { true } else { false } }
    let others = Invocation.all.filter { if case .edit = $0 { false } else { true } }
    guard purpose == .help else { return others }
    let keyed = others.filter { !keys(of: $0, app).isEmpty }
    let own = keyed.filter { $0.scope == app.keyScope }
    let everywhere = keyed.filter { $0.scope == .everywhere }
    return own + everywhere + (app.keyScope == .pane(.prompt) ? edits : [])
  }

  /// While text is typed, keys that type are none.
  private func keys(of invocation: Invocation, _ app: AppState) -> [KeyPress] {
    app.keymap.keys(of: invocation).filter { !app.isTypingBelow || $0.typed == nil }
  }

  private func row(_ invocation: Invocation, _ found: [Int], _ app: AppState) -> Row {
    Row(
      invocation: invocation,
      keys: keys(of: invocation, app).map(\.label).joined(separator: " "),
      found: found,
      objection: app.objection(to: invocation)
    )
  }

  // MARK: Drawing

  private func dialog(_ app: AppState) -> Dialog {
    Dialog(
      purpose == .help
        ? "Keys · \(app.keyScope == .viewer ? "Viewer" : app.focus.title)" : "Commands",
      size: Size(width: min(app.size.width - 4, 92), height: min(app.size.height - 4, 30)),
      footnote: "type to find · Enter does it · Esc closes",
      app.theme
    )
  }

  private func visible(_ app: AppState) -> Int {
    max(1, Box.inside(dialog(app).place(on: app.size)).height - 3)
  }

  func draw(in canvas: inout Canvas, _ app: AppState) {
    let rows = rows(app)
    dialog(app).draw(in: &canvas, app.theme) { canvas in
      canvas.text("› ", x: 0, y: 0, app.theme.heading)
      if filter.isEmpty { canvas.text("part of a name", x: 3, y: 0, app.theme.placeholder) }
      filter.draw(in: &canvas, x: 2, width: canvas.width - 2, focused: true)
      if rows.isEmpty {
        canvas.text("No command is called so.", x: 0, y: 2, app.theme.faint)
      }
      let list = Rect(x: 0, y: 2, width: canvas.width, height: canvas.height - 3)
      canvas.within(list) { drawRows(rows, in: &$0, app.theme) }
      guard rows.indices.contains(window.selected) else { return }
      // Whole, where the row itself may have cut it.
      canvas.text(
        PlainText.line(rows[window.selected].objection ?? "", width: canvas.width - 2),
        x: 1,
        y: canvas.height - 1,
        app.theme.warning
      )
    }
  }

  private func drawRows(_ rows: [Row], in canvas: inout Canvas, _ theme: Theme) {
    var window = window
    window.settle(count: rows.count, visible: canvas.height)
    let keyWidth = min(18, canvas.width / 3)
    for (line, index) in window.rows(of: rows.count, visible: canvas.height).enumerated() {
      let row = rows[index]
      let isSelected = index == window.selected
      if isSelected {
        canvas.fill(Rect(x: 0, y: line, width: canvas.width, height: 1), theme.selected)
      }
      let base = row.objection == nil ? theme.plain : theme.disabled
      let style = isSelected ? theme.selected : base
      canvas.text(
        TextFlow.truncated(row.keys, to: keyWidth),
        x: 1,
        y: line,
        isSelected ? theme.selected : theme.heading
      )
      var x = keyWidth + 2
      x += drawTitle(row, x: x, y: line, style, theme, in: &canvas) + 2
      let faint = isSelected ? theme.selected : theme.faint
      x += canvas.text(row.invocation.name, x: x, y: line, faint) + 2
      guard let objection = row.objection, canvas.width - x > 12 else { continue }
      canvas.text(PlainText.line(objection, width: canvas.width - x), x: x, y: line, faint)
    }
  }

  /// The title with the letters that were found; returns the cells it took.
  private func drawTitle(
    _ row: Row,
    x: Int,
    y: Int,
    _ style: Style,
    _ theme: Theme,
    in canvas: inout Canvas
  ) -> Int {
    var used = 0
    for (place, character) in row.invocation.title.enumerated() {
      let isFound = row.found.contains(place)
      used += canvas.text(
        String(character),
        x: x + used,
        y: y,
        isFound ? style.adding([.bold, .underline]) : style
      )
    }
    return used
  }
}
