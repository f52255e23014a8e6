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
    didSet {
      revision += 1
      if job.request.prompt != oldValue.request.prompt { excerpt = Self.excerpt(of: job) }
    }
  }
  /// The start of the prompt, made plain once: the list is drawn at every key.
  private(set) var excerpt: String
  var worker: Worker
  /// Set as soon as it is asked for; what the core says counts from then on.
  var isPaused = false
  /// What moves, by lane; see `JobActivity.lane`.
  var activities: [Int: JobActivity] = [:]
  var timeline = LiveTimeline()
  /// Why the last decision on it was refused.
  var refusal: Failure?
  /// When it took its place among the ended ones of the list; `nil` while it is among the others.
  private(set) var endedPlace: Timestamp?
  /// Counts the changes of `job`.
  private(set) var revision = 0

  init(_ job: Job, worker: Worker) {
    self.job = job
    self.worker = worker
    excerpt = Self.excerpt(of: job)
    settle()
  }

  private static func excerpt(of job: Job) -> String {
    PromptExcerpt.line(job.request.prompt, cells: 80)
  }

  var id: SequenceID { job.id }

  /// Takes the durable state that an answer carries, unless an event told a later one already.
  ///
  /// An end counts in any case: it is older than what it ends where a clock was set back.
  mutating func take(_ answer: Job) {
    let isEnd = answer.status.isFinal && !job.status.isFinal
    if isEnd || answer.updatedAt >= job.updatedAt { job = answer }
  }

  /// Gives it its place by its state.
  mutating func settle() {
    endedPlace = job.status.isFinal ? job.finishedAt ?? job.updatedAt : nil
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

  /// This program does nothing for it any more, or the one that did has ended.
  mutating func rest() {
    worker = .nobody
    activities = [:]
    isPaused = false
  }

  var stand: Stand {
    if job.status.isFinal { return .ended }
    if case .storageBlocked(let failure)? = activities[0] { return .blocked(failure) }
    // By its state nobody works on such a job, whoever stored it.
    if asksPerson { return .needsPerson }
    if worker == .elsewhere { return .heldElsewhere }
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
