/// Why a text can't be the name of a template or a preset.
public enum NameFault: Error, Hashable, Sendable {
  case empty
  /// Characters.
  case tooLong(Int, limit: Int)
  /// Bytes of UTF-8: a single character can carry any number of marks.
  case tooManyBytes(Int, limit: Int)
  case controlCharacters
  case slash
  /// Names that begin with a dot are hidden where they name files.
  case leadingDot
  /// Another has this name; letter case does not tell names apart.
  case taken(by: SavedName)

  /// One sentence: what is wrong.
  public var message: String {
    switch self {
    case .empty: "The name is empty."
    case .tooLong(let count, let limit):
      "The name has \(count.grouped) characters; the limit is \(limit)."
    case .tooManyBytes(let count, let limit):
      "The name has \(count.grouped) bytes; the limit is \(limit)."
    case .controlCharacters: "The name holds a control or invisible character, or a line end."
    case .slash: "The name holds a slash, which would make it a path."
    case .leadingDot: "The name begins with a dot, which would hide its file."
    case .taken(let other):
      "There is “\(other)” already, and letter case does not tell names apart."
    }
  }

  /// One sentence: what to do next.
  public var advice: String {
    switch self {
    case .empty: "Type a name."
    case .tooLong, .tooManyBytes: "Shorten it."
    case .controlCharacters, .slash, .leadingDot: "Take it out."
    case .taken: "Take another name, or replace that one."
    }
  }
}

/// What a person calls a template or a preset; fit to name a file too.
public struct SavedName: Sendable, CustomStringConvertible {
  public let text: String

  /// Characters, as a person counts them.
  public static let maximumLength = 60
  /// Of UTF-8; file systems take 255 for a name with its ending.
  public static let maximumBytes = 240

  /// Spaces around the name are dropped.
  public init(_ typed: String) throws(NameFault) {
    var rest = typed.drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    text = String(rest)
    guard !text.isEmpty else { throw .empty }
    guard text.utf8.count <= Self.maximumBytes else {
      throw .tooManyBytes(text.utf8.count, limit: Self.maximumBytes)
    }
    guard text.count <= Self.maximumLength else {
      throw .tooLong(text.count, limit: Self.maximumLength)
    }
    let isControl = { (scalar: Unicode.Scalar) in
      PromptLint.isControl(scalar) || PromptLetter(Character(scalar)).kind == .lineBreak
        || scalar == "\t"
    }
    guard !text.unicodeScalars.contains(where: isControl) else { throw .controlCharacters }
    guard !text.contains(where: { "/\\".contains($0) }) else { throw .slash }
    guard text.first != "." else { throw .leadingDot }
  }

  /// Throws `taken` when one of the others differs in letter case at most.
  public func check(among others: [SavedName]) throws(NameFault) {
    if let other = others.first(where: { $0 == self }) { throw .taken(by: other) }
  }

  public var description: String { text }

  private var folded: String { text.lowercased() }
}

/// Names that differ in letter case alone are equal.
extension SavedName: Hashable {
  public static func == (left: SavedName, right: SavedName) -> Bool { left.folded == right.folded }

  public func hash(into hasher: inout Hasher) { hasher.combine(folded) }
}

extension SavedName: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do { try self.init(text) } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.message)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
