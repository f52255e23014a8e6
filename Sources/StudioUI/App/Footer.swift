import CellGrid
import StudioModel

/// The last row: the keys that work here and now, and always what sending would cost.
enum Footer {
  static func draw(in canvas: inout Canvas, _ part: Rect, _ app: AppState) {
    canvas.fill(part, app.theme.bar)
    let price = price(app)
    let priceWidth = CellWidth.of(price)
    canvas.text(
      price,
      x: part.right - priceWidth - 1,
      y: part.y,
      app.theme.barPrice
    )
    var x = part.x + 1
    let end = part.right - priceWidth - 3
    for hint in hints(app) {
      let width = CellWidth.of(hint.key) + 1 + CellWidth.of(hint.text)
      guard x + width <= end else { continue }
      x += canvas.text(hint.key, x: x, y: part.y, app.theme.barKey)
      x += 1 + canvas.text(" \(hint.text)", x: x, y: part.y, app.theme.bar) + 1
    }
  }

  private static func price(_ app: AppState) -> String {
    let price = app.check.price?.text ?? "no price is known"
    return TextFlow.truncated(price, to: max(0, app.size.width - 2))
  }

  private struct Hint {
    var key: String
    var text: String
  }

  /// Help and the palette first, so that they always have room; then what the pane offers now.
  private static func hints(_ app: AppState) -> [Hint] {
    // What lies over the panes takes every key and names its own.
    guard app.layers.allSatisfy(\.isGround) else { return [] }
    if app.layers.isEmpty, app.pane(app.focus).isModal { return [] }
    let typing = app.isTyping
    var hints: [Hint] = []
    func add(_ invocation: Invocation, _ text: String) {
      guard let key = app.keymap.hint(for: invocation, whileTyping: typing),
        app.objection(to: invocation) == nil
      else { return }
      hints.append(Hint(key: key.label, text: text))
    }
    add(.app(.help), "help")
    add(.app(.palette), "commands")
    if app.layers.isEmpty, let key = app.keymap.hint(for: .app(.send), whileTyping: typing) {
      hints.append(Hint(key: key.label, text: "send"))
    }
    for invocation in Invocation.all where invocation.scope == app.keyScope {
      if case .edit = invocation { continue }
      add(invocation, invocation.hint)
    }
    if typing, app.focus == .prompt { hints.append(Hint(key: "Esc", text: "commands")) }
    return hints
  }
}
