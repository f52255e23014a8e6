/// What the core reports to whoever shows it.
public enum StudioEvent: Hashable, Sendable {
  /// A transition that is on disk. Never dropped.
  case jobChanged(Job, TimelineEntry?)
  /// Bytes moving, or a wait. Only the latest per job matters.
  case jobProgressed(SequenceID, JobActivity)
  /// This program no longer works on the job: it ended, a person has to decide, or it was let go.
  case jobRested(SequenceID)
  /// Another program on this library stored these jobs, as they are now. Never dropped.
  case jobsChangedElsewhere([Job])
  /// The job left the history, whoever took it out: it lies in the trash or is gone for good.
  case jobRemoved(SequenceID)
  /// Other programs changed more than can be told one by one: read again what is shown.
  case libraryChanged
  /// What was spent, or may still be, is another sum now.
  case spendingChanged
}

/// What a job is doing right now, beside its durable state.
public enum JobActivity: Hashable, Sendable {
  /// Uploading reference `index` (1-based) of `count`.
  case uploading(index: Int, count: Int, sent: Int64, total: Int64)
  case downloading(index: Int, received: Int64, total: Int64?)
  /// Waiting its turn or for the next look.
  case waiting(until: Timestamp)
  /// A person stopped the looks at the service; nothing is asked until they go on.
  case paused
  /// The library refuses to store: the job goes on once it accepts.
  case storageBlocked(Failure)

  /// Which of a job's bars it moves: one for each frame from 1 on, and 0 for the job itself.
  public var lane: Int {
    if case .downloading(let index, _, _) = self { index } else { 0 }
  }
}
