/// Finds where terminal control sequences end (ECMA-48 and xterm's strings), so that the whole of
/// each can be left out.
struct EscapeStripper {
  private let scalars: [Unicode.Scalar]
  /// Where the next string terminator at or after a place stands; strings without one are not
  /// strings, so an unfinished sequence cannot hide the rest of a text.
  private var knownTerminator: Range<Int>?
  private var hasNoTerminator = false

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The scalars without sequences. Lone controls are still in it.
  mutating func stripped() -> String.UnicodeScalarView {
    var kept = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if let end = endOfSequence(at: index) {
        index = end
      } else {
        kept.append(scalars[index])
        index += 1
      }
    }
    return kept
  }

  /// The index behind the sequence that starts here, or `nil` when none does.
  private mutating func endOfSequence(at index: Int) -> Int? {
    switch scalars[index].value {
    case 0x1B: return endOfEscape(after: index)
    case 0x9B: return endOfControlSequence(at: index + 1)
    case 0x90, 0x98, 0x9D, 0x9E, 0x9F: return endOfString(at: index + 1)
    default: return nil
    }
  }

  private mutating func endOfEscape(after escape: Int) -> Int {
    let next = escape + 1
    guard next < scalars.count else { return next }
    switch scalars[next] {
    case "[":
      return endOfControlSequence(at: next + 1)
    case "]", "P", "X", "^", "_":
      return endOfString(at: next + 1)
    default:
      var index = next
      while index < scalars.count, (0x20...0x2F).contains(scalars[index].value) { index += 1 }
      guard index < scalars.count, (0x30...0x7E).contains(scalars[index].value) else {
        return index
      }
      return index + 1
    }
  }

  /// Parameters, intermediates, one final letter. What cannot belong to it ends it unread.
  private func endOfControlSequence(at start: Int) -> Int {
    var index = start
    while index < scalars.count, (0x20...0x3F).contains(scalars[index].value) { index += 1 }
    guard index < scalars.count, (0x40...0x7E).contains(scalars[index].value) else { return index }
    return index + 1
  }

  private mutating func endOfString(at start: Int) -> Int {
    if let known = knownTerminator, known.lowerBound >= start { return known.upperBound }
    if hasNoTerminator { return start }
    for index in start..<max(start, scalars.count) {
      let isLong =
        scalars[index].value == 0x1B && index + 1 < scalars.count && scalars[index + 1] == "\\"
      if isLong || scalars[index].value == 0x07 || scalars[index].value == 0x9C {
        let end = index + (isLong ? 2 : 1)
        knownTerminator = index..<end
        return end
      }
    }
    hasNoTerminator = true
    return start
  }
}
