public import CellGrid

/// A decoder and the time of its last byte, so that a lone Esc becomes a key after a silence
/// however often the program wakes for other reasons.
public struct KeyboardReader: Sendable {
  private var decoder: InputDecoder
  private var lastByte: ContinuousClock.Instant?
  /// When something began that is still incomplete, and the bytes of it.
  private var begun: (at: ContinuousClock.Instant, bytes: Int)?
  /// How long anything but a paste may stay incomplete while bytes keep coming no faster than a
  /// person types: what is typed after a reply that has lost its end is theirs again.
  private static let longestWait: Duration = .seconds(2)
  private static let timeOfByte: Duration = .milliseconds(10)

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
    let end = bytes.isEmpty ? silenceEnd : longestEnd
    if let end, now >= end { inputs = flush() }
    guard !bytes.isEmpty else { return inputs }
    inputs += decoder.decode(bytes)
    lastByte = now
    let former = begun ?? (now, 0)
    begun = decoder.awaitsMore ? (former.at, former.bytes + bytes.count) : nil
    return inputs
  }

  private mutating func flush() -> [Input] {
    lastByte = nil
    begun = nil
    return decoder.flush()
  }

  /// What the terminal has answered, apart from what was typed.
  public mutating func takeReplies() -> [TerminalReply] { decoder.takeReplies() }

  private var silenceEnd: ContinuousClock.Instant? {
    guard decoder.awaitsMore, let lastByte else { return nil }
    let silence = lastByte + decoder.delay
    return longestEnd.map { min(silence, $0) } ?? silence
  }

  private var longestEnd: ContinuousClock.Instant? {
    guard decoder.awaitsMore, !decoder.isInPaste, let begun else { return nil }
    return begun.at + Self.longestWait + Self.timeOfByte * begun.bytes
  }
}
