/// A part of a surface to draw on, with its own coordinates; what lies outside is not drawn.
///
/// Nothing that is not drawn alike by all terminals gets through: controls, escape sequences and
/// invisible scalars are left out here whatever text is given.
public struct Canvas {
  public private(set) var surface: Surface
  /// The part in the surface's coordinates; may be larger than what shows.
  private var frame: Rect
  private var clip: Rect

  public init(_ size: Size, style: Style = .plain) {
    surface = Surface(size, filledWith: Cell(.space, style))
    frame = Rect(size)
    clip = frame
  }

  /// Columns and rows of this part.
  public var size: Size { frame.size }
  public var width: Int { frame.width }
  public var height: Int { frame.height }
  /// The whole of this part in its own coordinates.
  public var bounds: Rect { Rect(frame.size) }

  /// Draws on a part of this part; coordinates start at its corner meanwhile.
  public mutating func within(_ part: Rect, _ draw: (inout Canvas) -> Void) {
    let (outerFrame, outerClip) = (frame, clip)
    frame = Rect(
      x: frame.x + part.x,
      y: frame.y + part.y,
      width: part.width,
      height: part.height
    )
    clip = outerClip.intersection(frame)
    draw(&self)
    (frame, clip) = (outerFrame, outerClip)
  }

  /// Writes one line and returns the cells it took. It ends before the first character that would
  /// pass `width` cells, or the right edge.
  @discardableResult
  public mutating func text(
    _ text: some StringProtocol,
    x: Int,
    y: Int,
    _ style: Style = .plain,
    width: Int? = nil
  ) -> Int {
    let limit = min(width ?? .max, max(frame.width - x, 0))
    var used = 0
    for character in text {
      if let ascii = character.asciiValue {
        guard ascii >= 0x20, ascii < 0x7F else { continue }
        guard used < limit else { break }
        put(Cell(Glyph(Unicode.Scalar(ascii)), style), x: x + used, y: y)
        used += 1
        continue
      }
      if let (scalar, cells) = CellWidth.plain(character) {
        guard used + cells <= limit else { break }
        put(Cell(Glyph(scalar), style, role: cells == 2 ? .wide : .narrow), x: x + used, y: y)
        used += cells
        continue
      }
      guard used + CellWidth.of(character) <= limit else { break }
      for (glyph, cells) in Glyph.drawn(character) {
        put(Cell(glyph, style, role: cells == 2 ? .wide : .narrow), x: x + used, y: y)
        used += cells
      }
    }
    return used
  }

  /// Fills a part with one character of one cell. Links that had text there are none any more.
  public mutating func fill(_ part: Rect, with glyph: Glyph = .space, _ style: Style = .plain) {
    let part = moved(part).intersection(clip)
    surface.links.removeAll { link in
      let text = Rect(x: link.origin.x, y: link.origin.y, width: link.width, height: 1)
      return !text.intersection(part).isEmpty
    }
    for y in part.y..<part.bottom {
      for x in part.x..<part.right { surface.put(Cell(glyph, style), x: x, y: y) }
    }
  }

  /// Changes how a part is drawn, not what stands there.
  public mutating func restyle(_ part: Rect, _ change: (Style) -> Style) {
    let part = moved(part).intersection(clip)
    for y in part.y..<part.bottom {
      for x in part.x..<part.right { surface.restyle(x: x, y: y, change) }
    }
  }

  /// Puts the terminal's cursor at a place of this part; outside it stays where it was.
  public mutating func placeCursor(x: Int, y: Int) {
    let point = Point(x: frame.x + x, y: frame.y + y)
    if clip.contains(point) { surface.cursor = point }
  }

  public mutating func hideCursor() { surface.cursor = nil }

  /// Lets a terminal open `width` cells of a row as an address. Only printable ASCII without
  /// spaces is taken; anything else is not made a link.
  public mutating func link(_ address: String, x: Int, y: Int, width: Int) {
    let part = moved(Rect(x: x, y: y, width: width, height: 1)).intersection(clip)
    guard !part.isEmpty, address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return }
    surface.links.append(Link(origin: part.origin, width: part.width, address: address))
  }

  /// Notes where a picture is to be seen; nothing where no cell of it shows.
  mutating func place(_ view: PictureView, in part: Rect) {
    let frame = moved(part)
    let visible = frame.intersection(clip)
    guard !visible.isEmpty else { return }
    surface.pictures.append(PicturePlace(view: view, frame: frame, visible: visible))
  }

  private func moved(_ part: Rect) -> Rect {
    Rect(x: frame.x + part.x, y: frame.y + part.y, width: part.width, height: part.height)
  }

  private mutating func put(_ cell: Cell, x: Int, y: Int) {
    let point = Point(x: frame.x + x, y: frame.y + y)
    guard clip.contains(point) else { return }
    // The right half would stand outside: half a character is none.
    if cell.role == .wide, point.x + 1 >= clip.right {
      surface.put(Cell(.space, cell.style), x: point.x, y: point.y)
    } else {
      surface.put(cell, x: point.x, y: point.y)
    }
  }
}
