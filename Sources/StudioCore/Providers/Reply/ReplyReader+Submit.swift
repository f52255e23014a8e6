import StudioModel

extension ReplyReader {
  /// Sorts the answer to the submit call by what it means for money. Only a reply that proves a
  /// refusal counts as one; whatever may hide an accepted task is `unknown`.
  func submitOutcome(_ response: HTTPResponse, now: Timestamp) -> SubmitOutcome {
    let reply = ServiceReply(response, quotation)
    switch response.status {
    case 200..<300: return successOutcome(response, reply, now: now)
    case 408, 499, 500...: return serverError(reply)
    case 429:
      return .throttled(refusal(429, reply), retryAfter: retryAfter(response, now: now))
    case 300..<500: return .refused(refusal(response.status, reply))
    default: return .unknown(unconfirmed("answered HTTP \(response.status)", reply))
    }
  }

  func submitOutcome(_ broken: TransportFailure) -> SubmitOutcome {
    let reason = quotation.tail(broken.message)
    switch broken.reach {
    case .neverLeft:
      let isCancelled = broken.kind == .cancelled
      return .neverLeft(
        Failure(
          isCancelled ? .cancelled : .unreachable,
          isCancelled
            ? "The request was cancelled before it left"
            : "\(dialect.name) was not reached\(reason)",
          cost: .nothing,
          advice: isCancelled ? "" : "Check the network; nothing was sent."
        )
      )
    case .outcomeUnknown:
      return .unknown(
        Failure(
          .unconfirmed,
          "The request left and no whole answer came from \(dialect.name)\(reason)",
          cost: .possible,
          advice: dialect.unconfirmedAdvice
        )
      )
    }
  }

  private func successOutcome(
    _ response: HTTPResponse,
    _ reply: ServiceReply,
    now: Timestamp
  ) -> SubmitOutcome {
    guard reply.isObject else {
      return .unknown(unconfirmed("sent an answer that can't be read", reply))
    }
    if reply.id != nil { return .accepted(report(reply, isSubmit: true)) }
    if let status = reply.impliedStatus {
      switch status {
      case 408, 499, 500...: return .unknown(unconfirmed("answered with an error", reply))
      case 429:
        return .throttled(refusal(429, reply), retryAfter: retryAfter(response, now: now))
      default: return .refused(refusal(status, reply))
      }
    }
    if StatusWord.phase(reply.statusWord) == .failed { return .refused(taskFailure(reply)) }
    if PictureOutputs(quotation: quotation).read(reply).isEmpty,
      dialect.isModeration(code: reply.errorCode, reason: reply.reason)
    {
      return .refused(refusal(400, reply))
    }
    return .unknown(unconfirmed("answered without naming the task", reply))
  }

  /// A server error that names a task and says where it stands has accepted it.
  private func serverError(_ reply: ServiceReply) -> SubmitOutcome {
    if reply.id != nil, !reply.statusWord.isEmpty {
      return .accepted(report(reply, isSubmit: true))
    }
    return .unknown(unconfirmed("answered HTTP \(reply.httpStatus)", reply))
  }

  private func unconfirmed(_ verb: String, _ reply: ServiceReply) -> Failure {
    let support = reply.requestID.map { " (its request \(quotation.quote($0)))" } ?? ""
    return failure(
      .unconfirmed,
      "The request left and \(dialect.name) \(verb)\(support)\(quotation.tail(reply.reason))",
      cost: .possible,
      advice: dialect.unconfirmedAdvice,
      reply: reply
    )
  }
}
