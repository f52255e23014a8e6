public import StudioModel

/// The spans of time that a sequence is shown with.
public enum JobTimes {
  /// Since it was sent, or made while it is not; ends with the sequence.
  public static func elapsed(_ job: Job, now: Timestamp) -> Duration {
    max(.zero, (job.finishedAt ?? now) - began(job))
  }

  /// Each try to send sets its own time: until one got through, what counts is the wait.
  private static func began(_ job: Job) -> Timestamp {
    switch job.status {
    case .drafted, .queued, .submitting: job.createdAt
    case .submitted, .running, .downloading, .finished, .partial, .failed, .cancelled,
      .unconfirmed:
      job.submittedAt ?? job.createdAt
    }
  }

  /// What the service is thought to need still, from how long it usually takes; negative when it
  /// takes longer. `nil` where nothing is known, or the service is not at work on it.
  public static func left(_ job: Job, usual: Duration?, now: Timestamp) -> Duration? {
    guard [.submitted, .running].contains(job.status), let usual, let began = job.acceptedAt
    else { return nil }
    return usual - (now - began)
  }

  /// For example `~12 s left`, `~3 m left`, `any moment`, `taking longer`.
  public static func leftWords(_ left: Duration, usual: Duration) -> String {
    if left > .minutes(2) { return "~\((left.milliseconds + 59_999) / 60_000) m left" }
    if left > .zero { return "~\(Quantities.timeLeft(left)) left" }
    // The usual time is a median: a little more than it says nothing yet.
    return left > usual / -4 ? "any moment" : "taking longer"
  }

  /// As a stop-watch shows it, at most seven cells: `0:41`, `12:05`, `1:02:05`, `3 d 4 h`.
  public static func clock(_ span: Duration) -> String {
    let seconds = max(span.components.seconds, 0)
    if seconds >= 86_400 { return Quantities.duration(span) }
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
    let rest = Quantities.twoDigits(seconds % 60)
    return hours > 0 ? "\(hours):\(Quantities.twoDigits(minutes)):\(rest)" : "\(minutes):\(rest)"
  }
}
