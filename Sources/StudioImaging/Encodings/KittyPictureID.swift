/// A picture's number in kitty's protocol, of the kind that cells can name: the lowest byte as an
/// entry of the palette, the highest as a third mark.
public struct KittyPictureID: Hashable, Sendable {
  /// 16 to 255: entries that no theme of a user changes.
  public let low: UInt8
  /// 1 to 255: by chance for each program, so that two in one terminal keep apart.
  public let high: UInt8

  /// `nil` for a byte out of range.
  public init?(low: UInt8, high: UInt8) {
    guard low >= 16, high >= 1 else { return nil }
    self.low = low
    self.high = high
  }

  /// As the protocol's `i` has it.
  public var number: UInt32 { UInt32(high) << 24 | UInt32(low) }
}
