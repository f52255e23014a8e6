import Glibc
public import StudioModel

/// Time as the core sees it; injected, so that a test owns it.
public struct StudioClock: Sendable {
  private let wall: @Sendable () -> Timestamp
  private let elapsed: @Sendable () -> Duration
  private let sleeper: @Sendable (Timestamp) async throws(CancellationError) -> Void
  private let rester: @Sendable (Timestamp) async throws(CancellationError) -> Void

  /// `restUntil` serves waits that no job waits for, such as between two heartbeats; a test may
  /// want to tell them apart.
  public init(
    now: @escaping @Sendable () -> Timestamp,
    monotonic: @escaping @Sendable () -> Duration,
    sleepUntil: @escaping @Sendable (Timestamp) async throws(CancellationError) -> Void,
    restUntil: (@Sendable (Timestamp) async throws(CancellationError) -> Void)? = nil
  ) {
    wall = now
    elapsed = monotonic
    sleeper = sleepUntil
    rester = restUntil ?? sleepUntil
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
    try await sleeper(moment)
  }

  public func sleep(for span: Duration) async throws(CancellationError) {
    try await sleeper(now + span)
  }

  /// As `sleep`, where no job waits for it.
  func rest(for span: Duration) async throws(CancellationError) {
    try await rester(now + span)
  }

  /// The clocks of this machine.
  public static let live = StudioClock(
    now: { Timestamp(milliseconds: reading(CLOCK_REALTIME).milliseconds) },
    monotonic: { reading(CLOCK_MONOTONIC) },
    sleepUntil: liveSleep
  )

  private static func reading(_ clock: clockid_t) -> Duration {
    var time = timespec()
    // Both clocks exist on every Linux and the pointer is valid: the call cannot fail.
    clock_gettime(clock, &time)
    return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
  }

  /// Sleeps in slices, so that a suspended laptop or a clock set forward is noticed in time.
  private static let liveSleep: @Sendable (Timestamp) async throws(CancellationError) -> Void = {
    moment throws(CancellationError) in
    let pause = Pause(until: moment, by: live)
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
