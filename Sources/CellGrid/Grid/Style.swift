/// A colour of a terminal.
public struct Colour: Hashable, Sendable {
  /// 0 for the terminal's own; otherwise a palette index plus one.
  private let code: UInt16

  private init(code: UInt16) { self.code = code }

  /// Whatever the terminal uses by itself.
  public static let standard = Colour(code: 0)

  /// An entry of the terminal's palette: 0–7 basic, 8–15 bright, 16–255 the cube and greys of
  /// terminals with 256 colours.
  public static func palette(_ index: UInt8) -> Colour { Colour(code: UInt16(index) + 1) }

  /// `nil` for the terminal's own.
  public var paletteIndex: UInt8? { code == 0 ? nil : UInt8(truncatingIfNeeded: code - 1) }
}

/// How a cell is drawn.
public struct Style: Hashable, Sendable {
  public struct Attributes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let bold = Attributes(rawValue: 1)
    public static let dim = Attributes(rawValue: 2)
    public static let italic = Attributes(rawValue: 4)
    public static let underline = Attributes(rawValue: 8)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 16)
  }

  public var foreground: Colour
  public var background: Colour
  public var attributes: Attributes

  public init(
    _ foreground: Colour = .standard,
    on background: Colour = .standard,
    _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  public static let plain = Style()

  /// The same with more attributes.
  public func adding(_ more: Attributes) -> Style {
    Style(foreground, on: background, attributes.union(more))
  }

  /// The same on another background.
  public func on(_ other: Colour) -> Style { Style(foreground, on: other, attributes) }
}
