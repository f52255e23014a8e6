import StudioCore
import StudioModel

/// Finishes what is unfinished, or decides about one sequence and goes on from there.
enum ResumeCommand: Command {
  static let name = "resume"
  static let summary = "Finish what is unfinished: all of it, or the sequences named."
  static let operands = "[ID…]"
  static let options: [Option] = [
    Option("adopt", value: "PREDICTION", "give an unconfirmed sequence the service's id by hand"),
    Option("mark-lost", "give an unconfirmed sequence up; it counts as spent"),
    Option("send-again", "send an unconfirmed request once more; it may be paid twice"),
    Option("cancel", "drop a sequence that was not sent"),
    .demo, .json, .help,
  ]
  static let notes = """
    An ID may be shortened as long as it is clear. The last four options take exactly one ID.
    """

  static func run(_ arguments: Arguments, _ process: ProcessContext) async -> ExitCode {
    await CommandRun.inSession(arguments, process) { (session) async throws(Failure) in
      let decision = try CommandRun.usage { () throws(UsageError) -> JobDecision? in
        try self.decision(in: arguments)
      }
      return try await CommandRun.withStudio(session) { (studio) async throws(Failure) in
        let watch = JobWatch(studio: studio, process: process)
        let ids = try await begin(arguments.operands, decision, studio, session)
        let ending = await watch.follow(ids, until: .resting)
        await studio.detach()
        return try await SequenceReport(session: session, json: arguments.has("json")).tell(
          all: ids,
          ending,
          in: studio
        )
      }
    }
  }

  private static func decision(in arguments: Arguments) throws(UsageError) -> JobDecision? {
    var decisions: [JobDecision] = []
    if let id = arguments.value("adopt") { decisions.append(.adopt(PredictionID(rawValue: id))) }
    if arguments.has("mark-lost") { decisions.append(.markLost) }
    if arguments.has("send-again") { decisions.append(.sendAgain) }
    if arguments.has("cancel") { decisions.append(.cancel) }
    guard decisions.count <= 1 else { throw UsageError("Only one decision at a time.") }
    guard decisions.isEmpty || arguments.operands.count == 1 else {
      throw UsageError("A decision is about one sequence: name exactly one ID.")
    }
    return decisions.first
  }

  /// Takes the sequences up; returns those to follow.
  private static func begin(
    _ words: [String],
    _ decision: JobDecision?,
    _ studio: Studio,
    _ session: Session
  ) async throws(Failure) -> [SequenceID] {
    guard !words.isEmpty else {
      return try await studio.takeUpAll().map { result in
        tell(result, session)
        return result.job.id
      }
    }
    var ids: [SequenceID] = []
    for word in words {
      let job = try await SequenceLookup(store: studio.store).one(word)
      if let decision {
        _ = try await studio.decide(decision, on: job.id)
      } else if job.lacksPictures {
        _ = try await studio.decide(.retryDownloads, on: job.id)
      } else if let result = try await studio.takeUp(job.id) {
        tell(result, session)
      }
      ids.append(job.id)
    }
    return ids
  }

  private static func tell(_ result: TakeUp, _ session: Session) {
    switch result {
    case .started, .resting: break
    case .heldElsewhere(let job):
      session.process.output.note("Another program works on \(job.id); following it.")
    case .lacksKey(let job):
      session.process.output.warning(
        "\(job.id) needs a key for \(job.request.provider.displayName)."
      )
    }
  }
}

extension Job {
  /// True when it ended although the service may still hold pictures of it.
  var lacksPictures: Bool {
    status.isFinal && predictionID != nil
      && frames.contains { $0.status == .failed && $0.failure?.code != .moderated }
  }
}

extension TakeUp {
  var job: Job {
    switch self {
    case .started(let job), .heldElsewhere(let job), .resting(let job), .lacksKey(let job): job
    }
  }
}
