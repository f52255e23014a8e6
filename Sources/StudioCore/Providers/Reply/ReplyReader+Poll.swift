import StudioModel

/// How looks at a task are sorted.
///
/// `unavailable` says try again. Its `failure.serviceCode` tells two kinds apart: with a code, the
/// service gave a reason that may be for good (HTTP 500 with an error in its body, an error code
/// without a status, an unusual 4xx), so whoever polls may give the task up once the same reason
/// has come several times in a row; without one, only time is to blame. A body that names the task
/// and says `failed` is the task's own answer, whatever the HTTP status around it.
extension ReplyReader {
  /// `age` is the time since the submit call.
  func pollOutcome(_ response: HTTPResponse, age: Duration, now: Timestamp) -> PollOutcome {
    let reply = ServiceReply(response, quotation)
    if (200..<300).contains(response.status) {
      return answered(reply, response, age: age, now: now)
    }
    if ![401, 403, 429].contains(response.status), reply.statesATask,
      StatusWord.phase(reply.statusWord) != .waiting
    {
      return .answered(report(reply, isSubmit: false))
    }
    return withoutAnswer(response.status, reply, response, age: age, now: now)
  }

  func pollOutcome(_ broken: TransportFailure) -> PollOutcome {
    .unavailable(
      Failure(
        .unreachable,
        "\(dialect.name) gave no answer\(quotation.tail(broken.message))",
        cost: .possible,
        advice: "It is asked again by itself."
      ),
      retryAfter: nil
    )
  }

  private func answered(
    _ reply: ServiceReply,
    _ response: HTTPResponse,
    age: Duration,
    now: Timestamp
  ) -> PollOutcome {
    let report = report(reply, isSubmit: false)
    if !report.remoteStatus.isEmpty || report.phase == .completed { return .answered(report) }
    if let code = reply.errorCode.flatMap({ Int($0) }), (1_000..<2_000).contains(code) {
      return .answered(report)
    }
    if let status = reply.impliedStatus {
      return withoutAnswer(status, reply, response, age: age, now: now)
    }
    if let reason = reply.reason {
      if Self.saysNotFound(reason) {
        return withoutAnswer(404, reply, response, age: age, now: now)
      }
      return later("answered with an error", reply, code: reply.errorCode ?? "200")
    }
    if report.id != nil, reply.isObject { return .answered(report) }
    return later("sent an answer that can't be read", reply, code: nil)
  }

  private func withoutAnswer(
    _ status: Int,
    _ reply: ServiceReply,
    _ response: HTTPResponse,
    age: Duration,
    now: Timestamp
  ) -> PollOutcome {
    switch status {
    case 401, 402, 403:
      let refusal = refusal(status, reply)
      guard [.keyRefused, .balanceTooLow].contains(refusal.code) else {
        return .unavailable(passing(refusal), retryAfter: retryAfter(response, now: now))
      }
      return .keyRefused(costing(refusal))
    case 429:
      return .unavailable(passing(refusal(429, reply)), retryAfter: retryAfter(response, now: now))
    case 400, 404, 410:
      if status != 410, age < dialect.invisibleFor {
        return later("does not show the task yet", reply, code: nil)
      }
      if status != 400 || reply.reason.map(Self.saysNotFound) == true {
        return .notFound(gone(reply))
      }
      return later("refused the question", reply, code: reply.errorCode ?? "400")
    case 500:
      let saysWhy = reply.isObject && reply.reason != nil
      let code = saysWhy && !reply.isBusy ? reply.errorCode ?? "500" : nil
      return later(
        "answered \(place(status, reply))",
        reply,
        code: code,
        retryAfter: retryAfter(response, now: now)
      )
    case 408, 425, 300..<400, 501...:
      return later(
        "answered \(place(status, reply))",
        reply,
        code: nil,
        retryAfter: retryAfter(response, now: now)
      )
    default: return later("refused the question", reply, code: reply.errorCode ?? String(status))
    }
  }

  private static func saysNotFound(_ reason: String) -> Bool {
    let reason = reason.lowercased()
    return ["not found", "not exist", "no such", "does not exist", "unknown prediction"]
      .contains { reason.contains($0) }
  }

  private func gone(_ reply: ServiceReply) -> Failure {
    failure(
      .predictionGone,
      "\(dialect.name) does not know the task (any more)\(quotation.tail(reply.reason))",
      cost: .possible,
      advice: "Results are kept for some days only; check the service's site.",
      reply: reply
    )
  }

  /// The look costs nothing, but the task that was looked at may have.
  private func costing(_ failure: Failure) -> Failure {
    var failure = failure
    failure.cost = .possible
    return failure
  }

  /// A refusal that time heals has no code, see above.
  private func passing(_ failure: Failure) -> Failure {
    var failure = costing(failure)
    failure.serviceCode = nil
    return failure
  }

  private func later(
    _ verb: String,
    _ reply: ServiceReply,
    code: String?,
    retryAfter: Duration? = nil
  ) -> PollOutcome {
    .unavailable(
      Failure(
        code == nil ? .unreachable : .generationFailed,
        "\(dialect.name) \(verb)\(quotation.tail(reply.reason))",
        cost: .possible,
        advice: "It is asked again by itself.",
        httpStatus: reply.httpStatus,
        serviceCode: code.map { quotation.quote($0) }
      ),
      retryAfter: retryAfter
    )
  }
}
