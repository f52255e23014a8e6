import CellGrid

/// Where the list and the page of the selected job lie inside the pane.
struct LiveLayout: Hashable, Sendable {
  /// How the two share the room.
  enum Form: Hashable, Sendable {
    /// One of them at a time.
    case single
    case beside
    case below
  }

  let form: Form
  let list: Rect
  /// The line between them.
  let divider: Rect
  let page: Rect

  private static let widthForTwo = 100
  private static let heightForTwo = 14
  private static let fewestRows = 2

  init(_ size: Size, jobs: Int, isReading: Bool) {
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
  }
}
