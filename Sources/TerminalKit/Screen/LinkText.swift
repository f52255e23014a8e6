import CTerminal
import CellGrid

/// Text that stands on the screen already, written once more as an address to open, or as plain
/// text where it was one. Curses knows nothing of addresses, so this goes round it: the cursor is
/// put back and every cell keeps the look that curses believes it has.
struct LinkText {
  private(set) var bytes: [UInt8] = []
  private let surface: Surface
  private let rules: InkRules
  private let limit: Size

  /// - Parameter screen: what the terminal shows of the surface.
  init(_ surface: Surface, _ rules: InkRules, within screen: Rect) {
    self.surface = surface
    self.rules = rules
    limit = screen.intersection(Rect(surface.size)).size
  }

  /// Adds the cells of a link, opening `address` or, without one, nothing.
  mutating func add(_ link: Link, address: String?) {
    let y = link.origin.y
    var x = max(link.origin.x, 0)
    let end = min(link.origin.x + link.width, limit.width)
    guard y >= 0, y < limit.height, x < end else { return }
    // Never half of a character.
    if surface[x, y].role == .covered { x -= 1 }
    append("\u{1B}[\(y + 1);\(x + 1)H")
    if let address { append("\u{1B}]8;;\(address)\u{1B}\\") }
    var style: Style?
    while x < end {
      let cell = surface[x, y]
      // Cut by the edge, it was not drawn.
      if cell.role == .wide && x + 2 > limit.width { break }
      x += cell.role == .wide ? 2 : 1
      if style != cell.style { append(Self.rendition(rules.ink(cell.style))) }
      style = cell.style
      append(cell.glyph.text)
    }
    if address != nil { append("\u{1B}]8;;\u{1B}\\") }
  }

  /// Everything added, with the cursor and the attributes put back.
  var whole: [UInt8] {
    bytes.isEmpty ? [] : Array("\u{1B}7".utf8) + bytes + Array("\u{1B}[m\u{1B}8".utf8)
  }

  private mutating func append(_ text: String) { bytes += text.utf8 }

  static func rendition(_ ink: Ink) -> String {
    var codes = ["0"]
    let attributes: [(terminal_attribute, String)] = [
      (TERMINAL_BOLD, "1"), (TERMINAL_DIM, "2"), (TERMINAL_ITALIC, "3"), (TERMINAL_UNDERLINE, "4"),
      (TERMINAL_REVERSE, "7"),
    ]
    codes += attributes.filter { ink.attributes & UInt16($0.0.rawValue) != 0 }.map(\.1)
    codes += [colour(ink.foreground, base: 30), colour(ink.background, base: 40)].compactMap(\.self)
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }

  private static func colour(_ number: Int32, base: Int32) -> String? {
    switch number {
    case ..<0: nil
    case ..<8: "\(base + number)"
    case ..<16: "\(base + 52 + number)"
    case ..<256: "\(base + 8);5;\(number)"
    default: "\(base + 8);2;\(number >> 16 & 255);\(number >> 8 & 255);\(number & 255)"
    }
  }
}
