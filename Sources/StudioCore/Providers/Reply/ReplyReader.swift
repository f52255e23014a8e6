import StudioModel

/// Turns a service's replies into the studio's values. Every reply ends in some outcome; none of
/// them is ever an error of this program.
struct ReplyReader: Sendable {
  let dialect: ServiceDialect
  let quotation: Quotation

  init(dialect: ServiceDialect, key: String) {
    self.dialect = dialect
    quotation = Quotation(withholding: key)
  }

  /// Where in a reply an error was found: its HTTP status, or the code inside an HTTP 200.
  func place(_ status: Int, _ reply: ServiceReply) -> String {
    if reply.httpStatus == status { return "HTTP \(status)" }
    return reply.errorCode.map { "code \(quotation.quote($0))" } ?? "HTTP \(reply.httpStatus)"
  }

  func failure(
    _ code: Failure.Code,
    _ message: String,
    cost: Failure.Cost,
    advice: String,
    reply: ServiceReply
  ) -> Failure {
    Failure(
      code,
      message,
      cost: cost,
      advice: advice,
      httpStatus: reply.httpStatus,
      serviceCode: reply.errorCode.map { quotation.quote($0) }
    )
  }

  /// What the service asks for, of which a day at most is believed.
  func retryAfter(_ response: HTTPResponse, now: Timestamp) -> Duration? {
    response.header("Retry-After").flatMap { RetryAfter.parse($0, now: now) }
      .map { min($0, .hours(24)) }
  }
}

// MARK: - Refusals

extension ReplyReader {
  /// What a 3xx or 4xx means, or the code inside an HTTP 200 that amounts to one: the service did
  /// not take the request, so it costs nothing.
  func refusal(_ status: Int, _ reply: ServiceReply) -> Failure {
    switch status {
    case 401: keyRefusal(reply)
    case 402: balanceRefusal(status, reply)
    case 403: forbidden(reply)
    case 413:
      refused(
        .refused,
        "says the request is too large",
        status,
        reply,
        advice: "Use smaller or fewer reference pictures."
      )
    case 429:
      refused(
        .throttled,
        "asks for patience",
        status,
        reply,
        advice: "Wait: it goes out again when the service allows it."
      )
    case 451:
      refused(
        .refused,
        "does not serve this region",
        status,
        reply,
        advice: "Use the other service, or ask this one about your region."
      )
    case 300..<400:
      refused(
        .refused,
        "sent the request elsewhere, which is not followed",
        status,
        reply,
        advice: "Check the service's base URL."
      )
    default: ordinaryRefusal(status, reply)
    }
  }

  private func refused(
    _ code: Failure.Code,
    _ verb: String,
    _ status: Int,
    _ reply: ServiceReply,
    advice: String
  ) -> Failure {
    failure(
      code,
      "\(dialect.name) \(verb) (\(place(status, reply)))\(quotation.tail(reply.reason))",
      cost: .nothing,
      advice: advice,
      reply: reply
    )
  }

  private func keyRefusal(_ reply: ServiceReply, status: Int = 401) -> Failure {
    let mayMean = status == 401 ? dialect.unauthorizedMayMean : ""
    return refused(
      .keyRefused,
      "refused the key\(mayMean)",
      status,
      reply,
      advice:
        "Check the key in \(dialect.keyVariable)\(mayMean.isEmpty ? "" : " and the base URL")."
    )
  }

  private func balanceRefusal(_ status: Int, _ reply: ServiceReply) -> Failure {
    refused(
      .balanceTooLow,
      "says the account does not allow this",
      status,
      reply,
      advice: "Top up the account at \(dialect.name), then send it again."
    )
  }

  private func forbidden(_ reply: ServiceReply) -> Failure {
    let reason = reply.reason?.lowercased() ?? ""
    if dialect.isModeration(code: reply.errorCode, reason: reason) { return moderated(403, reply) }
    // An edge in front of the service, which never saw the key.
    if !reply.isObject, reason.contains("1010") {
      return refused(
        .refused,
        "has an edge that turned this program away",
        403,
        reply,
        advice: "Report it; the service itself was not reached."
      )
    }
    let words = ServiceDialect.balanceWords + dialect.forbiddenBalanceWords
    if words.contains(where: { reason.contains($0) }) { return balanceRefusal(403, reply) }
    return keyRefusal(reply, status: 403)
  }

  private func moderated(_ status: Int, _ reply: ServiceReply) -> Failure {
    refused(
      .moderated,
      "refused the content",
      status,
      reply,
      advice: "Change the prompt or the references."
    )
  }

  private func ordinaryRefusal(_ status: Int, _ reply: ServiceReply) -> Failure {
    if dialect.isModeration(code: reply.errorCode, reason: reply.reason) {
      return moderated(status, reply)
    }
    let reason = reply.reason?.lowercased() ?? ""
    if reason.contains("insufficient"),
      ServiceDialect.balanceWords.contains(where: { reason.contains($0) })
    {
      return balanceRefusal(status, reply)
    }
    let known = reply.errorCode.flatMap { dialect.advice($0) }
    let unknownAddress = status == 404 ? "Check the model and the base URL." : nil
    return refused(
      .refused,
      "refused the request",
      status,
      reply,
      advice: known ?? unknownAddress ?? "Change what the service objects to and send it again."
    )
  }
}
