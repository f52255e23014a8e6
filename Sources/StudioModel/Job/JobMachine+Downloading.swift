/// From the list of pictures to files, and the end.
extension JobMachine {
  mutating func frameStored(
    _ index: Int,
    _ picture: StoredPicture,
    _ note: inout Note,
    _ context: JobContext
  ) {
    guard job.status == .downloading, var frame = job.frames.first(where: { $0.index == index })
    else { return }
    frame.status = .stored
    frame.fileName = picture.fileName
    frame.format = picture.format
    frame.size = picture.size
    frame.byteCount = picture.byteCount
    frame.sha256 = picture.sha256
    frame.failure = nil
    replace(frame)
    note.staysInRound = true
    note.add(TimelineEntry(.downloaded, at: context.now, detail: picture.fileName))
  }

  mutating func frameUnavailable(
    _ index: Int,
    _ failure: Failure,
    _ persistence: JobEvent.Persistence,
    _ note: inout Note,
    _ context: JobContext
  ) {
    guard job.status == .downloading, var frame = job.frames.first(where: { $0.index == index }),
      frame.status == .pending
    else { return }
    // A look forgets passing trouble: what is counted without a reason was that.
    let before = frame.failure?.code ?? .downloadFailed
    frame.failure = failure
    var asked: Duration?
    switch persistence {
    case .transient(let retryAfter): asked = retryAfter
    case .badContent: frame.failure?.code = .damagedPicture
    case .needsFreshLink:
      frame.failure?.code = .linkExpired
      frame.url = nil
    case .permanent: frame.status = .failed
    }
    // Only the same trouble in a row says something about the picture.
    let isSame = frame.downloadAttempts == 0 || before == frame.failure?.code
    frame.downloadAttempts = isSame ? frame.downloadAttempts + 1 : 1
    if isHopeless(frame, persistence, context) { frame.status = .failed }
    replace(frame)
    let again =
      context.now
      + context.schedule.afterFailure(
        failures: frame.downloadAttempts - 1,
        retryAfter: asked,
        chance: context.chance
      )
    job.nextPollAt = max(job.nextPollAt ?? again, again)
    note.staysInRound = true
    note.add(entry(.downloadFailed, failure, context))
  }

  /// Trouble that passes is waited out for as long as the service may hold the picture.
  private func isHopeless(
    _ frame: Frame,
    _ persistence: JobEvent.Persistence,
    _ context: JobContext
  ) -> Bool {
    switch persistence {
    case .transient: context.now - (job.acceptedAt ?? context.now) > Self.retention
    case .badContent: frame.downloadAttempts >= Self.badContentAttempts
    case .needsFreshLink: frame.downloadAttempts >= Self.expiredLinkAttempts
    case .permanent: true
    }
  }

  mutating func storageFailed(_ failure: Failure, _ note: inout Note, _ context: JobContext) {
    guard job.status == .downloading else { return }
    job.failure = failure
    job.nextPollAt = context.now + max(context.schedule.floor, .seconds(5))
    note.staysInRound = true
    note.add(entry(.storageFailed, failure, context))
  }

  mutating func downloadRoundEnded(_ note: inout Note, _ context: JobContext) {
    guard job.status == .downloading else { return }
    if job.frames.allSatisfy({ $0.status != .pending }) {
      conclude(&note, context)
    } else if job.nextPollAt.map({ $0 <= context.now }) ?? true {
      // Pending frames that nothing was said about: a pause keeps the next round from spinning.
      job.nextPollAt = context.now + context.schedule.floor
      note.changed = true
    }
  }

  mutating func giveUpPending(
    _ failure: Failure,
    _ note: inout Note,
    _ context: JobContext
  ) {
    for var frame in job.frames where frame.status == .pending {
      frame.status = .failed
      frame.failure = failure
      replace(frame)
    }
    conclude(&note, context)
  }

  /// Every frame's fate is known: the job ends.
  mutating func conclude(_ note: inout Note, _ context: JobContext) {
    let stored = job.storedFrames.count
    let lost = job.frames.filter { $0.status == .failed }
    job.nextPollAt = nil
    job.finishedAt = context.now
    if stored == job.frames.count && stored >= job.request.maxImages {
      job.status = .finished
      job.failure = nil
    } else {
      job.status = stored > 0 ? .partial : .failed
      job.failure = shortfall(stored: stored, lost: lost)
    }
    note.charge = job.estimate
    note.add(
      TimelineEntry(
        job.status == .failed ? .failed : .finished,
        at: context.now,
        detail: job.failure?.message ?? "\(stored) of \(job.request.maxImages)"
      )
    )
  }

  private func shortfall(stored: Int, lost: [Frame]) -> Failure {
    let asked = job.request.maxImages
    let cost: Failure.Cost = .charged
    guard !lost.isEmpty else {
      return Failure(
        .fewerImages,
        "The service made \(stored) of the \(asked) images asked for.",
        cost: cost,
        advice:
          "max_images is a ceiling: say the same number in the prompt. The content filter may "
          + "have withheld some without saying so."
      )
    }
    let reasons = lost.map { "\($0.index): \($0.failure?.message ?? "no reason given")" }
    let unfetched = lost.contains {
      [.downloadFailed, .damagedPicture, .linkExpired].contains($0.failure?.code)
    }
    let onlyModerated = lost.allSatisfy { $0.failure?.code == .moderated }
    return Failure(
      onlyModerated ? .moderated : (unfetched ? .downloadFailed : .fewerImages),
      "\(stored) of \(asked) images are on disk; " + reasons.joined(separator: "; "),
      cost: cost,
      advice: unfetched
        ? "Try again with `seedream resume \(job.id)` while the service still holds them."
        : "Reword what the missing images show and ask for them again."
    )
  }

  /// Fetches pictures again that could not be had, or looks again at a task that was given up.
  mutating func retryDownloads(_ note: inout Note, _ context: JobContext) {
    guard [.partial, .failed].contains(job.status), job.predictionID != nil else { return }
    guard job.frames.contains(where: { $0.status == .failed }) else {
      if job.status == .failed && job.frames.isEmpty { lookAgain(&note, context) }
      return
    }
    for var frame in job.frames where frame.status == .failed && frame.failure?.code != .moderated {
      frame.status = .pending
      frame.downloadAttempts = 0
      // Old links have often expired; a look gives new ones.
      frame.url = nil
      replace(frame)
    }
    guard job.frames.contains(where: { $0.status == .pending }) else { return }
    reopen(.downloading)
    note.add(TimelineEntry(.decided, at: context.now, detail: "fetch missing pictures again"))
  }

  private mutating func lookAgain(_ note: inout Note, _ context: JobContext) {
    reopen(.submitted)
    note.add(TimelineEntry(.decided, at: context.now, detail: "ask the service again"))
  }

  private mutating func reopen(_ status: JobStatus) {
    job.status = status
    job.finishedAt = nil
    job.failure = nil
    job.pollFailures = 0
    job.nextPollAt = nil
  }
}
