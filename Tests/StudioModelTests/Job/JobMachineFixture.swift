@testable import StudioModel

/// A job machine with its context, and short words for what happens to it.
struct MachineBench {
  var machine: JobMachine
  var now = Timestamp(milliseconds: 1_000_000)
  var keepsList = true
  var refundsFailures = true

  init(maxImages: Int = 4, provider: ProviderID = .wavespeed) {
    let request = SequenceRequest(
      provider: provider,
      model: ModelID(rawValue: "bytedance/seedream-v4/sequential"),
      prompt: "A series of \(maxImages) images of a fox",
      size: PixelSize(width: 2048, height: 2048),
      maxImages: maxImages
    )
    machine = JobMachine(
      Job(
        id: SequenceID(randomBits: 7),
        request: request,
        status: .queued,
        createdAt: Timestamp(milliseconds: 0),
        estimate: Money(microdollars: 108_000),
        folder: "/library/x"
      )
    )
    keepsList = provider == .wavespeed
    refundsFailures = provider == .wavespeed
  }

  var context: JobContext {
    JobContext(
      now: now,
      chance: 0.5,
      schedule: PollSchedule(floor: .seconds(2)),
      keepsList: keepsList,
      refundsFailures: refundsFailures
    )
  }

  mutating func hear(_ event: JobEvent) -> [JobStep] { machine.handle(event, in: context) }

  /// Lets the time the machine waits for come.
  mutating func wake() -> [JobStep] {
    if let moment = machine.job.nextPollAt { now = max(now, moment) }
    return hear(.woke)
  }

  mutating func submitted() -> [JobStep] {
    _ = hear(.claimed(isFirst: true))
    _ = hear(.referencesReady([]))
    return hear(.submissionBegan(at: now))
  }

  mutating func accepted(_ id: String = "p1") -> [JobStep] {
    _ = submitted()
    return answer(.accepted(report(id: id, .waiting)))
  }

  mutating func answer(_ outcome: SubmitOutcome) -> [JobStep] {
    hear(.submitAnswered(outcome, latency: .milliseconds(80)))
  }

  mutating func look(_ outcome: PollOutcome) -> [JobStep] {
    hear(.pollAnswered(outcome, latency: .milliseconds(20)))
  }

  /// Brings the job to `downloading` with that many links.
  mutating func completed(links: Int) -> [JobStep] {
    _ = accepted()
    _ = wake()
    return look(.answered(report(.completed, links: links)))
  }

  mutating func store(_ index: Int) -> [JobStep] {
    hear(
      .frameStored(
        index: index,
        StoredPicture(
          fileName: "0\(index).jpg",
          format: .jpeg,
          size: PixelSize(width: 8, height: 8),
          byteCount: 10,
          sha256: "00"
        )
      )
    )
  }

  func report(
    id: String? = "p1",
    _ phase: PredictionPhase,
    links: Int = 0,
    nsfw: [Bool] = [],
    failure: Failure? = nil
  ) -> PredictionReport {
    PredictionReport(
      id: id.map(PredictionID.init(rawValue:)),
      phase: phase,
      remoteStatus: phase.rawValue,
      outputs: (0..<links).map { .url("https://images.example/\($0)") },
      nsfw: nsfw,
      failure: failure
    )
  }

  static func failure(_ code: Failure.Code, cost: Failure.Cost = .nothing, http: Int? = nil)
    -> Failure
  {
    Failure(code, "said so", cost: cost, httpStatus: http)
  }
}

extension [JobStep] {
  /// What the machine is told to pay, if anything.
  var charge: Money? {
    for case .commit(_, let charge?) in self { return charge }
    return nil
  }

  var commitsFirst: Bool { if case .commit? = first { true } else { false } }

  var waits: Bool { if case .wait? = last { true } else { false } }
}
