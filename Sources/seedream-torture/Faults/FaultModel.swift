import ProviderSimulator

/// Says what has to come of each row.
struct FaultModel {
  let row: FaultRow
  private let reading: FaultReading

  init(_ row: FaultRow) {
    self.row = row
    reading = FaultReading(row.fault)
  }

  var expectation: FaultExpectation {
    switch row.call {
    case .submit: submit
    case .result: look
    case .upload: upload
    case .download: download
    case .history: list
    case .balance: balance
    default: .finished(row.images)
    }
  }

  // MARK: - The call that costs money

  /// Sent at most once: an answer that proves a refusal ends it, one that asks for patience proves
  /// that nothing was taken, and everything else may hide a charged task.
  private var submit: FaultExpectation {
    switch reading {
    case .whole: fate
    case .unreadable(let carriedOut): lost(isCharged: carriedOut)
    case .status(429, _) where row.isLasting:
      .interrupted(["queued"], charges: 0, submits: 2, at: 2)
    case .status(429, _): .finished(row.images, submits: 2)
    case .status(401, _), .status(403, _): .refused(3)
    case .status(let status, let carriedOut) where status == 408 || status >= 500:
      lost(isCharged: carriedOut)
    case .status, .redirect: .refused(4)
    }
  }

  /// WaveSpeedAI keeps a list in which a lost task is found; at Atlas Cloud only the person can
  /// look.
  private func lost(isCharged: Bool) -> FaultExpectation {
    if isCharged && row.service == .waveSpeed { return .finished(row.images) }
    return .unconfirmed(isCharged: isCharged, rest: isCharged ? .adopt : .sendAgain)
  }

  /// What becomes of a task that was taken.
  private var fate: FaultExpectation {
    switch row.fault {
    case .fewerOutputs(let count): partial(min(count, row.images))
    case .moderatedFrames(let frames): partial(row.images - frames.count)
    case .failedTask: .failed()
    default: .finished(row.images)
    }
  }

  private func partial(_ frames: Int) -> FaultExpectation {
    if frames == row.images { return .finished(frames) }
    if frames == 0 { return .failed() }
    return FaultExpectation(code: 6, statuses: ["partial"], frames: frames)
  }

  // MARK: - Looking

  /// Free, so it is done again until the task's fate is known; a task is never given up while the
  /// service may hold its pictures, except for a reason that comes again and again.
  private var look: FaultExpectation {
    switch reading {
    case .whole where row.isLasting: lastingLook
    case .whole: .finished(row.images)
    case .status(401, _), .status(403, _):
      FaultExpectation(
        code: 3,
        statuses: ["submitted", "running"],
        frames: 0,
        rest: .resume
      )
    // The account is to be topped up, which takes a person; the task is looked at later.
    case .status(402, _): waiting(at: 1)
    case _ where !row.isLasting || row.fault.passesByItself: .finished(row.images)
    case .status(500, _): .failed(rest: .resumeByName)
    case .status(let status, _) where status == 400 || status == 404:
      row.service == .atlasCloud ? waiting(at: 4) : .failed(rest: .resumeByName)
    case .status where !reading.passes: .failed(rest: .resumeByName)
    case .unreadable, .status, .redirect: waiting(at: 4)
    }
  }

  private var lastingLook: FaultExpectation {
    if case .unknownStatus = row.fault { return waiting(at: 4) }
    return .finished(row.images)
  }

  private func waiting(at calls: Int) -> FaultExpectation {
    .interrupted(["submitted", "running"], charges: 1, submits: 1, at: calls)
  }

  // MARK: - Files

  /// Before anything is sent: a refusal ends the request unsent, trouble is waited out a while.
  private var upload: FaultExpectation {
    switch reading {
    case .whole:
      row.fault == .noBinaryUpload && row.service == .atlasCloud
        ? .refused(4, submits: 0) : .finished(row.images)
    case .status(429, _) where row.isLasting:
      .interrupted(["queued"], charges: 0, submits: 0, at: 2)
    case _ where reading.passes && row.isLasting:
      FaultExpectation(
        code: 5,
        statuses: ["queued"],
        charges: 0,
        frames: 0,
        submits: 0,
        rest: .resume
      )
    case _ where reading.passes: .finished(row.images)
    case .status(401, _), .status(403, _): .refused(3, submits: 0)
    // The older form of the call may be gone; there is a newer one.
    case .status(let status, _)
    where [404, 410].contains(status) && row.service == .waveSpeed && !row.isLasting:
      .finished(row.images)
    default: .refused(4, submits: 0)
    }
  }

  /// Paid pictures: what passes is waited for, new links are asked for, and nothing is given up for
  /// good.
  private var download: FaultExpectation {
    guard row.isLasting else { return .finished(row.images) }
    // The first picture came before the trouble.
    let frames = row.isLater ? 1 : 0
    let ended = row.isLater ? "partial" : "failed"
    switch reading {
    case .redirect: return missing(frames, ["downloading", ended], .either)
    case .whole:
      switch row.fault {
      case .corruptedPicture, .expiredLinks: return missing(frames, [ended], .resumeByName)
      default: return .finished(row.images)
      }
    case .unreadable, .status:
      return isHostTrouble
        ? missing(frames, ["downloading"], .resume) : missing(frames, [ended], .resumeByName)
    }
  }

  /// True where the host says nothing about the picture itself.
  private var isHostTrouble: Bool {
    switch row.fault {
    // A whole answer that is no picture.
    case .garbage, .html, .emptyBody, .envelope: false
    default: reading.passes
    }
  }

  private func missing(
    _ frames: Int,
    _ statuses: Set<String>,
    _ rest: FaultExpectation.Rest
  ) -> FaultExpectation {
    FaultExpectation(code: 6, statuses: statuses, frames: frames, rest: rest)
  }

  // MARK: - Telling

  /// The answer to the submit was lost, and the list of tasks is searched for it.
  private var list: FaultExpectation {
    if case .whole = reading, row.fault != .hiddenFromHistory { return .finished(row.images) }
    return row.isLasting ? .unconfirmed(isCharged: true, rest: .resume) : .finished(row.images)
  }

  /// `doctor` says what does not answer, and nothing is paid for it.
  private var balance: FaultExpectation {
    var isWhole = false
    if case .whole = reading { isWhole = true }
    return FaultExpectation(
      code: isWhole ? 0 : 1,
      statuses: [],
      charges: 0,
      frames: 0,
      submits: 0
    )
  }
}
