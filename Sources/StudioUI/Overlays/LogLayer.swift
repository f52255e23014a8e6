import CellGrid
import StudioModel

/// What the studio did, newest below.
struct LogLayer: Hashable, Sendable {
  /// Lines between the newest and the last one that shows; 0 follows what comes.
  private var back = 0

  func taking(_ input: Input, lines: Int, _ app: AppState) -> LayerOutcome {
    var changed = self
    let page = max(1, visible(app) - 1)
    switch input {
    case .mouse(let event) where event.kind == .wheelUp: changed.back += 3
    case .mouse(let event) where event.kind == .wheelDown: changed.back -= 3
    case .key(let key):
      switch key {
      case KeyPress(.escape), KeyPress("q"), KeyPress(.function(12)), KeyPress(.enter):
        return .close
      case KeyPress(.up), KeyPress("k"): changed.back += 1
      case KeyPress(.down), KeyPress("j"): changed.back -= 1
      case KeyPress(.pageUp), KeyPress("u", .control): changed.back += page
      case KeyPress(.pageDown), KeyPress("d", .control), KeyPress(" "): changed.back -= page
      case KeyPress(.home), KeyPress("g"): changed.back = lines
      case KeyPress(.end), KeyPress("G"): changed.back = 0
      default: break
      }
    default: break
    }
    changed.back = max(0, min(changed.back, lines - visible(app)))
    return .stay(.log(changed))
  }

  private func dialog(_ app: AppState) -> Dialog {
    Dialog(
      "Log",
      size: Size(width: app.size.width - 2, height: app.size.height - 4),
      footnote: "↑ ↓ PgUp PgDn scroll · Esc closes",
      app.theme
    )
  }

  private func visible(_ app: AppState) -> Int {
    Box.inside(dialog(app).place(on: app.size)).height
  }

  func draw(in canvas: inout Canvas, _ app: AppState) {
    let lines = app.log.lines
    dialog(app).draw(in: &canvas, app.theme) { canvas in
      guard !lines.isEmpty else {
        canvas.text("Nothing has happened yet.", x: 1, y: 0, app.theme.faint)
        return
      }
      let end = max(0, lines.count - back)
      let start = max(0, end - canvas.height)
      for (y, line) in lines[start..<end].enumerated() {
        draw(line, y: y, in: &canvas, app)
      }
    }
  }

  private func draw(_ line: LogLine, y: Int, in canvas: inout Canvas, _ app: AppState) {
    let (sign, style) =
      switch line.level {
      case .detail: (" ", app.theme.faint)
      case .note: ("·", app.theme.plain)
      case .warning: ("!", app.theme.warning)
      case .error: ("✗", app.theme.error)
      }
    canvas.text(app.zone.local(line.at).clockTime, x: 1, y: y, app.theme.faint)
    canvas.text(sign, x: 10, y: y, style)
    let start = line.sequence.map { "\($0.short) " } ?? ""
    canvas.text(
      PlainText.line(start + line.text, width: canvas.width - 13),
      x: 12,
      y: y,
      style
    )
  }
}
