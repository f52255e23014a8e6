import CellGrid

/// An advice and the keys that settle it, in the rows there are. What can be done is said even where
/// the reason has no room.
struct AdviceRows {
  let lines: [String]
  let tail: String
  let tailPlace: Point
  /// The reason is not there to its end.
  let isCut: Bool

  init(_ text: String, _ tail: String, _ part: Rect) {
    let tailWidth = CellWidth.of(tail)
    let width = max(part.width - (part.height > 1 ? 0 : tailWidth), 12)
    let wrapped = TextFlow.wrapped(text, width: width)
    let last = max(min(wrapped.count, part.height) - 1, 0)
    let isFree = wrapped.count < part.height
    var isCut = wrapped.count > part.height
    lines = wrapped.prefix(part.height).enumerated().map { y, line in
      guard y == last, !isFree else { return line }
      let text = wrapped.count > part.height ? line + " …" : line
      let room = part.width - tailWidth
      if CellWidth.of(text) > room { isCut = true }
      return TextFlow.truncated(text, to: room)
    }
    self.isCut = isCut
    self.tail = tail
    tailPlace =
      isFree
      ? Point(x: part.x, y: part.y + wrapped.count)
      : Point(x: part.right - tailWidth, y: part.y + last)
  }
}
