import ProviderSimulator

/// Lines that break, fall silent, crawl or repeat themselves, at every kind of call.
enum LineRounds {
  static func all(
    _ service: SimulatedService,
    _ lengths: MessageLengths,
    _ numbers: inout SeededNumbers
  ) -> [NetworkRound] {
    let calls: [FaultRule.Call] =
      service == .waveSpeed
      ? [.submit, .result, .download, .upload, .history] : [.submit, .result, .download, .upload]
    let rounds = calls.flatMap { broken(service, $0) + crawling(service, $0) }
    return rounds + connections(service) + silent(service)
      + repeated(service, lengths, &numbers)
  }

  // MARK: - Breaks

  private static func broken(
    _ service: SimulatedService,
    _ call: FaultRule.Call
  ) -> [NetworkRound] {
    let silence = ProxyRule.Action.blackhole(.milliseconds(1_500))
    let troubles: [(String, ProxyRule.Way, Int, ProxyRule.Action)] = [
      ("resets", .request, 0, .reset), ("resets", .request, 60, .reset),
      ("resets", .reply, 0, .reset), ("resets", .reply, 20, .reset),
      ("resets", .reply, 260, .reset), ("half-open lines", .request, 60, .halfClose),
      ("half-open lines", .reply, 0, .halfClose), ("half-open lines", .reply, 260, .halfClose),
      ("dead lines", .request, 0, silence), ("dead lines", .request, 60, silence),
      ("dead lines", .reply, 0, silence), ("dead lines", .reply, 260, silence),
    ]
    return troubles.map { kind, way, count, action in
      round(
        "\(kind) at \(call.rawValue)",
        "\(way) after \(count)",
        service,
        call,
        // A service that waits for the rest of a request is left after a while.
        [action, silence].prefix(kind.hasPrefix("half-open") ? 2 : 1).map {
          ProxyRule(call, way, after: count, $0)
        },
        codes: endings(service, call, isSent: way == .reply)
      )
    }
  }

  /// Free calls are made again. The paid one is not: what is known then is what the list says.
  private static func endings(
    _ service: SimulatedService,
    _ call: FaultRule.Call,
    isSent: Bool
  ) -> Set<Int32> {
    guard call == .submit else { return [0] }
    return isSent && service == .waveSpeed ? [0] : [7]
  }

  private static func round(
    _ kind: String,
    _ place: String,
    _ service: SimulatedService,
    _ call: FaultRule.Call,
    _ rules: [ProxyRule],
    codes: Set<Int32>,
    leavesAt: FaultRule.Call? = nil
  ) -> NetworkRound {
    NetworkRound(
      kind: kind,
      place: place,
      service: service,
      rules: rules,
      codes: codes,
      hasReference: call == .upload,
      losesAnswer: call == .history,
      leavesAt: leavesAt
    )
  }

  // MARK: - A byte a second

  /// The person leaves; the answer to a paid call is waited for all the same, so there the line
  /// breaks after three bytes.
  private static func crawling(
    _ service: SimulatedService,
    _ call: FaultRule.Call
  ) -> [NetworkRound] {
    let slow = ProxyRule(call, .reply, after: 0, .throttle(bytesPerSecond: 1))
    let kind = "a byte a second at \(call.rawValue)"
    guard call != .submit else {
      let cut = ProxyRule(call, .reply, after: 3, .reset)
      return [
        round(kind, "cut", service, call, [slow, cut], codes: endings(service, call, isSent: true))
      ]
    }
    // A lost answer that is not found yet is told as such, whoever leaves.
    let codes: Set<Int32> = call == .history ? [7, 130] : [130]
    return [
      round(kind, "left", service, call, [slow], codes: codes, leavesAt: call)
    ]
  }

  // MARK: - Connections

  /// Before a byte was read, so nobody knows what the connection was for. A request that may have
  /// left is not sent again; one that provably never left is.
  private static func connections(_ service: SimulatedService) -> [NetworkRound] {
    let silence = ProxyRule.Action.blackhole(.milliseconds(1_500))
    let nobody = NetworkRound(
      kind: "nobody listens",
      place: "at first",
      service: service,
      rules: [],
      codes: [5],
      isRefused: true
    )
    return [nobody]
      + [("a reset connection", ProxyRule.Action.reset), ("a dead connection", silence)].map {
        NetworkRound(
          kind: $0,
          place: "the first",
          service: service,
          rules: [ProxyRule(connections: 1...1, $1)],
          codes: [0, 7]
        )
      }
  }

  /// Lines that stay dead until the program gives up on them and asks again.
  private static func silent(_ service: SimulatedService) -> [NetworkRound] {
    [(FaultRule.Call.result, 0), (.result, 260), (.download, 0), (.download, 5_000)].map {
      NetworkRound(
        kind: "lines dead for good at \($0.rawValue)",
        place: "after \($1)",
        service: service,
        rules: [ProxyRule($0, .reply, after: $1, .blackhole(.seconds(80)))],
        codes: [0],
        isSlow: true
      )
    }
  }

  // MARK: - Bytes that come twice

  /// TCP drops what comes twice; a broken box on the way may not. Whatever is made of such a
  /// reply, it is paid once and kept whole. The line is closed behind it, since a length that
  /// grew would have to be waited for.
  private static func repeated(
    _ service: SimulatedService,
    _ lengths: MessageLengths,
    _ numbers: inout SeededNumbers
  ) -> [NetworkRound] {
    var rounds: [NetworkRound] = []
    for call in [FaultRule.Call.submit, .result, .download] {
      // No two pictures are of one length; all are longer than this.
      let length = call == .download ? 60_000 : lengths.of(call, .reply)
      let slices = (0..<24).map { _ -> (end: Int, last: Int) in
        let end = Int.random(in: 1...min(length, 900), using: &numbers)
        return (end, Int.random(in: 1...min(end, 40), using: &numbers))
      }
      for slice in slices + [(length, length), (length, 1)] {
        rounds.append(
          NetworkRound(
            kind: "bytes twice in a reply to \(call.rawValue)",
            place: "the last \(slice.last) of \(slice.end)",
            service: service,
            rules: [
              ProxyRule(call, .reply, after: slice.end, .duplicate(last: slice.last)),
              ProxyRule(call, .reply, after: length, .halfClose),
            ],
            codes: call == .submit ? [0, 7] : [0]
          )
        )
      }
    }
    return rounds
  }
}
