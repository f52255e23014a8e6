/// Bytes that were unpacked from a text, each with the place it came from.
struct EncodedText {
  private let bytes: [UInt8]
  /// For each byte, the part of the original text it stands for.
  private let origins: [Range<Int>]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    origins = bytes.indices.map { $0..<$0 + 1 }
  }

  private init(bytes: [UInt8], origins: [Range<Int>]) {
    self.bytes = bytes
    self.origins = origins
  }

  /// One layer of percent and backslash escapes taken off; `nil` when there is none.
  func unpacked() -> EncodedText? {
    var plain: [UInt8] = []
    var places: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      let (piece, count) = unescaped(at: index) ?? ([bytes[index]], 1)
      let origin = origins[index].lowerBound..<origins[index + count - 1].upperBound
      plain.append(contentsOf: piece)
      places.append(contentsOf: repeatElement(origin, count: piece.count))
      index += count
    }
    return plain.count == bytes.count ? nil : EncodedText(bytes: plain, origins: places)
  }

  /// The printable ASCII alone, as secrets are made of it: without blanks, controls, escape
  /// sequences and everything else that may leave no mark on a screen. `nil` when that is all.
  func joined() -> EncodedText? {
    if bytes.allSatisfy(Self.leavesMark) { return nil }
    var seen: [UInt8] = []
    var places: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      if let end = endOfSequence(at: index) {
        index = end
        continue
      }
      if Self.leavesMark(bytes[index]) {
        seen.append(bytes[index])
        places.append(origins[index])
      }
      index += 1
    }
    return EncodedText(bytes: seen, origins: places)
  }

  /// Where the control sequence or string that begins here ends; `nil` when none does.
  private func endOfSequence(at start: Int) -> Int? {
    let isEscape = bytes[start] == 0x1B && start + 1 < bytes.count
    // The one-character form, in UTF-8.
    let isShort = bytes[start...].starts(with: [0xC2, 0x9B])
    guard isEscape || isShort else { return nil }
    var end = start + 2
    if isEscape, "]P_^X".utf8.contains(bytes[start + 1]) {
      let isEnd = { (byte: UInt8) in byte == 0x07 || byte == 0x1B }
      return bytes[end...].firstIndex(where: isEnd).map { $0 + 1 }
    }
    guard isShort || bytes[start + 1] == UInt8(ascii: "[") else {
      while end < bytes.count, (0x20...0x2F).contains(bytes[end - 1]) { end += 1 }
      return end
    }
    while end < bytes.count, (0x20...0x3F).contains(bytes[end]) { end += 1 }
    return min(end + 1, bytes.count)
  }

  private static func leavesMark(_ byte: UInt8) -> Bool { (0x21..<0x7F).contains(byte) }

  /// The same text with base64's address-safe letters replaced by the usual ones.
  func inStandardAlphabet() -> EncodedText {
    let usual = bytes.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "-"): UInt8(ascii: "+")
      case UInt8(ascii: "_"): UInt8(ascii: "/")
      default: byte
      }
    }
    return EncodedText(bytes: usual, origins: origins)
  }

  /// Marks every place of the original where `wanted` stands.
  func hide(_ wanted: [UInt8], in hidden: inout [Bool]) {
    guard let first = wanted.first, bytes.count >= wanted.count else { return }
    for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
      let end = start + wanted.count
      if bytes[start..<end].elementsEqual(wanted) { mark(start..<end, in: &hidden) }
    }
  }

  /// Marks the user part and the query of addresses, and what follows `Bearer` or `Basic`.
  func hideByPlace(in hidden: inout [Bool]) {
    for start in bytes.indices {
      if matches("://", at: start) { hideAddressParts(from: start + 3, in: &hidden) }
      if matches("bearer ", at: start) { hideWord(from: start + 7, in: &hidden) }
      if matches("basic ", at: start) { hideWord(from: start + 6, in: &hidden) }
    }
  }

  private func hideAddressParts(from start: Int, in hidden: inout [Bool]) {
    let end = bytes[start...].firstIndex(where: Self.endsAddress) ?? bytes.count
    let marks: [UInt8] = [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")]
    let hostEnd = bytes[start..<end].firstIndex(where: marks.contains) ?? end
    if let at = bytes[start..<hostEnd].lastIndex(of: UInt8(ascii: "@")) {
      mark(start..<at, in: &hidden)
    }
    if let query = bytes[hostEnd..<end].firstIndex(of: UInt8(ascii: "?")) {
      mark(query + 1..<end, in: &hidden)
    }
  }

  /// A scheme's name is a word in prose too ("Basic rules"): only what looks like a token goes.
  private func hideWord(from start: Int, in hidden: inout [Bool]) {
    let word = bytes[min(start, bytes.count)...].prefix { !Self.endsAddress($0) }
    let isToken = word.count >= 8
    if isToken { mark(word.startIndex..<word.endIndex, in: &hidden) }
  }

  private func mark(_ range: Range<Int>, in hidden: inout [Bool]) {
    for index in range {
      for place in origins[index] { hidden[place] = true }
    }
  }

  private func matches(_ word: StaticString, at start: Int) -> Bool {
    let count = word.utf8CodeUnitCount
    guard start + count <= bytes.count else { return false }
    return word.withUTF8Buffer { wanted in
      for index in 0..<count where Self.lower(bytes[start + index]) != wanted[index] {
        return false
      }
      return true
    }
  }

  private func unescaped(at index: Int) -> (piece: [UInt8], count: Int)? {
    switch bytes[index] {
    case UInt8(ascii: "%"):
      return hex(at: index + 1, digits: 2).map { ([UInt8($0)], 3) }
    case UInt8(ascii: "\\"):
      guard index + 1 < bytes.count else { return nil }
      if bytes[index + 1] == UInt8(ascii: "u"), let unit = hex(at: index + 2, digits: 4) {
        return (Self.utf8(unit), 6)
      }
      let isLiteral = #"\/""#.utf8.contains(bytes[index + 1])
      return isLiteral ? ([bytes[index + 1]], 2) : nil
    default:
      return nil
    }
  }

  private func hex(at start: Int, digits: Int) -> UInt32? {
    guard start + digits <= bytes.count else { return nil }
    let text = bytes[start..<start + digits]
    guard text.allSatisfy({ Self.isHexDigit($0) }) else { return nil }
    return UInt32(String(decoding: text, as: UTF8.self), radix: 16)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(lower(byte))
  }

  private static func utf8(_ unit: UInt32) -> [UInt8] {
    // Half of a surrogate pair is no character; keys are ASCII.
    Array(String(Character(UnicodeScalar(unit) ?? "\u{fffd}")).utf8)
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
  }

  private static func endsAddress(_ byte: UInt8) -> Bool {
    byte <= 0x20 || #""'<>`"#.utf8.contains(byte)
  }
}
