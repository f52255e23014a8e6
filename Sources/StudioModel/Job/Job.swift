/// One picture of a sequence.
public struct Frame: Hashable, Sendable, Codable {
  public enum Status: String, Sendable, Codable {
    /// The service named it; it is not on disk yet.
    case pending
    /// Whole, checked and on disk.
    case stored
    /// It will not come; `failure` says why.
    case failed
  }

  /// 1-based, in the service's order; the file is named after it.
  public var index: Int
  public var status: Status
  /// Where the service holds it; `nil` when it came, or will come, inside a reply.
  public var url: String?
  /// The file's name inside the sequence's folder, once stored.
  public var fileName: String?
  public var format: PictureFormat?
  public var size: PixelSize?
  public var byteCount: Int64?
  /// Lower-case hexadecimal.
  public var sha256: String?
  public var isNSFW: Bool?
  public var downloadAttempts: Int
  public var failure: Failure?

  public init(
    index: Int,
    status: Status = .pending,
    url: String? = nil,
    fileName: String? = nil,
    format: PictureFormat? = nil,
    size: PixelSize? = nil,
    byteCount: Int64? = nil,
    sha256: String? = nil,
    isNSFW: Bool? = nil,
    downloadAttempts: Int = 0,
    failure: Failure? = nil
  ) {
    self.index = index
    self.status = status
    self.url = url
    self.fileName = fileName
    self.format = format
    self.size = size
    self.byteCount = byteCount
    self.sha256 = sha256
    self.isNSFW = isNSFW
    self.downloadAttempts = downloadAttempts
    self.failure = failure
  }
}

/// Everything durable about one sequence: the request and what became of it.
public struct Job: Hashable, Sendable, Codable {
  public var id: SequenceID
  public var request: SequenceRequest
  public var status: JobStatus
  public var createdAt: Timestamp
  public var updatedAt: Timestamp
  /// The most it can cost: price × max_images, or the service's own quote.
  public var estimate: Money
  /// Absolute path of the folder that holds the frames and the recipe.
  public var folder: String
  /// Addresses of the references in request order, once the service can reach all of them.
  public var referenceURLs: [String]
  /// Submit calls that were let go, each allowed by a person.
  public var submissions: Int
  /// When the submit call of the latest submission was let go.
  public var submittedAt: Timestamp?
  /// When the service's id was read.
  public var acceptedAt: Timestamp?
  public var finishedAt: Timestamp?
  public var predictionID: PredictionID?
  /// The service's own name for the submit call (`X-Request-ID`), for its support.
  public var serviceRequestID: String?
  /// The status word the service used last, as it wrote it.
  public var remoteStatus: String?
  /// Time the service says it spent making the pictures.
  public var inferenceTime: Duration?
  public var pollCount: Int
  /// Polls that failed since the last one that was answered.
  public var pollFailures: Int
  /// When the next look is due: a poll, a retry from the queue, or a reconciliation.
  public var nextPollAt: Timestamp?
  public var frames: [Frame]
  public var failure: Failure?
  public var isStarred: Bool
  /// Since when it lies in the trash; `nil` outside.
  public var trashedAt: Timestamp?

  public init(
    id: SequenceID,
    request: SequenceRequest,
    status: JobStatus = .drafted,
    createdAt: Timestamp,
    estimate: Money,
    folder: String
  ) {
    self.id = id
    self.request = request
    self.status = status
    self.createdAt = createdAt
    self.updatedAt = createdAt
    self.estimate = estimate
    self.folder = folder
    referenceURLs = []
    submissions = 0
    pollCount = 0
    pollFailures = 0
    frames = []
    isStarred = false
  }

  public var storedFrames: [Frame] { frames.filter { $0.status == .stored } }
}

/// One line of a sequence's timeline: what happened, when, and how long it took.
public struct TimelineEntry: Hashable, Sendable, Codable {
  public enum Kind: String, Sendable, Codable {
    case created, queued, uploaded, submitting, accepted, polled, pollFailed, throttled
    case refused, unconfirmed, reconciled, adopted, downloaded, downloadFailed, storageFailed
    case finished, failed, cancelled, decided
  }

  public var kind: Kind
  public var at: Timestamp
  /// Time the call took, where there was one.
  public var latency: Duration?
  public var httpStatus: Int?
  /// The service's status word, a file's name or an error: material from outside.
  public var detail: String

  public init(
    _ kind: Kind,
    at: Timestamp,
    latency: Duration? = nil,
    httpStatus: Int? = nil,
    detail: String = ""
  ) {
    self.kind = kind
    self.at = at
    self.latency = latency
    self.httpStatus = httpStatus
    self.detail = detail
  }
}
