public import StudioModel

/// How a library is opened.
public enum StoreMode: Sendable, Hashable {
  case readWrite
  /// For looking only: also works where nothing can be written, and makes nothing.
  case readOnly
}

/// A right to work on one sequence, held by one running program until it expires or is released.
public struct Lease: Hashable, Sendable {
  public var owner: LeaseOwnerID
  public var expiresAt: Timestamp

  public init(owner: LeaseOwnerID, expiresAt: Timestamp) {
    self.owner = owner
    self.expiresAt = expiresAt
  }
}

/// An unfinished sequence and who works on it, as much as is needed to decide whether to take over.
public struct LeaseRow: Hashable, Sendable {
  public var id: SequenceID
  public var status: JobStatus
  public var nextPollAt: Timestamp?
  public var lease: Lease?

  public init(id: SequenceID, status: JobStatus, nextPollAt: Timestamp?, lease: Lease?) {
    self.id = id
    self.status = status
    self.nextPollAt = nextPollAt
    self.lease = lease
  }
}

/// How much may be spent from a moment on.
public struct SpendingCap: Hashable, Sendable {
  public var limit: Money
  public var since: Timestamp

  public init(limit: Money, since: Timestamp) {
    self.limit = limit
    self.since = since
  }
}

/// Whether a sequence was let into the queue.
public enum Admission: Hashable, Sendable {
  case admitted
  /// What was spent, and what the sequences under way may still cost, leave no room for it.
  case overCap(spent: Money, inFlight: Money, limit: Money)
  /// An unfinished sequence is about to write its pictures into the same folder.
  case folderTaken(by: SequenceID)
}

/// What is told of a sequence once it is on disk, in the order of commits: the sequence as it is
/// stored, star included.
public typealias JobReport = @Sendable (Job) -> Void

/// One movement of money, as far as it is known.
public struct SpendingEntry: Hashable, Sendable, Codable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// The service took the task and delivers, or says that it charged.
    case charged
    /// Nobody knows, and the request was given up or sent again: counted as spent.
    case assumed
    /// The service gave it back.
    case refunded
  }

  public var kind: Kind
  public var at: Timestamp
  /// Never negative; `kind` gives the direction.
  public var amount: Money

  public init(_ kind: Kind, at: Timestamp, amount: Money) {
    self.kind = kind
    self.at = at
    self.amount = amount
  }
}

/// What was spent in one day.
public struct DaySpending: Hashable, Sendable {
  /// Midnight, in the zone that was asked for.
  public var start: Timestamp
  public var amount: Money

  public init(start: Timestamp, amount: Money) {
    self.start = start
    self.amount = amount
  }
}

/// What a service lets one account do at once; `nil` is no limit.
public struct SubmissionLimits: Hashable, Sendable {
  public var imagesPerMinute: Int?
  public var tasksAtOnce: Int?

  public init(imagesPerMinute: Int? = nil, tasksAtOnce: Int? = nil) {
    self.imagesPerMinute = imagesPerMinute
    self.tasksAtOnce = tasksAtOnce
  }
}

/// Which of the ids in a service's list belongs to a request whose answer was lost.
public enum Reservation: Hashable, Sendable {
  /// This one, and nobody else will take it.
  case reserved(PredictionID)
  /// All belong to others, or may yet turn out to.
  case nothingFree
  /// More fit than requests of ours miss an answer; a person has to choose.
  case severalFit([PredictionID])
}

/// Whether a submit call may leave now.
public enum SubmissionStart: Hashable, Sendable {
  /// The intent is on disk; the one call may be made.
  case begun
  /// A limit of the service is reached. `until` is when the per-minute limit has room; `nil` when
  /// a task has to end first.
  case wait(until: Timestamp?)
  /// A cap was lowered since it was admitted: what was spent and what may still come leave no room.
  case overCap(spent: Money, underWay: Money, limit: Money)
}
