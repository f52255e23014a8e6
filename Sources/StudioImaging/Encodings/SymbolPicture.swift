import CSymbols
public import CellGrid

/// A picture made of coloured characters, one a cell.
public struct SymbolPicture: Sendable, Equatable {
  public enum Ink: Sendable, Hashable {
    /// The terminal's own.
    case standard
    case palette(UInt8)
    case rgb(RGBColour)
  }

  public struct Symbol: Sendable, Hashable {
    public let scalar: Unicode.Scalar
    public let foreground: Ink
    public let background: Ink
  }

  public let columns: Int
  public let rows: Int
  /// `columns * rows`, row by row.
  public let symbols: [Symbol]

  /// Draws a picture into `columns` × `rows` cells; proportions are the caller's. `isASCII` keeps to
  /// what every terminal shows.
  ///
  /// libchafa chooses among block characters; without it, each cell is two halves.
  public init(
    _ raster: Raster,
    columns: Int,
    rows: Int,
    colours: SymbolColours,
    isASCII: Bool = false
  ) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    let isEmpty = self.columns == 0 || self.rows == 0 || raster.pixels.isEmpty
    if isEmpty {
      symbols = Array(repeating: .blank, count: self.columns * self.rows)
    } else {
      symbols =
        Self.drawn(raster, self.columns, self.rows, colours, isASCII)
        ?? HalfBlocks(raster, columns: self.columns, rows: self.rows).symbols(colours, isASCII)
    }
  }

  private static func drawn(
    _ raster: Raster,
    _ columns: Int,
    _ rows: Int,
    _ colours: SymbolColours,
    _ isASCII: Bool
  ) -> [Symbol]? {
    var cells = [csymbols_cell](repeating: csymbols_cell(), count: columns * rows)
    let isDrawn = csymbols_draw(
      raster.pixels,
      UInt32(raster.width),
      UInt32(raster.height),
      colours.wall,
      isASCII,
      UInt32(columns),
      UInt32(rows),
      &cells
    )
    guard isDrawn else { return nil }
    return cells.map { cell in
      Symbol(
        scalar: Unicode.Scalar(cell.scalar) ?? " ",
        foreground: Ink(cell.foreground, colours),
        background: Ink(cell.background, colours)
      )
    }
  }

  /// About what a terminal is sent for it: colours are said where they change. Of true colour, the
  /// nearest of the palette are counted as well, since curses draws those first.
  public var expectedByteCount: Int {
    var count = 0
    var last = Symbol.blank
    for (place, symbol) in symbols.enumerated() {
      if place % max(columns, 1) == 0 {
        last = .blank
        count += 8
      }
      if symbol.foreground != last.foreground { count += symbol.foreground.byteCount }
      if symbol.background != last.background { count += symbol.background.byteCount }
      count += symbol.scalar.isASCII ? 1 : 3
      last = symbol
    }
    return count
  }

  /// The symbols as cells of the screen, which knows palettes only: the nearest of true colours.
  public var surface: Surface {
    var surface = Surface(Size(width: columns, height: rows))
    for (place, symbol) in symbols.enumerated() {
      let style = Style(symbol.foreground.colour, on: symbol.background.colour)
      surface.put(
        Cell(Glyph(symbol.scalar), style),
        x: place % columns,
        y: place / columns
      )
    }
    return surface
  }
}

extension SymbolPicture.Symbol {
  static let blank = Self(scalar: " ", foreground: .standard, background: .standard)
}

extension SymbolPicture.Ink {
  init(_ code: Int32, _ colours: SymbolColours) {
    switch colours {
    case _ where code < 0: self = .standard
    case .none: self = .standard
    case .trueColour: self = .rgb(RGBColour(packed: UInt32(code)))
    case .palette256, .palette16: self = .palette(UInt8(clamping: code))
    }
  }

  var colour: Colour {
    switch self {
    case .standard: .standard
    case .palette(let index): .palette(index)
    case .rgb(let colour): .palette(colour.nearestInCube)
    }
  }

  /// Of the sequences that set it.
  var byteCount: Int {
    switch self {
    case .standard: 5
    case .palette(let index): index < 16 ? 5 : 11
    case .rgb: 18 + 11
    }
  }
}

extension SymbolColours {
  var wall: csymbols_colours {
    switch self {
    case .trueColour: CSYMBOLS_TRUE_COLOUR
    case .palette256: CSYMBOLS_PALETTE_240
    case .palette16: CSYMBOLS_PALETTE_16
    case .none: CSYMBOLS_NO_COLOUR
    }
  }
}
