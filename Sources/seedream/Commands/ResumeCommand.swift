import StudioCore
import StudioModel

/// Finishes what is unfinished, or decides about one sequence and goes on from there.
enum ResumeCommand: HeadlessCommand {
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
      return try await CommandRun.withStudio(session) {
        (studio, interruption) async throws(Failure) in
        let watch = JobWatch(studio: studio, process: process, interruption: interruption)
        let report = SequenceReport(session: session, json: arguments.has("json"))
        if let decision, let word = arguments.operands.first {
          let job = try await SequenceLookup(store: studio.store).one(word)
          let decided = try await studio.decide(decision, on: job.id)
          if decision.isLast { return report.decided(decided) }
          return await report.tell(
            all: [job.id],
            await finish([job.id], watch, studio),
            in: studio
          )
        }
        let begun = try await begin(arguments.operands, studio, session)
        let code = await report.tell(
          all: begun.ids,
          await finish(begun.followed, watch, studio),
          in: studio
        )
        return begun.lacksKey ? .worst(of: [code, .key]) : code
      }
    }
  }

  private static func finish(
    _ ids: [SequenceID],
    _ watch: JobWatch,
    _ studio: Studio
  ) async -> WatchResult {
    let result = await watch.follow(ids, until: .resting)
    await studio.detach()
    return result
  }

  private static func decision(in arguments: Arguments) throws(UsageError) -> JobDecision? {
    var decisions: [JobDecision] = []
    if let id = arguments.value("adopt") {
      guard (1...256).contains(id.utf8.count), id.unicodeScalars.allSatisfy(Self.isIDScalar) else {
        throw UsageError("“\(id)” is no id of a task: letters, digits, - _ . and : only.")
      }
      decisions.append(.adopt(PredictionID(rawValue: id)))
    }
    if arguments.has("mark-lost") { decisions.append(.markLost) }
    if arguments.has("send-again") { decisions.append(.sendAgain) }
    if arguments.has("cancel") { decisions.append(.cancel) }
    guard decisions.count <= 1 else { throw UsageError("Only one decision at a time.") }
    guard decisions.isEmpty || arguments.operands.count == 1 else {
      throw UsageError("A decision is about one sequence: name exactly one ID.")
    }
    return decisions.first
  }

  private static func isIDScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", ":": true
    default: false
    }
  }

  /// What there is to finish.
  private struct Begun: Sendable {
    var ids: [SequenceID] = []
    /// Those that can go on from here.
    var followed: [SequenceID] = []
    var lacksKey = false
  }

  private static func begin(
    _ words: [String],
    _ studio: Studio,
    _ session: Session
  ) async throws(Failure) -> Begun {
    var begun = Begun()
    guard !words.isEmpty else {
      for result in try await studio.takeUpAll() { note(result, &begun, session) }
      return begun
    }
    for word in words {
      let job = try await SequenceLookup(store: studio.store).one(word)
      if job.mayHoldMore {
        _ = try await studio.decide(.retryDownloads, on: job.id)
        begun.ids.append(job.id)
        begun.followed.append(job.id)
      } else if let result = try await studio.takeUp(job.id) {
        note(result, &begun, session)
      }
    }
    return begun
  }

  private static func note(_ result: TakeUp, _ begun: inout Begun, _ session: Session) {
    let output = session.process.output
    let job = result.job
    begun.ids.append(job.id)
    switch result {
    case .started:
      if job.status == .queued {
        output.note("\(job.id) was not sent yet and is sent now: up to \(job.estimate).")
      }
      begun.followed.append(job.id)
    case .heldElsewhere:
      output.note("Another program works on \(job.id); following it.")
      begun.followed.append(job.id)
    case .resting: break
    case .lacksKey:
      begun.lacksKey = true
      output.warning(
        "\(job.id) needs a key for \(job.request.provider.displayName): set "
          + "\(job.request.provider.keyVariable)."
      )
    }
  }
}

extension JobDecision {
  /// True when nothing follows from it.
  fileprivate var isLast: Bool {
    switch self {
    case .cancel, .markLost: true
    case .adopt, .sendAgain, .retryDownloads: false
    }
  }
}

extension Job {
  /// True when it ended although the service may still hold pictures of it.
  var mayHoldMore: Bool {
    guard predictionID != nil else { return false }
    switch status {
    case .partial: return frames.contains { $0.status == .failed && $0.failure?.code != .moderated }
    case .failed: return frames.isEmpty || frames.contains { $0.failure?.code != .moderated }
    default: return false
    }
  }
}

extension TakeUp {
  var job: Job {
    switch self {
    case .started(let job), .heldElsewhere(let job), .resting(let job), .lacksKey(let job): job
    }
  }
}
