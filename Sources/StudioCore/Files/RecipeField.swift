/// A value of a recipe, written for people: two spaces a level, in the order given.
indirect enum RecipeField {
  case text(String)
  case integer(Int64)
  case flag(Bool)
  case null
  case list([RecipeField])
  case members([(String, RecipeField)])

  static func text(_ text: String?) -> RecipeField { text.map { .text($0) } ?? .null }

  static func integer(_ number: (some BinaryInteger)?) -> RecipeField {
    number.map { .integer(Int64(clamping: $0)) } ?? .null
  }

  static func flag(_ flag: Bool?) -> RecipeField { flag.map { .flag($0) } ?? .null }

  /// The document, with a line end after it.
  var document: String {
    var text = ""
    write(to: &text, indent: "")
    return text + "\n"
  }

  private func write(to output: inout String, indent: String) {
    switch self {
    case .text(let text): Self.write(text, to: &output)
    case .integer(let number): output += String(number)
    case .flag(let flag): output += flag ? "true" : "false"
    case .null: output += "null"
    case .list(let fields):
      Self.write(fields, "[", "]", to: &output, indent: indent) { field, output, indent in
        field.write(to: &output, indent: indent)
      }
    case .members(let members):
      Self.write(members, "{", "}", to: &output, indent: indent) { member, output, indent in
        Self.write(member.0, to: &output)
        output += ": "
        member.1.write(to: &output, indent: indent)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item],
    _ open: String,
    _ close: String,
    to output: inout String,
    indent: String,
    each: (Item, inout String, String) -> Void
  ) {
    let deeper = indent + "  "
    output += open
    for (place, item) in items.enumerated() {
      output += place == 0 ? "\n" : ",\n"
      output += deeper
      each(item, &output, deeper)
    }
    output += (items.isEmpty ? "" : "\n" + indent) + close
  }

  /// What a terminal could act on or a reader could be fooled by is escaped: the file may be
  /// printed as it is, and still holds the text exactly.
  private static func write(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\t": output += "\\t"
      default:
        if Self.isHostile(scalar) {
          for unit in String(scalar).utf16 { output += escape(unit) }
        } else {
          output.unicodeScalars.append(scalar)
        }
      }
    }
    output += "\""
  }

  /// Controls, what reorders or hides, and what has no known look: a terminal may give private
  /// scalars a meaning, such as a picture.
  private static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    // Looking a category up takes its time, and a prompt may be a megabyte.
    if (0x20..<0x7F).contains(scalar.value) { return false }
    return switch scalar.properties.generalCategory {
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
