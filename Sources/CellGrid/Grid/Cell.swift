/// What stands in one cell: a base and at most four marks, as many as ncurses keeps.
public struct Glyph: Hashable, Sendable {
  public let base: Unicode.Scalar
  private var marks: SIMD4<UInt32>

  public static let space = Glyph(" ")

  public init(_ base: Unicode.Scalar) {
    self.base = base
    marks = .zero
  }

  /// The glyphs that draw a character, each with its cells (1 or 2): several for what terminals
  /// do not join, such as the letters of a flag; none where nothing is drawn.
  public static func drawn(_ character: Character) -> [(glyph: Glyph, cells: Int)] {
    var glyphs: [(glyph: Glyph, cells: Int)] = []
    for scalar in CellWidth.drawn(character).unicodeScalars {
      let cells = CellWidth.of(scalar)
      if cells > 0 {
        glyphs.append((Glyph(scalar), cells))
      } else if !glyphs.isEmpty {
        glyphs[glyphs.count - 1].glyph.add(scalar)
      }
    }
    return glyphs
  }

  mutating func add(_ mark: Unicode.Scalar) {
    for place in 0..<4 where marks[place] == 0 {
      marks[place] = mark.value
      return
    }
  }

  /// The base and its marks.
  public var scalars: [Unicode.Scalar] {
    if marks == .zero { return [base] }
    return [base]
      + (0..<4).compactMap { marks[$0] == 0 ? nil : Unicode.Scalar(marks[$0]) }
  }

  public var hasMarks: Bool { marks != .zero }

  public var text: String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}

/// One place of a grid.
public struct Cell: Hashable, Sendable {
  /// How a cell belongs to what is drawn.
  public enum Role: UInt8, Hashable, Sendable {
    case narrow
    /// The left half of something two cells wide.
    case wide
    /// The right half; its glyph and style are those of the left half's background.
    case covered
  }

  public var glyph: Glyph
  public var style: Style
  public var role: Role

  public init(_ glyph: Glyph = .space, _ style: Style = .plain, role: Role = .narrow) {
    self.glyph = glyph
    self.style = style
    self.role = role
  }

  public static let blank = Cell()
}
