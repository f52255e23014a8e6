/// Where a picture is to be seen on a surface.
public struct PicturePlace: Hashable, Sendable {
  public var view: PictureView
  /// The cells that the picture fills, in the surface's coordinates; may reach outside.
  public var frame: Rect
  /// The part of the frame that was drawn; something else may have been drawn over it since.
  public var visible: Rect

  public init(view: PictureView, frame: Rect, visible: Rect) {
    self.view = view
    self.frame = frame
    self.visible = visible
  }
}

/// A picture's place and the cells of it that nothing was drawn over.
public struct ShownPicture: Hashable, Sendable {
  public let place: PicturePlace
  /// Row by row, in the surface's coordinates; never empty.
  public let cells: [Point]

  /// True when every cell of the frame shows.
  public var isWhole: Bool { cells.count == place.frame.width * place.frame.height }
}

extension Glyph {
  /// Stands where a picture is to be seen. No text holds it: it is a noncharacter of Unicode.
  public static let picture = Glyph("\u{10FFFF}")
}

extension Canvas {
  /// Marks a part as the place of a picture, which fills it. What is drawn over it later hides it
  /// there.
  public mutating func picture(_ view: PictureView, in part: Rect, _ style: Style = .plain) {
    place(view, in: part)
    fill(part, with: .picture, style)
  }
}

extension Surface {
  /// The pictures that show, in the order they were drawn. Where two overlap, the later one shows.
  public var shownPictures: [ShownPicture] {
    var taken: Set<Point> = []
    var shown: [ShownPicture] = []
    for place in pictures.reversed() {
      var cells: [Point] = []
      for y in place.visible.y..<place.visible.bottom {
        for x in place.visible.x..<place.visible.right where self[x, y].glyph == .picture {
          let point = Point(x: x, y: y)
          if taken.insert(point).inserted { cells.append(point) }
        }
      }
      if !cells.isEmpty { shown.append(ShownPicture(place: place, cells: cells)) }
    }
    return shown.reversed()
  }

  /// Puts the cells that stand for a picture where it shows; `content` is as large as its frame.
  /// Where it is smaller, blanks stand.
  public mutating func draw(_ content: Surface, for shown: ShownPicture) {
    let origin = shown.place.frame.origin
    for point in shown.cells {
      put(content[point.x - origin.x, point.y - origin.y], x: point.x, y: point.y)
    }
  }
}
