import Dispatch
import FoundationEssentials
import Glibc
import ProviderSimulator
import TestSupport

/// One program works off a thousand jobs: it holds no more at the last than after the first few
/// hundred, and leaves nothing behind.
///
/// Built with the address sanitizer (`.ci/sanitize leaks`), this program and the studio beside it
/// also report what is lost on the heap; memory is then not compared, because the sanitizer keeps
/// what was freed.
struct LeaksTrial: Trial {
  static let name = "leaks"
  static let summary = "a program that works off a thousand jobs holds no more for it"

  /// What the studio held when so many jobs had been charged.
  private struct Sample {
    let jobs: Int
    let look: ProcessLook
  }

  /// What one more job may cost a studio that lists it on the screen until it is left.
  private static let kilobytesPerJob = 16

  func run(_ setting: TrialSetting, _ report: TrialReport) async throws {
    let jobs = setting.times(short: 60, long: 1_000)
    try await studio(jobs, report)
    try await commands(max(4, jobs / 10), report)
  }

  /// Everything as a person at the keyboard does it: write, send, see it end.
  private func studio(_ jobs: Int, _ report: TrialReport) async throws {
    let ground = try Self.ground()
    defer { ground.clearUp() }
    let child = try ground.start(
      ["--script", "-", "--size", "120x40"],
      input: Self.script(jobs: jobs)
    )
    let (samples, ending) = await Self.watch(child, ground, atMost: 30 + jobs * 5)
    report.count("jobs of one studio", jobs)
    report.count("samples", samples.count)
    Self.judge(ending, "the studio", report)
    compare(samples, jobs, report)
    report.fail(try await Audit(ground: ground, intents: jobs).faults(), in: "after the studio")
  }

  /// Sent by as many programs, finished by one.
  private func commands(_ jobs: Int, _ report: TrialReport) async throws {
    let ground = try Self.ground()
    defer { ground.clearUp() }
    for number in 0..<jobs {
      let words = ["generate", "--no-wait", "An owl, number \(number)"]
      Self.judge(try await ground.run(words), "generate", report)
    }
    let ending = try await ground.run(["resume"], atMost: 60 + jobs)
    Self.judge(ending, "resume", report)
    report.count("jobs of one resume", jobs)
    report.fail(try await Audit(ground: ground, intents: jobs).faults(), in: "after resume")
  }

  private static func ground() throws -> TortureGround {
    try TortureGround { $0.startingBalance = 10_000_000_000 }
  }

  private static func script(jobs: Int) -> String {
    var lines = ["wait Prompt"]
    for number in 0..<jobs {
      lines += [
        "type A fox in the snow, number \(number)", "key f5", "wait \"Say what the pictures\" 60",
      ]
      // Some at once, and none left before the next: what is held between them would add up.
      if number % 4 == 3 { lines.append("idle 120") }
    }
    return (lines + ["idle 120"]).joined(separator: "\n") + "\n"
  }

  private static func judge(
    _ ending: ChildProgram.Ending,
    _ name: String,
    _ report: TrialReport
  ) {
    if ending.code != 0 { report.fail("\(name) ended with \(ending.code): \(ending.errors)") }
  }

  private static func watch(
    _ child: ChildProgram,
    _ ground: TortureGround,
    atMost seconds: Int
  ) async -> ([Sample], ChildProgram.Ending) {
    async let ending = TortureGround.ended(child, atMost: seconds)
    let samples = await withCheckedContinuation { continuation in
      DispatchQueue(label: "samples").async {
        var samples: [Sample] = []
        while ProcessLook.isAlive(child.pid), let look = ProcessLook(child.pid) {
          // One that is just ending has no memory any more.
          if look.residentSize > 0 {
            samples.append(Sample(jobs: ground.server.ledger.count, look: look))
          }
          usleep(100_000)
        }
        continuation.resume(returning: samples)
      }
    }
    return (samples, await ending)
  }

  /// The tenth of the run that begins after three tenths, against the last.
  private func compare(_ samples: [Sample], _ jobs: Int, _ report: TrialReport) {
    let early = samples.filter { (jobs * 3 / 10..<jobs * 4 / 10).contains($0.jobs) }
    let late = samples.filter { $0.jobs >= jobs * 9 / 10 }
    guard early.count > 2, late.count > 2 else {
      report.fail("only \(early.count) samples of the early part and \(late.count) of the late one")
      return
    }
    report.note("| held by the studio | job \(jobs * 3 / 10) | job \(jobs) |\n|---|---|---|")
    let resident = Self.line("resident, kB", early, late, report) { $0.residentSize }
    let data = Self.line("heap and other private memory, kB", early, late, report) {
      $0.dataSize
    }
    let descriptors = Self.line("descriptors", early, late, report) { $0.descriptors }
    let threads = Self.line("threads", early, late, report) { $0.threads }
    if descriptors > 2 { report.fail("\(descriptors) descriptors more") }
    if threads > 2 { report.fail("\(threads) threads more") }
    if Self.isSanitized { return }
    // The first jobs of a short run still fill pools and caches.
    let limit = Self.kilobytesPerJob * jobs * 6 / 10 + 2_048
    if resident > limit { report.fail("\(resident) kB more resident, \(limit) are allowed") }
    if data > limit { report.fail("\(data) kB more private memory, \(limit) are allowed") }
  }

  /// Prints one line of the table; returns the growth.
  private static func line(
    _ name: String,
    _ early: [Sample],
    _ late: [Sample],
    _ report: TrialReport,
    _ value: (ProcessLook) -> Int
  ) -> Int {
    let (before, after) = (median(early, value), median(late, value))
    report.note("| \(name) | \(before) | \(after) |")
    return after - before
  }

  private static func median(_ samples: [Sample], _ value: (ProcessLook) -> Int) -> Int {
    let sorted = samples.map { value($0.look) }.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }

  private static let isSanitized = dlsym(nil, "__asan_init") != nil
}
