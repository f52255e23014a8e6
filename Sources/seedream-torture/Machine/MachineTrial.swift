/// The machine under the program misbehaves: its disk, its clock, its database, its limits.
struct MachineTrial: Trial {
  static let name = "machine"
  static let summary = "full and broken disks, a clock that jumps, locks, limits, many open jobs"

  private struct Part: Sendable {
    let name: String
    let run: @Sendable () async throws -> Void

    init(_ name: String, _ run: @escaping @Sendable () async throws -> Void) {
      self.name = name
      self.run = run
    }
  }

  func run(_ setting: TrialSetting, _ report: TrialReport) async throws {
    let short = setting.length == .short
    var parts = [
      Part("small disks") { try await SmallDisk(report: report).run(short: short) },
      Part("limits") { await LimitedMachine(report: report).run(short: short) },
      Part("unwritable places") { await UnwritablePlaces(report: report).run(short: short) },
      Part("locked libraries") { try await LockedLibrary(report: report).run(short: short) },
    ]
    if let shim = try await MachineShim() {
      parts += [
        Part("failing operations") {
          try await FailingWrites(shim: shim, report: report).run(short: short)
        },
        Part("set clocks") { await WanderingClock(shim: shim, report: report).run(setting) },
      ]
    } else {
      report.note("There is no C compiler: single failing operations and set clocks are left out.")
    }
    // Short parts mostly wait; long ones have programs enough to keep a machine busy.
    await RoundPool(width: short ? parts.count : 1).run(parts) { await timed($0, report) }
    let count = setting.times(short: 500, long: 10_000)
    let jobs = Part("open jobs") { try await ManyOpenJobs(report: report).run(count: count) }
    await timed(jobs, report)
  }

  /// An error ends the part alone.
  private func timed(_ part: Part, _ report: TrialReport) async {
    let began = ContinuousClock.now
    do {
      try await part.run()
    } catch {
      report.fail("\(part.name) broke off: \(error)")
    }
    report.note("\(part.name): \((ContinuousClock.now - began).components.seconds) s")
  }
}
