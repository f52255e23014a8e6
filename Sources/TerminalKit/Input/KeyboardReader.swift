public import CellGrid

/// A decoder and the time of its last byte, so that a lone Esc becomes a key after a silence
/// however often the program wakes for other reasons.
public struct KeyboardReader: Sendable {
  private var decoder: InputDecoder
  private var lastByte: ContinuousClock.Instant?

  public init(keys: KeyTable = KeyTable()) { decoder = InputDecoder(keys: keys) }

  /// Until when to wait for more, or for `other` if that is earlier.
  public func deadline(before other: ContinuousClock.Instant? = nil) -> ContinuousClock.Instant? {
    guard let silence = silenceEnd else { return other }
    return other.map { min($0, silence) } ?? silence
  }

  /// The inputs that are known at a time, with what was read just now, which may be nothing.
  public mutating func inputs(
    _ bytes: some Collection<UInt8>,
    at now: ContinuousClock.Instant
  ) -> [Input] {
    var inputs: [Input] = []
    if bytes.isEmpty {
      guard let silenceEnd, now >= silenceEnd else { return [] }
      inputs = decoder.flush()
      lastByte = nil
    } else {
      inputs = decoder.decode(bytes)
      lastByte = now
    }
    return inputs
  }

  private var silenceEnd: ContinuousClock.Instant? {
    guard decoder.awaitsMore, let lastByte else { return nil }
    return lastByte + decoder.delay
  }
}
