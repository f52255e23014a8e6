import StudioModel

extension ServiceDialect {
  static let atlasCloud = ServiceDialect(
    provider: .atlascloud,
    keyVariable: "ATLASCLOUD_API_KEY",
    // Nothing says whether a failed task is refunded.
    failedTaskCost: .possible,
    moderationCodes: ["1039"],
    unauthorizedMayMean: " or does not know the path",
    forbiddenBalanceWords: [],
    // Its own client treats 400 and 404 as "not visible yet" for this long.
    invisibleFor: .seconds(30),
    unconfirmedAdvice:
      "It may have been charged and this service keeps no list: check the usage on its site.",
    advice: { _ in nil }
  )
}

/// Reads Atlas Cloud's answers to the calls that are spelled its way.
enum AtlasCloudMapping {
  /// `available {value, currency}`, enveloped or not, with the value as a string or a number.
  static func balance(_ reply: ServiceReply) -> (amount: Money, currency: String)? {
    let available = reply["available"] ?? reply["balance"]
    guard let amount = available?["value"]?.money ?? available?.money else { return nil }
    let currency = available?["currency"]?.word() ?? reply["currency"]?.word() ?? "USD"
    return (amount, currency.uppercased())
  }
}
