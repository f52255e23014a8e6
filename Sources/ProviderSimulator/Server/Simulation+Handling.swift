import Synchronization

extension Simulation {
  /// Answers a request whose body is in: refusals by fault first, then the key, then the call.
  func handle(_ exchange: Exchange) {
    let wire = wire(for: exchange)
    if let reply = refusalByFault(exchange, wire) { return exchange.send(reply) }
    if case .control(let method, let name) = exchange.route {
      return exchange.send(control(method, name, exchange.body))
    }
    if let reply = refusalOfCaller(exchange, wire) { return finish(exchange, reply) }
    if exchange.bodyIsTooLong { return finish(exchange, wire.refusal(413, "body too large")) }
    switch exchange.route {
    case .submit(_, let model): submit(exchange, wire, model: model)
    case .result(_, let id): result(exchange, wire, id: id)
    case .binaryUpload: binaryUpload(exchange, wire)
    case .uploadTicket: uploadTicket(exchange, wire)
    case .ticketedUpload(let ticket): ticketedUpload(exchange, ticket: ticket)
    case .balance: finish(exchange, balance(wire.service))
    case .price: finish(exchange, price(exchange, wire))
    case .history: finish(exchange, history(exchange, wire))
    case .deletion: deletion(exchange, wire)
    case .catalogue: finish(exchange, catalogue(wire))
    case .picture(let service, let id, let token, let name):
      picture(exchange, PictureAddress(service: service, id: id, token: token, name: name))
    case .uploadedFile(_, let token): uploadedFile(exchange, token: token)
    case .unknown(.atlasCloud): finish(exchange, wire.refusal(401, "unauthorized"))
    case .unknown, .control: finish(exchange, wire.refusal(404, "page not found"))
    }
  }

  func wire(for exchange: Exchange) -> any Wire {
    exchange.route.service == .atlasCloud
      ? AtlasWire(requestID: requestID(exchange)) : WaveSpeedWire()
  }

  private func requestID(_ exchange: Exchange) -> String {
    Digest.hex(of: "request \(exchange.request.number) \(exchange.request.time)", digits: 32)
  }

  /// Sends a reply the way the faults let it travel.
  func finish(_ exchange: Exchange, _ reply: Reply) {
    if exchange.faults.has(.dropAfterAcceptance) { return exchange.close() }
    var reply = reply
    for fault in exchange.faults.all { spoil(&reply, fault, exchange) }
    if exchange.route.service == .atlasCloud, exchange.route.call != .download {
      reply.headers.append(("X-Request-ID", requestID(exchange)))
    }
    guard reply.delay > .zero else { return exchange.send(reply) }
    let delayed = reply
    clerk.run(after: reply.delay) { exchange.send(delayed) }
  }

  private func spoil(_ reply: inout Reply, _ fault: Fault, _ exchange: Exchange) {
    switch fault {
    case .garbage:
      reply.status = 200
      reply.setBody(Array("\u{1}{\"code\": 2".utf8) + [0xFF, 0xFE], type: "application/json")
    case .html:
      reply.status = 200
      let page = "<!DOCTYPE html><html><body><h1>Bad gateway</h1></body></html>"
      reply.setBody(Array(page.utf8), type: "text/html")
    case .emptyBody:
      reply.status = 200
      reply.setBody([], type: "application/json")
    case .status(let status, let retryAfter, let message, true):
      reply = refusal(status, retryAfter, message, wire(for: exchange))
    case .slow(let speed): reply.bytesPerSecond = max(1, speed)
    case .stalled(let seconds): reply.delay = .milliseconds(Int64(seconds * 1000))
    case .truncated(let bytes):
      reply.declaredLength = max(reply.body.count, 1)
      reply.body = Array(reply.body.prefix(max(0, min(bytes, reply.body.count - 1))))
    default: break
    }
  }

  /// The answer of a fault that keeps the call from being carried out.
  private func refusalByFault(_ exchange: Exchange, _ wire: any Wire) -> Reply? {
    exchange.faults.first { fault -> Reply? in
      switch fault {
      case .status(let status, let retryAfter, let message, false):
        return atlasMarked(refusal(status, retryAfter, message, wire), exchange)
      case .envelope(let code, let message):
        var reply = wire.refusal(code, message)
        reply.status = 200
        return atlasMarked(reply, exchange)
      case .redirect(let location):
        return Reply(302, headers: [("Location", location)])
      case .noBinaryUpload:
        guard case .binaryUpload = exchange.route else { return nil }
        return wire.refusal(404, "page not found")
      default: return nil
      }
    }
  }

  private func atlasMarked(_ reply: Reply, _ exchange: Exchange) -> Reply {
    var reply = reply
    if exchange.route.service == .atlasCloud, exchange.route.call != .download {
      reply.headers.append(("X-Request-ID", requestID(exchange)))
    }
    return reply
  }

  private func refusal(
    _ status: Int,
    _ retryAfter: Int?,
    _ message: String?,
    _ wire: any Wire
  ) -> Reply {
    var reply = wire.refusal(status, message ?? "status \(status)")
    if let retryAfter { reply.headers.append(("Retry-After", String(retryAfter))) }
    return reply
  }

  /// The answer to a caller without a key, or one that Atlas's edge turns away.
  private func refusalOfCaller(_ exchange: Exchange, _ wire: any Wire) -> Reply? {
    if wire.service == .atlasCloud, exchange.route.call != .download {
      let agent = exchange.request.headers["user-agent"] ?? ""
      if agent.isEmpty || agent.hasPrefix("Python-urllib/") || agent.hasPrefix("libcurl") {
        return .page(403, "error code: 1010")
      }
    }
    guard exchange.route.needsKey else { return nil }
    let prefix = "Bearer "
    guard let authorization = exchange.authorization, authorization.hasPrefix(prefix) else {
      return wire.refusal(401, "missing API key")
    }
    let key = authorization.dropFirst(prefix.count)
    let isKnown =
      switch options.keys {
      case .any: !key.isEmpty
      case .only(let allowed): key == allowed
      }
    return isKnown ? nil : wire.refusal(401, "invalid API key")
  }

  /// The fields of a JSON body, remembered with the request; `nil` when it is something else.
  func fields(_ exchange: Exchange) -> [String: JSONValue]? {
    guard let document = JSONValue(bytes: exchange.body), case .object(let fields) = document
    else { return nil }
    if exchange.bodyLength <= 65_536 {
      let number = exchange.request.number
      world.withLock { world in
        if let index = world.requests.lastIndex(where: { $0.number == number }) {
          world.requests[index].body = document
        }
      }
    }
    return fields
  }
}
