import CellGrid

/// Where everything is inside the frame of the history pane.
struct HistoryLayout: Hashable, Sendable {
  /// From this width on the details stand beside the list.
  static let wideFrom = 100

  private(set) var search: Rect?
  /// What of the search was not understood.
  private(set) var problems = Rect(.zero)
  private(set) var list: Rect?
  /// What could not be read, below the list.
  private(set) var trouble: Rect?
  private(set) var divider: Rect?
  private(set) var detail: Rect?
  /// The images of the sequence whose details show, below them.
  private(set) var pictures: Rect?

  /// - Parameter tiles: the images of that sequence; `nil` where none are shown.
  init(
    _ size: Size,
    hasSearchLine: Bool,
    problems: [String],
    isDetailOpen: Bool,
    hasTrouble: Bool,
    tiles: FrameTiles? = nil
  ) {
    defer { if let tiles { makeRoom(for: tiles) } }
    let isWide = size.width >= Self.wideFrom
    var rest = Rect(size)
    if isDetailOpen, !isWide {
      detail = rest
      return
    }
    if isWide {
      let (left, right) = rest.splitFromLeft(size.width * 9 / 20)
      let (line, inside) = right.splitFromLeft(1)
      divider = line
      detail = inside.splitFromLeft(1).rest
      rest = left
    }
    if hasSearchLine {
      let parts = rest.splitFromTop(1)
      search = parts.top
      let rows = Self.rows(of: problems, width: parts.rest.width, height: parts.rest.height)
      (self.problems, rest) = parts.rest.splitFromTop(rows)
    }
    if hasTrouble, rest.height > 2 {
      let parts = rest.splitFromTop(rest.height - 1)
      rest = parts.top
      trouble = parts.rest
    }
    list = rest
  }

  /// The details keep most of the room beside a strip, and what became of it beside a grid.
  private mutating func makeRoom(for tiles: FrameTiles) {
    guard let detail else { return }
    let rows =
      switch tiles.form {
      case .strip:
        tiles.stripHeight(
          atMost: max(detail.height * 2 / 5, min(FrameTiles.leastHeight, detail.height - 5)),
          width: detail.width
        )
      case .grid: detail.height - 2
      }
    guard rows >= FrameTiles.leastHeight, rows < detail.height else { return }
    (self.detail, pictures) = detail.splitFromTop(detail.height - rows)
  }

  /// The reasons as they are broken into lines; the list matters more than all of them.
  static func lines(of problems: [String], width: Int) -> [String] {
    problems.flatMap { problem in
      TextFlow.wrapped(PlainText.lines(String(problem.prefix(400))), width: max(width - 2, 1))
    }
  }

  private static func rows(of problems: [String], width: Int, height: Int) -> Int {
    guard !problems.isEmpty, height > 2 else { return 0 }
    return height > 8 ? min(lines(of: problems, width: width).count, 3) : 1
  }
}
