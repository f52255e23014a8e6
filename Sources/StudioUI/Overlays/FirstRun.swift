import CellGrid

/// What somebody sees who opens the studio for the first time.
enum FirstRun {
  static func taking(_ input: Input) -> LayerOutcome {
    guard case .key(let key) = input else { return .stay(.firstRun) }
    switch key {
    case KeyPress(.enter), KeyPress(.escape), KeyPress(" "), KeyPress("q"):
      return .react([.effect(.rememberFirstRun)])
    default: return .stay(.firstRun)
    }
  }

  private enum Line {
    case text(String)
    case key(String, String)
    case place(String, String)
    case blank
  }

  private static func lines(_ app: AppState) -> [Line] {
    var lines: [Line] = [
      .text("One prompt, a sequence of up to 15 images"),
      .blank,
    ]
    lines += keys(app)
    lines.append(.blank)
    lines += keyState(app).map { .text($0) }
    lines.append(.blank)
    lines += app.places.map { .place($0.label, $0.path) }
    return lines
  }

  /// The keys to begin with, as they are bound.
  private static func keys(_ app: AppState) -> [Line] {
    func key(_ command: AppCommand, whileTyping: Bool) -> String? {
      app.keymap.hint(for: .app(command), whileTyping: whileTyping)?.label
    }
    var lines: [Line] = []
    func add(_ key: String?, _ text: String) {
      if let key { lines.append(.key(key, text)) }
    }
    add(key(.send, whileTyping: true), "sends, at the price below")
    add(key(.nextPane, whileTyping: true), "goes to the next pane")
    add("Esc", "leaves typing for commands")
    for (command, text) in [(AppCommand.help, "the keys here"), (.palette, "finds any command")] {
      let (plain, typing) = (key(command, whileTyping: false), key(command, whileTyping: true))
      add(plain, typing == nil || typing == plain ? text : "\(text); \(typing ?? "") in text")
    }
    add(key(.quit, whileTyping: false), "leaves; what runs goes on")
    return lines
  }

  /// Whether anything can be sent from here, and what to do where nothing can.
  private static func keyState(_ app: AppState) -> [String] {
    if app.account.isDemo { return ["This is the demo: no key, no network, no cost."] }
    let access = app.account.access.values
    let demo = "`seedream --demo` needs no key and costs nothing."
    guard !access.isEmpty, access.allSatisfy({ if case .missing = $0 { true } else { false } })
    else { return [demo] }
    return [
      "No key is found: set WAVESPEED_API_KEY", "or ATLASCLOUD_API_KEY, or write a key file.", demo,
    ]
  }

  static func draw(in canvas: inout Canvas, _ app: AppState) {
    let lines = lines(app)
    let theme = app.theme
    Dialog(
      "Welcome",
      size: Size(
        width: min(app.size.width - 4, 74),
        height: min(app.size.height - 2, lines.count + 2)
      ),
      footnote: "Enter starts",
      theme
    ).draw(in: &canvas, theme) { canvas in
      // Where room is short, blanks go first, then what stands last.
      let kept =
        lines.count <= canvas.height
        ? lines : lines.filter { if case .blank = $0 { false } else { true } }
      for (y, line) in kept.prefix(canvas.height).enumerated() {
        draw(line, y: y, in: &canvas, theme)
      }
    }
  }

  private static func draw(_ line: Line, y: Int, in canvas: inout Canvas, _ theme: Theme) {
    let room = canvas.width - 2
    switch line {
    case .blank: break
    case .text(let text):
      canvas.text(PlainText.line(text, width: room), x: 1, y: y, theme.plain)
    case .key(let key, let text):
      canvas.text(key, x: 1, y: y, theme.heading)
      canvas.text(PlainText.line(text, width: room - 6), x: 7, y: y, theme.plain)
    case .place(let label, let path):
      canvas.text(label, x: 1, y: y, theme.faint)
      canvas.text(PlainText.line(path, width: room - 10), x: 11, y: y, theme.plain)
    }
  }
}
