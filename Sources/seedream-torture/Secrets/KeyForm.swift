import FoundationEssentials

/// The ways in which a service, or a mistake, writes a key.
struct KeyForm: Sendable {
  let name: String
  let text: String

  private init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  /// What a service may answer with. Those in JSON strings stand as they are between the quotes.
  static func all(of key: String) -> [KeyForm] {
    let bytes = Array(key.utf8)
    let percent = bytes.map { "%" + hex($0, 2) }.joined()
    let escapes = bytes.map { "\\u00" + hex($0, 2) }.joined()
    let halves = (key.prefix(key.count / 2), key.suffix(key.count - key.count / 2))
    return [
      KeyForm("plain", key), KeyForm("header", "Authorization: Bearer \(key)"),
      KeyForm("lower case scheme", "bearer \(key)"), KeyForm("quoted", "'\(key)'"),
      KeyForm("in an address", "https://api.test/?api_key=\(key)&x=1"),
      KeyForm("as a user", "https://user:\(key)@api.test/"), KeyForm("percent", percent),
      KeyForm("some percent", String(percent.prefix(9)) + key.dropFirst(3)),
      KeyForm("twice percent", percent.split(separator: "%").map { "%25\($0)" }.joined()),
      KeyForm("escapes", escapes),
      KeyForm("some escapes", String(escapes.prefix(18)) + key.dropFirst(3)),
      KeyForm("escaped escapes", escapes.split(separator: "\\").map { "\\\\\($0)" }.joined()),
      KeyForm("base64", Data(bytes).base64EncodedString()),
      KeyForm("basic", "Basic " + Data("user:\(key)".utf8).base64EncodedString()),
      KeyForm("base64 behind one", Data("x\(key)y".utf8).base64EncodedString()),
      KeyForm("base64 behind two", Data("xy\(key)".utf8).base64EncodedString()),
      KeyForm("glued", "xx\(key)xx"), KeyForm("repeated", "\(key)\(key)"),
      KeyForm("split by a line end", "\(halves.0)\\n\(halves.1)"),
      KeyForm("split by a zero", "\(halves.0)\\u0000\(halves.1)"),
      KeyForm("split by an invisible", "\(halves.0)\\u200b\(halves.1)"),
      KeyForm("split by an escape sequence", "\(halves.0)\\u001b[0m\(halves.1)"),
      KeyForm("split by a slash", "\(halves.0)\\/\(halves.1)".replacing("\\/", with: "\\u002d")),
    ]
  }

  private static func hex(_ byte: UInt8, _ digits: Int) -> String {
    let text = String(byte, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// Whether somebody who reads a text could put the key together: most of it stands there once what
  /// is no letter of a key is gone and packings are undone.
  static func isIn(_ text: String, key: String) -> Bool {
    let letters = text.unicodeScalars.filter { $0.isASCII && $0.value > 0x20 && $0.value != 0x7F }
    let joined = String(String.UnicodeScalarView(letters))
    // Two thirds of a key are as good as all of it.
    let most = key.count * 2 / 3
    let percent = key.utf8.map { "%" + hex($0, 2) }
    let escapes = key.utf8.map { "u00" + hex($0, 2) }
    let packed = [key, "x" + key, "xy" + key].map {
      String(Data($0.utf8).base64EncodedString().dropFirst(4).dropLast(6))
    }
    let signs =
      [String(key.prefix(most)), String(key.suffix(most))] + packed
      + [percent, escapes].flatMap { [$0.prefix(most).joined(), $0.suffix(most).joined()] }
    return signs.contains { joined.contains($0) }
  }
}
