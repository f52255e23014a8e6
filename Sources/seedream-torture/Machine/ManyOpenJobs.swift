import FoundationEssentials
import ProviderSimulator
import TerminalScreen
import TestSupport

/// Thousands of open jobs: the studio opens as if there were none, and `resume` finishes them all
/// within bounds.
struct ManyOpenJobs {
  let report: TrialReport

  func run(count: Int) async throws {
    let jobs = try await OpenJobs(count: count)
    defer { jobs.clearUp() }
    report.count("open jobs on restart, finished by `resume`", count)
    try await onGround(jobs) { try await finish($0, jobs) }
    report.count("open jobs on restart, under the studio", count)
    try await onGround(jobs) { ground in
      try await open(ground, count)
      _ = try await ground.run(["resume", "--json"], atMost: 600)
      try await check(ground, jobs)
    }
  }

  /// A library full of these jobs, and services that know them.
  private func onGround(
    _ jobs: OpenJobs,
    _ body: (TortureGround) async throws -> Void
  ) async throws {
    let ground = try TortureGround { $0.journalPath = jobs.journal }
    defer { ground.clearUp() }
    try await jobs.fill(ground)
    try await body(ground)
  }

  /// The studio among all of them: it opens, it paints keys, it leaves.
  private func open(_ ground: TortureGround, _ count: Int) async throws {
    let began = ContinuousClock.now
    let studio = try await ground.openStudio()
    let opened = ContinuousClock.now - began
    let echo = try await KeyEcho.worst(studio, for: .seconds(4))
    var usage = Usage()
    usage.look(at: studio.pid)
    let asked = ContinuousClock.now
    try studio.press("ctrl-q")
    try await leave(studio)
    let left = ContinuousClock.now - asked
    report.note(
      "\(count) open jobs: the studio opened in \(opened.milliseconds) ms, its slowest key took "
        + "\(echo.milliseconds) ms, it left in \(left.milliseconds) ms with \(usage.peak / 1_024) MiB "
        + "and \(usage.descriptors) descriptors."
    )
    if opened > .seconds(5) { report.fail("the studio opened in \(opened)") }
    if echo > .seconds(4) { report.fail("a key took \(echo) among \(count) jobs") }
    if left > .seconds(10) { report.fail("leaving took \(left)") }
    check(usage)
  }

  /// Where it works on some of them it asks first.
  private func leave(_ studio: TerminalScreen) async throws {
    for _ in 0..<50 {
      if (try? await studio.ended(atMost: .milliseconds(200))) != nil { return }
      guard studio.content.contains("Leave the studio?") else { continue }
      try studio.press("y")
      break
    }
    _ = try await studio.ended(atMost: .seconds(30))
  }

  private func finish(_ ground: TortureGround, _ jobs: OpenJobs) async throws {
    let began = ContinuousClock.now
    let child = try ground.start(["resume", "--json"])
    var usage = Usage()
    while !child.hasEnded, ContinuousClock.now - began < .seconds(600) {
      usage.look(at: child.pid)
      try await Task.sleep(for: .milliseconds(50))
    }
    let ending = await TortureGround.ended(child, atMost: 1)
    let took = ContinuousClock.now - began
    report.note(
      "`resume` finished \(jobs.count) jobs in \(took.milliseconds / 1_000) s with "
        + "\(usage.peak / 1_024) MiB and \(usage.descriptors) descriptors."
    )
    check(usage)
    if ending.code != 4 {
      report.fail("resume answered \(ending.code), not 4: \(ending.errors.suffix(2_000))")
    }
    try await check(ground, jobs)
  }

  /// Every job came to its end, and what was paid is there.
  private func check(_ ground: TortureGround, _ jobs: OpenJobs) async throws {
    let history = try await ground.run(["history", "--json", "--limit", "100000"])
    let list = try? JSONDecoder().decode(JSONValue.self, from: Data(history.output.utf8))
    let states = (list?.items ?? []).compactMap { $0["status"]?.text }
    let finished = states.count { $0 == "finished" }
    let failed = states.count { $0 == "failed" }
    if finished != jobs.pictures || finished + failed != jobs.count {
      report.fail("\(finished) finished and \(failed) failed of \(jobs.count)")
    }
    let faults = try await Audit(ground: ground, intents: jobs.count).faults()
    report.fail(faults, in: "\(jobs.count) open jobs")
  }

  /// Neither grows with the number of jobs beyond what each job needs.
  private func check(_ usage: Usage) {
    if usage.peak > 300 << 10 { report.fail("\(usage.peak >> 10) MiB of memory") }
    if usage.descriptors > 200 { report.fail("\(usage.descriptors) descriptors") }
  }
}

/// The most a process was seen to use.
private struct Usage {
  /// Kilobytes.
  private(set) var peak = 0
  private(set) var descriptors = 0

  mutating func look(at pid: Int32) {
    guard let look = ProcessLook(pid) else { return }
    peak = max(peak, look.peakSize)
    descriptors = max(descriptors, look.descriptors)
  }
}

/// How long keys take until they are on the screen.
enum KeyEcho {
  /// Types into the prompt for so long; the slowest key.
  static func worst(_ studio: TerminalScreen, for span: Duration) async throws -> Duration {
    let end = ContinuousClock.now + span
    var worst = Duration.zero
    var number = 0
    while ContinuousClock.now < end {
      let word = "k\(number)"
      let began = ContinuousClock.now
      try studio.type(word + " ")
      try await studio.waitFor(word, atMost: .seconds(10))
      worst = max(worst, ContinuousClock.now - began)
      number += 1
      try await Task.sleep(for: .milliseconds(60))
    }
    return worst
  }
}

extension Duration {
  var milliseconds: Int64 {
    components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
  }
}
