/// Something that happened to a job, told to its machine.
public enum JobEvent: Hashable, Sendable {
  /// This program took the job's lease. `isFirst` is true only for the program that admitted it;
  /// otherwise an earlier program died or let go.
  case claimed(isFirst: Bool)
  /// Every local reference has an address the service can read, in request order.
  case referencesReady([String])
  /// A reference cannot be made ready, now or ever.
  case referenceUnavailable(Failure, isTransient: Bool, retryAfter: Duration?)
  /// The intent is stored, and this program may let the submit call go.
  case submissionBegan(at: Timestamp)
  /// A spending cap that was lowered meanwhile forbids the submit call; nothing was sent.
  case capReached(Failure)
  case submitAnswered(SubmitOutcome, latency: Duration)
  case pollAnswered(PollOutcome, latency: Duration)
  /// A look at the service's list of tasks for a lost id.
  case reconciled(ReconcileOutcome)
  case frameStored(index: Int, StoredPicture)
  case frameUnavailable(index: Int, Failure, Persistence)
  /// The disk refused a picture or the recipe; nothing is lost, it is tried again.
  case storageFailed(Failure)
  /// A round of downloads is over.
  case downloadRoundEnded
  /// The time the machine asked to wait for has come.
  case woke
  /// A person wants the next look now, whatever was planned.
  case lookWanted
  case cancelRequested
  case adoptChosen(PredictionID)
  case markLostChosen
  case sendAgainChosen
  case downloadsRetried

  /// Whether a failed download may go better later.
  public enum Persistence: Sendable, Hashable {
    case transient(retryAfter: Duration?)
    /// What came was not a whole picture.
    case badContent
    /// Another address for the same picture is needed.
    case needsFreshLink
    case permanent
  }
}

/// What the service's list of tasks said about a lost id.
public enum ReconcileOutcome: Hashable, Sendable {
  case found(PredictionID)
  case notFound
  /// More tasks match than requests of ours are missing; a person has to choose.
  case ambiguous([PredictionID])
  case unavailable(Failure)
}

/// A picture that is whole, checked and under its final name.
public struct StoredPicture: Hashable, Sendable {
  public var fileName: String
  public var format: PictureFormat
  public var size: PixelSize
  public var byteCount: Int64
  public var sha256: String

  public init(
    fileName: String,
    format: PictureFormat,
    size: PixelSize,
    byteCount: Int64,
    sha256: String
  ) {
    self.fileName = fileName
    self.format = format
    self.size = size
    self.byteCount = byteCount
    self.sha256 = sha256
  }
}

/// A picture that came inside a reply.
public struct InlinePicture: Hashable, Sendable {
  public var index: Int
  public var bytes: [UInt8]

  public init(index: Int, bytes: [UInt8]) {
    self.index = index
    self.bytes = bytes
  }
}

/// What the runner has to do next. Steps are done in order; a `commit` is on disk before the step
/// after it starts.
public enum JobStep: Hashable, Sendable {
  /// Store the job as it is now, with these lines of its timeline; `charge` is what it cost.
  case commit([TimelineEntry], charge: Money?)
  /// Upload local references that the service does not hold.
  case prepareReferences
  /// Store the intent, if the service's limits allow, and report.
  case beginSubmission
  /// Let the one submit call go.
  case submit
  case poll
  /// Look for a lost id in the service's list.
  case reconcile
  /// Write pictures that came inside a reply.
  case storeInline([InlinePicture])
  /// Fetch these frames.
  case download([Int])
  /// Nothing to do before then.
  case wait(until: Timestamp)
  /// Only a person can move it on.
  case askPerson
  /// It is over.
  case end
}

/// What the machine needs to know besides the event; drawn anew for each.
public struct JobContext: Hashable, Sendable {
  public var now: Timestamp
  /// Random, in 0..<1.
  public var chance: Double
  public var schedule: PollSchedule
  /// The usual time from acceptance to completion for this model and number of images.
  public var expected: Duration?
  /// True when the service keeps a list in which a lost id can be found.
  public var keepsList: Bool
  /// True when the service documents that failed tasks cost nothing.
  public var refundsFailures: Bool

  public init(
    now: Timestamp,
    chance: Double,
    schedule: PollSchedule,
    expected: Duration? = nil,
    keepsList: Bool,
    refundsFailures: Bool
  ) {
    self.now = now
    self.chance = chance
    self.schedule = schedule
    self.expected = expected
    self.keepsList = keepsList
    self.refundsFailures = refundsFailures
  }
}
