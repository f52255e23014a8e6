internal import CVTerm

/// A colour as the terminal was told it.
public enum ScreenColour: Hashable, Sendable {
  /// The terminal's own.
  case standard
  case palette(UInt8)
  case direct(red: UInt8, green: UInt8, blue: UInt8)

  init(_ colour: vscreen_colour) {
    switch colour.kind {
    case VSCREEN_PALETTE: self = .palette(colour.index)
    case VSCREEN_DIRECT: self = .direct(red: colour.red, green: colour.green, blue: colour.blue)
    default: self = .standard
    }
  }
}

/// One cell of a terminal's screen.
public struct ScreenCell: Hashable, Sendable {
  /// libvterm does not keep "dim".
  public struct Attributes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let bold = Attributes(rawValue: 1)
    public static let italic = Attributes(rawValue: 2)
    public static let underline = Attributes(rawValue: 4)
    public static let blink = Attributes(rawValue: 8)
    public static let reverse = Attributes(rawValue: 16)
    public static let strike = Attributes(rawValue: 32)
  }

  /// With its marks; a space where nothing was written, nothing where a wide character covers it.
  public let text: String
  /// 2 for a wide character, 0 for the cell that it covers.
  public let width: Int
  public let foreground: ScreenColour
  public let background: ScreenColour
  public let attributes: Attributes

  init(_ cell: vscreen_cell) {
    let scalars = withUnsafeBytes(of: cell.scalars) { Array($0.bindMemory(to: UInt32.self)) }
    var text = String.UnicodeScalarView()
    for scalar in scalars.prefix(while: { $0 != 0 }) {
      text.append(Unicode.Scalar(scalar) ?? "\u{fffd}")
    }
    self.text = text.isEmpty && cell.width > 0 ? " " : String(text)
    width = Int(cell.width)
    foreground = ScreenColour(cell.foreground)
    background = ScreenColour(cell.background)
    attributes = Attributes(rawValue: cell.attributes)
  }
}
