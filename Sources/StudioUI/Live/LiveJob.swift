import StudioModel

/// One sequence of the live list with what is known of it beside its durable state.
struct LiveJob: Hashable, Sendable {
  /// Which program works on it, as far as was heard.
  enum Worker: Hashable, Sendable {
    case unknown, here, elsewhere, nobody
  }

  /// What it is about at this moment, in terms of what a person can expect.
  enum Stand: Hashable, Sendable {
    case ended
    /// Goes on by itself, here.
    case working
    case paused
    /// The disk refuses; it goes on once there is room.
    case blocked(Failure)
    case heldElsewhere
    /// Only a person can move it on.
    case needsPerson
    /// Unfinished, and nobody is known to work on it.
    case unattended
  }

  var job: Job {
    didSet { revision += 1 }
  }
  var worker: Worker
  /// Set as soon as it is asked for; what the core says counts from then on.
  var isPaused = false
  /// What moves, by lane; see `JobActivity.lane`.
  var activities: [Int: JobActivity] = [:]
  var timeline = LiveTimeline() {
    didSet { revision += 1 }
  }
  /// Why the last decision on it was refused.
  var refusal: Failure?
  /// Counts what changes the parts of its page that time does not change.
  private(set) var revision = 0

  init(_ job: Job, worker: Worker) {
    self.job = job
    self.worker = worker
  }

  var id: SequenceID { job.id }

  /// Takes the durable state that an answer carries, unless an event told a later one already.
  mutating func take(_ answer: Job) {
    if answer.updatedAt >= job.updatedAt { job = answer }
  }

  /// Takes in what this program does for it right now.
  mutating func take(_ activity: JobActivity) {
    worker = .here
    activities[activity.lane] = activity
    switch activity {
    case .paused: isPaused = true
    case .waiting: isPaused = false
    case .uploading, .downloading, .storageBlocked: break
    }
  }

  /// This program does nothing for it any more.
  mutating func rest() {
    worker = .nobody
    activities = [:]
    isPaused = false
  }

  var stand: Stand {
    if job.status.isFinal { return .ended }
    if case .storageBlocked(let failure)? = activities[0] { return .blocked(failure) }
    if worker == .elsewhere { return .heldElsewhere }
    if asksPerson { return .needsPerson }
    if isPaused { return .paused }
    return worker == .here ? .working : .unattended
  }

  private var asksPerson: Bool {
    switch job.status {
    case .drafted: true
    case .unconfirmed: job.nextPollAt == nil
    // Time alone does not make a cap fit.
    case .queued: job.failure?.code == .overCap && job.nextPollAt == nil
    default: false
    }
  }

  /// True while what is shown of it changes by time alone.
  var counts: Bool { stand == .working || stand == .heldElsewhere }

  /// When the next look, or the next try, is due; `nil` when nothing is waited for.
  var nextLookAt: Timestamp? {
    guard stand == .working || stand == .heldElsewhere else { return nil }
    if case .waiting(let moment)? = activities[0] { return moment }
    return job.nextPollAt
  }

  /// Until then; `nil` when nothing is waited for any more.
  func untilLook(_ now: Timestamp) -> Duration? {
    guard let moment = nextLookAt, moment > now else { return nil }
    return moment - now
  }
}

/// The timeline of a sequence as far as it was read.
struct LiveTimeline: Hashable, Sendable {
  /// As many entries as are kept, the latest; a job that is looked at for a week makes thousands.
  static let limit = 400

  private(set) var entries: [TimelineEntry] = []
  /// How many came before those that are kept.
  private(set) var left = 0
  var isAsked = false
  private(set) var isLoaded = false

  /// Adds what an event told; what has not been read yet will hold it.
  mutating func add(_ entry: TimelineEntry) {
    entries.append(entry)
    trim()
  }

  /// Takes what was read, and keeps what events told since.
  mutating func take(_ read: [TimelineEntry]) {
    let known = Set(read.map(Mark.init))
    let newest = read.last?.at
    let later = entries.filter { entry in
      !known.contains(Mark(entry)) && newest.map { entry.at >= $0 } ?? true
    }
    entries = read + later
    left = 0
    isLoaded = true
    trim()
  }

  /// What tells entries apart: what was stored comes back with its times rounded.
  private struct Mark: Hashable {
    var kind: TimelineEntry.Kind
    var at: Timestamp
    var detail: String

    init(_ entry: TimelineEntry) {
      (kind, at, detail) = (entry.kind, entry.at, entry.detail)
    }
  }

  private mutating func trim() {
    let excess = entries.count - Self.limit
    guard excess > 0 else { return }
    entries.removeFirst(excess)
    left += excess
  }
}
