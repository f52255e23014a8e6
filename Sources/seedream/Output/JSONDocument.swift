/// A JSON value whose members keep their order, written so that no terminal can be misled by it.
indirect enum JSONDocument: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// Digits that are already a JSON number, such as an amount of money.
  case decimal(String)
  case text(String)
  case list([JSONDocument])
  case members([Member])

  struct Member: Sendable, Equatable {
    let name: String
    let value: JSONDocument
  }

  static func object(_ members: KeyValuePairs<String, JSONDocument>) -> JSONDocument {
    .members(members.map { Member(name: $0.key, value: $0.value) })
  }

  static func optional(_ text: String?) -> JSONDocument { text.map { .text($0) } ?? .null }

  static func optional(_ number: Int?) -> JSONDocument {
    number.map { .integer(Int64($0)) } ?? .null
  }

  /// The document with two spaces of indentation and a newline at its end.
  var printed: String {
    var output = ""
    write(to: &output, depth: 0)
    return output + "\n"
  }

  private func write(to output: inout String, depth: Int) {
    switch self {
    case .null: output += "null"
    case .bool(let flag): output += flag ? "true" : "false"
    case .integer(let number): output += String(number)
    case .decimal(let digits): output += digits
    case .text(let text): Self.write(text, to: &output)
    case .list(let items):
      Self.write(items, "[", "]", to: &output, depth) { $0.write(to: &$1, depth: depth + 1) }
    case .members(let members):
      Self.write(members, "{", "}", to: &output, depth) { member, output in
        Self.write(member.name, to: &output)
        output += ": "
        member.value.write(to: &output, depth: depth + 1)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item],
    _ open: String,
    _ close: String,
    to output: inout String,
    _ depth: Int,
    each: (Item, inout String) -> Void
  ) {
    guard !items.isEmpty else {
      output += open + close
      return
    }
    let indent = String(repeating: "  ", count: depth + 1)
    output += open + "\n"
    for (place, item) in items.enumerated() {
      output += indent
      each(item, &output)
      output += place + 1 < items.count ? ",\n" : "\n"
    }
    output += String(indent.dropLast(2)) + close
  }

  private static func write(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\t": output += "\\t"
      case "\r": output += "\\r"
      default:
        if isHostile(scalar) {
          for unit in String(scalar).utf16 { output += escape(unit) }
        } else {
          output.unicodeScalars.append(scalar)
        }
      }
    }
    output += "\""
  }

  /// Control and format characters (C0, DEL, C1, bidi, zero-width …) and the separators that end
  /// lines in some readers.
  private static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      true
    default: false
    }
  }

  private static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
