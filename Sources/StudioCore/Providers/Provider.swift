public import StudioModel

/// A local file that a service holds for us now.
public struct UploadedReference: Hashable, Sendable {
  /// What goes into `images`.
  public var url: String
  /// When the service may drop it.
  public var expiresAt: Timestamp

  public init(url: String, expiresAt: Timestamp) {
    self.url = url
    self.expiresAt = expiresAt
  }
}

/// A request with everything the service has to be told: references are addresses by now.
public struct Submission: Hashable, Sendable {
  public var request: SequenceRequest
  /// In request order: uploaded addresses for local files, the person's own for the rest.
  public var referenceURLs: [String]

  public init(request: SequenceRequest, referenceURLs: [String]) {
    self.request = request
    self.referenceURLs = referenceURLs
  }
}

/// One hosted service. None of these calls retries; the engine decides.
public protocol Provider: Sendable {
  var id: ProviderID { get }

  /// True when it is reached on this machine or in a private network: only then may it point to
  /// addresses there.
  var isLocal: Bool { get }

  /// The body of the submit call, byte for byte, as it goes into the recipe.
  func requestBody(of submission: Submission) -> String

  /// Sends the one call that costs money, at most once.
  func submit(_ submission: Submission) async -> SubmitOutcome

  /// Looks at a task once. `delivery` is what the submission asked for: a task that carries its
  /// pictures in the reply may answer with hundreds of megabytes.
  func poll(
    _ id: PredictionID,
    submittedAt: Timestamp,
    delivery: Delivery
  ) async -> PollOutcome

  /// Uploads a file of at most 10 MB so that the service can read it.
  func upload(
    path: String,
    facts: ReferenceFacts,
    progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(ProviderFailure) -> UploadedReference

  /// What is left on the account.
  func balance() async throws(ProviderFailure) -> Money

  /// The service's own price for a request, free of charge; `nil` where it offers no quotes.
  func quote(_ submission: Submission) async throws(ProviderFailure) -> Money?

  /// Tasks of this account made between two moments, newest first; `nil` where it keeps no list.
  func recentPredictions(
    model: ModelID,
    after: Timestamp,
    before: Timestamp
  ) async throws(ProviderFailure) -> [PredictionSummary]?
}

extension Provider {
  public var isLocal: Bool { false }
}

/// A call that costs nothing and did not succeed.
public struct ProviderFailure: Error, Hashable, Sendable {
  public var failure: Failure
  /// True when the same call may succeed later (no answer, 429, 5xx).
  public var isTransient: Bool
  /// What the service asked for, where it did.
  public var retryAfter: Duration?

  public init(_ failure: Failure, isTransient: Bool, retryAfter: Duration? = nil) {
    self.failure = failure
    self.isTransient = isTransient
    self.retryAfter = retryAfter
  }
}
