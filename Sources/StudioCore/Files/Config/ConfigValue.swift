import StudioModel

/// Reads single values of a config; each failure says what the key takes.
enum ConfigValue {
  static func provider(_ node: JSON5Node) throws(ConfigProblem.Kind) -> ProviderID? {
    if node.isNull { return nil }
    let names = ProviderID.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
    guard case .text(let name) = node.value, let provider = ProviderID(rawValue: name) else {
      throw problem(node, "provider", expected: "\(names) or null")
    }
    return provider
  }

  static func flag(_ node: JSON5Node, _ path: String) throws(ConfigProblem.Kind) -> Bool {
    guard case .flag(let isOn) = node.value else {
      throw problem(node, path, expected: "true or false")
    }
    return isOn
  }

  /// One of the words of a type.
  static func choice<Word: RawRepresentable<String> & CaseIterable>(
    _ node: JSON5Node,
    _ path: String
  ) throws(ConfigProblem.Kind) -> Word {
    guard case .text(let text) = node.value, let word = Word(rawValue: text) else {
      let words = Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
      throw problem(node, path, expected: "one of \(words)")
    }
    return word
  }

  /// A key, or a list of them; `nil` for null.
  static func keys(_ node: JSON5Node, _ path: String) throws(ConfigProblem.Kind) -> [String]? {
    switch node.value {
    case .null: return nil
    case .text(let key) where !key.isEmpty: return [key]
    case .list(let nodes):
      let keys = nodes.compactMap { node -> String? in
        if case .text(let key) = node.value, !key.isEmpty { key } else { nil }
      }
      if keys.count == nodes.count { return keys }
    default: break
    }
    throw problem(
      node,
      path,
      expected: "a key such as \"ctrl-x\", a list such as [\"r\", \"f4\"], or null"
    )
  }

  static func text(_ node: JSON5Node, _ path: String) throws(ConfigProblem.Kind) -> String? {
    if node.isNull { return nil }
    guard case .text(let text) = node.value, !text.isEmpty else {
      throw problem(node, path, expected: "a text in quotes or null")
    }
    return text
  }

  static func count(
    _ node: JSON5Node,
    _ path: String,
    in range: ClosedRange<Int> = 1...1_000_000
  ) throws(ConfigProblem.Kind) -> Int? {
    if node.isNull { return nil }
    guard case .number(let digits) = node.value, let count = Int(digits), range.contains(count)
    else {
      let expected = "a whole number from \(range.lowerBound) to \(range.upperBound), or null"
      throw problem(node, path, expected: expected)
    }
    return count
  }

  static func money(_ node: JSON5Node, _ path: String) throws(ConfigProblem.Kind) -> Money? {
    let digits: String
    switch node.value {
    case .null: return nil
    case .number(let number): digits = number
    case .text(let text): digits = text
    case .flag, .list, .members: digits = ""
    }
    guard let amount = dollars(digits) else {
      throw problem(
        node,
        path,
        expected: "an amount of dollars such as \"2.50\" or 2.5, or null for no cap"
      )
    }
    return amount
  }

  /// At most a million, at most six decimals: nothing is rounded.
  static func dollars(_ digits: String) -> Money? {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2, whole.utf8.count <= 7,
      parts.count == 1 || parts[1].utf8.count <= 6, !digits.hasPrefix("-"),
      let amount = Money(decimal: digits), amount <= Money(microdollars: 1_000_000_000_000)
    else { return nil }
    return amount
  }

  static func command(
    _ node: JSON5Node,
    _ path: String
  ) throws(ConfigProblem.Kind) -> KeyCommand? {
    switch node.value {
    case .null: return nil
    case .text(let line) where !line.isEmpty: return .shell(line)
    case .list(let nodes) where !nodes.isEmpty:
      let words = nodes.compactMap { node in
        if case .text(let word) = node.value { word } else { String?.none }
      }
      if words.count == nodes.count { return .words(words) }
    default: break
    }
    throw problem(
      node,
      path,
      expected: "a command in quotes, a list such as [\"pass\", \"name\"], or null"
    )
  }

  static func problem(
    _ node: JSON5Node,
    _ path: String,
    expected: String
  ) -> ConfigProblem.Kind {
    .value(keyPath: path, line: node.line, expected: expected, found: node.kindName)
  }
}
