/// One line of a wildcard file.
public struct WildcardEntry: Hashable, Sendable {
  /// A template of its own.
  public var text: String
  /// Counted from one.
  public var line: Int

  public init(_ text: String, line: Int) {
    self.text = text
    self.line = line
  }
}

/// Why a wildcard file can't be used.
public enum WildcardFault: Error, Hashable, Sendable {
  /// `TemplateName` says what names may be.
  case badName
  case tooManyBytes(Int, limit: Int)
  case tooManyEntries(limit: Int)
  case notUTF8
  /// It holds nothing but blank lines and comments.
  case noEntries
  /// The engine could not read it; holds a clause that says why.
  case unreadable(String)

  /// A clause that follows the name: `has no entries`.
  public var reason: String {
    switch self {
    case .badName:
      "is no name for a wildcard: names begin with a letter and go on with letters, digits, _ "
        + "and -, \(TemplateName.maximumLength) at most"
    case .tooManyBytes(let bytes, let limit):
      "has \(bytes.grouped) bytes; the limit is \(limit.grouped)"
    case .tooManyEntries(let limit): "has more than \(limit.grouped) entries"
    case .notUTF8: "is not text in UTF-8"
    case .noEntries: "has no entries"
    case .unreadable(let why): "can't be read: \(why)"
    }
  }

  /// One sentence: what to do next.
  public var advice: String {
    switch self {
    case .badName: "Rename it."
    case .tooManyBytes, .tooManyEntries: "Split it into several files."
    case .notUTF8: "Save it as UTF-8."
    case .noEntries: "Write one entry a line; lines that begin with # are comments."
    case .unreadable: "See that the file is there and may be read."
    }
  }
}

/// A list of entries to draw from, as it stands in a file.
///
/// One entry a line. Blank lines and lines that begin with `#` are skipped; `\#` begins an entry
/// with `#`. Spaces around an entry are dropped, and so is a byte order mark. Lines end with LF,
/// CRLF or CR.
public struct Wildcard: Hashable, Sendable {
  public let name: String
  /// At least one.
  public let entries: [WildcardEntry]

  public static let maximumBytes = 1_000_000
  public static let maximumEntries = 10_000

  /// Reads the bytes of a file.
  public init(name: String, bytes: [UInt8]) throws(WildcardFault) {
    guard bytes.count <= Self.maximumBytes else {
      throw .tooManyBytes(bytes.count, limit: Self.maximumBytes)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    try self.init(name: name, text: text)
  }

  /// Reads a text; `tooManyBytes` counts it in UTF-8.
  public init(name: String, text: String) throws(WildcardFault) {
    guard TemplateName.isValid(name) else { throw .badName }
    guard text.utf8.count <= Self.maximumBytes else {
      throw .tooManyBytes(text.utf8.count, limit: Self.maximumBytes)
    }
    self.name = name
    entries = Self.entries(of: text)
    guard !entries.isEmpty else { throw .noEntries }
    guard entries.count <= Self.maximumEntries else {
      throw .tooManyEntries(limit: Self.maximumEntries)
    }
  }

  private static func entries(of text: String) -> [WildcardEntry] {
    // A scalar, not a character: it may be glued to what follows.
    let scalars = text.unicodeScalars
    let body = String(scalars.first == "\u{FEFF}" ? scalars.dropFirst() : scalars[...])
    let ends: Set<Character> = ["\n", "\r\n", "\r"]
    let lines = body.split(omittingEmptySubsequences: false) { ends.contains($0) }
    return lines.enumerated().compactMap { index, line in
      let entry = trimmed(line)
      guard !entry.isEmpty, entry.first != "#" else { return nil }
      let text = entry.hasPrefix("\\#") ? entry.dropFirst() : entry
      return WildcardEntry(String(text), line: index + 1)
    }
  }

  private static func trimmed(_ line: Substring) -> Substring {
    var rest = line.drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest
  }
}
