/// Reads JSON5 (json5.org) that a person wrote, and can say at which line and column it stops
/// being that. The library's own decoder reads JSON5 too, without any place in its errors.
struct JSON5Reader {
  private static let deepest = 32

  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var line = 1
  private var lineStart = 0

  static func read(_ text: String) throws(JSON5Error) -> JSON5Node {
    var reader = JSON5Reader(scalars: Array(text.unicodeScalars))
    let node = try reader.node(depth: 0)
    try reader.skipSpace()
    guard reader.next == nil else { throw reader.failure("nothing more after the last }") }
    return node
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private func failure(_ expected: String) -> JSON5Error {
    JSON5Error(line: line, column: index - lineStart + 1, expected: expected)
  }

  private mutating func advance() {
    let scalar = scalars[index]
    index += 1
    // CR LF is one line end: the LF counts.
    if Self.isLineEnd(scalar), !(scalar == "\r" && next == "\n") {
      line += 1
      lineStart = index
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    advance()
    return true
  }

  // MARK: Space and comments

  private mutating func skipSpace() throws(JSON5Error) {
    while let scalar = next {
      if scalar.properties.isWhitespace || scalar == "\u{FEFF}" {
        advance()
      } else if scalar == "/", index + 1 < scalars.count, scalars[index + 1] == "/" {
        while let scalar = next, !Self.isLineEnd(scalar) { advance() }
      } else if scalar == "/", index + 1 < scalars.count, scalars[index + 1] == "*" {
        try skipBlockComment()
      } else {
        return
      }
    }
  }

  private mutating func skipBlockComment() throws(JSON5Error) {
    let start = failure("*/ to end the comment that begins here")
    advance()
    advance()
    while next != nil {
      if take("*") {
        if take("/") { return }
      } else {
        advance()
      }
    }
    throw start
  }

  static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}"
  }

  // MARK: Values

  private mutating func node(depth: Int) throws(JSON5Error) -> JSON5Node {
    try skipSpace()
    guard depth < Self.deepest else { throw failure("fewer levels of { and [") }
    let start = line
    return JSON5Node(value: try value(depth: depth), line: start)
  }

  private mutating func value(depth: Int) throws(JSON5Error) -> JSON5Node.Value {
    switch next {
    case "{": return .members(try members(depth: depth))
    case "[": return .list(try list(depth: depth))
    case "\"", "'": return .text(try text())
    default: break
    }
    let start = self
    switch word() {
    case "null": return .null
    case "true": return .flag(true)
    case "false": return .flag(false)
    case let word where Self.isNumber(word): return .number(word)
    default: throw start.failure("a value: a text in quotes, a number, true, false, null, { or [")
    }
  }

  private mutating func list(depth: Int) throws(JSON5Error) -> [JSON5Node] {
    advance()
    var nodes: [JSON5Node] = []
    while true {
      try skipSpace()
      if take("]") { return nodes }
      nodes.append(try node(depth: depth + 1))
      try skipSpace()
      if take("]") { return nodes }
      guard take(",") else { throw failure("a comma or ] after the value") }
    }
  }

  private mutating func members(depth: Int) throws(JSON5Error) -> [JSON5Member] {
    advance()
    var members: [JSON5Member] = []
    while true {
      try skipSpace()
      if take("}") { return members }
      let start = line
      let key = try key()
      try skipSpace()
      guard take(":") else { throw failure("a colon after the key") }
      members.append(JSON5Member(key: key, line: start, node: try node(depth: depth + 1)))
      try skipSpace()
      if take("}") { return members }
      guard take(",") else { throw failure("a comma or } after the value") }
    }
  }

  private mutating func key() throws(JSON5Error) -> String {
    if next == "\"" || next == "'" { return try text() }
    let start = self
    let key = word()
    guard let first = key.unicodeScalars.first, !("0"..."9").contains(first),
      !"+-.".unicodeScalars.contains(first)
    else { throw start.failure("a key or }") }
    return key
  }

  /// Letters, digits and what numbers and identifiers may hold besides.
  private mutating func word() -> String {
    var word = String.UnicodeScalarView()
    while let scalar = next,
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "_$+-.".unicodeScalars.contains(scalar)
    {
      word.append(scalar)
      advance()
    }
    return String(word)
  }

  static func isNumber(_ word: String) -> Bool {
    let digits = word.hasPrefix("-") || word.hasPrefix("+") ? word.dropFirst() : word[...]
    if digits == "Infinity" || digits == "NaN" { return true }
    if digits.hasPrefix("0x") || digits.hasPrefix("0X") {
      let rest = digits.dropFirst(2)
      return !rest.isEmpty && rest.utf8.count <= 16 && rest.allSatisfy(\.isHexDigit)
    }
    guard let first = digits.utf8.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "+"),
      digits.utf8.allSatisfy({ (48...57).contains($0) || ".eE+-".utf8.contains($0) })
    else { return false }
    return digits.utf8.count <= 64 && Double(zeroed(digits)) != nil
  }

  /// `.5` and `5.` with the zeros that other readers of numbers want.
  private static func zeroed(_ digits: Substring) -> String {
    let whole = digits.hasPrefix(".") ? "0" + digits : String(digits)
    return whole.hasSuffix(".") ? whole + "0" : whole
  }
}

// MARK: Texts

extension JSON5Reader {
  private mutating func text() throws(JSON5Error) -> String {
    let start = failure("a quote to end the text that begins here")
    let quote = scalars[index]
    advance()
    var text = String.UnicodeScalarView()
    while let scalar = next {
      if take(quote) { return String(text) }
      if scalar == "\n" || scalar == "\r" { throw start }
      if take("\\") {
        if let meant = try escape() { text.append(meant) }
      } else {
        text.append(scalar)
        advance()
      }
    }
    throw start
  }

  /// What an escape stands for; `nil` for a line that goes on.
  private mutating func escape() throws(JSON5Error) -> Unicode.Scalar? {
    guard let scalar = next else { throw failure("a character after \\") }
    if Self.isLineEnd(scalar) {
      advance()
      if scalar == "\r" { _ = take("\n") }
      return nil
    }
    switch scalar {
    case "u", "x":
      let length = scalar == "u" ? 4 : 2
      advance()
      return try unicodeEscape(length)
    case "1"..."9": throw failure("another character after \\")
    default: break
    }
    advance()
    return Self.escapes[scalar] ?? scalar
  }

  private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
    "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{B}", "0": "\0",
  ]

  /// One number after `\u` or `\x`, or two after `\u` that are halves of one scalar.
  private mutating func unicodeEscape(_ length: Int) throws(JSON5Error) -> Unicode.Scalar {
    let first = try hexadecimal(length)
    if let scalar = Unicode.Scalar(first) { return scalar }
    let unpaired = failure("the second half of the character")
    guard first < 0xDC00, take("\\"), take("u") else { throw unpaired }
    let second = try hexadecimal(4)
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else { throw unpaired }
    return scalar
  }

  private mutating func hexadecimal(_ length: Int) throws(JSON5Error) -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<length {
      guard let scalar = next, let digit = Character(scalar).hexDigitValue, scalar.isASCII
      else { throw failure("\(length) hexadecimal digits") }
      number = number << 4 | UInt32(digit)
      advance()
    }
    return number
  }
}
