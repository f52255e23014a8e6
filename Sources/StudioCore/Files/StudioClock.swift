import Glibc
public import StudioModel

/// Time as the core sees it; injected, so that a test owns it.
public struct StudioClock: Sendable {
  private let wall: @Sendable () -> Timestamp
  private let elapsed: @Sendable () -> Duration
  private let sleeper: Sleeper
  private let rester: Sleeper

  private typealias Sleeper = @Sendable (Pause) async throws(CancellationError) -> Void

  /// `restUntil` serves waits that no job waits for, such as between two heartbeats; a test may
  /// want to tell them apart.
  public init(
    now: @escaping @Sendable () -> Timestamp,
    monotonic: @escaping @Sendable () -> Duration,
    sleepUntil: @escaping @Sendable (Timestamp) async throws(CancellationError) -> Void,
    restUntil: (@Sendable (Timestamp) async throws(CancellationError) -> Void)? = nil
  ) {
    let restUntil = restUntil ?? sleepUntil
    wall = now
    elapsed = monotonic
    sleeper = { pause throws(CancellationError) in try await sleepUntil(pause.end) }
    rester = { pause throws(CancellationError) in try await restUntil(pause.end) }
  }

  private init(
    now: @escaping @Sendable () -> Timestamp,
    monotonic: @escaping @Sendable () -> Duration,
    sleeper: @escaping Sleeper
  ) {
    wall = now
    elapsed = monotonic
    self.sleeper = sleeper
    rester = sleeper
  }

  /// Wall-clock time; may jump when the machine's clock is set.
  public var now: Timestamp { wall() }

  /// Time since some fixed moment; never goes back. Only differences mean something.
  public var monotonic: Duration { elapsed() }

  /// Returns once the wall clock shows `moment` or later, at once when it already does.
  ///
  /// A clock that is set back meanwhile does not prolong it: what was missing at the call is the
  /// longest it takes.
  public func sleep(until moment: Timestamp) async throws(CancellationError) {
    try await sleeper(Pause(until: moment, by: self))
  }

  /// As `sleep(until:)`; for a wait that was reckoned by an earlier reading of the clock, which may
  /// have been set since.
  public func sleep(for span: Duration) async throws(CancellationError) {
    try await sleeper(Pause(for: span, by: self))
  }

  /// A wait that has begun already.
  func sleep(_ pause: Pause) async throws(CancellationError) { try await sleeper(pause) }

  /// As `sleep`, where no job waits for it.
  func rest(for span: Duration) async throws(CancellationError) {
    try await rester(Pause(for: span, by: self))
  }

  /// The clocks of this machine.
  public static let live = StudioClock(
    now: { Timestamp(milliseconds: reading(CLOCK_REALTIME).milliseconds) },
    monotonic: { reading(CLOCK_MONOTONIC) },
    sleeper: liveSleep
  )

  private static func reading(_ clock: clockid_t) -> Duration {
    var time = timespec()
    // Both clocks exist on every Linux and the pointer is valid: the call cannot fail.
    clock_gettime(clock, &time)
    return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
  }

  /// Sleeps in slices, so that a suspended laptop or a clock set forward is noticed in time.
  private static let liveSleep: Sleeper = { pause throws(CancellationError) in
    while true {
      if Task.isCancelled { throw CancellationError() }
      let rest = pause.left(by: live)
      if rest <= .zero { return }
      do {
        try await Task.sleep(for: min(rest, .seconds(30)), tolerance: .zero)
      } catch {
        throw CancellationError()
      }
    }
  }
}
