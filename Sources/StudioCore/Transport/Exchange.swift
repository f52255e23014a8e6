import CTransfer

/// One call of `send`: its transfer, every redirect of it, and what came back so far.
///
/// Created by the caller, then touched by the worker's thread alone.
// Sendable: it is handed to the worker through a lock and never touched by the caller again; the
// callbacks run inside the worker's own calls.
final class Exchange: @unchecked Sendable {
  /// What follows when a transfer ended.
  enum Outcome {
    case finished(Result<HTTPResponse, TransportFailure>)
    /// The service pointed elsewhere; `transfer` is the next one.
    case redirected(OpaquePointer)
  }

  let request: HTTPRequest
  private let configuration: CurlTransport.Configuration
  private let redaction: Redaction

  private var trail: RedirectTrail
  private var clock: ExchangeClock
  private var progress: ProgressReport
  private var requestBody: RequestBody?
  private var head = ResponseHead()
  private var replyBody = ReplyBody()
  /// Why a callback ended the transfer.
  private var failure: TransportFailure?
  private var hasEnough = false
  /// True once a request was let go to a connection, whatever became of it.
  private var requestLeft = false

  /// The transfer of the current hop; the worker frees it.
  var transfer: OpaquePointer?
  var isCancelled = false
  var continuation: CheckedContinuation<Result<HTTPResponse, TransportFailure>, Never>?

  /// Checks everything that can be checked without a connection.
  init(
    _ request: HTTPRequest,
    configuration: CurlTransport.Configuration,
    report: (@Sendable (TransferProgress) -> Void)?
  ) throws(TransportFailure) {
    let address = try WebAddress(parsing: request.url)
    try address.check(allowsLocal: request.allowsLocal)
    try RequestLines.check(request)
    if case .file(let path, let offset, _, _) = request.sink {
      try PartialFile.check(path: path, holds: offset)
    }
    self.request = request
    self.configuration = configuration
    redaction = Redaction(secrets: RequestLines.secrets(of: request))
    trail = RedirectTrail(address)
    clock = ExchangeClock(request.timeouts, sendsBody: request.body != .none)
    progress = ProgressReport(report)
  }
}

// MARK: Life

extension Exchange {
  /// Makes the first transfer.
  func begin() throws(TransportFailure) -> OpaquePointer {
    requestBody = try TransferSetup.body(of: request)
    return try makeTransfer()
  }

  private func makeTransfer() throws(TransportFailure) -> OpaquePointer {
    let setup = TransferSetup(request: request, trail: trail, configuration: configuration)
    // The worker keeps this exchange for as long as the transfer lives.
    let context = Unmanaged.passUnretained(self).toOpaque()
    let made = try setup.make(body: requestBody, context: context)
    transfer = made
    return made
  }

  /// What the end of the current transfer means; `code` is libcurl's.
  func transferEnded(code: Int32) -> Outcome {
    do throws(TransportFailure) {
      try checkEnd(code)
      if let next = try followRedirect() { return .redirected(next) }
      try replyBody.close()
      if replyBody.isCutShort {
        throw broken(.interrupted, "the service sent only a part of the rest")
      }
      progress.finish()
      return .finished(.success(response()))
    } catch {
      return .finished(.failure(scrubbed(located(error))))
    }
  }

  /// The failure that ends this exchange from outside.
  func stopped(_ kind: TransportFailure.Kind, _ message: String) -> TransportFailure {
    scrubbed(broken(kind, message))
  }

  private func checkEnd(_ code: Int32) throws(TransportFailure) {
    if let failure { throw failure }
    if code == 0 || hasEnough { return }
    if let unread = requestBody?.failure { throw unread }
    guard let transfer else { throw broken(.protocolError, "the transfer is gone") }
    let words = String(cString: ct_failure_text(transfer, code))
    throw broken(kind(of: ct_fault_of(code)), words)
  }

  private func kind(of fault: ct_fault) -> TransportFailure.Kind {
    switch fault {
    // After the request, it is a reply that is not HTTP.
    case ct_fault_address: requestLeft ? .protocolError : .addressRefused
    case ct_fault_lookup: .nameResolution
    case ct_fault_connect: .connect
    case ct_fault_tls: .tls
    case ct_fault_timeout: .timeout
    // Before the request, it is the proxy or the handshake that broke.
    case ct_fault_broken: requestLeft ? .interrupted : .connect
    case ct_fault_stopped: .interrupted
    case ct_fault_local_read: .storage
    default: requestLeft ? .protocolError : .connect
    }
  }

  private func followRedirect() throws(TransportFailure) -> OpaquePointer? {
    guard request.method == .get, RedirectTrail.isRedirect(status: head.status),
      let location = head.header("Location"), !location.isEmpty
    else { return nil }
    try trail.follow(location, allowsLocal: request.allowsLocal)
    head = ResponseHead()
    replyBody = ReplyBody()
    hasEnough = false
    return try makeTransfer()
  }

  private func response() -> HTTPResponse {
    HTTPResponse(
      status: head.status,
      headers: head.headers,
      body: replyBody.bytes,
      received: ByteCount(replyBody.received),
      elapsed: .now - clock.startedAt
    )
  }

  private func broken(_ kind: TransportFailure.Kind, _ message: String) -> TransportFailure {
    located(TransportFailure(reach: .neverLeft, kind: kind, message: message))
  }

  /// The same failure with the reach this exchange had.
  private func located(_ failure: TransportFailure) -> TransportFailure {
    var failure = failure
    failure.reach = requestLeft ? .outcomeUnknown : .neverLeft
    return failure
  }

  private func scrubbed(_ failure: TransportFailure) -> TransportFailure {
    var failure = failure
    let whole = redaction.scrub("\(trail.address.origin): \(failure.message)")
    failure.message = whole.printable(most: 400)
    return failure
  }
}

// MARK: What the worker asks

extension Exchange {
  /// The limit that has passed at `now`, in words; `nil` while there is none.
  func passedLimit(at now: ContinuousClock.Instant) -> String? {
    clock.passedLimit(at: now) { transfer.map(ct_unsent) ?? 0 }
  }

  /// No limit can pass before this, whatever happens until then.
  func nextLook(after now: ContinuousClock.Instant) -> ContinuousClock.Instant {
    clock.nextLook(after: now)
  }
}

// MARK: Callbacks of the transfer

extension Exchange {
  func willSend() -> Bool {
    // libcurl repeats requests by itself in some cases. `ct_send_once` rules them out; were there
    // another, it would come past here a second time.
    if request.method != .get, requestLeft { return false }
    requestLeft = true
    clock.requestLeft()
    return true
  }

  func take(header line: UnsafeBufferPointer<UInt8>) -> Bool {
    clock.somethingMoved()
    guard !head.isFinished else { return true }
    switch head.take(line) {
    case .unfinished: return true
    case .tooLong:
      failure = .reply("the reply's headers are too long")
      return false
    case .finished:
      do throws(TransportFailure) {
        replyBody = try ReplyBody(head, sink: request.sink)
        return true
      } catch {
        failure = error
        return false
      }
    }
  }

  func take(body piece: UnsafeBufferPointer<UInt8>) -> Bool {
    clock.somethingMoved()
    do throws(TransportFailure) {
      hasEnough = try replyBody.append(piece) == .enough
      return !hasEnough
    } catch {
      failure = error
      return false
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int64 {
    requestBody?.read(into: buffer) ?? 0
  }

  func seek(to offset: Int64) -> Bool { requestBody?.seek(to: offset) ?? (offset == 0) }

  func moved(to now: TransferProgress) {
    let isAllSent = now.sent > 0 && now.sent >= now.sendTotal ?? .max
    if progress.update(now) { clock.somethingMoved(allSent: isAllSent) }
  }
}

extension String {
  /// On one line, without anything a terminal would act on, and not longer than `most` characters.
  fileprivate func printable(most: Int) -> String {
    let scalars = unicodeScalars.prefix(most).map {
      $0.properties.isPrintable ? Character($0) : " "
    }
    return String(scalars)
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isPrintable: Bool {
    switch generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: true
    }
  }
}
