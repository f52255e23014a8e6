public import StudioModel

/// Atlas Cloud, API version 1. It has neither quotes nor a list of past tasks.
public struct AtlasCloudClient: Provider {
  /// How long an upload is used again. No document says how long it lives: sending ten megabytes
  /// once more costs seconds, a task with a dead reference may cost money.
  private static let uploadKeptFor = Duration.hours(1)

  private let connection: ServiceConnection
  private let reader: ReplyReader
  private let now: @Sendable () -> Timestamp
  private let parameters: ModelParameters.Lookup

  /// `baseURL` is a scheme and a host: https, or http on loopback.
  public init(
    baseURL: String,
    key: String,
    transport: any HTTPTransport,
    clock: @escaping @Sendable () -> Timestamp,
    parameters: @escaping ModelParameters.Lookup
  ) throws(Failure) {
    connection = ServiceConnection(
      origin: try ServiceOrigin(parsing: baseURL, variable: "ATLASCLOUD_BASE_URL"),
      key: key,
      transport: transport
    )
    reader = ReplyReader(dialect: .atlasCloud, key: key)
    now = clock
    self.parameters = parameters
  }

  public var id: ProviderID { .atlascloud }

  public var isLocal: Bool { connection.origin.isLocal }

  public func requestBody(of submission: Submission) -> String {
    let body = AtlasCloudBody.submit(submission, parameters(submission.request.model))
    return String(decoding: body.bytes, as: UTF8.self)
  }

  public func submit(_ submission: Submission) async -> SubmitOutcome {
    let takes = parameters(submission.request.model)
    let staysOpen = takes.sync && submission.request.delivery == .sync
    do throws(TransportFailure) {
      // The limit is generous whatever was asked for: this reply can't be asked for again.
      let response = try await connection.post(
        AtlasCloudPath.submit,
        AtlasCloudBody.submit(submission, takes),
        headers: [AtlasCloudBody.expiration],
        limit: ServiceConnection.pictureReply,
        timeouts: staysOpen ? .openSubmit : .submit
      )
      return reader.submitOutcome(response, now: now())
    } catch {
      return reader.submitOutcome(error)
    }
  }

  public func poll(
    _ id: PredictionID,
    submittedAt: Timestamp,
    delivery: Delivery
  ) async -> PollOutcome {
    guard let path = AtlasCloudPath.prediction(id) else { return .notFound(.notATask(id)) }
    do throws(TransportFailure) {
      let response = try await connection.result(path, delivery)
      let now = now()
      return reader.pollOutcome(response, age: now.elapsed(since: submittedAt), now: now)
    } catch {
      return reader.pollOutcome(error)
    }
  }

  public func upload(
    path: String,
    facts: ReferenceFacts,
    progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(ProviderFailure) -> UploadedReference {
    let part = MultipartPart(
      name: "file",
      path: path,
      fileName: facts.uploadName,
      mediaType: facts.format.mediaType
    )
    let reply = try await answer { () throws(TransportFailure) in
      try await connection.upload(AtlasCloudPath.upload, part, progress: progress)
    }
    guard let url = reply.uploadAddress else {
      throw reader.unreadable(reply, lacking: "the address of the upload")
    }
    return UploadedReference(url: url, expiresAt: now() + Self.uploadKeptFor)
  }

  public func balance() async throws(ProviderFailure) -> Money {
    let reply = try await answer { () throws(TransportFailure) in
      try await connection.get(AtlasCloudPath.balance)
    }
    guard let balance = AtlasCloudMapping.balance(reply), balance.currency == "USD" else {
      throw reader.unreadable(reply, lacking: "a balance in dollars")
    }
    return balance.amount
  }

  public func quote(_ submission: Submission) async throws(ProviderFailure) -> Money? { nil }

  public func recentPredictions(
    model: ModelID,
    after: Timestamp,
    before: Timestamp
  ) async throws(ProviderFailure) -> [PredictionSummary]? { nil }

  /// Runs one exchange of a call that costs nothing and reads its success.
  private func answer(
    _ exchange: () async throws(TransportFailure) -> HTTPResponse
  ) async throws(ProviderFailure) -> ServiceReply {
    let response: HTTPResponse
    do throws(TransportFailure) {
      response = try await exchange()
    } catch {
      throw reader.freeFailure(error)
    }
    return try reader.success(response, now: now())
  }
}
