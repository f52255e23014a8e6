import CellGrid

/// Text that is being typed: bytes of UTF-8 that become characters when no more have come.
struct TypedText: Sendable {
  /// Whole scalars, then perhaps the start of one.
  private var bytes: [UInt8] = []
  /// Where the whole scalars end.
  private var wholeCount = 0
  private var expected = 0

  var awaitsMore: Bool { bytes.count > wholeCount }

  /// Takes a byte that is no control character. Bytes that are no UTF-8 are dropped.
  mutating func append(_ byte: UInt8) {
    if bytes.count > wholeCount {
      if (0x80..<0xC0).contains(byte), isContinuation(byte) {
        bytes.append(byte)
        if bytes.count - wholeCount == expected { wholeCount = bytes.count }
        return
      }
      dropIncomplete()
    }
    switch byte {
    case ..<0x80: expected = 1
    case 0xC2..<0xE0: expected = 2
    case 0xE0..<0xF0: expected = 3
    case 0xF0..<0xF5: expected = 4
    default: return
    }
    bytes.append(byte)
    if expected == 1 { wholeCount = bytes.count }
  }

  /// The second byte rules out long forms, surrogates and what is past the last plane.
  private func isContinuation(_ byte: UInt8) -> Bool {
    guard bytes.count == wholeCount + 1 else { return true }
    switch bytes[wholeCount] {
    case 0xE0: return byte >= 0xA0
    case 0xED: return byte < 0xA0
    case 0xF0: return byte >= 0x90
    case 0xF4: return byte < 0x90
    default: return true
    }
  }

  mutating func dropIncomplete() { bytes.removeSubrange(wholeCount...) }

  /// Takes out the characters that are whole; what joins into one character comes as one.
  /// - Parameter isComplete: something else follows, so the start of a scalar is dropped.
  mutating func characters(isComplete: Bool = false) -> [Input] {
    if isComplete { dropIncomplete() }
    guard wholeCount > 0 else { return [] }
    let text = String(decoding: bytes[..<wholeCount], as: UTF8.self)
    bytes.removeSubrange(..<wholeCount)
    wholeCount = 0
    return text.compactMap { character in
      // C1 controls, which UTF-8 spells like text.
      let first = character.unicodeScalars.first?.value ?? 0
      return (0x80..<0xA0).contains(first) ? nil : .key(KeyPress(character))
    }
  }
}
