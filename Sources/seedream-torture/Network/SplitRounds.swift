import ProviderSimulator

/// Replies that come in two packets, broken at each byte in turn: nobody may notice.
enum SplitRounds {
  /// Enough for the head of a download and the beginning of its picture.
  private static let downloadBytes = 400

  static func all(_ service: SimulatedService, _ lengths: MessageLengths) -> [NetworkRound] {
    let submit = lengths.of(.submit, .reply)
    let result = lengths.of(.result, .reply)
    let pause = Duration.milliseconds(3)
    // One run breaks a reply of each kind.
    let rounds = (1..<max(submit, result, downloadBytes)).map { count -> NetworkRound in
      var rules: [ProxyRule] = []
      if count < submit {
        rules.append(ProxyRule(.submit, .reply, after: count, .split(pause: pause)))
      }
      if count < result {
        rules.append(ProxyRule(.result, .reply, after: count, .split(pause: pause)))
      }
      if count < downloadBytes {
        rules.append(ProxyRule(.download, .reply, after: count, .split(pause: pause)))
      }
      return harmless("replies in two packets", "broken after \(count)", service, rules)
    }
    let crumbs = [(FaultRule.Call.submit, submit), (.result, result), (.download, downloadBytes)]
    return rounds
      + crumbs.map { call, length in
        let rules = (1..<length).map {
          ProxyRule(call, .reply, after: $0, .split(pause: .zero))
        }
        return harmless("a reply in packets of one byte", call.rawValue, service, rules)
      }
  }

  private static func harmless(
    _ kind: String,
    _ place: String,
    _ service: SimulatedService,
    _ rules: [ProxyRule]
  ) -> NetworkRound {
    NetworkRound(
      kind: kind,
      place: place,
      service: service,
      rules: rules,
      codes: [0],
      isHarmless: true
    )
  }
}
