import CellGrid
import StudioModel
import StudioUI
import Testing

/// Someone at the sequence pane alone: presses keys, hears what it asks for, reads what it draws.
struct Form {
  static let text40 = ModelID(rawValue: "bytedance/seedream-v4/sequential")
  static let edit40 = ModelID(rawValue: "bytedance/seedream-v4/edit-sequential")
  static let text45 = ModelID(rawValue: "bytedance/seedream-v4.5/sequential")
  static let edit45 = ModelID(rawValue: "bytedance/seedream-v4.5/edit-sequential")

  var pane: SequencePane
  var account: Account
  var theme = Theme.standard
  var size: Size
  var screen = Size(width: 80, height: 24)
  var isFocused = true
  /// Everything that came out since the last `takeReactions()`.
  private var reactions: [Reaction] = []
  private static let keymap = Keymap()

  init(
    _ model: ModelID = Form.text40,
    _ provider: ProviderID = .wavespeed,
    references: Int = 0,
    size: Size = Size(width: 58, height: 16)
  ) {
    var request = Desk.request
    request.provider = provider
    request.model = model
    request.references = (0..<references).map { Form.picture($0 + 1) }
    pane = SequencePane(settings: request)
    account = Account(access: [.wavespeed: .ready, .atlascloud: .ready])
    self.size = size
  }

  static func picture(_ number: Int) -> Reference {
    Reference(source: .file(path: "/home/someone/fox-\(number).png"), facts: facts)
  }

  static let facts = ReferenceFacts(
    sha256: String(repeating: "ab", count: 32),
    byteCount: 2_100_000,
    format: .png,
    size: PixelSize(width: 1024, height: 768)
  )

  var settings: SequenceRequest { pane.settings }

  var context: PaneContext {
    var request = pane.settings
    request.prompt = "A series of 4 images of a lighthouse"
    return PaneContext(
      now: Timestamp(milliseconds: 1_772_000_000_000),
      theme: theme,
      catalog: CatalogFile.catalog,
      account: account,
      request: request,
      check: RequestCheck(request, CatalogFile.catalog),
      isFocused: isFocused,
      size: size,
      screen: screen
    )
  }

  /// Presses keys by their spellings, as the app would route them.
  mutating func press(_ spellings: String, _ location: SourceLocation = #_sourceLocation) {
    for spelling in spellings.split(separator: " ") {
      guard let key = KeyPress(spelled: String(spelling)) else {
        Issue.record("\(spelling) is no key", sourceLocation: location)
        continue
      }
      press(key)
    }
  }

  mutating func press(_ key: KeyPress) {
    if !pane.isModal, case .sequence(let command)? = Self.keymap.invocation(for: key, in: .sequence)
    {
      guard pane.objection(to: command, context) == nil else { return }
      reactions += pane.perform(command, context)
    } else {
      reactions += pane.handle(.key(key), context) ?? []
    }
  }

  mutating func type(_ text: String) {
    for character in text { press(KeyPress(character)) }
  }

  mutating func paste(_ text: String) { reactions += pane.handle(.paste(text), context) ?? [] }

  mutating func mouse(_ kind: MouseEvent.Kind, y: Int) {
    let event = MouseEvent(kind, at: Point(x: 3, y: y))
    reactions += pane.handle(.mouse(event), context) ?? []
  }

  mutating func report(_ report: Report) { reactions += pane.receive(report, context) }

  mutating func adopt(_ request: SequenceRequest, _ parts: RecallParts) {
    reactions += pane.adopt(request, parts, context)
  }

  /// Puts the cursor on the row with a label.
  mutating func go(to label: String, _ location: SourceLocation = #_sourceLocation) {
    press("g")
    for _ in 0..<30 {
      if Self.isRow(selectedRow, label) { return }
      press("down")
    }
    Issue.record("there is no row \(label)", sourceLocation: location)
  }

  mutating func takeReactions() -> [Reaction] {
    defer { reactions = [] }
    return reactions
  }

  mutating func takeEffects() -> [AppEffect] {
    takeReactions().compactMap { if case .effect(let effect) = $0 { effect } else { nil } }
  }

  /// The messages since the last look at what came out.
  mutating func takeToasts() -> [String] {
    takeReactions().compactMap { if case .toast(let toast) = $0 { toast.text } else { nil } }
  }

  func objection(_ command: SequenceCommand) -> String? { pane.objection(to: command, context) }

  var surface: Surface {
    var canvas = Canvas(size)
    pane.draw(in: &canvas, context)
    return canvas.surface
  }

  var overlay: Surface {
    var canvas = Canvas(screen)
    pane.drawOverlay(in: &canvas, context)
    return canvas.surface
  }

  var shown: String { SurfaceDump.text(surface) }

  /// What the pane says, with all line breaks as blanks.
  var said: String { Self.flat(shown) }

  /// What the dialog says, without its frame.
  var asked: String { Self.flat(overlaid) }

  private static func flat(_ text: String) -> String {
    text.split { $0.isWhitespace || $0 == "│" }.joined(separator: " ")
  }

  var overlaid: String { SurfaceDump.text(overlay) }

  /// The row with a label; empty when there is none.
  func row(_ label: String) -> String {
    shown.split(separator: "\n").first { Self.isRow($0, label) }.map(String.init) ?? ""
  }

  /// True for a row that starts with its sign and then the whole label.
  private static func isRow(_ row: some StringProtocol, _ label: String) -> Bool {
    row.dropFirst().hasPrefix(label + " ")
  }

  /// The row that is drawn as selected.
  var selectedRow: String {
    let surface = surface
    let ground = isFocused ? theme.selected : theme.unfocusedSelected
    let lines = shown.split(separator: "\n", omittingEmptySubsequences: false)
    for y in 0..<size.height where surface[0, y].style == ground { return String(lines[y]) }
    return ""
  }
}
