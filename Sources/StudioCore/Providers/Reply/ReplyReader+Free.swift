import StudioModel

/// Calls that cost nothing: uploads, balance, quotes and lists.
extension ReplyReader {
  /// The reply when it is a success and an object, otherwise why not.
  func success(_ response: HTTPResponse, now: Timestamp) throws(ProviderFailure) -> ServiceReply {
    let reply = ServiceReply(response, quotation)
    guard (200..<300).contains(response.status) else {
      throw freeFailure(response.status, reply, response, now: now)
    }
    guard reply.isObject else { throw unreadable(reply) }
    if reply.errorCode != nil {
      throw freeFailure(reply.impliedStatus ?? 400, reply, response, now: now)
    }
    return reply
  }

  func freeFailure(_ broken: TransportFailure) -> ProviderFailure {
    let reason = quotation.tail(broken.message)
    switch broken.kind {
    case .cancelled:
      return ProviderFailure(
        Failure(.cancelled, "The call was cancelled", cost: .nothing),
        isTransient: false
      )
    case .storage:
      return ProviderFailure(
        Failure(
          .badReference,
          "The file could not be read\(reason)",
          cost: .nothing,
          advice: "Check that the file is there and readable."
        ),
        isTransient: false
      )
    case .addressRefused, .nameResolution, .connect, .tls, .timeout, .interrupted, .tooLarge,
      .protocolError:
      return ProviderFailure(
        Failure(
          .unreachable,
          "\(dialect.name) gave no answer\(reason)",
          cost: .nothing,
          advice: "Check the network and try again."
        ),
        isTransient: broken.kind != .addressRefused
      )
    }
  }

  /// A success that lacks what was asked for.
  func unreadable(_ reply: ServiceReply, lacking what: String = "a readable answer")
    -> ProviderFailure
  {
    ProviderFailure(
      failure(
        .unreachable,
        "\(dialect.name) answered without \(what)\(quotation.tail(reply.reason))",
        cost: .nothing,
        advice: "Try again later.",
        reply: reply
      ),
      isTransient: true
    )
  }

  private func freeFailure(
    _ status: Int,
    _ reply: ServiceReply,
    _ response: HTTPResponse,
    now: Timestamp
  ) -> ProviderFailure {
    switch status {
    case 408, 425, 500...:
      ProviderFailure(
        failure(
          .unreachable,
          "\(dialect.name) answered \(place(status, reply))\(quotation.tail(reply.reason))",
          cost: .nothing,
          advice: "Try again later.",
          reply: reply
        ),
        isTransient: true,
        retryAfter: retryAfter(response, now: now)
      )
    case 429:
      ProviderFailure(
        refusal(429, reply),
        isTransient: true,
        retryAfter: retryAfter(response, now: now)
      )
    default: ProviderFailure(refusal(status, reply), isTransient: false)
    }
  }
}
