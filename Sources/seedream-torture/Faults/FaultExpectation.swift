import ProviderSimulator

/// What has to come of a row, by the documents of the services and the contract of the command
/// line. Nothing here is taken from the program.
struct FaultExpectation: Sendable, Equatable {
  /// What is left to be done once the fault is over.
  enum Rest: Sendable, Equatable {
    /// Nothing: `resume` finds nothing unfinished.
    case nothing
    /// `resume` finishes it.
    case resume
    /// `resume` leaves it unconfirmed, and the person gives it the id that the service's site shows.
    case adopt
    /// `resume` leaves it unconfirmed; nothing is at the service, so the person sends it again.
    case sendAgain
    /// It ended, and `resume ID` asks for what the service still holds.
    case resumeByName
    /// `resume`, or `resume ID` where that finds it ended.
    case either
  }

  var code: Int32
  /// The word under `status`; several where the moment decides.
  var statuses: Set<String>
  var charges = 1
  /// Images on disk.
  var frames: Int
  /// Submit calls that reach the service.
  var submits = 1
  var rest = Rest.nothing
  /// A row that would go on for ever is interrupted at this many calls of its kind.
  var interruptAt: Int?
}

extension FaultExpectation {
  static func finished(_ frames: Int, submits: Int = 1) -> FaultExpectation {
    FaultExpectation(code: 0, statuses: ["finished"], frames: frames, submits: submits)
  }

  /// Refused before anything was charged.
  static func refused(_ code: Int32, submits: Int = 1) -> FaultExpectation {
    FaultExpectation(code: code, statuses: ["failed"], charges: 0, frames: 0, submits: submits)
  }

  static func failed(rest: Rest = .nothing) -> FaultExpectation {
    FaultExpectation(code: 4, statuses: ["failed"], frames: 0, rest: rest)
  }

  static func unconfirmed(isCharged: Bool, rest: Rest) -> FaultExpectation {
    FaultExpectation(
      code: 7,
      statuses: ["unconfirmed"],
      charges: isCharged ? 1 : 0,
      frames: 0,
      rest: rest
    )
  }

  /// The person has enough of waiting.
  static func interrupted(
    _ statuses: Set<String>,
    charges: Int,
    submits: Int,
    at calls: Int
  ) -> FaultExpectation {
    FaultExpectation(
      code: 130,
      statuses: statuses,
      charges: charges,
      frames: 0,
      submits: submits,
      rest: .resume,
      interruptAt: calls
    )
  }
}

/// What an answer amounts to for whoever reads it.
enum FaultReading: Sendable {
  /// All that was asked for, in whatever shape and time.
  case whole
  /// No answer, or one that cannot be read; whether the call was carried out.
  case unreadable(carriedOut: Bool)
  /// A status, in the head or in the envelope.
  case status(Int, carriedOut: Bool)
  case redirect

  init(_ fault: Fault) {
    switch fault {
    case .dropBeforeAcceptance: self = .unreadable(carriedOut: false)
    case .dropAfterAcceptance, .garbage, .html, .emptyBody, .truncated:
      self = .unreadable(carriedOut: true)
    case .status(let status, _, _, let accepted): self = .status(status, carriedOut: accepted)
    case .envelope(let code, _): self = .status(code, carriedOut: false)
    case .notVisibleYet(let status, _): self = .status(status, carriedOut: false)
    case .redirect: self = .redirect
    default: self = .whole
    }
  }

  /// An answer that says nothing but “later”: a call that costs nothing may be made again.
  var passes: Bool {
    switch self {
    case .whole: false
    case .unreadable: true
    case .status(let status, _): status == 408 || status == 429 || status >= 500
    case .redirect: false
    }
  }
}
