import CTerminal
import CellGrid

/// How curses is asked to draw a style on this terminal.
struct Ink: Hashable, Sendable {
  /// Curses' number of a colour, -1 for the terminal's own.
  var foreground: Int32
  var background: Int32
  /// A set of `TERMINAL_BOLD` and so on.
  var attributes: UInt16
}

/// What styles become on a terminal: its number of colours, its attributes.
struct InkRules: Sendable {
  /// 0 where nothing is coloured.
  let colours: Int
  /// The terminal's own number of them.
  private let everyColour: Int
  let hasDefaultColours: Bool
  let hasDirectColour: Bool
  let attributes: UInt16

  /// - Parameters:
  ///   - attributes: those the terminal has.
  ///   - wish: how many of the terminal's colours are used.
  init(
    colours: Int,
    hasDefaultColours: Bool = true,
    hasDirectColour: Bool = false,
    attributes: UInt16 = 0,
    wish: ScreenOptions.Colours
  ) {
    everyColour = colours
    switch wish {
    case .none: self.colours = 0
    case .sixteen: self.colours = min(colours, 16)
    case .palette256: self.colours = min(colours, 256)
    }
    self.hasDirectColour = hasDirectColour && wish == .palette256
    self.hasDefaultColours = hasDefaultColours
    self.attributes = attributes
  }

  init(_ facts: terminal_screen_facts, wish: ScreenOptions.Colours) {
    self.init(
      colours: Int(facts.colours),
      hasDefaultColours: facts.has_default_colours,
      hasDirectColour: facts.has_direct_colour,
      attributes: UInt16(truncatingIfNeeded: facts.attributes),
      wish: wish
    )
  }

  func ink(_ style: Style) -> Ink {
    var attributes = attributes(style.attributes)
    guard colours >= 8 else { return Ink(foreground: -1, background: -1, attributes: attributes) }
    let foreground = number(style.foreground, isForeground: true)
    let background = number(style.background, isForeground: false)
    if foreground.isBright { attributes |= UInt16(TERMINAL_BOLD.rawValue) & self.attributes }
    return Ink(
      foreground: foreground.number,
      background: background.number,
      attributes: attributes
    )
  }

  /// kitty's placeholder for a part of a picture.
  static let placeholder: Unicode.Scalar = "\u{10EEEE}"

  func ink(_ cell: Cell) -> Ink {
    cell.glyph.base == Self.placeholder ? namingInk(cell.style) : ink(cell.style)
  }

  /// The foreground as a number that says which picture is meant, whatever colours a theme is
  /// limited to. A terminal of direct colours is sent the same number as a colour, which kitty reads
  /// alike.
  func namingInk(_ style: Style) -> Ink {
    var named = ink(Style(style.foreground, on: style.background))
    if colours > 0, everyColour >= 256, let index = style.foreground.paletteIndex {
      named.foreground = Int32(index)
    }
    return named
  }

  /// A terminal of eight colours shows the bright ones by bold; it has no bright background.
  private func number(_ colour: Colour, isForeground: Bool) -> (number: Int32, isBright: Bool) {
    guard let index = colour.paletteIndex else {
      return (hasDefaultColours ? -1 : isForeground ? 7 : 0, false)
    }
    if hasDirectColour && index >= 8 {
      let rgb = Palette.rgb(index)
      return (rgb.x << 16 | rgb.y << 8 | rgb.z, false)
    }
    let known = colours >= 256 ? index : Palette.nearest[Int(index)]
    if colours < 16 && known >= 8 { return (Int32(known) - 8, isForeground) }
    return (Int32(known), false)
  }

  /// What the terminal lacks is shown by the next best that it has.
  private func attributes(_ wanted: Style.Attributes) -> UInt16 {
    var result: UInt16 = 0
    for (attribute, choices) in Self.choices where wanted.contains(attribute) {
      result |= choices.first { $0 & attributes != 0 } ?? 0
    }
    return result
  }

  private static let choices: [(Style.Attributes, [UInt16])] = {
    let bold = UInt16(TERMINAL_BOLD.rawValue)
    let dim = UInt16(TERMINAL_DIM.rawValue)
    let italic = UInt16(TERMINAL_ITALIC.rawValue)
    let underline = UInt16(TERMINAL_UNDERLINE.rawValue)
    let reverse = UInt16(TERMINAL_REVERSE.rawValue)
    return [
      (.bold, [bold]), (.dim, [dim]), (.italic, [italic, underline]),
      (.underline, [underline, bold]), (.reverse, [reverse, underline, bold]),
    ]
  }()
}

/// The numbers under which curses knows pairs of colours. There may be as few as 64, so those that
/// a frame does not use are given away when a new one is needed.
struct PalettePairs {
  private struct Colours: Hashable {
    let foreground: Int32
    let background: Int32
  }

  private let limit: Int32
  private var numbers: [Colours: Int32] = [:]
  private var free: [Int32] = []
  private var next: Int32 = 1
  private let define: (_ pair: Int32, _ foreground: Int32, _ background: Int32) -> Bool

  /// - Parameters:
  ///   - limit: pairs there are, counting number 0, the terminal's own colours.
  ///   - define: tells curses what a number means from now on.
  init(limit: Int, define: @escaping (Int32, Int32, Int32) -> Bool) {
    // Beyond this only memory grows; a screen with so many pairs does not exist.
    self.limit = Int32(min(limit, 32_767))
    self.define = define
  }

  /// The number for an ink's colours. `inUse` is asked for all inks of the frame being drawn when
  /// the numbers have run out; if they are all in use, the colours are left out.
  mutating func number(for ink: Ink, inUse: () -> Set<Ink>) -> Int32 {
    let colours = Colours(foreground: ink.foreground, background: ink.background)
    if colours == Colours(foreground: -1, background: -1) { return 0 }
    if let known = numbers[colours] { return known }
    if free.isEmpty && next >= limit { reclaim(keeping: inUse()) }
    guard let number = takeNumber() else {
      // Readable without its background more likely than in another colour.
      return numbers[Colours(foreground: ink.foreground, background: -1)] ?? 0
    }
    guard define(number, ink.foreground, ink.background) else {
      free.append(number)
      return 0
    }
    numbers[colours] = number
    return number
  }

  private mutating func takeNumber() -> Int32? {
    if let number = free.popLast() { return number }
    guard next < limit else { return nil }
    defer { next += 1 }
    return next
  }

  private mutating func reclaim(keeping inks: Set<Ink>) {
    let kept = Set(inks.map { Colours(foreground: $0.foreground, background: $0.background) })
    for (colours, number) in numbers where !kept.contains(colours) {
      numbers[colours] = nil
      free.append(number)
    }
  }
}
