import CellGrid

/// Where the list, the page and the pictures of the selected job lie inside the pane.
struct LiveLayout: Hashable, Sendable {
  /// How the two share the room.
  enum Form: Hashable, Sendable {
    /// One of them at a time.
    case single
    case beside
    case below
  }

  let form: Form
  private(set) var list: Rect
  /// The line between them.
  let divider: Rect
  private(set) var page: Rect
  /// Below the page, or below the list where that shows alone.
  private(set) var strip = Rect(.zero)

  private static let widthForTwo = 100
  private static let heightForTwo = 14
  private static let fewestRows = 2
  /// A page keeps so many rows beside pictures.
  private static let fewestLines = 5

  /// - Parameter tiles: the pictures of the selected job; empty where none are shown.
  init(_ size: Size, jobs: Int, isReading: Bool, tiles: FrameTiles? = nil) {
    let whole = Rect(size)
    let none = Rect(.zero)
    if jobs > 0, size.width >= Self.widthForTwo {
      form = .beside
      let (left, rest) = whole.splitFromLeft(size.width * 3 / 5)
      let (line, right) = rest.splitFromLeft(1)
      (list, divider) = (left, line)
      page = right.splitFromLeft(1).rest
    } else if jobs > 0, size.height >= Self.heightForTwo {
      form = .below
      let rows = min(max(jobs, Self.fewestRows), size.height * 2 / 5)
      let (upper, rest) = whole.splitFromTop(rows)
      let (line, lower) = rest.splitFromTop(1)
      (list, divider, page) = (upper, line, lower)
    } else {
      form = .single
      divider = none
      list = jobs > 0 && isReading ? none : whole
      page = jobs > 0 && isReading ? whole : none
    }
    if let tiles { makeRoom(for: tiles, jobs: jobs) }
  }

  /// A page gives up to two fifths, and a list what it does not need.
  private mutating func makeRoom(for tiles: FrameTiles, jobs: Int) {
    if page.isEmpty {
      (list, strip) = Self.cut(list, tiles, atMost: list.height - jobs - 1)
    } else {
      let rows = max(
        page.height * 2 / 5,
        min(FrameTiles.leastHeight, page.height - Self.fewestLines)
      )
      (page, strip) = Self.cut(page, tiles, atMost: rows)
    }
  }

  private static func cut(
    _ part: Rect,
    _ tiles: FrameTiles,
    atMost rows: Int
  ) -> (rest: Rect, strip: Rect) {
    let rows = tiles.stripHeight(atMost: rows, width: part.width)
    return rows > 0 ? part.splitFromTop(part.height - rows) : (part, Rect(.zero))
  }
}
