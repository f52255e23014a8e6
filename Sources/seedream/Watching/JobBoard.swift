import StudioModel

/// The jobs a command follows, as it knows them now.
struct JobBoard: Sendable {
  let ids: [SequenceID]
  let goal: JobWatch.Goal
  var jobs: [SequenceID: Job] = [:]
  var activities: [SequenceID: [Int: JobActivity]] = [:]
  private let known: Set<SequenceID>
  /// Those something was heard of since it was last looked who is at the goal.
  private var touched: Set<SequenceID> = []
  /// Those not at the goal yet.
  var following: Set<SequenceID>
  /// Those this program worked on and let rest.
  var rested: Set<SequenceID> = []
  /// Those this program reported a transition of.
  private var heard: Set<SequenceID> = []
  /// Set once the disk refused to store a job's progress.
  var blocked: [SequenceID: Failure] = [:]
  private var blockedSince: [SequenceID: ContinuousClock.Instant] = [:]
  /// Sentences for people who read along.
  var news: [String] = []

  /// Tries after which an unreachable service, or a picture that cannot be had, is not waited for
  /// any longer; the job itself goes on with `resume`.
  static let patience = 3
  static let downloadPatience = 6
  /// How long a paid answer that cannot be stored is waited for.
  static let storagePatience = Duration.seconds(10)

  init(ids: [SequenceID], goal: JobWatch.Goal) {
    self.ids = ids
    self.goal = goal
    known = Set(ids)
    following = known
  }

  /// Those that may have come to the goal since the last call; of thousands that is a few.
  mutating func takeTouched() -> Set<SequenceID> {
    defer { touched = [] }
    return touched.intersection(following)
  }

  var isDone: Bool { following.isEmpty }

  mutating func take(_ events: [StudioEvent]) {
    for event in events {
      switch event {
      case .jobChanged(let job, let entry):
        guard known.contains(job.id) else { continue }
        touched.insert(job.id)
        jobs[job.id] = job
        heard.insert(job.id)
        blocked[job.id] = nil
        if let entry, let words = JobNews.sentence(job, entry) { news.append(words) }
      case .jobProgressed(let id, let activity):
        guard known.contains(id) else { continue }
        touched.insert(id)
        if case .storageBlocked(let failure) = activity {
          if blocked[id] == nil { news.append("\(id) \(failure.message) \(failure.advice)") }
          if blocked[id] == nil { blockedSince[id] = .now }
          blocked[id] = failure
          heard.insert(id)
        }
        activities[id, default: [:]][activity.lane] = activity
      case .jobRested(let id):
        guard known.contains(id) else { continue }
        touched.insert(id)
        rested.insert(id)
      case .jobsChangedElsewhere, .jobRemoved, .libraryChanged, .spendingChanged: break
      }
    }
  }

  /// Whether there is nothing left to wait for.
  ///
  /// A job is left to itself only for what was heard from it in this run: trouble of an earlier one
  /// may be over.
  func hasReachedGoal(_ job: Job, isWorkedOn: Bool) -> Bool {
    if job.status.isFinal { return !isWorkedOn }
    if goal == .accepted, job.predictionID != nil { return true }
    if rested.contains(job.id) && !isWorkedOn { return true }
    if job.status == .unconfirmed && !isWorkedOn && !heard.contains(job.id) { return true }
    // A paid answer may be waiting to be stored: it is given time, and its id was told.
    if job.status == .submitting {
      return blockedSince[job.id].map { ContinuousClock.now - $0 > Self.storagePatience } ?? false
    }
    return heard.contains(job.id) && (blocked[job.id] != nil || isHopeless(job))
  }

  private func isHopeless(_ job: Job) -> Bool {
    switch job.status {
    case .queued:
      return job.failure?.code == .unreachable && job.pollFailures >= Self.patience
    case .submitted, .running: return job.failure?.code == .keyRefused
    case .downloading:
      let pending = job.frames.filter { $0.status == .pending }
      return !pending.isEmpty
        && pending.allSatisfy { $0.downloadAttempts >= Self.downloadPatience }
    default: return false
    }
  }
}
