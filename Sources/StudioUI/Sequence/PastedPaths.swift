import StudioModel

/// The paths and addresses in a pasted text, as terminals paste dropped files: one a line, or in
/// the quotes and backslashes of a shell.
enum PastedPaths {
  /// In the order of the text; blanks around each are left out.
  static func split(_ text: String) -> [String] {
    text.split { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }.flatMap { line -> [String] in
      let line = trimmed(line)
      guard !line.isEmpty else { return [] }
      // A blank parts two paths only where both sides look like one: file names hold blanks too.
      if let words = words(of: line), words.allSatisfy(looksWhole) { return words.map(cleaned) }
      return [cleaned(line)]
    }
  }

  /// The same where all of them read like pictures that were dropped; `nil` for other text, which
  /// nobody wants to be looked for on the disk.
  static func pictures(in text: String) -> [String]? {
    guard text.utf8.count <= longest else { return nil }
    let paths = split(text)
    let isPictures = paths.allSatisfy { looksWhole($0) || hasPictureEnding($0) }
    return isPictures && !paths.isEmpty ? paths : nil
  }

  /// Bytes; many times what a list of full paths has.
  private static let longest = 64_000

  private static func hasPictureEnding(_ path: String) -> Bool {
    let endings = PictureFormat.allCases.map(\.fileExtension) + ["jpeg", "tif"]
    return endings.contains { path.lowercased().hasSuffix(".\($0)") }
  }

  /// One path or address as it was typed or pasted: out of its quotes, `file://` as a path.
  static func cleaned(_ text: String) -> String {
    let text = trimmed(text[...])
    if let words = words(of: text), words.count == 1, let word = words.first {
      return path(ofFileAddress: word) ?? word
    }
    return path(ofFileAddress: text) ?? text
  }

  private static func looksWhole(_ word: String) -> Bool {
    ["/", "~/", "./", "../", "https://", "http://", "file://"].contains { word.hasPrefix($0) }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// Splits as a shell does, but for an apostrophe inside a word, which is a letter of a name;
  /// `nil` when a quote stays open.
  private static func words(of line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    var isQuoted = false
    for character in line {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"", word == nil || isQuoted {
        quote = character
        isQuoted = true
        word = word ?? ""
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
        isQuoted = false
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil, !isEscaped else { return nil }
    if let done = word { words.append(done) }
    return words
  }

  /// The path of `file:///…` or `file://localhost/…` with its `%` signs resolved; `nil` for
  /// anything else, and where they don't make UTF-8.
  private static func path(ofFileAddress text: String) -> String? {
    guard text.prefix(7).lowercased() == "file://" else { return nil }
    let rest = text.dropFirst(7)
    let host = rest.prefix { $0 != "/" }
    guard host.isEmpty || host.lowercased() == "localhost" else { return nil }
    var bytes: [UInt8] = []
    var escaped: [UInt8] = []
    var missing = 0
    for byte in rest.dropFirst(host.count).utf8 {
      if missing > 0 {
        escaped.append(byte)
        missing -= 1
        guard missing == 0 else { continue }
        let digits = String(decoding: escaped, as: UTF8.self)
        guard digits.allSatisfy(\.isHexDigit), let value = UInt8(digits, radix: 16) else {
          return nil
        }
        bytes.append(value)
        escaped = []
      } else if byte == UInt8(ascii: "%") {
        missing = 2
      } else {
        bytes.append(byte)
      }
    }
    guard missing == 0, let path = String(validating: bytes, as: UTF8.self) else { return nil }
    return path.isEmpty ? nil : path
  }
}
