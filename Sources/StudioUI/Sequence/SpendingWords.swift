import StudioModel

/// What a request can cost, and what the account and the caps say to it.
struct SpendingWords: Hashable, Sendable {
  /// `up to 4 × $0.027 = $0.108`.
  let price: String
  /// Below the price, the most important first.
  let statements: [TonedText]

  init(_ context: PaneContext) {
    guard let estimate = context.check.price else {
      price = "no price: the model is not known"
      statements = []
      return
    }
    price = estimate.text
    statements = Self.statements(estimate, context.account)
  }

  private static func statements(
    _ estimate: PriceEstimate,
    _ account: Account
  ) -> [TonedText] {
    var found = access(estimate.provider, account)
    if account.isDemo { return found + [TonedText("demo: nothing costs anything", .good)] }
    found += caps(estimate.total, account)
    if let balance = account.balances[estimate.provider], balance < estimate.total {
      found.append(TonedText("balance \(balance) is less than this can cost", .warning))
    }
    found.append(TonedText(standing(estimate.provider, account), .faint))
    if !estimate.isStatedByService { found.append(TonedText(estimate.basis, .faint)) }
    return found
  }

  private static func access(_ provider: ProviderID, _ account: Account) -> [TonedText] {
    switch account.access[provider] {
    case .missing(let reason, let advice):
      [TonedText("no usable key for \(provider.displayName): \(reason) \(advice)", .error)]
    case .checking:
      [TonedText("looking for the key of \(provider.displayName)", .faint)]
    case .ready, nil: []
    }
  }

  /// The same sums as the core makes before anything is sent.
  private static func caps(_ total: Money, _ account: Account) -> [TonedText] {
    var found: [TonedText] = []
    let spending = account.spending
    if let cap = spending.jobCap, total > cap {
      found.append(TonedText("over the cap: will not be sent (\(cap) a sequence)", .error))
    }
    if let cap = spending.dailyCap, spending.today + spending.underWay + total > cap {
      let underWay = spending.underWay > .zero ? " + \(spending.underWay) under way" : ""
      let parts = "\(spending.today) today\(underWay) + \(total)"
      found.append(TonedText("over the cap: will not be sent (\(parts), of \(cap) a day)", .error))
    }
    return found
  }

  /// `today $1.24 of $10.00 · under way $0.108 · balance $12.30`.
  private static func standing(_ provider: ProviderID, _ account: Account) -> String {
    let spending = account.spending
    var parts = ["today \(spending.today)" + (spending.dailyCap.map { " of \($0)" } ?? "")]
    if spending.underWay > .zero { parts.append("under way up to \(spending.underWay)") }
    if let balance = account.balances[provider] { parts.append("balance \(balance)") }
    if let cap = spending.jobCap { parts.append("cap \(cap) a sequence") }
    if spending.dailyCap == nil { parts.append("no daily cap") }
    return parts.joined(separator: " · ")
  }
}
