import CTransfer

/// Everything that makes one transfer out of one hop of a request.
struct TransferSetup {
  var request: HTTPRequest
  var trail: RedirectTrail
  var configuration: CurlTransport.Configuration

  /// Opens what will be sent, so that a file that can't be read fails before anything leaves.
  static func body(of request: HTTPRequest) throws(TransportFailure) -> RequestBody? {
    switch request.body {
    case .none: return request.method == .get ? nil : RequestBody(bytes: [])
    case .bytes(let bytes, _): return RequestBody(bytes: bytes)
    case .file(let path, _): return try RequestBody(path: path)
    case .multipart(let parts):
      for part in parts { try RequestBody.check(path: part.path) }
      return nil
    }
  }

  /// A transfer whose callbacks get `context`, an unretained `Exchange`.
  func make(
    body: RequestBody?,
    context: UnsafeMutableRawPointer
  ) throws(TransportFailure) -> OpaquePointer {
    var callbacks = Self.callbacks()
    guard let transfer = ct_transfer_new(trail.address.text, &callbacks, context) else {
      throw Self.refused
    }
    guard configure(transfer), setMethod(transfer, body) else {
      ct_transfer_free(transfer)
      throw Self.refused
    }
    return transfer
  }

  private static let refused = TransportFailure(
    reach: .neverLeft,
    kind: .protocolError,
    message: "the request could not be set up"
  )

  private func configure(_ transfer: OpaquePointer) -> Bool {
    let connect = max(1, request.timeouts.connect.wholeMilliseconds)
    return ct_set_user_agent(transfer, configuration.userAgent)
      && ct_set_connect_timeout(transfer, connect) && setRoute(transfer) && setReply(transfer)
      && RequestLines.lines(request, trail)
        .allSatisfy { ct_add_header(transfer, $0) }
  }

  private func setRoute(_ transfer: OpaquePointer) -> Bool {
    if let file = configuration.certificateFile, !ct_set_certificate_file(transfer, file) {
      return false
    }
    if trail.address.isLoopback { return ct_only_loopback(transfer) }
    switch configuration.proxy {
    case .environment: return true
    case .none: return ct_set_proxy(transfer, "")
    case .address(let proxy): return ct_set_proxy(transfer, proxy)
    }
  }

  private func setReply(_ transfer: OpaquePointer) -> Bool {
    switch request.sink {
    // What may carry pictures gains nothing from being packed, and would have less room.
    case .memory(let limit) where limit > ReplyBody.packedLimit: ct_prefer_plain(transfer)
    case .memory: ct_accept_compression(transfer)
    // Fewer and larger writes; small replies don't pay for it.
    case .file: ct_set_buffer_size(transfer, 256 << 10)
    }
  }

  private func setMethod(_ transfer: OpaquePointer, _ body: RequestBody?) -> Bool {
    switch request.method {
    case .get: return trail.address.scheme == "http" || ct_offer_http2(transfer)
    case .put: return ct_send_once(transfer) && ct_set_put(transfer, body?.size ?? 0)
    case .post:
      guard ct_send_once(transfer) else { return false }
      guard case .multipart(let parts) = request.body else {
        return ct_set_post(transfer, body?.size ?? 0)
      }
      return parts.allSatisfy {
        ct_add_form_file(transfer, $0.name, $0.path, $0.fileName, $0.mediaType)
      }
    }
  }

  private static func callbacks() -> ct_callbacks {
    ct_callbacks(
      will_send: { exchange(at: $0)?.willSend() ?? false },
      header: { exchange(at: $0)?.take(header: .init(start: $1, count: $2)) ?? false },
      body: { exchange(at: $0)?.take(body: .init(start: $1, count: $2)) ?? false },
      read: { exchange(at: $0)?.read(into: .init(start: $1, count: $2)) ?? -1 },
      seek: { exchange(at: $0)?.seek(to: $1) ?? false },
      progress: { context, sent, sendTotal, received, receiveTotal in
        exchange(at: context)?.moved(
          to: TransferProgress(
            sent: sent,
            sendTotal: sendTotal > 0 ? sendTotal : nil,
            received: received,
            receiveTotal: receiveTotal > 0 ? receiveTotal : nil
          )
        )
      }
    )
  }
}

/// The exchange a callback belongs to. The worker keeps it while its transfer lives, and callbacks
/// come from inside the worker's own calls only.
private func exchange(at context: UnsafeMutableRawPointer?) -> Exchange? {
  context.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
}

extension Duration {
  /// Rounded up, and within what libcurl takes.
  var wholeMilliseconds: Int64 {
    let most = Int64(Int32.max)
    guard components.seconds < most / 1_000 else { return most }
    let fraction = components.attoseconds
    return components.seconds * 1_000 + (fraction + 999_999_999_999_999) / 1_000_000_000_000_000
  }
}
