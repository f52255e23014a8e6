import Glibc
import StudioCore
import Synchronization
import Testing

/// A transport that never opens a socket: it answers from a script and keeps what it was asked.
///
/// Rules are tried in the order they were added; the first that fits and still has replies answers.
final class FakeTransport: HTTPTransport {
  /// What one request gets.
  enum Reply: Sendable {
    case response(status: Int, headers: [HTTPHeader], body: [UInt8])
    case failure(TransportFailure)
    /// Says nothing until the calling task is cancelled.
    case hang(reach: RequestReach)

    static func json(
      _ text: String,
      status: Int = 200,
      headers: [HTTPHeader] = []
    ) -> Reply {
      .response(
        status: status,
        headers: [HTTPHeader("Content-Type", "application/json")] + headers,
        body: Array(text.utf8)
      )
    }

    static func bytes(
      _ body: [UInt8],
      status: Int = 200,
      headers: [HTTPHeader] = []
    ) -> Reply {
      .response(status: status, headers: headers, body: body)
    }

    static func failure(
      _ kind: TransportFailure.Kind,
      _ reach: RequestReach,
      systemError: Int32? = nil
    ) -> Reply {
      .failure(
        TransportFailure(
          reach: reach,
          kind: kind,
          message: "scripted \(kind.rawValue)",
          systemError: systemError
        )
      )
    }
  }

  private struct Rule {
    var fits: @Sendable (HTTPRequest) -> Bool
    /// The last one is repeated when `repeatsLast` is true.
    var replies: [@Sendable (HTTPRequest) -> Reply]
    var repeatsLast: Bool
  }

  private struct Script {
    var rules: [Rule] = []
    var requests: [HTTPRequest] = []
  }

  private let script = Mutex(Script())

  /// Every request that was sent, in order.
  var requests: [HTTPRequest] { script.withLock { $0.requests } }

  /// Answers requests whose address contains `fragment`, one reply after the other; the last one
  /// stands for all that follow unless `once` is true. `nil` fits every method.
  func on(
    _ method: HTTPMethod?,
    _ fragment: String,
    _ replies: Reply...,
    once: Bool = false
  ) {
    add(
      { (method == nil || $0.method == method) && $0.url.contains(fragment) },
      replies.map { reply in { _ in reply } },
      repeatsLast: !once
    )
  }

  /// Answers requests that fit with what `reply` makes of them.
  func when(
    _ fits: @escaping @Sendable (HTTPRequest) -> Bool,
    reply: @escaping @Sendable (HTTPRequest) -> Reply
  ) {
    add(fits, [reply], repeatsLast: true)
  }

  func send(
    _ request: HTTPRequest,
    progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(TransportFailure) -> HTTPResponse {
    if Task.isCancelled { throw Self.cancelled(.neverLeft) }
    guard let reply = nextReply(to: request) else {
      Issue.record("no scripted reply for \(request.method.rawValue) \(request.url)")
      throw TransportFailure(
        reach: .outcomeUnknown,
        kind: .protocolError,
        message: "no scripted reply"
      )
    }
    switch reply(request) {
    case .failure(let failure): throw failure
    case .hang(let reach):
      await untilCancelled()
      throw Self.cancelled(reach)
    case .response(let status, let headers, let body):
      let total = Int64(body.count)
      progress?(
        TransferProgress(sent: 0, sendTotal: nil, received: total, receiveTotal: total)
      )
      return try deliver(request, status: status, headers: headers, body: body)
    }
  }

  private func add(
    _ fits: @escaping @Sendable (HTTPRequest) -> Bool,
    _ replies: [@Sendable (HTTPRequest) -> Reply],
    repeatsLast: Bool
  ) {
    script.withLock {
      $0.rules.append(Rule(fits: fits, replies: replies, repeatsLast: repeatsLast))
    }
  }

  private func nextReply(to request: HTTPRequest) -> (@Sendable (HTTPRequest) -> Reply)? {
    script.withLock { script in
      script.requests.append(request)
      guard
        let index = script.rules.firstIndex(where: { !$0.replies.isEmpty && $0.fits(request) })
      else { return nil }
      let rule = script.rules[index]
      if rule.replies.count > 1 || !rule.repeatsLast { script.rules[index].replies.removeFirst() }
      return rule.replies[0]
    }
  }

  /// Puts the body where the request wants it, with the limits a real transport keeps.
  private func deliver(
    _ request: HTTPRequest,
    status: Int,
    headers: [HTTPHeader],
    body: [UInt8]
  ) throws(TransportFailure) -> HTTPResponse {
    var kept = body
    if (200..<300).contains(status) {
      switch request.sink {
      case .memory(let limit): try Self.check(body.count, limit)
      case .file(let path, let offset, let limit, _):
        let start = status == 206 ? offset : 0
        try Self.check(body.count + Int(start), limit)
        try Self.write(body, to: path, from: start)
        kept = []
      }
    }
    return HTTPResponse(
      status: status,
      headers: headers,
      body: kept,
      received: ByteCount(Int64(body.count)),
      elapsed: .zero
    )
  }

  private static func check(_ count: Int, _ limit: ByteCount) throws(TransportFailure) {
    guard Int64(count) > limit.bytes else { return }
    throw TransportFailure(reach: .outcomeUnknown, kind: .tooLarge, message: "over the limit")
  }

  private static func write(
    _ bytes: [UInt8],
    to path: String,
    from start: Int64
  ) throws(TransportFailure) {
    let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw storage(errno) }
    defer { close(file) }
    guard ftruncate(file, off_t(start)) == 0 else { throw storage(errno) }
    guard pwrite(file, bytes, bytes.count, off_t(start)) == bytes.count else {
      throw storage(errno)
    }
  }

  private static func storage(_ code: Int32) -> TransportFailure {
    TransportFailure(
      reach: .outcomeUnknown,
      kind: .storage,
      message: "cannot write",
      systemError: code
    )
  }

  private static func cancelled(_ reach: RequestReach) -> TransportFailure {
    TransportFailure(reach: reach, kind: .cancelled, message: "cancelled")
  }

  private func untilCancelled() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
    for await _ in stream {}
    continuation.finish()
  }
}
