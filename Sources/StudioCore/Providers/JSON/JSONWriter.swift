/// A value of a request body.
enum JSONField: Hashable, Sendable {
  case text(String)
  case integer(Int64)
  case flag(Bool)
  case list([String])
  /// Written in the order given, so that recorded bodies read alike.
  case members([(name: String, value: JSONField)])

  static func == (left: JSONField, right: JSONField) -> Bool { left.bytes == right.bytes }

  func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

  /// The value as compact JSON.
  var bytes: [UInt8] {
    var output: [UInt8] = []
    write(to: &output)
    return output
  }

  private func write(to output: inout [UInt8]) {
    switch self {
    case .text(let text): Self.write(text, to: &output)
    case .integer(let number): output.append(contentsOf: String(number).utf8)
    case .flag(let flag): output.append(contentsOf: (flag ? "true" : "false").utf8)
    case .list(let texts):
      Self.write(texts, between: "[", and: "]", to: &output) { Self.write($0, to: &$1) }
    case .members(let members):
      Self.write(members, between: "{", and: "}", to: &output) { member, output in
        Self.write(member.name, to: &output)
        output.append(UInt8(ascii: ":"))
        member.value.write(to: &output)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item],
    between open: Unicode.Scalar,
    and close: Unicode.Scalar,
    to output: inout [UInt8],
    each: (Item, inout [UInt8]) -> Void
  ) {
    output.append(UInt8(ascii: open))
    for (place, item) in items.enumerated() {
      if place > 0 { output.append(UInt8(ascii: ",")) }
      each(item, &output)
    }
    output.append(UInt8(ascii: close))
  }

  /// Control characters are kept, as escapes: the service gets the text exactly as it was typed.
  private static func write(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        output.append(UInt8(ascii: "\\"))
        output.append(byte)
      case 0x0A: output.append(contentsOf: "\\n".utf8)
      case 0x0D: output.append(contentsOf: "\\r".utf8)
      case 0x09: output.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        output.append(contentsOf: "\\u00\(digits.count == 1 ? "0" : "")\(digits)".utf8)
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
