/// What becomes of a request whose answer was lost, and what a person may decide.
extension JobMachine {
  mutating func reconciled(
    _ outcome: ReconcileOutcome,
    _ note: inout Note,
    _ context: JobContext
  ) {
    guard job.status == .unconfirmed else { return }
    switch outcome {
    case .found(let id):
      adopt(id, detail: "found in the service's list", &note, context)
    case .notFound:
      lookAgainOrAsk("not in the service's list", &note, context)
    case .unavailable(let failure):
      lookAgainOrAsk(failure.message, &note, context)
    case .ambiguous(let ids):
      job.nextPollAt = nil
      let names = ids.map(\.rawValue).joined(separator: ", ")
      job.failure?.message = "More than one task at the service fits this request: \(names)."
      note.add(TimelineEntry(.reconciled, at: context.now, detail: "several fit: \(names)"))
    }
  }

  private mutating func lookAgainOrAsk(
    _ detail: String,
    _ note: inout Note,
    _ context: JobContext
  ) {
    job.pollFailures += 1
    let isOver = job.pollFailures >= Self.reconcileLooks
    job.nextPollAt =
      isOver ? nil : context.now + context.schedule.floor * Double(job.pollFailures + 1)
    note.add(TimelineEntry(.reconciled, at: context.now, detail: detail))
  }

  mutating func adopt(
    _ id: PredictionID,
    detail: String,
    _ note: inout Note,
    _ context: JobContext
  ) {
    // A slip of the pen can be mended: an id that the service did not know, or a request given up.
    let wasGivenUp =
      job.status == .failed
      && [.predictionGone, .markedLost].contains(job.failure?.code)
    guard job.status == .unconfirmed || wasGivenUp else { return }
    job.finishedAt = nil
    job.status = .submitted
    job.predictionID = id
    job.acceptedAt = context.now
    job.failure = nil
    job.pollFailures = 0
    job.nextPollAt = nil
    note.add(TimelineEntry(.adopted, at: context.now, detail: "\(id), \(detail)"))
  }

  mutating func markLost(_ note: inout Note, _ context: JobContext) {
    guard job.status == .unconfirmed else { return }
    note.add(TimelineEntry(.decided, at: context.now, detail: "marked lost"))
    fail(
      Failure(
        .markedLost,
        "The request was given up without an answer.",
        cost: .possible,
        advice: "It counts as spent, because it may have been charged."
      ),
      &note,
      context
    )
    note.charge = job.estimate
  }

  /// The first submission may have been charged and stays counted as spent; the job goes back to
  /// the queue for one more, because a person said so.
  mutating func sendAgain(_ note: inout Note, _ context: JobContext) {
    guard job.status == .unconfirmed else { return }
    job.status = .queued
    job.failure = nil
    job.pollFailures = 0
    job.nextPollAt = nil
    note.charge = job.estimate
    note.add(TimelineEntry(.decided, at: context.now, detail: "sent again knowingly"))
  }

  mutating func cancelRequested(_ note: inout Note, _ context: JobContext) {
    guard [.drafted, .queued].contains(job.status) else { return }
    job.status = .cancelled
    job.nextPollAt = nil
    job.finishedAt = context.now
    job.failure = Failure(.cancelled, "Cancelled before anything was sent.", cost: .nothing)
    note.add(TimelineEntry(.cancelled, at: context.now))
  }
}
