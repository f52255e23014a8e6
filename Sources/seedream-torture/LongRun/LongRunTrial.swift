import FoundationEssentials
import ProviderSimulator
import PseudoTerminal
import TerminalScreen
import TestSupport

/// A studio at work for an hour: what it uses stays flat, and afterwards it rests.
struct LongRunTrial: Trial {
  static let name = "longrun"
  static let summary = "an hour of a studio at work: memory flat, nothing left, idle at the end"

  /// A send, or so, in so many seconds; other things are done in between.
  private static let pauseBetweenSteps = Duration.seconds(4)
  private static let stepsBetweenSends = 4

  func run(_ setting: TrialSetting, _ report: TrialReport) async throws {
    let length = setting.times(short: 14, long: 3_600)
    let ground = try TortureGround {
      $0.pace = SimulatorPace(base: .seconds(3), perImage: .milliseconds(500))
    }
    defer { ground.clearUp() }
    let studio = try await ground.openStudio([], ["EDITOR": "true"])
    var watch = LongWatch(studio.pid, length: length)
    var walk = StudioWalk(studio, ground, setting.numbers(0))
    let isShort = length < 300
    while !watch.isOver {
      try await walk.send()
      for _ in 0..<(isShort ? 1 : Self.stepsBetweenSends) where !watch.isOver {
        try await walk.wander()
        try await Task.sleep(for: isShort ? .milliseconds(200) : Self.pauseBetweenSteps)
        watch.look(report)
      }
    }
    try await rest(studio, ground, report)
    watch.look(report)
    tell(watch, walk, report)
    watch.judge(report)
    try await leave(studio, report)
    report.fail(try await unfinished(ground), in: "at the end")
    let intents = walk.sent - walk.refused
    report.fail(try await Audit(ground: ground, intents: intents).faults(), in: "the library")
    report.fail(strays(ground), in: "files")
  }

  private func tell(_ watch: LongWatch, _ walk: StudioWalk, _ report: TrialReport) {
    report.note("seconds: \(watch.seconds), samples: \(watch.signs.samples.count)")
    report.note("start → middle → end, of the studio alone:")
    report.note("VmRSS, KB: \(watch.signs.course(\.residentSize))")
    report.note("VmData, KB: \(watch.signs.course(\.dataSize))")
    report.note("descriptors: \(watch.signs.course(\.descriptors))")
    report.note("threads: \(watch.signs.course(\.threads))")
    report.note("growth in the second half, KB an hour: VmRSS \(watch.growth)")
    for (what, number) in walk.done { report.count(what, number) }
    report.count("requests refused by the service on purpose", walk.refused)
  }

  // MARK: - The end

  /// Waits for the jobs, then looks whether anything goes on while nobody does anything.
  private func rest(
    _ studio: TerminalScreen,
    _ ground: TortureGround,
    _ report: TrialReport
  ) async throws {
    let deadline = ContinuousClock.now + .seconds(120)
    while !(try await unfinished(ground)).isEmpty, ContinuousClock.now < deadline {
      try await Task.sleep(for: .seconds(1))
    }
    try await Task.sleep(for: .seconds(3))
    // The age of something may be shown anew once in a minute: one quiet look of several is it.
    for attempt in 1...4 {
      let rest = try await Rest(studio)
      if rest.isQuiet || attempt == 4 {
        report.note("at rest for \(Rest.seconds) s: \(rest)")
        if !rest.isQuiet { report.fail("it does not rest: \(rest)") }
        return
      }
    }
  }

  /// Sequences that somebody should still work on.
  private func unfinished(_ ground: TortureGround) async throws -> [String] {
    let ending = try await ground.run(["history", "--json", "--limit", "100000"])
    guard ending.code == 0,
      let document = try? JSONDecoder().decode(JSONValue.self, from: Data(ending.output.utf8)),
      let sequences = document.items
    else { return ["history answered \(ending.code): \(ending.errors)"] }
    let over: Set = ["finished", "partial", "failed", "cancelled"]
    return sequences.compactMap { sequence in
      let status = sequence["status"]?.text ?? "?"
      return over.contains(status) ? nil : "\(sequence["id"]?.text ?? "?") is \(status)"
    }
  }

  private func leave(_ studio: TerminalScreen, _ report: TrialReport) async throws {
    for key in ["esc", "esc", "ctrl-q"] {
      try studio.press(key)
      // Esc at once before another key is Alt.
      try await Task.sleep(for: .milliseconds(200))
    }
    let ending = try await studio.ended(atMost: .seconds(20))
    if ending != .exited(0) { report.fail("it ended with \(ending)") }
    report.fail(TerminalTraces.faults(studio), in: "the terminal")
  }

  /// Files of moments, which nothing should leave: half a picture, the text of an editor.
  private func strays(_ ground: TortureGround) -> [String] {
    ground.files.filter { path in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let isThumbnail = path.hasPrefix("cache/thumbnails/") && name.hasSuffix(".jpg")
      return name.hasPrefix("unkept-")
        || path.hasPrefix("cache/") && name != "stderr.log" && !isThumbnail
    }
  }
}

/// What a studio does while nobody does anything.
struct Rest: CustomStringConvertible {
  static let seconds = 10
  let ticks: Int
  let bytes: Int

  init(_ studio: TerminalScreen) async throws {
    let (before, sent) = (ProcessLook.ticks(studio.pid) ?? 0, studio.transcript.count)
    try await Task.sleep(for: .seconds(Self.seconds))
    ticks = (ProcessLook.ticks(studio.pid) ?? 0) - before
    bytes = studio.transcript.count - sent
  }

  /// A tick is the least that the system counts: the runtime's own timer may cost one.
  var isQuiet: Bool { ticks <= 1 && bytes == 0 }

  var description: String { "\(ticks * 10) ms of processor time, \(bytes) bytes sent" }
}

/// The samples of a run, taken every few seconds.
struct LongWatch {
  private let pid: Int32
  private let began = ContinuousClock.now
  private let length: Int
  private(set) var signs = VitalSigns()
  private var zombiesBefore = 0

  /// Kilobytes by which resident memory may grow in an hour, after half of a long run.
  private static let mostGrowth = 4_096
  /// Kilobytes that it may grow in the second half of a run too short to speak of hours.
  private static let mostGrowthOfShortRuns = 16_384

  init(_ pid: Int32, length: Int) {
    self.pid = pid
    self.length = length
  }

  var seconds: Int { Int((ContinuousClock.now - began).components.seconds) }
  var isOver: Bool { seconds >= length }
  var growth: Int { Int(signs.growthPerHour(\.residentSize)) }

  mutating func look(_ report: TrialReport) {
    guard let look = ProcessLook(pid) else { return report.fail("the studio is gone") }
    signs.add(look, at: Double(seconds))
    // One may be there at the very moment; not twice in a row.
    if look.zombies > 0 && zombiesBefore > 0 { report.fail("\(look.zombies) zombies") }
    zombiesBefore = look.zombies
  }

  func judge(_ report: TrialReport) {
    guard let last = signs.samples.last?.look else { return report.fail("nothing was measured") }
    if last.children > 0 { report.fail("\(last.children) children at the end") }
    let (early, late) = (signs.earlierHalf, signs.laterHalf)
    // As many as before plus the connections of one job more at that moment.
    let most = VitalSigns.highest(early, \.descriptors) + 8
    if VitalSigns.highest(late, \.descriptors) > most { report.fail("descriptors grow") }
    let threads = VitalSigns.highest(early, \.threads) + 4
    if VitalSigns.highest(late, \.threads) > threads { report.fail("threads grow") }
    if length >= 1_200 {
      if growth > Self.mostGrowth { report.fail("memory grows by \(growth) KB an hour") }
    } else {
      let gain = last.residentSize - (late.first?.look.residentSize ?? 0)
      if gain > Self.mostGrowthOfShortRuns { report.fail("memory grew by \(gain) KB") }
    }
  }
}
