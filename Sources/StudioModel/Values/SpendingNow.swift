/// Money as it stands: what was spent today, what may still come, and the caps.
public struct SpendingNow: Hashable, Sendable {
  /// Spent since local midnight.
  public var today: Money
  /// The most that everything queued and under way can still cost.
  public var underWay: Money
  /// `nil` is no cap.
  public var dailyCap: Money?
  /// The most one sequence may cost; `nil` is no cap.
  public var jobCap: Money?

  public init(today: Money, underWay: Money, dailyCap: Money? = nil, jobCap: Money? = nil) {
    self.today = today
    self.underWay = underWay
    self.dailyCap = dailyCap
    self.jobCap = jobCap
  }

  /// What the daily cap leaves in the worst case, never below nought; `nil` without a cap.
  public var left: Money? { dailyCap.map { max(.zero, $0 - today - underWay) } }
}
