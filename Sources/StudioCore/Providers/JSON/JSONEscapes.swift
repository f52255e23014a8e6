/// The escapes of JSON strings, undone without judging them: what makes no sense is kept.
enum JSONEscapes {
  static func removed(from raw: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(raw.count)
    var index = raw.startIndex
    while index < raw.endIndex {
      let byte = raw[index]
      guard byte == UInt8(ascii: "\\"), index + 1 < raw.endIndex else {
        text.append(byte)
        index += 1
        continue
      }
      let escape = raw[index + 1]
      index += 2
      if escape == UInt8(ascii: "u") {
        text.append(contentsOf: String(scalar(in: raw, at: &index)).utf8)
      } else {
        text.append(meaning(of: escape))
      }
    }
    return text
  }

  private static func meaning(of escape: UInt8) -> UInt8 {
    switch escape {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    default: escape
    }
  }

  /// Reads what follows `\u`, a second escape included when the first is half of a pair.
  private static func scalar(in raw: ArraySlice<UInt8>, at index: inout Int) -> Unicode.Scalar {
    let unknown: Unicode.Scalar = "\u{FFFD}"
    guard let first = unit(in: raw, at: index) else { return unknown }
    index += 4
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? unknown }
    guard index + 1 < raw.endIndex, raw[index] == UInt8(ascii: "\\"),
      raw[index + 1] == UInt8(ascii: "u"), let second = unit(in: raw, at: index + 2),
      (0xDC00..<0xE000).contains(second)
    else { return unknown }
    index += 6
    return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) ?? unknown
  }

  private static func unit(in raw: ArraySlice<UInt8>, at index: Int) -> UInt32? {
    guard index + 4 <= raw.endIndex else { return nil }
    var value: UInt32 = 0
    for byte in raw[index..<index + 4] {
      guard let digit = hexadecimalDigit(byte) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
