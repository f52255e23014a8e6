/// The header lines of a request.
enum RequestLines {
  /// Headers that only the transport may write: they frame the message or say who sends it.
  private static let own: Set = [
    "content-length", "transfer-encoding", "host", "connection", "expect", "user-agent", "te",
    "upgrade", "range", "if-range", "accept-encoding",
  ]

  /// What a redirect to another origin may still carry.
  private static let harmless: Set = ["accept", "accept-language"]

  /// Refuses what could forge other header lines or parts.
  static func check(_ request: HTTPRequest) throws(TransportFailure) {
    for header in request.headers {
      guard isToken(header.name) else { throw refused("a header's name cannot be sent") }
      guard isValue(header.value) else {
        throw refused("the value of the header \(header.name) cannot be sent")
      }
    }
    guard isValue(request.bearerKey ?? "") else {
      throw refused("the key has characters that cannot be sent")
    }
    guard request.method != .get || request.body == .none else {
      throw refused("a GET has no body")
    }
    try check(request.body)
  }

  private static func check(_ body: HTTPBody) throws(TransportFailure) {
    switch body {
    case .none: break
    case .bytes(_, let type), .file(_, let type):
      guard isValue(type) else { throw refused("the media type cannot be sent") }
    case .multipart(let parts):
      guard !parts.isEmpty else { throw refused("the form has no parts") }
      for part in parts {
        guard [part.name, part.fileName, part.mediaType].allSatisfy(isValue) else {
          throw refused("a part of the form has a name that cannot be sent")
        }
      }
    }
  }

  /// The lines for one hop. The key goes to the address it was meant for and nowhere else.
  static func lines(
    _ request: HTTPRequest,
    _ trail: RedirectTrail
  ) -> [String] {
    // libcurl would wait for a go-ahead before larger bodies.
    var lines = ["Expect:"]
    if case .file(_, let offset, _, let etag) = request.sink {
      lines.append("Accept-Encoding: identity")
      if offset > 0 { lines.append("Range: bytes=\(offset)-") }
      if offset > 0, let etag, isValue(etag) { lines.append("If-Range: \(etag)") }
    }
    if let key = request.bearerKey, trail.count == 0 {
      lines.append("Authorization: Bearer \(key)")
    }
    let names = Set(request.headers.map { $0.name.lowercased() })
    if let type = request.body.mediaType, !names.contains("content-type") {
      lines.append("Content-Type: \(type)")
    }
    for header in request.headers where isSent(header, request, trail) {
      // libcurl's way of writing a header without a value.
      lines.append(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
    }
    return lines
  }

  /// Everything in a request that must not be seen in messages.
  static func secrets(of request: HTTPRequest) -> [String] {
    let guarded: Set = ["authorization", "cookie", "x-api-key", "proxy-authorization"]
    let values = request.headers.filter { guarded.contains($0.name.lowercased()) }.map(\.value)
    return values + [request.bearerKey].compactMap { $0 }
  }

  private static func isSent(
    _ header: HTTPHeader,
    _ request: HTTPRequest,
    _ trail: RedirectTrail
  ) -> Bool {
    let name = header.name.lowercased()
    if own.contains(name) { return false }
    if name == "authorization" { return trail.count == 0 && request.bearerKey == nil }
    return !trail.hasLeftOrigin || harmless.contains(name)
  }

  private static func isToken(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy {
        (0x21..<0x7f).contains($0) && !#"():;,<>@[]{}/?="\"#.utf8.contains($0)
      }
  }

  private static func isValue(_ value: String) -> Bool {
    value.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7f) }
  }

  private static func refused(_ message: String) -> TransportFailure {
    TransportFailure(reach: .neverLeft, kind: .protocolError, message: message)
  }
}

extension HTTPBody {
  fileprivate var mediaType: String? {
    switch self {
    case .bytes(_, let type), .file(_, let type): type
    case .none, .multipart: nil
    }
  }
}
