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
  public var spending: SpendingNow
  /// As the service said last.
  public var balances: [ProviderID: Money]

  public init(
    access: [ProviderID: Access] = [:],
    isDemo: Bool = false,
    spending: SpendingNow = SpendingNow(today: .zero, underWay: .zero),
    balances: [ProviderID: Money] = [:]
  ) {
    self.access = access
    self.isDemo = isDemo
    self.spending = spending
    self.balances = balances
  }
}
