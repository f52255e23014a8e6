import CellGrid
import StudioImaging

/// The cells that stand where a picture is to be seen.
enum PictureCells {
  /// While it is made or on its way.
  static func waiting(_ size: Size, _ style: Style) -> Surface {
    var canvas = Canvas(size, style: style)
    canvas.text("…", x: size.width / 2, y: size.height / 2, style)
    return canvas.surface
  }

  /// Why it cannot be shown, in as many words as there is room for.
  static func failed(_ failure: PictureFailure, _ size: Size, _ style: Style) -> Surface {
    var canvas = Canvas(size, style: style)
    let text = PlainText.line("✗ \(failure.description)")
    for (y, line) in TextFlow.wrapped(text, width: size.width).prefix(size.height).enumerated() {
      canvas.text(line, x: 0, y: y, style)
    }
    return canvas.surface
  }

  static func words(_ lines: [String], _ size: Size, _ style: Style) -> Surface {
    var canvas = Canvas(size, style: style)
    for (y, line) in lines.prefix(size.height).enumerated() {
      canvas.text(line, x: 0, y: y, style)
    }
    return canvas.surface
  }

  /// What lies beneath pixels: spaces that curses takes for letters. True blanks at the end of a
  /// line are cleared in one go when something before them changes, and pixels with them.
  static func beneath(_ size: Size, _ style: Style, isASCII: Bool) -> Surface {
    Surface(size, filledWith: Cell(isASCII ? .space : Glyph("\u{A0}"), style))
  }

  /// Cells that name the parts of a picture of kitty's protocol; `nil` where marks do not reach.
  static func placeholders(_ id: KittyPictureID, _ size: Size, _ style: Style) -> Surface? {
    guard max(size.width, size.height) <= KittyPlaceholder.limit else { return nil }
    var surface = Surface(size)
    for y in 0..<size.height {
      for x in 0..<size.width {
        guard var cell = KittyPlaceholder.cell(row: y, column: x, id: id) else { return nil }
        cell.style.background = style.background
        surface.put(cell, x: x, y: y)
      }
    }
    return surface
  }
}

extension SymbolPicture {
  /// The rows in true colour, to be written over the same letters in colours of the palette. Only
  /// these cells are written, which lie in the picture.
  func rows(_ cells: [Point], from origin: Point) -> [[UInt8]] {
    var rows = [[UInt8]](repeating: [], count: rows)
    var ends = [Int](repeating: 0, count: self.rows)
    var inks: (SymbolPicture.Ink, SymbolPicture.Ink)?
    var lastRow = -1
    for cell in cells {
      let (x, y) = (cell.x - origin.x, cell.y - origin.y)
      guard (0..<columns).contains(x), rows.indices.contains(y) else { continue }
      if y != lastRow { inks = nil }
      lastRow = y
      if x > ends[y] { rows[y] += Array("\u{1B}[\(x - ends[y])C".utf8) }
      ends[y] = x + 1
      let symbol = symbols[y * columns + x]
      if inks.map({ $0 != (symbol.foreground, symbol.background) }) ?? true {
        rows[y] += Self.colours(symbol)
        inks = (symbol.foreground, symbol.background)
      }
      rows[y] += Array(String(Character(symbol.scalar)).utf8)
    }
    return rows
  }

  private static func colours(_ symbol: Symbol) -> [UInt8] {
    let codes = code(symbol.foreground, 38) + ";" + code(symbol.background, 48)
    return Array("\u{1B}[\(codes)m".utf8)
  }

  private static func code(_ ink: Ink, _ base: Int) -> String {
    switch ink {
    case .standard: "\(base + 1)"
    case .palette(let index): "\(base);5;\(index)"
    case .rgb(let colour): "\(base);2;\(colour.red);\(colour.green);\(colour.blue)"
    }
  }
}
