import Glibc
import ProviderSimulator
import PseudoTerminal
import TerminalScreen
import TestSupport

/// Output stopped by ^S: in an editor's visit and under a headless command, where the terminal
/// still knows that key. Asked to end, the program is gone within a second all the same.
struct StoppedOutput {
  let report: TrialReport

  func inVisit(_ number: Int32) async throws {
    let label = "signal \(number) after ^S in a visit"
    let visit = try await StationVisit.at(.pager)
    defer { visit.clearUp() }
    try visit.screen.press("ctrl-s")
    try await Task.sleep(for: .milliseconds(100))
    let departure = try await Departure.of(visit.pid) { kill(visit.pid, number) }
    report.count("stopped outputs")
    report.fail(departure.faults, in: label)
    _ = try await visit.screen.ended()
    report.fail(TerminalTraces.faults(visit.screen), in: label)
    report.fail(try await visit.libraryFaults(), in: label)
  }

  func headless(_ number: Int32) async throws {
    let label = "signal \(number) for `generate` after ^S"
    let ground = try TortureGround {
      $0.pace.base = .seconds(4)
    }
    defer { ground.clearUp() }
    let screen = try TerminalScreen(
      [TortureGround.requiredProgram(), "generate", StationVisit.prompt],
      environment: ground.terminalEnvironment()
    )
    for _ in 0..<1_000 where ground.server.ledger.isEmpty {
      try await Task.sleep(for: .milliseconds(10))
    }
    try screen.press("ctrl-s")
    try await Task.sleep(for: .milliseconds(500))
    let departure = try await Departure.of(screen.pid) { kill(screen.pid, number) }
    report.count("stopped outputs")
    report.fail(departure.faults, in: label)
    screen.signal(SIGKILL)
    _ = try await screen.ended()
    report.fail(TerminalTraces.faults(screen), in: label)
    let ending = try await ground.run(["resume"])
    if ending.code != 0 { report.fail("\(label): resume answered \(ending.code)") }
    report.fail(try await Audit(ground: ground, intents: 1).faults(), in: label)
  }
}
