import StudioModel

/// What the program tells its caller; a contract (README, "Exit codes").
enum ExitCode: Int32, Sendable {
  case done = 0
  case internalError = 1
  /// Usage, or refused before sending.
  case refusedHere = 2
  case key = 3
  case refusedByService = 4
  case unreachable = 5
  case partial = 6
  case unconfirmed = 7
  case overCap = 8
  case interrupted = 130

  /// The code for a failure that ended a command before there was a job.
  init(_ failure: Failure) {
    // A library that cannot be used is a refusal like others: nothing was sent.
    let isRefusal = failure.code == .storage && failure.cost == .nothing
    self = isRefusal ? .refusedHere : ExitCode(failure.code)
  }

  private init(_ code: Failure.Code) {
    switch code {
    case .invalidRequest, .badReference, .cancelled: self = .refusedHere
    case .keyMissing, .keyRefused: self = .key
    case .balanceTooLow, .refused, .moderated, .generationFailed, .predictionGone, .throttled:
      self = .refusedByService
    case .unreachable: self = .unreachable
    case .unconfirmed, .markedLost: self = .unconfirmed
    case .overCap: self = .overCap
    case .fewerImages, .downloadFailed, .damagedPicture, .linkExpired: self = .partial
    case .storage, .internalError: self = .internalError
    }
  }

  /// The code for a job as it stands when a command stops watching it.
  init(_ job: Job) {
    switch job.status {
    case .finished: self = .done
    case .partial: self = .partial
    case .unconfirmed, .submitting: self = .unconfirmed
    case .cancelled: self = .refusedHere
    case .failed: self = job.failure.map { ExitCode($0) } ?? .refusedByService
    case .downloading: self = .partial
    case .drafted, .queued, .submitted, .running:
      // An unfinished job is left alone only for its failure, or because the person left. A paid one
      // that cannot be stored is not fetched.
      let isPaid = job.predictionID != nil
      self =
        isPaid && job.failure?.code == .storage
        ? .partial : job.failure.map { ExitCode($0) } ?? .interrupted
    }
  }

  /// Of several jobs, the code that most needs a person.
  static func worst(of codes: [ExitCode]) -> ExitCode {
    let order: [ExitCode] = [
      .internalError, .unconfirmed, .key, .interrupted, .unreachable, .overCap, .refusedByService,
      .partial, .refusedHere, .done,
    ]
    return order.first { codes.contains($0) } ?? .done
  }
}
