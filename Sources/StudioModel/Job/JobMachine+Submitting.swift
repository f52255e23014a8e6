/// From the queue to the service's id.
extension JobMachine {
  mutating func claimed(isFirst: Bool, _ note: inout Note, _ context: JobContext) {
    replan(&note, context)
    switch job.status {
    case .submitting where !isFirst:
      becomeUnconfirmed(
        Failure(
          .unconfirmed,
          "The program ended while the request was being sent.",
          cost: .possible,
          advice: unconfirmedAdvice(context)
        ),
        &note,
        context
      )
    case .unconfirmed where context.keepsList && job.nextPollAt == nil:
      job.pollFailures = 0
      job.nextPollAt = context.now
      note.changed = true
    case .drafted:
      job.status = .queued
      note.add(TimelineEntry(.queued, at: context.now))
    case .queued, .submitted, .running, .downloading:
      if !isFirst { startAfresh(&note) }
    default: break
    }
  }

  /// What was planned by a clock that was set back since keeps its length, not its moment: that may
  /// be years ahead.
  private mutating func replan(_ note: inout Note, _ context: JobContext) {
    guard let moment = job.nextPollAt, moment > context.now, job.updatedAt > context.now else {
      return
    }
    job.nextPollAt = context.now + max(.zero, moment - job.updatedAt)
    note.changed = true
  }

  /// Whoever takes a job up wants it to go now: what kept it waiting may be over, and the patience
  /// with it begins anew. A look that is merely planned keeps its time.
  private mutating func startAfresh(_ note: inout Note) {
    let hasStumbled =
      job.failure != nil || job.pollFailures > 0
      || job.frames.contains { $0.downloadAttempts > 0 }
    guard hasStumbled || job.status == .queued else { return }
    job.failure = nil
    job.pollFailures = 0
    job.nextPollAt = nil
    for var frame in job.frames where frame.status == .pending {
      frame.downloadAttempts = 0
      replace(frame)
    }
    note.changed = true
  }

  mutating func referencesReady(_ urls: [String], _ context: JobContext) -> [JobStep] {
    guard job.status == .queued else { return [nextStep(in: context)] }
    job.referenceURLs = urls
    return [.beginSubmission]
  }

  mutating func referenceUnavailable(
    _ failure: Failure,
    _ isTransient: Bool,
    _ retryAfter: Duration?,
    _ note: inout Note,
    _ context: JobContext
  ) {
    guard job.status == .queued else { return }
    isTransient
      ? returnToQueue(failure, retryAfter, .pollFailed, &note, context)
      : fail(failure, &note, context)
  }

  /// The job as it has to be on disk before the submit call is let go: the intent.
  public func intent(at now: Timestamp) -> Job {
    var intent = job
    intent.status = .submitting
    intent.submissions += 1
    intent.submittedAt = now
    intent.updatedAt = now
    intent.nextPollAt = nil
    intent.failure = nil
    return intent
  }

  mutating func submissionBegan(at now: Timestamp, _ context: JobContext) -> [JobStep] {
    guard job.status == .queued else { return [nextStep(in: context)] }
    job = intent(at: now)
    return [.submit]
  }

  /// It stays in the queue, and a person is told why: time alone does not make a cap fit.
  mutating func capReached(_ failure: Failure, _ context: JobContext) -> [JobStep] {
    guard job.status == .queued else { return [nextStep(in: context)] }
    job.failure = failure
    job.nextPollAt = nil
    job.updatedAt = context.now
    return [.commit([entry(.throttled, failure, context)], charge: nil), .askPerson]
  }

  mutating func submitAnswered(
    _ outcome: SubmitOutcome,
    _ latency: Duration,
    _ note: inout Note,
    _ context: JobContext
  ) {
    guard job.status == .submitting else { return }
    switch outcome {
    case .accepted(let report): accepted(report, latency, &note, context)
    case .neverLeft(let failure):
      returnToQueue(failure, nil, .pollFailed, &note, context, latency)
    case .throttled(let failure, let retryAfter):
      returnToQueue(failure, retryAfter, .throttled, &note, context, latency)
    case .refused(let failure):
      note.add(entry(.refused, failure, context, latency))
      fail(failure, &note, context)
    case .unknown(var failure):
      if failure.advice.isEmpty { failure.advice = unconfirmedAdvice(context) }
      becomeUnconfirmed(failure, &note, context, latency)
    }
  }

  private mutating func accepted(
    _ report: PredictionReport,
    _ latency: Duration,
    _ note: inout Note,
    _ context: JobContext
  ) {
    guard let id = report.id else {
      let failure = Failure(
        .unconfirmed,
        "The service answered without an id.",
        cost: .possible,
        advice: unconfirmedAdvice(context)
      )
      return becomeUnconfirmed(failure, &note, context, latency)
    }
    job.status = .submitted
    job.predictionID = id
    job.serviceRequestID = report.serviceRequestID
    job.remoteStatus = report.remoteStatus
    job.acceptedAt = context.now
    job.failure = nil
    job.pollFailures = 0
    note.add(
      TimelineEntry(.accepted, at: context.now, latency: latency, detail: report.remoteStatus)
    )
    if report.phase == .waiting {
      job.nextPollAt =
        context.now
        + context.schedule.firstLook(expected: context.expected, chance: context.chance)
    } else {
      absorb(report, &note, context)
    }
  }

  mutating func returnToQueue(
    _ failure: Failure,
    _ retryAfter: Duration?,
    _ kind: TimelineEntry.Kind,
    _ note: inout Note,
    _ context: JobContext,
    _ latency: Duration? = nil
  ) {
    // A call that never left does not count as one, for the service's limits either.
    if job.status == .submitting && failure.code != .throttled { job.submissions -= 1 }
    job.status = .queued
    job.failure = failure
    job.pollFailures += 1
    job.nextPollAt =
      context.now
      + context.schedule.afterFailure(
        failures: job.pollFailures - 1,
        retryAfter: retryAfter,
        chance: context.chance
      )
    note.add(entry(kind, failure, context, latency))
  }

  mutating func becomeUnconfirmed(
    _ failure: Failure,
    _ note: inout Note,
    _ context: JobContext,
    _ latency: Duration? = nil
  ) {
    job.status = .unconfirmed
    job.failure = failure
    job.pollFailures = 0
    job.nextPollAt = context.keepsList ? context.now + context.schedule.floor : nil
    note.add(entry(.unconfirmed, failure, context, latency))
  }

  func unconfirmedAdvice(_ context: JobContext) -> String {
    context.keepsList
      ? "The service's list of tasks is searched for it; if it is not there, choose: adopt an id, "
        + "mark it lost, or send again knowing that it may be paid twice."
      : "This service keeps no list of tasks: look at its web page, then adopt the id, mark it "
        + "lost, or send again knowing that it may be paid twice."
  }

  func entry(
    _ kind: TimelineEntry.Kind,
    _ failure: Failure,
    _ context: JobContext,
    _ latency: Duration? = nil
  ) -> TimelineEntry {
    TimelineEntry(
      kind,
      at: context.now,
      latency: latency,
      httpStatus: failure.httpStatus,
      detail: failure.message
    )
  }
}
