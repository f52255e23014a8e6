/// When to look next: growing intervals with full jitter, never under the service's floor.
///
/// `chance` is a fresh random number in 0..<1 that the caller draws, so that schedules can be
/// tested and many jobs started together spread out.
public struct PollSchedule: Hashable, Sendable {
  /// The service asks for no more than one look per this time and task.
  public var floor: Duration
  /// The longest pause between two looks at a healthy task.
  public var ceiling: Duration
  /// The longest pause after failures.
  public var failureCeiling: Duration

  public init(
    floor: Duration,
    ceiling: Duration = .seconds(15),
    failureCeiling: Duration = .seconds(60)
  ) {
    self.floor = floor
    self.ceiling = max(ceiling, floor)
    self.failureCeiling = max(failureCeiling, floor)
  }

  /// How long after acceptance the first look comes at the latest, whatever is expected: looks cost
  /// nothing, and a guess from the past must not leave finished pictures lying for longer.
  static let latestFirstLook = Duration.seconds(10)

  /// The first look: just before the model's usual time is over, when that is known and short.
  public func firstLook(expected: Duration?, chance: Double) -> Duration {
    guard let expected else { return floor + (floor / 2) * chance }
    let early = min(expected, Self.latestFirstLook) * (0.85 + 0.15 * chance)
    return max(early, floor)
  }

  /// The pause after the `pollCount`th answered look found the task still at work.
  public func afterLook(pollCount: Int, chance: Double) -> Duration {
    let grown = min(floor * pow15(min(pollCount, 12)), ceiling)
    return floor + (grown - floor) * chance
  }

  /// The pause after `failures` looks or submits in a row went unanswered. What the service asked
  /// for is obeyed, with up to a tenth more so that many jobs do not return at once.
  public func afterFailure(
    failures: Int,
    retryAfter: Duration?,
    chance: Double
  ) -> Duration {
    if let retryAfter { return max(retryAfter, floor) + (retryAfter / 10) * chance }
    var grown = max(floor, .milliseconds(100))
    for _ in 0..<min(max(failures, 0), 12) where grown < failureCeiling { grown = grown * 2 }
    return floor + (min(grown, failureCeiling) - floor) * chance
  }

  /// 1.5 to the `count`.
  private func pow15(_ count: Int) -> Double {
    var result = 1.0
    for _ in 0..<max(count, 0) { result *= 1.5 }
    return result
  }
}
