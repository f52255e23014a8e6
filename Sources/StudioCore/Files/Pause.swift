import StudioModel

/// A wait that two clocks measure: it is over when the wall clock shows its end, and when as much
/// time has passed as was missing at first.
///
/// So a clock that is set back prolongs nothing, and one that is set forward, or a machine that was
/// asleep, ends it.
struct Pause: Sendable {
  let end: Timestamp
  private let span: Duration
  private let began: Duration

  /// `planned` is when `end` was chosen; where that lies ahead, the clock was set back since.
  init(until end: Timestamp, planned: Timestamp? = nil, by clock: StudioClock) {
    let now = clock.now
    self.end = end
    span = end - max(planned ?? now, now)
    began = clock.monotonic
  }

  /// `end` was reckoned from `now`, one reading of the clock, which may be set at any time after it.
  init(until end: Timestamp, from now: Timestamp, by clock: StudioClock) {
    self.end = end
    span = end - now
    began = clock.monotonic
  }

  init(for span: Duration, by clock: StudioClock) {
    let now = clock.now
    self.init(until: now + span, from: now, by: clock)
  }

  /// Zero or less once it is over.
  func left(by clock: StudioClock) -> Duration {
    min(end - clock.now, span - (clock.monotonic - began))
  }
}
