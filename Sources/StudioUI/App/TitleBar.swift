import CellGrid
import StudioModel

/// The first row: what the request goes to and how money stands; tabs where only one pane shows.
enum TitleBar {
  static func draw(in canvas: inout Canvas, _ layout: Layout, _ app: AppState) {
    canvas.fill(layout.title, app.theme.bar)
    if layout.form == .tabs {
      drawTabs(in: &canvas, app)
      return
    }
    let used = canvas.text(" seedream ", x: 0, y: 0, app.theme.barKey)
    let model = PlainText.line(
      "\(app.request.provider.displayName) · \(shortName(app.request.model))"
    )
    var facts = money(app)
    let room = { app.size.width - used - 3 - CellWidth.of(facts.joined(separator: " · ")) }
    // The first facts are the least urgent ones; the model's name needs its room.
    while facts.count > 1, room() < CellWidth.of(model) { facts.removeFirst() }
    let right = facts.joined(separator: " · ")
    canvas.text(right, x: app.size.width - CellWidth.of(right) - 1, y: 0, app.theme.bar)
    canvas.text(TextFlow.truncated(model, to: max(0, room())), x: used, y: 0, app.theme.bar)
  }

  /// `seedream-v4/sequential`: every model here has the same maker.
  static func shortName(_ model: ModelID) -> String {
    let name = model.rawValue
    return name.hasPrefix("bytedance/") ? String(name.dropFirst("bytedance/".count)) : name
  }

  private static func money(_ app: AppState) -> [String] {
    var facts: [String] = []
    if app.account.isDemo {
      facts.append("demo, nothing is paid")
    } else {
      if let balance = app.account.balances[app.request.provider] {
        facts.append("balance \(balance)")
      }
      let cap = app.account.spending.dailyCap.map { " of \($0)" } ?? ""
      facts.append("today \(app.account.spending.today)\(cap)")
    }
    let running = app.sending.underWay.count
    if running > 0 { facts.append("\(running) running") }
    return facts
  }

  // MARK: Tabs

  private static func label(_ id: PaneID) -> String { " \(id.rawValue) \(id.title) " }

  private static func drawTabs(in canvas: inout Canvas, _ app: AppState) {
    var x = 0
    for id in PaneID.allCases {
      let style = id == app.focus ? app.theme.selected : app.theme.bar
      x += canvas.text(label(id), x: x, y: 0, style)
    }
  }

  /// The tab at a column of the first row.
  static func tab(at x: Int) -> PaneID? {
    var start = 0
    for id in PaneID.allCases {
      start += CellWidth.of(label(id))
      if x < start { return id }
    }
    return nil
  }
}
