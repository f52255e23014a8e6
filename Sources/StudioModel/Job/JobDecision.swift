/// What a person decides about one job.
public enum JobDecision: Sendable, Hashable {
  /// Take it out of the queue; nothing was sent.
  case cancel
  case adopt(PredictionID)
  case markLost
  /// Send an unconfirmed request once more, knowing that it may be paid twice.
  case sendAgain
  /// Fetch pictures again that could not be had.
  case retryDownloads
}
