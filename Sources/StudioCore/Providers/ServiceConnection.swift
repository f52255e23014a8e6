import StudioModel

/// Where a service is and how to speak to it. Every request made here goes to the service's own
/// origin, which is why it may carry the key.
struct ServiceConnection: Sendable {
  /// Replies that carry facts and addresses.
  static let smallReply = ByteCount.mebibytes(1)
  /// Replies that may carry a whole group of pictures: 15 of about 25 MB, in base64.
  static let pictureReply = ByteCount.mebibytes(512)

  let origin: ServiceOrigin
  let key: String
  let transport: any HTTPTransport

  func get(
    _ path: String,
    limit: ByteCount = smallReply,
    timeouts: HTTPTimeouts = .question
  ) async throws(TransportFailure) -> HTTPResponse {
    try await transport.send(
      HTTPRequest(
        url: origin.url(path),
        headers: [Self.accept],
        sink: .memory(limit: limit),
        timeouts: timeouts,
        bearerKey: key
      )
    )
  }

  func post(
    _ path: String,
    _ body: JSONField,
    headers: [HTTPHeader] = [],
    limit: ByteCount = smallReply,
    timeouts: HTTPTimeouts = .question
  ) async throws(TransportFailure) -> HTTPResponse {
    try await transport.send(
      HTTPRequest(
        method: .post,
        url: origin.url(path),
        headers: [Self.accept] + headers,
        body: .bytes(body.bytes, mediaType: "application/json"),
        sink: .memory(limit: limit),
        timeouts: timeouts,
        bearerKey: key
      )
    )
  }

  func upload(
    _ path: String,
    _ part: MultipartPart,
    progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(TransportFailure) -> HTTPResponse {
    try await transport.send(
      HTTPRequest(
        method: .post,
        url: origin.url(path),
        headers: [Self.accept],
        body: .multipart([part]),
        sink: .memory(limit: Self.smallReply),
        timeouts: .upload,
        bearerKey: key
      ),
      progress: progress
    )
  }

  private static var accept: HTTPHeader { HTTPHeader("Accept", "application/json") }
}

extension HTTPTimeouts {
  /// A call that is answered at once.
  static let question = HTTPTimeouts(
    connect: .seconds(10),
    idle: .seconds(30),
    total: .seconds(60)
  )
  /// The submit call: patient, because giving up on it leaves a request whose fate is not known.
  static let submit = HTTPTimeouts(
    connect: .seconds(10),
    idle: .seconds(120),
    total: .seconds(180)
  )
  /// The submit call that stays open until the task is done; the service ends it after about 90 s.
  static let openSubmit = HTTPTimeouts(
    connect: .seconds(10),
    idle: .seconds(180),
    total: .seconds(600)
  )
  /// A reply that carries pictures.
  static let pictures = HTTPTimeouts(
    connect: .seconds(10),
    idle: .seconds(30),
    total: .seconds(900)
  )
  /// At most 10 MB on its way up a slow line.
  static let upload = HTTPTimeouts(
    connect: .seconds(10),
    idle: .seconds(60),
    total: .seconds(600)
  )
}

extension ReferenceFacts {
  /// The name a service is told: the file's own name stays here.
  var uploadName: String { "\(sha256.prefix(16)).\(format.fileExtension)" }
}

extension JSONValue {
  /// An amount of dollars, as a number or a string that spells one.
  var money: Money? {
    guard let word = word(atMost: 64) else { return nil }
    if let exact = Money(decimal: word) { return exact }
    guard let dollars = Double(word), dollars.magnitude < 1e12 else { return nil }
    return Money(dollars: dollars)
  }

  /// A moment in ISO 8601, or seconds or milliseconds since 1970.
  var moment: Timestamp? {
    guard let word = word(atMost: 64) else { return nil }
    if let moment = ISO8601.parse(word) { return moment }
    guard let number = Double(word), number > 0, number < 1e14 else { return nil }
    return Timestamp(milliseconds: Int64(number > 1e11 ? number : number * 1_000))
  }
}
