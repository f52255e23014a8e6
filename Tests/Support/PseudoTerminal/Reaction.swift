/// What a program put on its terminal after something happened, and when.
public struct Reaction: Sendable {
  /// Until the first and the last byte; `nil` when nothing came.
  public let first: Duration?
  public let last: Duration?
  public let byteCount: Int
  public let bytes: [UInt8]
  /// The awaited text had come, and then nothing more for the quiet time.
  public let isComplete: Bool
}

extension PseudoTerminal {
  /// Sends keys and takes in what follows, until the wire is quiet for so long.
  public func reaction(
    to keys: [UInt8],
    marker: String? = nil,
    quiet: Duration = .milliseconds(30),
    atMost limit: Duration = .seconds(10)
  ) throws(TerminalFailure) -> Reaction {
    let start = ContinuousClock.now
    try send(keys, atMost: limit)
    return reaction(since: start, marker: marker, quiet: quiet, atMost: limit)
  }

  /// Takes in what comes until `marker` stood in it and the wire was quiet for so long after it;
  /// times count from `start`, and what came before and was not taken counts as well.
  ///
  /// Without a marker, the first byte is awaited.
  public func reaction(
    since start: ContinuousClock.Instant,
    marker: String? = nil,
    quiet: Duration = .milliseconds(30),
    atMost limit: Duration = .seconds(10)
  ) -> Reaction {
    let deadline = start + limit
    let wanted = Array((marker ?? "").utf8)
    var bytes = takeOutput()
    var isFound = !bytes.isEmpty && bytes.holds(wanted, from: 0)
    var first = bytes.isEmpty ? nil : lastByteAt
    var last = first
    reading: while ContinuousClock.now < deadline {
      let left = deadline - .now
      switch read(atMost: isFound ? min(quiet, left) : left) {
      case .bytes:
        let known = bytes.count
        bytes += takeOutput()
        first = first ?? lastByteAt
        last = lastByteAt
        isFound = isFound || bytes.holds(wanted, from: max(0, known - wanted.count))
      case .quiet where isFound, .ended: break reading
      case .quiet: continue
      }
    }
    return Reaction(
      first: first.map { $0 - start },
      last: last.map { $0 - start },
      byteCount: bytes.count,
      bytes: bytes,
      isComplete: isFound && ContinuousClock.now < deadline
    )
  }
}

extension [UInt8] {
  /// Whether `needle` occurs at or after a place.
  func holds(_ needle: [UInt8], from start: Int) -> Bool {
    guard let head = needle.first else { return true }
    guard count >= needle.count else { return false }
    return (start...(count - needle.count)).contains { place in
      self[place] == head && self[place..<place + needle.count].elementsEqual(needle)
    }
  }
}
