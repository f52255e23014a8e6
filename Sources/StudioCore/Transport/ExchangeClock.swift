/// The limits of one exchange and what has moved so far.
struct ExchangeClock {
  let startedAt: ContinuousClock.Instant
  private let timeouts: HTTPTimeouts
  /// True when a body is sent, which the system may still hold when libcurl is done with it.
  private let sendsBody: Bool
  private var lastActivity: ContinuousClock.Instant
  private var isWaitingForReply = false
  private var isAllSent = false
  private var unsent: Int64?

  init(_ timeouts: HTTPTimeouts, sendsBody: Bool, at now: ContinuousClock.Instant = .now) {
    self.timeouts = timeouts
    self.sendsBody = sendsBody
    startedAt = now
    lastActivity = startedAt
  }

  /// The request goes out: from here on silence counts.
  mutating func requestLeft(at now: ContinuousClock.Instant = .now) {
    isWaitingForReply = true
    lastActivity = now
  }

  mutating func somethingMoved(
    allSent: Bool = false,
    at now: ContinuousClock.Instant = .now
  ) {
    lastActivity = now
    if allSent { isAllSent = true }
  }

  /// The limit that has passed at `now`, in words; `nil` while there is none.
  ///
  /// `systemHolds` tells how many bytes of the request wait in the system's buffer: it takes
  /// megabytes at once and sends them over minutes.
  mutating func passedLimit(
    at now: ContinuousClock.Instant,
    systemHolds: () -> Int64
  ) -> String? {
    if now >= startedAt + timeouts.total {
      return "no whole reply within \(timeouts.total.inSeconds)"
    }
    guard isWaitingForReply else { return nil }
    if sendsBody, isAllSent, unsent != 0 {
      let waiting = max(systemHolds(), 0)
      if unsent != waiting { lastActivity = now }
      unsent = waiting
    }
    return now >= lastActivity + timeouts.idle
      ? "nothing moved for \(timeouts.idle.inSeconds)" : nil
  }

  /// No limit can pass before this, whatever happens until then.
  func nextLook(after now: ContinuousClock.Instant) -> ContinuousClock.Instant {
    // Silence begins to count when the request leaves, which may be as soon as now.
    let silence = (isWaitingForReply ? lastActivity : now) + timeouts.idle
    let next = min(startedAt + timeouts.total, silence)
    guard sendsBody, unsent != 0 else { return next }
    return min(next, now + min(.seconds(1), timeouts.idle / 4))
  }
}

extension Duration {
  /// For example `2.5 s`.
  fileprivate var inSeconds: String {
    let tenths = components.seconds * 10 + components.attoseconds / 100_000_000_000_000_000
    return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
  }
}
