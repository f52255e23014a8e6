/// A key of a keyboard, as far as terminals tell them apart.
public enum Key: Hashable, Sendable {
  /// What a key typed; never a control character. With `control` or `alt` it is lower case.
  case character(Character)
  case enter, tab, backspace, delete, insert, escape
  case up, down, left, right
  case home, end, pageUp, pageDown
  /// F1 is 1; up to 20.
  case function(Int)
}

/// One press of a key with what was held down.
public struct KeyPress: Hashable, Sendable {
  public struct Modifiers: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Only with keys that type nothing: a shifted letter is another character.
    public static let shift = Modifiers(rawValue: 1)
    public static let alt = Modifiers(rawValue: 2)
    public static let control = Modifiers(rawValue: 4)
  }

  public var key: Key
  public var modifiers: Modifiers

  public init(_ key: Key, _ modifiers: Modifiers = []) {
    self.key = key
    self.modifiers = modifiers
  }

  public init(_ character: Character, _ modifiers: Modifiers = []) {
    self.init(.character(character), modifiers)
  }

  /// The character it types into an editor; `nil` for a command.
  public var typed: Character? {
    guard case .character(let character) = key, modifiers.isEmpty else { return nil }
    return character
  }
}

/// Something that happened to a mouse over the terminal; places count from the top left cell.
public struct MouseEvent: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case pressed, released, wheelUp, wheelDown
  }

  public var kind: Kind
  public var place: Point

  public init(_ kind: Kind, at place: Point) {
    self.kind = kind
    self.place = place
  }
}

/// What came from a terminal's keyboard.
public enum Input: Hashable, Sendable {
  case key(KeyPress)
  /// A bracketed paste: one piece of text, exactly as it came; line ends are `\n`.
  case paste(String)
  case mouse(MouseEvent)
}
