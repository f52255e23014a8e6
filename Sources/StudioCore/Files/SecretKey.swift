/// A service's key. No description, reflection or encoding of it shows what it is.
public struct SecretKey: Hashable, Sendable {
  /// The key itself, for the one header it belongs in.
  public let revealed: String

  /// Why a text cannot be a key. Never carries the text.
  public enum Problem: Error, Hashable, Sendable {
    case empty
    case tooLong
    /// A space, a line end or another character that would break out of a header.
    case foreignCharacter
  }

  static let longest = 4_096

  /// Takes a key as a file or a command hands it over; white space around it is not part of it.
  public init(_ text: String) throws(Problem) {
    let text = text.trimmed
    guard !text.isEmpty else { throw .empty }
    guard text.utf8.count <= Self.longest else { throw .tooLong }
    guard text.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else { throw .foreignCharacter }
    revealed = text
  }
}

extension SecretKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "(key not shown)" }

  public var debugDescription: String { description }

  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension SecretKey: Encodable {
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
