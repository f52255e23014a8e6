/// The text of a JSON string inside the bytes it came in; nothing is copied until it is asked for.
///
/// A finished picture arrives as one string of many megabytes: it is decoded straight from here.
struct JSONText: Sendable {
  /// What stands between the quotes, escapes included.
  let raw: ArraySlice<UInt8>
  let hasEscapes: Bool

  var isEmpty: Bool { raw.isEmpty }

  /// The text as UTF-8.
  var unescaped: ArraySlice<UInt8> { hasEscapes ? JSONEscapes.removed(from: raw)[...] : raw }

  /// The whole text; broken UTF-8 becomes U+FFFD.
  var string: String { String(decoding: unescaped, as: UTF8.self) }

  /// The text when it is at most `limit` bytes long on the wire, otherwise `nil`.
  func string(atMost limit: Int) -> String? { raw.count <= limit ? string : nil }

  /// The first part of the text, made from at most `limit` bytes of the wire.
  func prefix(_ limit: Int) -> String {
    raw.count <= limit ? string : JSONText(raw: raw.prefix(limit), hasEscapes: hasEscapes).string
  }
}

/// Any JSON value, read without expectations about its shape.
enum JSONValue: Sendable {
  case null
  case bool(Bool)
  /// As the digits stood on the wire, so that long ids keep every digit.
  case number(String)
  case text(JSONText)
  case array([JSONValue])
  /// In wire order; a repeated name counts with its last value, as most readers do.
  case object([JSONMember])

  /// The member of that name; `nil` when there is none, when it is `null`, and for non-objects.
  subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self,
      let member = members.last(where: { $0.name == name }), !member.value.isNull
    else { return nil }
    return member.value
  }

  var isNull: Bool { if case .null = self { true } else { false } }

  var isObject: Bool { if case .object = self { true } else { false } }

  var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }

  var members: [JSONMember]? { if case .object(let members) = self { members } else { nil } }

  /// A string or a number as text, trimmed; `nil` when it is empty or longer than `limit` bytes,
  /// however it was spelled.
  func word(atMost limit: Int = 256) -> String? {
    switch self {
    // An escape of six bytes stands for one at least.
    case .text(let text): text.string(atMost: 6 * limit)?.word(atMost: limit)
    case .number(let digits): digits.word(atMost: limit)
    case .null, .bool, .array, .object: nil
    }
  }

  /// A number, or a string that spells one; never infinite and never not-a-number.
  var double: Double? {
    guard let word = word(atMost: 64), let value = Double(word), value.isFinite else { return nil }
    return value
  }

  /// A whole number, or a string that spells one.
  var integer: Int? {
    guard let word = word(atMost: 64) else { return nil }
    if let value = Int(word) { return value }
    guard let value = Double(word), value.magnitude < 1e15, value == value.rounded() else {
      return nil
    }
    return Int(value)
  }

  /// True and false in the spellings services use: words and 0/1 included.
  var flag: Bool? {
    if case .bool(let value) = self { return value }
    return switch word(atMost: 8)?.lowercased() {
    case "true", "1": true
    case "false", "0": false
    default: nil
    }
  }
}

/// One name and value of a JSON object.
struct JSONMember: Sendable {
  var name: String
  var value: JSONValue
}

extension String {
  /// The trimmed text; `nil` when it is empty or longer than `limit` bytes.
  func word(atMost limit: Int) -> String? {
    guard utf8.count <= limit else { return nil }
    let word = trimmed
    return word.isEmpty ? nil : word
  }

  /// Without white space and line ends around it.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
