/// Which row of a list is under the cursor, and which rows show.
///
/// The window moves by half pages, not by lines: a line that scrolls beside another pane costs ten
/// times what moving the cursor costs, since the terminal library compares whole screen rows.
public struct ListWindow: Hashable, Sendable {
  /// Index of the row under the cursor; 0 in an empty list.
  public private(set) var selected = 0
  /// Index of the first row that shows.
  public private(set) var top = 0

  public init() {}

  public init(selected: Int) { self.selected = max(0, selected) }

  /// Moves the cursor to a row, as far as there is one, and the window after it.
  public mutating func select(_ row: Int, of count: Int, visible: Int) {
    selected = max(0, min(row, count - 1))
    settle(count: count, visible: visible)
  }

  public mutating func move(by rows: Int, of count: Int, visible: Int) {
    select(selected + rows, of: count, visible: visible)
  }

  /// The list changed and the cursor's row is now this one: the window moves with it, so that the
  /// row stays where it was on the screen. A window at the top stays there while the row shows:
  /// what is new comes in above.
  public mutating func follow(_ row: Int, of count: Int, visible: Int) {
    let moved = max(0, min(row, count - 1)) - selected
    selected += moved
    if top > 0 || selected >= max(1, visible) { top = max(0, top + moved) }
    settle(count: count, visible: visible)
  }

  /// Rows came above the window, or went there: the same rows show, with the cursor on the same.
  public mutating func shift(by rows: Int) {
    selected = max(0, selected + rows)
    top = max(0, top + rows)
  }

  /// Makes the window fit a list or a room that changed, with the cursor's row in it.
  public mutating func settle(count: Int, visible: Int) {
    let visible = max(1, visible)
    selected = max(0, min(selected, count - 1))
    let jump = max(1, visible / 2)
    if selected < top { top = max(0, selected - jump + 1) }
    if selected >= top + visible { top = selected - visible + jump }
    top = max(0, min(top, count - visible))
  }

  /// The rows that show.
  public func rows(of count: Int, visible: Int) -> Range<Int> {
    let start = max(0, min(top, count))
    return start..<max(start, min(count, start + max(0, visible)))
  }
}
