import CellGrid
import FoundationEssentials

@testable import TerminalKit

extension FuzzTarget {
  /// What comes from a terminal, and what goes to one.
  static let terminals = [
    FuzzTarget("keys", longest: 512, replays: 1_000, keys),
    FuzzTarget("answers", longest: 1_024, replays: 1_000, answers),
    FuzzTarget("key-names", longest: 64, replays: 1_000, keyNames),
    FuzzTarget("plain-text", longest: 1_024, replays: 800, plainText),
    FuzzTarget("text-flow", longest: 512, replays: 500, textFlow),
    FuzzTarget("messages", longest: 1_024, replays: 500, messages),
  ]

  /// Any split of the bytes gives the same keys, and a silence makes keys work again.
  @Sendable private static func keys(_ supply: inout Supply) throws {
    var numbers = SeededNumbers(seed: UInt64(supply.byte()) << 8 | UInt64(supply.byte()))
    let table = supply.byte() & 1 == 0 ? KeyTable() : KeyTable(ownKeys)
    let bytes = supply.bytes()
    var whole = InputDecoder(keys: table)
    let expected = joined(whole.decode(bytes) + whole.flush())
    var split = InputDecoder(keys: table)
    var inputs: [Input] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Int.random(in: 1...min(rest.count, 5), using: &numbers)
      inputs += split.decode(rest.prefix(count))
      rest = rest.dropFirst(count)
    }
    inputs += split.flush()
    try hold(joined(inputs) == expected, "\(joined(inputs)) in pieces, \(expected) at once")
    for input in inputs { try check(input) }
    // At worst a paste is open, which Esc and a silence leave.
    if split.delay == InputDecoder.pasteDelay {
      _ = split.decode([0x18, 0x1B])
      _ = split.flush()
    }
    try hold(!split.awaitsMore, "waits for more after a silence")
    try hold(split.decode("q".utf8) == [.key(KeyPress("q"))], "q is not q any more")
  }

  private static let ownKeys: [[UInt8]: Key] = [
    Array("\u{1B}[33~".utf8): .function(13), Array("\u{1B}Oq".utf8): .end,
    Array("\u{1B}[".utf8): .insert, [0x1B, 0x78]: .delete,
  ]

  private static func check(_ input: Input) throws {
    switch input {
    case .key(let press):
      guard case .character(let character) = press.key else { return }
      let isControl = character.unicodeScalars.first?.properties.generalCategory == .control
      try hold(!isControl, "a control character was typed: \(press)")
    case .mouse(let event):
      try hold(event.place.x >= 0 && event.place.y >= 0, "the mouse is at \(event.place)")
    case .paste(let text): try hold(!text.isEmpty, "nothing was pasted")
    }
  }

  /// Inputs with typed text joined, since a mark that comes later is a character of its own.
  private static func joined(_ inputs: [Input]) -> [String] {
    var words: [String] = []
    var text = ""
    for input in inputs {
      if case .key(let key) = input, let typed = key.typed {
        text.append(typed)
        continue
      }
      if !text.isEmpty { words.append("typed:\(text.unicodeScalars.map(\.value))") }
      text = ""
      words.append("\(input)")
    }
    return text.isEmpty ? words : words + ["typed:\(text.unicodeScalars.map(\.value))"]
  }

  @Sendable private static func keyNames(_ supply: inout Supply) throws {
    guard let key = KeyPress(spelled: supply.text()) else { return }
    try hold(KeyPress(spelled: key.spelled) == key, "\(key) is spelled \(key.spelled)")
    try hold(!key.label.isEmpty, "\(key) has no label")
  }

  /// Nothing that comes out of the door steers a terminal, and going through it twice changes
  /// nothing.
  @Sendable private static func plainText(_ supply: inout Supply) throws {
    let text = supply.text()
    let doors: [(String, (String) -> String)] = [
      ("line", { PlainText.line($0) }), ("lines", { PlainText.lines($0) }),
      ("visible", { PlainText.visible($0) }),
    ]
    for (name, door) in doors {
      let plain = door(text)
      let bare = name == "lines" ? plain.filter { $0 != "\n" } : plain
      try hold(Steering.first(in: bare) == nil, "\(name) lets \(Steering.first(in: bare) ?? "") by")
      try hold(door(plain).unicodeScalars.elementsEqual(plain.unicodeScalars), "\(name) changes")
      let ascii = PlainText.ascii(bare)
      try hold(
        ascii.utf8.allSatisfy { (0x20..<0x7F).contains($0) },
        "\(name): \(ascii) is no ASCII"
      )
      try hold(ascii.utf8.count == CellWidth.of(bare), "\(name): columns move in \(ascii)")
    }
    let cells = PlainText.line(text).map { CellWidth.of($0) }.reduce(0, +)
    try hold(cells == CellWidth.of(PlainText.line(text)), "not the sum of its characters")
  }

  @Sendable private static func textFlow(_ supply: inout Supply) throws {
    let width = supply.number(below: 40)
    let text = PlainText.lines(supply.text())
    let line = PlainText.line(text)
    let short = TextFlow.truncated(line, to: width)
    try hold(CellWidth.of(short) <= width, "\(short) is wider than \(width)")
    for side in [TextFlow.Alignment.leading, .centre, .trailing] {
      let filled = TextFlow.padded(line, to: width, side)
      try hold(CellWidth.of(filled) == width, "\(filled) is not \(width) wide")
    }
    for row in TextFlow.wrapped(text, width: width) {
      try hold(CellWidth.of(row) <= max(width, 1), "\(row) is wider than \(width)")
    }
    var canvas = Surface(Size(width: width, height: 1))
    var x = 0
    for character in line {
      for (glyph, cells) in Glyph.drawn(character) {
        canvas.put(Cell(glyph, role: cells == 2 ? .wide : .narrow), x: x, y: 0)
        x += cells
      }
    }
    try hold(x == CellWidth.of(line), "\(line) is drawn in \(x) cells")
    try ScreenCheck.check(canvas)
  }

  /// The first line is the environment, words such as `TERM=xterm`; the rest is what is said.
  @Sendable private static func messages(_ supply: inout Supply) throws {
    var environment: [String: String] = [:]
    for word in supply.line().split(separator: " ") {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { environment[String(parts[0])] = String(parts[1]) }
    }
    let capabilities = TerminalCapabilities(environment)
    let messages = TerminalMessages(capabilities)
    let title = supply.line()
    let text = supply.text()
    if let copied = messages.copy(text) {
      let sent = unwrapped(copied, capabilities)
      let head = Array("\u{1B}]52;c;".utf8)
      try hold(sent.starts(with: head) && sent.last == 0x07, "no message: \(sent)")
      let packed = Data(sent.dropFirst(head.count).dropLast())
      let kept = text.unicodeScalars.filter { scalar in
        scalar == "\n" || scalar == "\t" || !isControl(scalar)
      }
      let expected = Array(String(String.UnicodeScalarView(kept)).utf8)
      try hold(Data(base64Encoded: packed).map { Array($0) } == expected, "not the text")
    }
    if let notice = messages.notice(title: title, text: text) {
      let sent = unwrapped(notice, capabilities)
      try hold(sent.starts(with: [0x1B, 0x5D]) && sent.last == 0x07, "no message: \(sent)")
      let inside = String(decoding: sent.dropFirst(2).dropLast(), as: UTF8.self)
      try hold(Steering.first(in: inside) == nil, "\(Steering.first(in: inside) ?? "") in a notice")
      try hold(inside.hasPrefix("9;") || inside.hasPrefix("777;notify;"), "another command")
    }
  }

  /// C0, DEL and C1.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }

  /// What reaches the terminal behind tmux or screen.
  private static func unwrapped(_ bytes: [UInt8], _ facts: TerminalCapabilities) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    if facts.isInsideTmux {
      // A copy stands there twice: for tmux itself, and to be handed on.
      let wrapped = text.split(separator: "\u{1B}Ptmux;").last ?? ""
      return Array(wrapped.dropLast(2).replacing("\u{1B}\u{1B}", with: "\u{1B}").utf8)
    }
    guard facts.isInsideScreen else { return bytes }
    let pieces = text.replacing("\u{1B}\\\u{1B}P", with: "")
    return Array(pieces.dropFirst(2).dropLast(2).utf8)
  }
}
