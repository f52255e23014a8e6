import ProviderSimulator

/// The paid request and its reply, cut at each byte in turn.
enum CutRounds {
  static func all(_ service: SimulatedService, _ lengths: MessageLengths) -> [NetworkRound] {
    replies(service, lengths.of(.submit, .reply))
      + requests(service, lengths.of(.submit, .request))
  }

  /// The task was taken: it is found in the list, or a person is asked.
  private static func replies(_ service: SimulatedService, _ length: Int) -> [NetworkRound] {
    (0..<length).map { count in
      let isReset = count % 2 == 0
      return NetworkRound(
        kind: isReset ? "submit replies cut by a reset" : "submit replies cut by a close",
        place: "after \(count)",
        service: service,
        rules: [ProxyRule(.submit, .reply, after: count, isReset ? .reset : .halfClose)],
        codes: service == .waveSpeed ? [0] : [7]
      )
    }
  }

  /// Whether it was taken cannot be known, so it is never sent again without a word. Of a whole
  /// request, the simulator may or may not make a task before it sees the reset.
  private static func requests(_ service: SimulatedService, _ length: Int) -> [NetworkRound] {
    (0...length).map { count in
      NetworkRound(
        kind: "submit requests cut by a reset",
        place: "after \(count)",
        service: service,
        rules: [ProxyRule(.submit, .request, after: count, .reset)],
        codes: count == length && service == .waveSpeed ? [0, 7] : [7]
      )
    }
  }
}
