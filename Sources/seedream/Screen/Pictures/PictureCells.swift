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
  /// Only the first of each run that shows names its place.
  static func placeholders(
    _ id: KittyPictureID,
    _ shown: ShownPicture,
    _ style: Style
  ) -> Surface? {
    let frame = shown.place.frame
    guard max(frame.width, frame.height) <= KittyPlaceholder.limit else { return nil }
    var surface = Surface(frame.size)
    var last: Point?
    for point in shown.cells {
      let (x, y) = (point.x - frame.x, point.y - frame.y)
      let follows = last == Point(x: point.x - 1, y: point.y)
      let named = follows ? nil : KittyPlaceholder.cell(row: y, column: x, id: id)
      var cell = named ?? KittyPlaceholder.following(id)
      cell.style.background = style.background
      surface.put(cell, x: x, y: y)
      last = point
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
    var former: Symbol?
    var lastRow = -1
    for cell in cells {
      let (x, y) = (cell.x - origin.x, cell.y - origin.y)
      guard (0..<columns).contains(x), rows.indices.contains(y) else { continue }
      if y != lastRow { former = nil }
      lastRow = y
      if x > ends[y] { rows[y] += Array("\u{1B}[\(x - ends[y])C".utf8) }
      ends[y] = x + 1
      let symbol = symbols[y * columns + x]
      rows[y] += Array(Self.colours(from: former, to: symbol).utf8)
      former = symbol
      rows[y] += Array(String(Character(symbol.scalar)).utf8)
    }
    return rows
  }
}
