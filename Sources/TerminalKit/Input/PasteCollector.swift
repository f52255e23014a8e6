/// Collects the text of a bracketed paste up to its end mark, which may come in any pieces.
struct PasteCollector: Sendable {
  private static let end: [UInt8] = Array("\u{1B}[201~".utf8)
  /// A paste longer than this is given in pieces.
  private static let limit = 16 * 1_024 * 1_024

  private var text: [UInt8] = []
  /// How much of the end mark has come.
  private var matched = 0
  /// A line feed that follows belongs to the carriage return before it.
  private var followsReturn = false

  var holdsText: Bool { !text.isEmpty || matched > 0 }
  var isFull: Bool { text.count >= Self.limit }
  var endsWithLoneEscape: Bool { matched == 1 }

  /// Takes bytes off the front until the end mark or until full; true at the end mark.
  mutating func take(_ bytes: inout ArraySlice<UInt8>) -> Bool {
    while !isFull, let byte = bytes.first {
      if matched > 0 || byte == Self.end[0] {
        bytes.removeFirst()
        if match(byte) { return true }
        continue
      }
      let run = bytes.prefix(Self.limit - text.count).prefix { $0 != Self.end[0] }
      append(run)
      bytes = bytes[run.endIndex...]
    }
    return false
  }

  /// The text so far, with line ends as `\n`; before the end, half a character is kept back.
  mutating func takeText(isEnd: Bool) -> String {
    let whole = text.count - (isEnd ? 0 : incompleteTail())
    defer { text.removeSubrange(..<whole) }
    return String(decoding: text[..<whole], as: UTF8.self)
  }

  private mutating func match(_ byte: UInt8) -> Bool {
    if byte == Self.end[matched] {
      matched += 1
      return matched == Self.end.count
    }
    // The mark holds only one Esc, so what looked like it is text, but for this byte perhaps.
    append(Self.end[..<matched])
    matched = byte == Self.end[0] ? 1 : 0
    if matched == 0 { append([byte]) }
    return false
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    if followsReturn, rest.first == 0x0A { rest.removeFirst() }
    if !bytes.isEmpty { followsReturn = false }
    while let place = rest.firstIndex(of: 0x0D) {
      text += rest[..<place]
      text.append(0x0A)
      rest = rest[(place + 1)...]
      if rest.first == 0x0A { rest.removeFirst() } else { followsReturn = rest.isEmpty }
    }
    text += rest
  }

  /// Bytes at the end that start a character without ending it.
  private func incompleteTail() -> Int {
    for count in 1...3 where count <= text.count {
      let byte = text[text.count - count]
      if byte >= 0xC0 { return count < (byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2) ? count : 0 }
      if byte < 0x80 { return 0 }
    }
    return 0
  }
}
