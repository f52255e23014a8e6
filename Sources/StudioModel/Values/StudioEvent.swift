/// What the core reports to whoever shows it.
public enum StudioEvent: Hashable, Sendable {
  /// A transition that is on disk. Never dropped.
  case jobChanged(Job, TimelineEntry?)
  /// Bytes moving, or a wait. Only the latest per job matters.
  case jobProgressed(SequenceID, JobActivity)
  /// This program no longer works on the job: it ended, a person has to decide, or it was let go.
  case jobRested(SequenceID)
}

/// What a job is doing right now, beside its durable state.
public enum JobActivity: Hashable, Sendable {
  /// Uploading reference `index` (1-based) of `count`.
  case uploading(index: Int, count: Int, sent: Int64, total: Int64)
  case downloading(index: Int, received: Int64, total: Int64?)
  /// Waiting its turn or for the next look.
  case waiting(until: Timestamp)
  /// The library refuses to store: the job goes on once it accepts.
  case storageBlocked(Failure)

  /// Which of a job's bars it moves: one for each frame from 1 on, and 0 for the job itself.
  public var lane: Int {
    if case .downloading(let index, _, _) = self { index } else { 0 }
  }
}
