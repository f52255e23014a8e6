/// A colour of eight bits a channel, in sRGB.
public struct RGBColour: Sendable, Hashable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// From 0xRRGGBB; higher bits are ignored.
  public init(packed: UInt32) {
    self.init(
      UInt8(truncatingIfNeeded: packed >> 16),
      UInt8(truncatingIfNeeded: packed >> 8),
      UInt8(truncatingIfNeeded: packed)
    )
  }

  public static let white = RGBColour(255, 255, 255)
  public static let black = RGBColour(0, 0, 0)

  /// 0xRRGGBB.
  public var packed: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }
}
