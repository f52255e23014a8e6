import StudioModel

/// What sets one service's replies apart from the other's.
struct ServiceDialect: Sendable {
  var provider: ProviderID
  /// The environment variable people put its key in.
  var keyVariable: String
  /// What a task that failed at the service costs.
  var failedTaskCost: Failure.Cost
  /// Codes of the content filter.
  var moderationCodes: Set<String>
  /// What else a 401 can mean, as a clause; empty when it means the key alone.
  var unauthorizedMayMean: String
  /// Parts of a 403's reason that tell an empty account from a wrong key, in lower case.
  var forbiddenBalanceWords: [String]
  /// How long after the submit call a task may still be invisible (400 or 404).
  var invisibleFor: Duration
  /// What a person can do about a request whose fate is not known.
  var unconfirmedAdvice: String
  /// What to do about a failed task with this code; `nil` for codes that say nothing special.
  var advice: @Sendable (_ code: String) -> String?

  var name: String { provider.displayName }

  /// Reasons of either service that speak of money, in lower case.
  static let balanceWords = [
    "balance", "credit", "top up", "top-up", "topup", "recharge", "insufficient fund", "arrears",
    "overdue", "payment",
  ]

  /// True when a code or a reason comes from the content filter.
  func isModeration(code: String?, reason: String?) -> Bool {
    if let code, moderationCodes.contains(code) { return true }
    let spoken = "\(code ?? "") \(reason ?? "")".lowercased()
    return Self.moderationWords.contains { spoken.contains($0) }
  }

  private static let moderationWords = [
    "sensitive", "moderation", "moderated", "content policy", "content_policy", "content filter",
    "content_filter", "policy violation", "nsfw", "safety", "flagged", "inappropriate",
    "prohibited content", "敏感", "违规", "审核",
  ]
}
