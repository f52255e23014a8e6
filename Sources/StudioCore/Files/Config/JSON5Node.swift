/// One value of a JSON5 text and the line it begins on.
struct JSON5Node: Hashable, Sendable {
  indirect enum Value: Hashable, Sendable {
    case null
    case flag(Bool)
    /// As it stands in the text, so that amounts of money keep every digit.
    case number(String)
    case text(String)
    case list([JSON5Node])
    /// In the order of the text.
    case members([JSON5Member])
  }

  var value: Value
  /// 1-based.
  var line: Int

  var isNull: Bool { value == .null }

  /// What a person would call it in an error.
  var kindName: String {
    switch value {
    case .null: "null"
    case .flag: "true or false"
    case .number: "a number"
    case .text: "a text"
    case .list: "a list"
    case .members: "a group in { }"
    }
  }
}

/// One key of a JSON5 object with its value.
struct JSON5Member: Hashable, Sendable {
  var key: String
  var line: Int
  var node: JSON5Node
}

/// Where and why a text stops being JSON5.
struct JSON5Error: Error, Hashable, Sendable {
  var line: Int
  var column: Int
  /// What was expected, to follow "expected".
  var expected: String
}
