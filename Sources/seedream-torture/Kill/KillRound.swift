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
      // Once everything is over, no later moment comes.
      let rows = KilledLibrary(ground: ground).rows()
      if place > 0, !rows.isEmpty, rows.allSatisfy({ $0.isOver }) { break }
      let outcome = try await carryOut(act, on: stage)
      report.fail(outcome.faults, in: "\(self)")
      guard outcome.wasKilled else {
        report.count(Self.tooLate)
        continue
      }
      kills += 1
      count(act, isFirst: place == 0, report)
    }
    let recovery = KillRecovery(stage: stage, givesUp: givesUp)
    report.fail(try await recovery.faults(), in: "\(self)")
    report.count(Self.audited)
    return kills
  }

  private func carryOut(_ act: KillAct, on stage: KillStage) async throws -> KillOutcome {
    switch act {
    case .generate(let moment):
      try await HeadlessAct(stage: stage).run(way.words(stage.ground), moment)
    case .resume(let moment): try await HeadlessAct(stage: stage).run(["resume"], moment)
    case .decide(let moment):
      try await KillDecision(stage: stage, givesUp: givesUp).run(moment)
    case .studio(let moment): try await StudioAct(stage: stage).run(moment)
    case .beside(let pair, let moment):
      try await PairAct(stage: stage).run(pair, moment)
    }
  }

  /// Gives the lines of the report their order.
  static func lineUp(in report: TrialReport) {
    report.count("kills", 0)
    for kind in KillMoment.kinds { report.count("… \(kind)", 0) }
    for line in [onScreen, besideAnother, goingOn, tooLate, audited] { report.count(line, 0) }
  }

  private static let onScreen = "… of these on screen"
  private static let besideAnother = "… of these beside a second program"
  private static let goingOn = "… of these while going on after a kill"
  private static let tooLate = "programs that ended before their moment came"
  private static let audited = "libraries audited"

  private func count(_ act: KillAct, isFirst: Bool, _ report: TrialReport) {
    report.count("kills")
    report.count("… \(act.moment.kind)")
    if act.isOnScreen { report.count(Self.onScreen) }
    if case .beside = act { report.count(Self.besideAnother) }
    if !isFirst { report.count(Self.goingOn) }
  }
}

extension KillAct {
  /// True where the person asks in a studio.
  fileprivate var startsInStudio: Bool {
    switch self {
    case .studio, .beside(.studioBesideStudio, _), .beside(.watcherBesideStudio, _): true
    case .generate, .resume, .decide, .beside: false
    }
  }
}
