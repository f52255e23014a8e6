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

  init(
    _ size: Size,
    hasSearchLine: Bool,
    problems: Int,
    isDetailOpen: Bool,
    hasTrouble: Bool
  ) {
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
      // The list matters more than the second reason.
      let rows = min(problems, parts.rest.height > 8 ? 2 : parts.rest.height > 2 ? 1 : 0)
      (self.problems, rest) = parts.rest.splitFromTop(rows)
    }
    if hasTrouble, rest.height > 2 {
      let parts = rest.splitFromTop(rest.height - 1)
      rest = parts.top
      trouble = parts.rest
    }
    list = rest
  }
}
