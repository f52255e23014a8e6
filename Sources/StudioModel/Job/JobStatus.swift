/// Where a sequence stands. Raw values are stored, and are part of `--json`.
public enum JobStatus: String, Sendable, Codable, CaseIterable {
  case drafted
  /// The intent is stored; nothing was sent.
  case queued
  /// The submit call may be on the wire.
  case submitting
  /// The service gave an id.
  case submitted
  case running
  case downloading
  case finished
  /// Some pictures are on disk and the rest will not come.
  case partial
  case failed
  case cancelled
  /// The request left and no trustworthy answer came: it may have been charged.
  case unconfirmed

  /// True when nothing more will happen by itself.
  public var isFinal: Bool {
    switch self {
    case .finished, .partial, .failed, .cancelled: true
    case .drafted, .queued, .submitting, .submitted, .running, .downloading, .unconfirmed: false
    }
  }

  /// Whether a job that stands here can come to stand there, now or in several steps. A request
  /// that may have left is never again one that did not.
  public func canBecome(_ next: JobStatus) -> Bool {
    switch next {
    case .drafted: [.drafted, .queued].contains(self)
    case .cancelled: [.drafted, .queued, .cancelled].contains(self)
    // Back to the queue: the call never left, was refused for now, or a person sends it again.
    case .queued, .submitting:
      [.drafted, .queued, .submitting, .unconfirmed].contains(self)
    case .submitted, .running, .downloading, .finished, .partial, .failed, .unconfirmed:
      self != .cancelled
    }
  }

  /// True when the service may be holding money or a slot for it.
  public var isInFlight: Bool {
    switch self {
    case .submitting, .submitted, .running, .downloading, .unconfirmed: true
    case .drafted, .queued, .finished, .partial, .failed, .cancelled: false
    }
  }
}
