public import StudioModel

/// What is known of keys and money.
public struct Account: Hashable, Sendable {
  /// Whether a service can be used from here.
  public enum Access: Hashable, Sendable {
    /// Its key is being looked for.
    case checking
    case ready
    /// No usable key; one sentence why, and one with what to do.
    case missing(reason: String, advice: String)
  }

  public var access: [ProviderID: Access]
  /// On the built-in simulator: nothing costs anything.
  public var isDemo: Bool
  public var spentToday: Money
  /// The most that everything queued and under way can still cost.
  public var underWay: Money
  public var dailyCap: Money?
  public var jobCap: Money?
  /// As the service said last.
  public var balances: [ProviderID: Money]

  public init(
    access: [ProviderID: Access] = [:],
    isDemo: Bool = false,
    spentToday: Money = .zero,
    underWay: Money = .zero,
    dailyCap: Money? = nil,
    jobCap: Money? = nil,
    balances: [ProviderID: Money] = [:]
  ) {
    self.access = access
    self.isDemo = isDemo
    self.spentToday = spentToday
    self.underWay = underWay
    self.dailyCap = dailyCap
    self.jobCap = jobCap
    self.balances = balances
  }
}
