import ProviderSimulator

/// One library and one request: killed at each act, then recovered and audited.
struct KillRound: Sendable, CustomStringConvertible {
  let way: KillWay
  let acts: [KillAct]
  /// What is said of a lost request that the service never got.
  var givesUp = false

  init(_ way: KillWay, _ acts: KillAct..., givesUp: Bool = false) {
    self.init(way, acts, givesUp: givesUp)
  }

  init(_ way: KillWay, _ acts: [KillAct], givesUp: Bool) {
    self.way = way
    self.acts = acts
    self.givesUp = givesUp
  }

  var description: String {
    "\(way): " + acts.map { $0.description }.joined(separator: "; ")
  }

  /// Runs it; how many programs were killed.
  @discardableResult
  func run(_ report: TrialReport) async -> Int {
    do {
      let stage = try KillStage(way, acts.map(\.moment))
      defer { stage.clearUp() }
      return try await run(on: stage, report)
    } catch {
      report.fail("\(self): \(error)")
      return 0
    }
  }

  private func run(on stage: KillStage, _ report: TrialReport) async throws -> Int {
    let ground = stage.ground
    try way.prepare(ground)
    if acts.contains(where: { $0.isOnScreen }) {
      let draft = acts.first?.startsInStudio == true ? try way.draft(ground) : nil
      try await KilledLibrary(ground: ground).seed(draft)
    }
    var kills = 0
    for (place, act) in acts.enumerated() {
      let outcome = try await carryOut(act, on: stage)
      report.fail(outcome.faults, in: "\(self)")
      guard outcome.wasKilled else {
        report.count("programs that ended before their moment came")
        continue
      }
      kills += 1
      count(act, isFirst: place == 0, report)
    }
    let recovery = KillRecovery(stage: stage, givesUp: givesUp)
    report.fail(try await recovery.faults(), in: "\(self)")
    report.count("libraries audited")
    return kills
  }

  private func carryOut(_ act: KillAct, on stage: KillStage) async throws -> KillOutcome {
    switch act {
    case .generate(let moment):
      try await HeadlessAct(stage: stage).run(way.words(stage.ground), moment)
    case .resume(let moment): try await HeadlessAct(stage: stage).run(["resume"], moment)
    case .studio(let moment): try await StudioAct(stage: stage).run(moment)
    case .beside(let pair, let moment):
      try await PairAct(stage: stage).run(pair, moment)
    }
  }

  private func count(_ act: KillAct, isFirst: Bool, _ report: TrialReport) {
    report.count("kills")
    report.count("… \(act.moment.kind)")
    if act.isOnScreen { report.count("… of these on screen") }
    if case .beside = act { report.count("… of these beside a second program") }
    if !isFirst { report.count("… of these while going on after a kill") }
  }
}

extension KillAct {
  /// True where the person asks in a studio.
  fileprivate var startsInStudio: Bool {
    switch self {
    case .studio, .beside(.studioBesideStudio, _), .beside(.watcherBesideStudio, _): true
    case .generate, .resume, .beside: false
    }
  }
}
