public import StudioModel
import Synchronization

/// WaveSpeedAI, API version 3.
public final class WaveSpeedClient: Provider {
  /// Which of two forms of a call this service turned out to know.
  private struct Forms {
    var resultPath = true
    var multipartUpload = true
  }

  let connection: ServiceConnection
  let reader: ReplyReader
  let now: @Sendable () -> Timestamp
  private let parameters: ModelParameters.Lookup
  private let forms = Mutex(Forms())

  /// `baseURL` is a scheme and a host: https, or http on loopback.
  public init(
    baseURL: String,
    key: String,
    transport: any HTTPTransport,
    clock: @escaping @Sendable () -> Timestamp,
    parameters: @escaping ModelParameters.Lookup
  ) throws(Failure) {
    connection = ServiceConnection(
      origin: try ServiceOrigin(parsing: baseURL, variable: "WAVESPEED_BASE_URL"),
      key: key,
      transport: transport
    )
    reader = ReplyReader(dialect: .waveSpeed, key: key)
    now = clock
    self.parameters = parameters
  }

  public var id: ProviderID { .wavespeed }

  public var isLocal: Bool { connection.origin.isLocal }

  public func requestBody(of submission: Submission) -> String {
    let body = WaveSpeedBody.submit(submission, parameters(submission.request.model))
    return String(decoding: body.bytes, as: UTF8.self)
  }

  public func submit(_ submission: Submission) async -> SubmitOutcome {
    let model = submission.request.model
    guard let path = WaveSpeedPath.submit(model) else { return .refused(.notAModel(model)) }
    do throws(TransportFailure) {
      // The limit is generous whatever was asked for: this reply can't be asked for again.
      let response = try await connection.post(
        path,
        WaveSpeedBody.submit(submission, parameters(model)),
        limit: ServiceConnection.pictureReply,
        timeouts: submission.request.delivery == .sync ? .openSubmit : .submit
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
    let withResult = forms.withLock { $0.resultPath }
    do throws(TransportFailure) {
      var response = try await result(id, withResult: withResult, delivery)
      if response?.status == 404,
        let other = try await result(id, withResult: !withResult, delivery)
      {
        let isAnswer = (200..<300).contains(other.status)
        if isAnswer { forms.withLock { $0.resultPath = !withResult } }
        // Anything else it says about a path that may not exist counts for less than the 404.
        if isAnswer || other.status == 429 || other.status >= 500 { response = other }
      }
      guard let response else { return .notFound(.notATask(id)) }
      let now = now()
      return reader.pollOutcome(response, age: now.elapsed(since: submittedAt), now: now)
    } catch {
      return reader.pollOutcome(error)
    }
  }

  private func result(
    _ id: PredictionID,
    withResult: Bool,
    _ delivery: Delivery
  ) async throws(TransportFailure) -> HTTPResponse? {
    guard let path = WaveSpeedPath.prediction(id, withResult: withResult) else { return nil }
    return try await connection.result(path, delivery)
  }

  /// Asks the older way first, and the newer way for good once the older one is gone.
  public func upload(
    path: String,
    facts: ReferenceFacts,
    progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(ProviderFailure) -> UploadedReference {
    if forms.withLock({ $0.multipartUpload }) {
      if let uploaded = try await multipartUpload(path, facts, progress) { return uploaded }
      let uploaded = try await ticketUpload(path, facts, progress)
      forms.withLock { $0.multipartUpload = false }
      return uploaded
    }
    return try await ticketUpload(path, facts, progress)
  }

  public func balance() async throws(ProviderFailure) -> Money {
    let reply = try await reader.success(
      asking { () throws(TransportFailure) in try await connection.get(WaveSpeedPath.balance) },
      now: now()
    )
    guard let balance = (reply["balance"] ?? reply.root["data"])?.money else {
      throw reader.unreadable(reply, lacking: "a balance")
    }
    return balance
  }

  public func quote(_ submission: Submission) async throws(ProviderFailure) -> Money? {
    let body = WaveSpeedBody.price(submission, parameters(submission.request.model))
    let response = try await asking { () throws(TransportFailure) in
      try await connection.post(WaveSpeedPath.price, body)
    }
    // A service without this call offers no quotes.
    if [404, 405, 410].contains(response.status) { return nil }
    let reply = try reader.success(response, now: now())
    guard let price = reply["price"]?.money, price >= .zero else {
      throw reader.unreadable(reply, lacking: "a price")
    }
    return price
  }

  /// Runs one exchange of a call that costs nothing.
  func asking(
    _ exchange: () async throws(TransportFailure) -> HTTPResponse
  ) async throws(ProviderFailure) -> HTTPResponse {
    do throws(TransportFailure) {
      return try await exchange()
    } catch {
      throw reader.freeFailure(error)
    }
  }
}
