public import StudioModel

/// What a sequence cost, may have cost or can cost, in words.
public enum JobCost {
  /// All that can have been charged: the price for each time it was sent.
  public static func most(_ job: Job) -> Money { job.estimate * max(job.submissions, 1) }

  /// In one phrase, for example `$0.108`, `up to $0.108`, `nothing`.
  public static func short(_ job: Job) -> String {
    if job.submissions > 1 { return "up to \(most(job))" }
    switch job.status {
    case .drafted, .queued, .cancelled: return "nothing"
    case .submitting, .submitted, .running, .downloading, .unconfirmed:
      return "up to \(job.estimate)"
    case .finished, .partial, .failed:
      switch job.failure?.cost {
      case .nothing: return "nothing"
      case .possible: return "up to \(job.estimate)"
      case .charged, nil: return "\(job.estimate)"
      }
    }
  }

  /// In one sentence.
  ///
  /// - Parameter isStated: whether the service says what it bills, so that the amount is its own
  ///   arithmetic.
  public static func sentence(_ job: Job, isStated: Bool) -> String {
    let estimate = isStated ? "" : " (estimate)"
    let again =
      job.submissions > 1
      ? " It was sent \(job.submissions) times: up to \(most(job)) in all." : ""
    return words(job, estimate) + again
  }

  private static func words(_ job: Job, _ estimate: String) -> String {
    let amount = "\(job.estimate)\(estimate)"
    switch job.status {
    case .drafted, .queued: return "Nothing yet; up to \(amount)."
    case .cancelled: return "Nothing: it was not sent."
    case .submitting, .submitted, .running, .downloading: return "Up to \(amount)."
    case .unconfirmed: return "Up to \(amount) may have been charged."
    case .finished, .partial, .failed: break
    }
    switch job.failure?.cost {
    case .nothing: return "Nothing."
    case .possible: return "Up to \(amount) may have been charged; it counts as spent."
    case .charged, nil: return "\(amount), counted as spent."
    }
  }
}

extension Failure.Cost {
  /// What a failure means for the person's money, in one phrase.
  public var words: String {
    switch self {
    case .nothing: "cost nothing"
    case .possible: "may have been charged"
    case .charged: "was charged"
    }
  }
}
