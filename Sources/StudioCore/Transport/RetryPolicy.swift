/// When to try again: exponential backoff with full jitter, and the service's own wish first.
public struct RetryPolicy: Hashable, Sendable {
  /// The span the first wait is drawn from.
  public var base: Duration
  /// No wait is shorter.
  public var floor: Duration
  /// No span that a wait is drawn from is longer.
  public var ceiling: Duration
  /// A longer `Retry-After` is not believed.
  public var patience: Duration

  public init(
    base: Duration = .seconds(1),
    floor: Duration = .milliseconds(250),
    ceiling: Duration = .seconds(60),
    patience: Duration = .seconds(3_600)
  ) {
    self.base = max(base, .zero)
    self.floor = max(floor, .zero)
    self.ceiling = max(ceiling, floor)
    self.patience = max(patience, .zero)
  }

  /// How long to wait after `failures` failures in a row.
  ///
  /// Drawn evenly from `floor` to `base × 2^(failures − 1)`, the latter at most `ceiling`, so that
  /// many waiters spread out. With `retryAfter` the wait is never shorter than that (at most
  /// `patience`), plus up to `base`, for the same reason.
  public func delay(
    afterFailures failures: Int,
    retryAfter: Duration? = nil,
    using generator: inout some RandomNumberGenerator
  ) -> Duration {
    let draw = Double.random(in: 0..<1, using: &generator)
    let span = span(afterFailures: failures)
    let drawn = floor + (max(span, floor) - floor) * draw
    guard let retryAfter else { return drawn }
    return max(min(max(retryAfter, .zero), patience) + base * draw, floor)
  }

  private func span(afterFailures failures: Int) -> Duration {
    var span = base
    var doublings = failures - 1
    while doublings > 0, span > .zero, span < ceiling {
      span *= 2
      doublings -= 1
    }
    return min(span, ceiling)
  }

  /// True for replies to a GET that may be different next time.
  public static func isTransient(status: Int) -> Bool {
    [429, 500, 502, 503, 504].contains(status)
  }
}
