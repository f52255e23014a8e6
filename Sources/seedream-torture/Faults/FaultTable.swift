import ProviderSimulator

/// Every fault the simulator knows at every call it can strike.
///
/// Left out are pairs without a meaning (a corrupted picture in place of a submit's answer), the
/// calls that the program never makes (the catalogue and deletion), and refusals that lie: a
/// service that says 4xx of a task it took is believed.
enum FaultTable {
  static let rows: [FaultRow] = SimulatedService.allCases.flatMap { rows(of: $0) }

  private static func rows(of service: SimulatedService) -> [FaultRow] {
    let parts = [
      submits(service), looks(service), uploads(service), downloads(service), lists(service),
      free(service),
    ]
    return parts.flatMap { $0 }
  }

  // MARK: - Faults

  private static let broken: [Fault] = [
    .dropBeforeAcceptance, .dropAfterAcceptance, .garbage, .html, .emptyBody,
    .truncated(afterBytes: 0), .truncated(afterBytes: 40),
  ]

  private static let statuses: [Fault] =
    [400, 401, 402, 403, 404, 408, 410, 413, 422, 429, 451, 500, 502, 503, 504]
    .map { Fault.status($0) }

  private static let envelopes: [Fault] = [400, 401, 402, 429, 500, 503]
    .map { Fault.envelope(code: $0, message: "not now") }

  private static let patient: [Fault] = [
    .status(429, retryAfter: 1), .status(503, retryAfter: 1), .stalled(seconds: 0.4),
  ]

  /// What can stand in place of any answer. Port 9 of this machine discards; nobody listens.
  private static let answers: [Fault] =
    broken + statuses + envelopes + patient
    + [.redirect(to: "http://127.0.0.1:9/elsewhere"), .slow(bytesPerSecond: 1_000)]

  private static let accepted: [Fault] = [500, 502, 503, 504]
    .map { Fault.status($0, accepted: true) }

  private static func fates(_ service: SimulatedService) -> [Fault] {
    let moderation = service == .waveSpeed ? 1200 : 1039
    return [
      .fewerOutputs(count: 0), .fewerOutputs(count: 2), .fewerOutputs(count: 9),
      .moderatedFrames([2]), .moderatedFrames([1, 3]), .moderatedFrames([1, 2, 3]),
      .failedTask(code: moderation, message: "flagged by the content filter"),
      .failedTask(code: 1403, message: "the task failed"),
      .failedTask(code: 5004, message: "out of time", word: "timeout"),
      .failedTask(code: 1403, message: "cancelled", word: "cancelled"),
      .failedTask(code: 1403, message: "deleted", word: "deleted"),
      .failedTask(code: 1403, message: "no such style", serverError: true),
      .hiddenFromHistory, .bareReply, .withoutFlags,
    ]
  }

  private static let shapes: [Fault] =
    [
      Fault.OutputForm.urlObject, .imageObject, .outputString, .outputArray, .dataURI, .base64,
    ].map { Fault.outputForm($0) } + [.bareReply, .withoutFlags]

  // MARK: - Rows

  private static func deliveries(_ service: SimulatedService) -> [FaultRow.Delivery] {
    service == .waveSpeed ? [.poll, .sync, .base64] : [.poll, .base64]
  }

  private static func submits(_ service: SimulatedService) -> [FaultRow] {
    let own: [Fault] =
      service == .waveSpeed ? [] : [.idForm(.flat), .idForm(.predictionID)]
    let faults = answers + accepted + fates(service) + own
    var rows = spread(service, .submit, faults, lasting: [false])
    rows += faults.map { FaultRow(service, .poll, .submit, $0, isLasting: true) }
    guard service == .waveSpeed else { return rows }
    return rows + (shapes + [.syncTimeout]).map { FaultRow(service, .sync, .submit, $0) }
  }

  private static func looks(_ service: SimulatedService) -> [FaultRow] {
    // Only Atlas Cloud says of hiding new tasks for a while.
    let late: [Fault] = service == .waveSpeed ? [] : [.notVisibleYet(status: 404, seconds: 0.6)]
    let faults =
      answers + shapes + late
      + [
        .unknownStatus(word: "pondering"), .notVisibleYet(status: 404),
        .notVisibleYet(status: 400),
      ]
    let rows = spread(service, .result, faults, lasting: [false])
    return rows
      + [false, true].flatMap { isLater in
        faults.map { FaultRow(service, .poll, .result, $0, isLater: isLater, isLasting: true) }
      }
  }

  private static func uploads(_ service: SimulatedService) -> [FaultRow] {
    [false, true].flatMap { isLater in
      [false, true].flatMap { isLasting in
        (answers + [.noBinaryUpload]).map { fault in
          FaultRow(service, .poll, .upload, fault, isLater: isLater, isLasting: isLasting)
        }
      }
    }
  }

  private static func downloads(_ service: SimulatedService) -> [FaultRow] {
    let faults =
      answers.filter { $0 != .slow(bytesPerSecond: 1_000) }
      + [
        .slow(bytesPerSecond: 200_000), .truncated(afterBytes: 30_000), .corruptedPicture,
        .ignoredRange, .expiredLinks(status: 403), .expiredLinks(status: 404),
        .expiredLinks(status: 410),
      ]
    let rows = spread(service, .download, faults, lasting: [false, true])
    return rows.filter { row in
      guard row.delivery != .base64 else { return false }
      // Links expire for all pictures of a task at once, so which one came before is not certain.
      if case .expiredLinks = row.fault, row.isLater { return !row.isLasting }
      return true
    }
  }

  private static func lists(_ service: SimulatedService) -> [FaultRow] {
    guard service == .waveSpeed else { return [] }
    return (answers + [.hiddenFromHistory]).flatMap { fault -> [FaultRow] in
      [
        FaultRow(service, .poll, .history, fault),
        FaultRow(service, .poll, .history, fault, isLater: true),
        FaultRow(service, .poll, .history, fault, isLasting: true),
      ]
    }
  }

  /// Calls that only tell something.
  private static func free(_ service: SimulatedService) -> [FaultRow] {
    let balances = answers.map { FaultRow(service, .poll, .balance, $0) }
    guard service == .waveSpeed else { return balances }
    return balances + answers.map { FaultRow(service, .poll, .price, $0) }
  }

  /// At the first call in every delivery, and at a later one where the service is polled.
  private static func spread(
    _ service: SimulatedService,
    _ call: FaultRule.Call,
    _ faults: [Fault],
    lasting: [Bool]
  ) -> [FaultRow] {
    let rows = faults.flatMap { fault in
      lasting.flatMap { isLasting -> [FaultRow] in
        let rows = deliveries(service).map { delivery in
          FaultRow(service, delivery, call, fault, isLasting: isLasting)
        }
        return rows + [FaultRow(service, .poll, call, fault, isLater: true, isLasting: isLasting)]
      }
    }
    return rows.filter { !$0.isTooSlow }
  }
}

extension FaultRow {
  init(
    _ service: SimulatedService,
    _ delivery: Delivery,
    _ call: FaultRule.Call,
    _ fault: Fault,
    isLater: Bool = false,
    isLasting: Bool = false
  ) {
    self.init(
      service: service,
      delivery: delivery,
      call: call,
      fault: fault,
      isLater: isLater,
      isLasting: isLasting
    )
  }

  /// Pictures inside a reply at a kilobyte a second take minutes, and no look is a second one where
  /// the first already had everything.
  fileprivate var isTooSlow: Bool {
    fault == .slow(bytesPerSecond: 1_000) && delivery != .poll
  }
}
