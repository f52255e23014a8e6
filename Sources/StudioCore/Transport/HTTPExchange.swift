/// One header line. Names compare without regard to case.
public struct HTTPHeader: Hashable, Sendable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// One part of a `multipart/form-data` body.
public struct MultipartPart: Hashable, Sendable {
  public var name: String
  /// The file whose bytes are the part.
  public var path: String
  public var fileName: String
  public var mediaType: String

  public init(name: String, path: String, fileName: String, mediaType: String) {
    self.name = name
    self.path = path
    self.fileName = fileName
    self.mediaType = mediaType
  }
}

/// What a request does. Only `get` may be repeated, follow redirects and share a connection.
public enum HTTPMethod: String, Sendable {
  case get = "GET"
  case post = "POST"
  case put = "PUT"
}

/// What a request carries. A `get` carries `none`.
public enum HTTPBody: Hashable, Sendable {
  case none
  case bytes([UInt8], mediaType: String)
  /// The whole file, sent as it is.
  case file(path: String, mediaType: String)
  case multipart([MultipartPart])
}

/// Where the body of a 2xx reply goes. Bodies of other replies stay in memory, at most 64 KiB.
public enum HTTPSink: Hashable, Sendable {
  /// Into `HTTPResponse.body`; `limit` counts unpacked bytes.
  case memory(limit: ByteCount)
  /// Into the file at `path`, from byte `offset` on (asks for `Range: bytes=offset-`). When the
  /// service ignores the range (200), the file is cut to nothing first. `ifRange` is an ETag seen
  /// before; `limit` is the size of the whole file. What was written stays when the exchange fails,
  /// so that the next one can go on from there. A 416 is a reply like any other.
  case file(path: String, offset: Int64, limit: ByteCount, ifRange: String? = nil)
}

/// Bytes, as a count.
public struct ByteCount: Hashable, Comparable, Sendable {
  public var bytes: Int64

  public init(_ bytes: Int64) { self.bytes = bytes }

  public static func mebibytes(_ count: Int64) -> ByteCount { ByteCount(count << 20) }

  public static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }
}

/// How long each part of an exchange may take.
public struct HTTPTimeouts: Hashable, Sendable {
  public var connect: Duration
  /// Without a byte in either direction.
  public var idle: Duration
  public var total: Duration

  public init(connect: Duration, idle: Duration, total: Duration) {
    self.connect = connect
    self.idle = idle
    self.total = total
  }
}

/// One exchange to make.
///
/// The transport itself writes the headers that frame the message or name the sender (`Host`,
/// `Content-Length`, `Expect`, `Range`, `Accept-Encoding`, `User-Agent` and their kin); such entries
/// of `headers` are left out.
public struct HTTPRequest: Hashable, Sendable {
  public var method: HTTPMethod
  public var url: String
  public var headers: [HTTPHeader]
  public var body: HTTPBody
  public var sink: HTTPSink
  public var timeouts: HTTPTimeouts
  /// Sent as `Authorization: Bearer …`; `nil` sends none. Kept apart from `headers` so that it can
  /// be left out of every description, error and log.
  public var bearerKey: String?
  /// Whether an address on this machine or in a private network may be spoken to; false where a
  /// stranger chose the address. Plain http is spoken to loopback only.
  public var allowsLocal: Bool

  public init(
    method: HTTPMethod = .get,
    url: String,
    headers: [HTTPHeader] = [],
    body: HTTPBody = .none,
    sink: HTTPSink,
    timeouts: HTTPTimeouts,
    bearerKey: String? = nil,
    allowsLocal: Bool = true
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.sink = sink
    self.timeouts = timeouts
    self.bearerKey = bearerKey
    self.allowsLocal = allowsLocal
  }
}

/// A whole reply, whatever its status.
public struct HTTPResponse: Hashable, Sendable {
  public var status: Int
  public var headers: [HTTPHeader]
  /// Empty when the sink was a file and the reply was 2xx.
  public var body: [UInt8]
  /// Body bytes received in this exchange.
  public var received: ByteCount
  public var elapsed: Duration

  public init(
    status: Int,
    headers: [HTTPHeader],
    body: [UInt8],
    received: ByteCount,
    elapsed: Duration
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.received = received
    self.elapsed = elapsed
  }

  /// The first header of that name, whatever its case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// How far a request got before the exchange broke.
public enum RequestReach: String, Sendable, Hashable {
  /// Proof that no byte of the request reached the service: the address was refused here, or name
  /// resolution, connecting, the proxy or the TLS handshake failed.
  case neverLeft
  /// Some or all of the request left; whether it was acted on is not known.
  case outcomeUnknown
}

/// An exchange without a whole reply. `message` never contains the key or a URL's query.
public struct TransportFailure: Error, Hashable, Sendable {
  public enum Kind: String, Sendable {
    /// Not https, not readable, or a redirect to such a place.
    case addressRefused
    case nameResolution
    /// No connection; also the proxy's refusal, or libcurl is not installed.
    case connect
    case tls
    case timeout
    /// The connection broke, or the reply ended before its end.
    case interrupted
    /// Over the limit of the sink.
    case tooLarge
    case cancelled
    /// A file here cannot be read or written.
    case storage
    /// Not HTTP, or a request that cannot be put into HTTP.
    case protocolError
  }

  public var reach: RequestReach
  public var kind: Kind
  public var message: String
  /// `errno` of a failed write when `kind` is `.storage` (28 is a full disk).
  public var systemError: Int32?

  public init(reach: RequestReach, kind: Kind, message: String, systemError: Int32? = nil) {
    self.reach = reach
    self.kind = kind
    self.message = message
    self.systemError = systemError
  }
}

/// Bytes moved so far in one exchange; totals are `nil` while unknown.
public struct TransferProgress: Hashable, Sendable {
  public var sent: Int64
  public var sendTotal: Int64?
  public var received: Int64
  public var receiveTotal: Int64?

  public init(sent: Int64, sendTotal: Int64?, received: Int64, receiveTotal: Int64?) {
    self.sent = sent
    self.sendTotal = sendTotal
    self.received = received
    self.receiveTotal = receiveTotal
  }
}

/// Something that carries one HTTP exchange at a time per call, many calls at once.
///
/// Cancelling the calling task ends the exchange with `.cancelled`. Redirects of a GET are followed
/// at most five times, to https (or loopback http where allowed) only, and never with the key;
/// those of a POST or PUT are not followed. A POST or PUT is put on the wire at most once, whatever
/// happens to its connection. `progress` comes from the transport's own thread, at most ten times a
/// second and once more at the end.
public protocol HTTPTransport: Sendable {
  func send(
    _ request: HTTPRequest,
    progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(TransportFailure) -> HTTPResponse

  /// Cancels what is under way and waits until nothing of it runs any more.
  func shutdown()
}

extension HTTPTransport {
  public func shutdown() {}

  public func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    try await send(request, progress: nil)
  }
}
