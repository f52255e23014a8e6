/// A part of a picture, in fractions of its sides from its upper left corner.
public struct PicturePart: Hashable, Sendable {
  public let x: Double
  public let y: Double
  public let width: Double
  public let height: Double

  public static let whole = PicturePart(x: 0, y: 0, width: 1, height: 1)

  /// What lies outside the picture is moved inside; a part is never empty.
  public init(x: Double, y: Double, width: Double, height: Double) {
    let least = 1.0 / 16_384
    self.width = Self.inside(least...1, width)
    self.height = Self.inside(least...1, height)
    self.x = Self.inside(0...(1 - self.width), x)
    self.y = Self.inside(0...(1 - self.height), y)
  }

  private static func inside(_ range: ClosedRange<Double>, _ value: Double) -> Double {
    value.isNaN ? range.lowerBound : min(max(value, range.lowerBound), range.upperBound)
  }
}

/// A picture file and the part of it that is to be seen.
public struct PictureView: Hashable, Sendable {
  /// Absolute.
  public var path: String
  public var part: PicturePart

  public init(path: String, part: PicturePart = .whole) {
    self.path = path
    self.part = part
  }
}

/// The pixels of one cell of a terminal.
public struct CellPixels: Hashable, Sendable {
  public let width: Int
  public let height: Int

  /// What is assumed of terminals that do not say: twice as high as wide.
  public static let standard = CellPixels(width: 10, height: 20)

  /// Sizes outside 1...200 are taken as the nearer end.
  public init(width: Int, height: Int) {
    self.width = min(max(width, 1), 200)
    self.height = min(max(height, 1), 200)
  }
}

/// How pictures get onto a terminal, the best first.
public enum PictureForm: String, Hashable, Sendable, CaseIterable {
  /// kitty's protocol, with cells that stand for parts of the picture.
  case kittyPlaceholders
  /// kitty's protocol, with pictures put down at the cursor.
  case kittyPlacement
  /// The inline pictures of iTerm2.
  case iterm2
  case sixel
  /// Characters and their colours.
  case symbols
  /// Words: size, colours, lightness.
  case text
  case off

  /// Put down at the cursor, over cells: no part of it can be left out.
  public var isWhole: Bool {
    switch self {
    case .kittyPlacement, .iterm2, .sixel: true
    case .kittyPlaceholders, .symbols, .text, .off: false
    }
  }
}

/// What a terminal can colour characters with.
public enum SymbolColours: Sendable, Hashable {
  case trueColour
  /// The entries from 16 on, which no theme of a user changes.
  case palette256
  case palette16
  /// Characters alone carry the picture.
  case none
}
