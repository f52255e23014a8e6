import CellGrid

/// Where the parts of the prompt pane lie in a room.
struct PromptLayout: Hashable, Sendable {
  /// Text; the column to its right is for the scroll mark.
  let editor: Rect
  let scroll: Rect
  let advice: Rect
  let counts: Rect

  init(_ size: Size, hasAdvice: Bool) {
    let countRows = size.height >= 6 ? 1 : 0
    let room = size.height >= 14 ? 3 : size.height >= 10 ? 2 : size.height >= 5 ? 1 : 0
    let adviceRows = hasAdvice ? room : 0
    let (top, rest) = Rect(size).splitFromTop(size.height - countRows - adviceRows)
    (editor, scroll) = top.splitFromLeft(max(top.width - 1, 1))
    (advice, counts) = rest.splitFromTop(adviceRows)
  }
}
