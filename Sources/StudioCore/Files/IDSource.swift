public import StudioModel

/// Randomness as the core sees it; injected, so that a test knows every id in advance.
public struct IDSource: Sendable {
  private let bits: @Sendable () -> UInt64

  public init(randomBits: @escaping @Sendable () -> UInt64) { bits = randomBits }

  public func randomBits() -> UInt64 { bits() }

  public func sequenceID() -> SequenceID { SequenceID(randomBits: bits()) }

  /// At least 0 and less than 1: for jitter.
  public func unitInterval() -> Double { Double(bits() >> 11) * 0x1p-53 }

  /// The kernel's generator.
  public static let live = IDSource {
    var generator = SystemRandomNumberGenerator()
    return generator.next()
  }
}
