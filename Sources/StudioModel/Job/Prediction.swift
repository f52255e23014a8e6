/// Where a service says a task stands, whatever word it used.
public enum PredictionPhase: String, Sendable, Hashable, Codable {
  /// Created, queued, processing, or a word nobody knows: keep polling.
  case waiting
  case completed
  /// Failed, cancelled, timed out or deleted at the service.
  case failed
}

/// One finished picture as the service hands it over.
public enum PredictionOutput: Hashable, Sendable {
  case url(String)
  /// The picture's own bytes.
  case inline([UInt8])
  /// The service says this picture will not come; the sentence is the service's reason.
  case refused(reason: String)
  /// Nothing that can be understood stands where a picture should be.
  case missing(reason: String)

  /// True unless the service says that this picture will not come.
  public var isPicture: Bool {
    switch self {
    case .url, .inline: true
    case .refused, .missing: false
    }
  }
}

/// One reply about a task, decoded from any of the shapes the services use.
public struct PredictionReport: Hashable, Sendable {
  /// `nil` when the reply names none.
  public var id: PredictionID?
  public var phase: PredictionPhase
  /// The service's own word; empty when the reply had none.
  public var remoteStatus: String
  public var outputs: [PredictionOutput]
  /// In the order of `outputs`; may be shorter. One for each picture that was made where some of
  /// them were withheld.
  public var nsfw: [Bool]
  /// Present when `phase` is `.failed`.
  public var failure: Failure?
  public var inferenceTime: Duration?
  /// `X-Request-ID` of the reply, where the service sent one.
  public var serviceRequestID: String?

  public init(
    id: PredictionID?,
    phase: PredictionPhase,
    remoteStatus: String,
    outputs: [PredictionOutput] = [],
    nsfw: [Bool] = [],
    failure: Failure? = nil,
    inferenceTime: Duration? = nil,
    serviceRequestID: String? = nil
  ) {
    self.id = id
    self.phase = phase
    self.remoteStatus = remoteStatus
    self.outputs = outputs
    self.nsfw = nsfw
    self.failure = failure
    self.inferenceTime = inferenceTime
    self.serviceRequestID = serviceRequestID
  }
}

/// What is known after a submit call, sorted by what it means for money.
public enum SubmitOutcome: Hashable, Sendable {
  /// The service took the task; the report carries its id.
  case accepted(PredictionReport)
  /// Proof that no byte of the request reached the service.
  case neverLeft(Failure)
  /// The service refused it for now (429); `retryAfter` is what it asked for.
  case throttled(Failure, retryAfter: Duration?)
  /// The service refused it for good.
  case refused(Failure)
  /// It left, and no trustworthy answer came.
  case unknown(Failure)
}

/// What is known after a look at a task.
public enum PollOutcome: Hashable, Sendable {
  case answered(PredictionReport)
  /// No answer, or one that says try later.
  case unavailable(Failure, retryAfter: Duration?)
  /// The key was refused: the task may be fine, this program may not look.
  case keyRefused(Failure)
  /// The service does not know the task.
  case notFound(Failure)
}

/// One line of a service's list of past tasks.
public struct PredictionSummary: Hashable, Sendable {
  public var id: PredictionID
  public var model: ModelID?
  /// The prompt, where the list carries the task's inputs.
  public var prompt: String?
  public var createdAt: Timestamp?
  public var remoteStatus: String

  public init(
    id: PredictionID,
    model: ModelID?,
    prompt: String?,
    createdAt: Timestamp?,
    remoteStatus: String
  ) {
    self.id = id
    self.model = model
    self.prompt = prompt
    self.createdAt = createdAt
    self.remoteStatus = remoteStatus
  }
}
