import Synchronization

/// Where a picture is asked for.
struct PictureAddress: Sendable {
  var service: SimulatedService
  var id: String
  var token: String
  var name: String

  var frame: Int? { name.split(separator: ".").first.flatMap { Int($0) } }
}

extension Simulation {
  /// Serves a frame. These files need no key; one that comes along has leaked.
  func picture(_ exchange: Exchange, _ address: PictureAddress) {
    if let leak = refusalOfLeak(exchange) { return finish(exchange, leak) }
    guard let task = find(address.id, address.service), let frame = address.frame,
      task.phase(at: now) == .completed, task.frames.contains(frame),
      !world.withLock({ $0.deleted.contains(task.id) }),
      now < task.readyAt + Int64(task.retentionHours) * 3_600_000
    else { return finish(exchange, Self.storageRefusal(404)) }
    if let status = linkRefusal(exchange, task, address.token) {
      return finish(exchange, Self.storageRefusal(status))
    }
    let tag = "\"\(Digest.hex(of: "\(task.id) \(frame) \(task.format)", digits: 24))\""
    workshop.run { [self] in
      guard var bytes = draw(task, frame) else {
        return finish(exchange, Self.storageRefusal(500))
      }
      if exchange.faults.has(.corruptedPicture) { Self.corrupt(&bytes) }
      let type = "image/\(task.format.rawValue)"
      finish(exchange, RangeReply(exchange, type: type, tag: tag).reply(bytes))
    }
  }

  /// Serves a file that was uploaded.
  func uploadedFile(_ exchange: Exchange, token: String) {
    if let leak = refusalOfLeak(exchange) { return finish(exchange, leak) }
    guard let type = world.withLock({ $0.uploads[token]?.type }) else {
      return finish(exchange, Self.storageRefusal(404))
    }
    workshop.run { [self] in
      guard let bytes = uploadBytes(token: token) else {
        return finish(exchange, Self.storageRefusal(404))
      }
      let tag = "\"\(token.prefix(24))\""
      finish(exchange, RangeReply(exchange, type: type, tag: tag).reply(bytes))
    }
  }

  func refusalOfLeak(_ exchange: Exchange) -> Reply? {
    guard exchange.authorization != nil else { return nil }
    world.withLock { $0.keyLeaks.append(exchange.request) }
    return Self.storageRefusal(400)
  }

  /// The status a link answers with when it is not, or no longer, good.
  private func linkRefusal(
    _ exchange: Exchange,
    _ task: SimulatedTask,
    _ token: String
  ) -> Int? {
    let fault = exchange.faults.first { fault -> Int? in
      if case .expiredLinks(let status) = fault { status } else { nil }
    }
    return world.withLock { world in
      var state = world.links[task.id] ?? LinkState()
      let known = 0...max(state.generation, state.expiredBelow)
      guard let generation = known.first(where: { Self.token(task.id, $0) == token }) else {
        return 404
      }
      if let fault {
        state.expiredBelow = max(state.expiredBelow, generation + 1)
        state.expiredStatus = fault
        world.links[task.id] = state
        return fault
      }
      return generation < state.expiredBelow ? state.expiredStatus : nil
    }
  }

  /// A refusal in the manner of an object store.
  static func storageRefusal(_ status: Int) -> Reply {
    let code =
      switch status {
      case 400: "InvalidArgument"
      case 403: "AccessDenied"
      case 410: "Gone"
      case 404: "NoSuchKey"
      default: "InternalError"
      }
    let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>\(code)</Code></Error>\n"
    return Reply(status, headers: [("Content-Type", "application/xml")], body: Array(text.utf8))
  }

  /// Keeps the signature and the length, and makes noise of the rest.
  private static func corrupt(_ bytes: inout [UInt8]) {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for index in bytes.indices.dropFirst(16) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // No 0xFF, which would begin a marker that a decoder could find its way by.
      bytes[index] = UInt8(truncatingIfNeeded: state >> 56) & 0x7F
    }
  }
}

/// A file's reply, whole or the range that was asked for.
struct RangeReply {
  private let range: String?
  private let ifRange: String?
  private let type: String
  private let tag: String

  init(_ exchange: Exchange, type: String, tag: String) {
    range = exchange.faults.has(.ignoredRange) ? nil : exchange.request.headers["range"]
    ifRange = exchange.request.headers["if-range"]
    self.type = type
    self.tag = tag
  }

  func reply(_ bytes: [UInt8]) -> Reply {
    var headers = [
      ("Content-Type", type), ("ETag", tag), ("Accept-Ranges", "bytes"),
      ("Cache-Control", "private"),
    ]
    guard let range, ifRange == nil || ifRange == tag else {
      return Reply(200, headers: headers, body: bytes)
    }
    guard let wanted = Self.parse(range, length: bytes.count) else {
      return Reply(200, headers: headers, body: bytes)
    }
    guard !wanted.isEmpty else {
      headers.append(("Content-Range", "bytes */\(bytes.count)"))
      return Reply(416, headers: headers)
    }
    let place = "bytes \(wanted.lowerBound)-\(wanted.upperBound - 1)/\(bytes.count)"
    headers.append(("Content-Range", place))
    return Reply(206, headers: headers, body: Array(bytes[wanted]))
  }

  /// The bytes of one range; empty when it lies behind the end, `nil` when it is not understood
  /// and so to be ignored.
  static func parse(_ text: String, length: Int) -> Range<Int>? {
    guard text.hasPrefix("bytes=") else { return nil }
    let ends = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2 else { return nil }
    if ends[0].isEmpty {
      guard let last = Int(ends[1]), last >= 0 else { return nil }
      return last == 0 ? 0..<0 : max(0, length - last)..<length
    }
    guard let first = Int(ends[0]), first >= 0 else { return nil }
    guard first < length else { return 0..<0 }
    if ends[1].isEmpty { return first..<length }
    guard let last = Int(ends[1]), last >= first else { return nil }
    return first..<min(length, last + 1)
  }
}
