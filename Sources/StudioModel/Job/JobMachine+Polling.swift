/// From the service's id to the list of pictures.
extension JobMachine {
  mutating func pollAnswered(
    _ outcome: PollOutcome,
    _ latency: Duration,
    _ note: inout Note,
    _ context: JobContext
  ) {
    guard [.submitted, .running, .downloading].contains(job.status) else { return }
    switch outcome {
    case .answered(let report):
      job.pollCount += 1
      job.pollFailures = 0
      note.add(
        TimelineEntry(.polled, at: context.now, latency: latency, detail: report.remoteStatus)
      )
      absorb(report, &note, context)
    case .unavailable(let failure, let retryAfter):
      lookFailed(failure, retryAfter, latency, &note, context)
      if isBroken(failure) { failAtService(failure, &note, context) }
    case .keyRefused(let failure):
      lookFailed(failure, .minutes(5), latency, &note, context)
    case .notFound(let failure):
      lookFailed(failure, nil, latency, &note, context)
      if job.pollFailures >= Self.notFoundLooks { gone(failure, &note, context) }
    }
  }

  private mutating func lookFailed(
    _ failure: Failure,
    _ retryAfter: Duration?,
    _ latency: Duration,
    _ note: inout Note,
    _ context: JobContext
  ) {
    // Only the same reason in a row says anything about the task; a mixture blames the moment.
    let isStanding =
      job.failure?.code == failure.code && job.failure?.httpStatus == failure.httpStatus
      && job.failure?.serviceCode == failure.serviceCode
    job.pollFailures = isStanding ? job.pollFailures + 1 : 1
    job.failure = failure
    job.nextPollAt =
      context.now
      + context.schedule.afterFailure(
        failures: job.pollFailures - 1,
        retryAfter: retryAfter,
        chance: context.chance
      )
    note.add(entry(.pollFailed, failure, context, latency))
  }

  /// Atlas Cloud can answer HTTP 500 for good about a task that failed, with the reason in the
  /// message (third-party reports); after enough looks such an answer is taken at its word. One
  /// without a reason only blames the moment.
  private func isBroken(_ failure: Failure) -> Bool {
    failure.code == .generationFailed && failure.serviceCode != nil
      && job.pollFailures >= Self.brokenLooks && job.status != .downloading
  }

  /// Takes in what a reply says about the task.
  mutating func absorb(
    _ report: PredictionReport,
    _ note: inout Note,
    _ context: JobContext
  ) {
    job.remoteStatus = report.remoteStatus
    if let time = report.inferenceTime { job.inferenceTime = time }
    job.failure = nil
    switch report.phase {
    case .waiting:
      job.status = .running
      job.nextPollAt =
        context.now
        + context.schedule.afterLook(pollCount: job.pollCount, chance: context.chance)
    case .completed:
      job.nextPollAt = nil
      completed(report, &note, context)
    case .failed where report.outputs.contains(where: \.isPicture):
      // A group can fail as a whole and still hold pictures that were paid for.
      job.nextPollAt = nil
      completed(report, &note, context)
    case .failed:
      failAtService(
        report.failure
          ?? Failure(
            .generationFailed,
            "The service says the task failed, without a reason.",
            cost: context.refundsFailures ? .nothing : .possible,
            advice: "Change the prompt or try again later."
          ),
        &note,
        context
      )
    }
  }

  private mutating func completed(
    _ report: PredictionReport,
    _ note: inout Note,
    _ context: JobContext
  ) {
    guard !report.outputs.isEmpty else {
      return failAtService(
        Failure(
          .generationFailed,
          "The service says the task is complete, but gave no pictures.",
          cost: .possible,
          advice: "Ask the service's support with the task's id whether it was charged."
        ),
        &note,
        context
      )
    }
    job.status = .downloading
    let places = places(of: report)
    for (place, (index, output)) in zip(places, report.outputs).enumerated() {
      var frame = job.frames.first { $0.index == index } ?? Frame(index: index)
      if frame.status != .pending { continue }
      frame.isNSFW = report.flag(ofOutput: place) ?? frame.isNSFW
      // Passing trouble is forgotten with a look; what was wrong with the picture or its link is not.
      if frame.failure?.code == .downloadFailed { frame.failure = nil }
      take(output, into: &frame, &note)
      replace(frame)
    }
    withhold(report, besides: places)
    if job.frames.allSatisfy({ $0.status != .pending }) { conclude(&note, context) }
  }

  private func take(_ output: PredictionOutput, into frame: inout Frame, _ note: inout Note) {
    switch output {
    case .url(let address): frame.url = address
    case .inline(let bytes): note.inline.append(InlinePicture(index: frame.index, bytes: bytes))
    case .refused(let reason):
      frame.status = .failed
      frame.failure = Failure(
        .moderated,
        reason,
        cost: .possible,
        advice: "Reword what this picture shows."
      )
    case .missing(let reason):
      let isFlagged = frame.isNSFW == true
      frame.status = .failed
      frame.failure = Failure(
        isFlagged ? .moderated : .downloadFailed,
        reason,
        cost: .possible,
        advice: isFlagged
          ? "Reword what this picture shows."
          : "`seedream resume \(job.id)` asks for it again."
      )
    }
  }

  /// The task is over at the service without pictures, or without the rest of them.
  private mutating func failAtService(
    _ failure: Failure,
    _ note: inout Note,
    _ context: JobContext
  ) {
    if job.status == .downloading { return giveUpPending(failure, &note, context) }
    fail(failure, &note, context)
    if failure.cost != .nothing { note.charge = job.estimate }
  }

  private mutating func gone(_ failure: Failure, _ note: inout Note, _ context: JobContext) {
    let gone = Failure(
      .predictionGone,
      "The service no longer knows this task: \(failure.message)",
      cost: .charged,
      advice: "Services keep tasks for about seven days; ask its support with the task's id.",
      httpStatus: failure.httpStatus,
      serviceCode: failure.serviceCode
    )
    failAtService(gone, &note, context)
  }

  mutating func fail(_ failure: Failure, _ note: inout Note, _ context: JobContext) {
    job.status = .failed
    job.failure = failure
    job.nextPollAt = nil
    job.finishedAt = context.now
    note.add(entry(.failed, failure, context))
  }
}
