public import StudioModel

/// How a service wants to be treated: looks, limits, and what it keeps.
public struct ServicePolicy: Hashable, Sendable {
  public var schedule: PollSchedule
  public var limits: SubmissionLimits
  /// True when lost ids can be found in the service's list of tasks.
  public var keepsList: Bool
  /// True when the service documents that failed tasks cost nothing.
  public var refundsFailures: Bool
  /// Looks on the wire at once.
  public var pollsAtOnce: Int

  public init(
    schedule: PollSchedule,
    limits: SubmissionLimits,
    keepsList: Bool,
    refundsFailures: Bool,
    pollsAtOnce: Int = 64
  ) {
    self.schedule = schedule
    self.limits = limits
    self.keepsList = keepsList
    self.refundsFailures = refundsFailures
    self.pollsAtOnce = pollsAtOnce
  }
}
