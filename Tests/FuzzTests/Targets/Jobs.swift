import StudioModel

extension FuzzTarget {
  /// The machine that decides about money.
  static let jobs = [
    FuzzTarget("job", longest: 256, replays: 1_500, job)
  ]

  /// Events in any order, two bytes each at most: nothing is sent twice without a person's word or
  /// proof that nothing left, and no picture on disk is forgotten.
  @Sendable private static func job(_ supply: inout Supply) throws {
    var trial = JobTrial(keepsList: supply.byte() & 1 == 0)
    while !supply.isEmpty { try trial.hear(JobTrial.event(&supply)) }
  }
}

private struct JobTrial {
  private var machine: JobMachine
  private var now = Samples.now
  private let keepsList: Bool
  /// A submit call was let go, and nothing proves that it did not arrive.
  private var mayHaveLeft = false
  private var calls = 0

  init(keepsList: Bool) {
    self.keepsList = keepsList
    machine = JobMachine(Samples.job(prompt: "A series of 4 images", status: .queued))
  }

  mutating func hear(_ event: JobEvent) throws {
    let before = machine.job
    now = now + .seconds(7)
    let steps = machine.handle(event, in: context)
    let after = machine.job
    try hold(before.status.canBecome(after.status), "\(before.status) became \(after.status)")
    try checkFrames(before, after)
    switch event {
    case .submitAnswered(.neverLeft, _), .submitAnswered(.throttled, _),
      .submitAnswered(.refused, _):
      if before.status == .submitting { mayHaveLeft = false }
    case .sendAgainChosen: if after.status == .queued { mayHaveLeft = false }
    default: break
    }
    let isCall = steps.contains(.submit)
    if isCall {
      try hold(!mayHaveLeft, "sent once more after \(event)")
      try hold(after.status == .submitting, "sent while \(after.status)")
      if case .submissionBegan = event {
      } else {
        throw Finding("sent without its intent: \(event)")
      }
      mayHaveLeft = true
      calls += 1
    }
    try hold(after.submissions <= calls, "\(after.submissions) submissions, \(calls) calls")
    try checkSteps(steps, after)
  }

  private func checkSteps(_ steps: [JobStep], _ job: Job) throws {
    try hold(!steps.isEmpty, "nothing to do and nothing to wait for")
    for step in steps {
      switch step {
      case .poll: try hold(job.predictionID != nil, "a look at no task")
      case .download(let indexes):
        let pending = job.frames.filter { $0.status == .pending }.map(\.index)
        try hold(indexes.allSatisfy(pending.contains), "fetches \(indexes) of \(pending)")
      case .end: try hold(job.status.isFinal, "over while \(job.status)")
      case .commit(_, let charge):
        try hold(charge.map { $0 >= .zero } ?? true, "a charge of \(charge as Any)")
      case .prepareReferences: try hold(!mayHaveLeft, "begins anew though it may have left")
      default: break
      }
    }
  }

  /// A picture that is on disk stays there.
  private func checkFrames(_ before: Job, _ after: Job) throws {
    for frame in before.frames where frame.status == .stored {
      let now = after.frames.first { $0.index == frame.index }
      try hold(now?.status == .stored, "picture \(frame.index) was forgotten")
      try hold(now?.fileName == frame.fileName, "picture \(frame.index) has another name")
    }
    let indexes = after.frames.map(\.index)
    try hold(Set(indexes).count == indexes.count, "two pictures of one number: \(indexes)")
  }

  private var context: JobContext {
    JobContext(
      now: now,
      chance: 0.5,
      schedule: PollSchedule(floor: .seconds(2)),
      keepsList: keepsList,
      refundsFailures: keepsList
    )
  }
}

// MARK: Events

extension JobTrial {
  static func event(_ supply: inout Supply) -> JobEvent {
    let now = Samples.now
    switch supply.number(below: 24) {
    case 0: return .claimed(isFirst: supply.byte() & 1 == 0)
    case 1: return .referencesReady([])
    case 2, 3: return .submissionBegan(at: now)
    case 4: return .submitAnswered(.accepted(report(&supply)), latency: .zero)
    case 5: return .submitAnswered(.neverLeft(failure(&supply)), latency: .zero)
    case 6: return .submitAnswered(.unknown(failure(&supply)), latency: .zero)
    case 7:
      let wait: Duration? = supply.byte() & 1 == 0 ? nil : .hours(24)
      return .submitAnswered(.throttled(failure(&supply), retryAfter: wait), latency: .zero)
    case 8: return .submitAnswered(.refused(failure(&supply)), latency: .zero)
    case 9, 10, 11: return .pollAnswered(.answered(report(&supply)), latency: .zero)
    case 12: return .pollAnswered(.unavailable(failure(&supply), retryAfter: nil), latency: .zero)
    case 13: return .pollAnswered(.notFound(failure(&supply)), latency: .zero)
    case 14: return .pollAnswered(.keyRefused(failure(&supply)), latency: .zero)
    case 15, 16: return .frameStored(index: supply.number(below: 20), picture)
    case 17: return unavailable(&supply)
    case 18: return .downloadRoundEnded
    case 19: return reconciled(&supply)
    case 20: return .sendAgainChosen
    case 21: return .markLostChosen
    case 22: return .adoptChosen(PredictionID(rawValue: "t\(supply.number(below: 3))"))
    default: return rare(&supply)
    }
  }

  private static func rare(_ supply: inout Supply) -> JobEvent {
    switch supply.number(below: 7) {
    case 0: .cancelRequested
    case 1: .downloadsRetried
    case 2: .woke
    case 3: .lookWanted
    case 4: .storageFailed(failure(&supply))
    case 5: .capReached(failure(&supply))
    default:
      .referenceUnavailable(
        failure(&supply),
        isTransient: supply.byte() & 1 == 0,
        retryAfter: nil
      )
    }
  }

  private static func reconciled(_ supply: inout Supply) -> JobEvent {
    switch supply.number(below: 4) {
    case 0: .reconciled(.found(PredictionID(rawValue: "t1")))
    case 1: .reconciled(.notFound)
    case 2: .reconciled(.ambiguous([PredictionID(rawValue: "t1"), PredictionID(rawValue: "t2")]))
    default: .reconciled(.unavailable(failure(&supply)))
    }
  }

  private static func unavailable(_ supply: inout Supply) -> JobEvent {
    let index = supply.number(below: 20)
    let persistence: [JobEvent.Persistence] = [
      .transient(retryAfter: nil), .badContent, .needsFreshLink, .permanent,
    ]
    return .frameUnavailable(index: index, failure(&supply), supply.choice(persistence))
  }

  private static func report(_ supply: inout Supply) -> PredictionReport {
    let phase = supply.choice([PredictionPhase.waiting, .completed, .failed])
    let kinds: [PredictionOutput] = [
      .url("https://x/1"), .inline([1, 2, 3]), .refused(reason: "no"), .missing(reason: "none"),
    ]
    let outputs = (0..<supply.number(below: 18)).map { kinds[$0 % 3] }
    return PredictionReport(
      id: supply.byte() & 1 == 0 ? PredictionID(rawValue: "t1") : nil,
      phase: phase,
      remoteStatus: phase.rawValue,
      outputs: phase == .waiting ? [] : outputs,
      nsfw: [true],
      failure: phase == .failed ? failure(&supply) : nil
    )
  }

  private static func failure(_ supply: inout Supply) -> Failure {
    Failure(
      supply.choice(Failure.Code.allCases),
      "no luck",
      cost: supply.byte() & 1 == 0 ? .nothing : .possible
    )
  }

  private static var picture: StoredPicture {
    StoredPicture(
      fileName: "01.png",
      format: .png,
      size: PixelSize(width: 10, height: 10),
      byteCount: 5,
      sha256: String(repeating: "a", count: 64)
    )
  }
}
