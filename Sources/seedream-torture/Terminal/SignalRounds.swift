import Glibc
import PseudoTerminal
import TerminalScreen

/// Every signal at every moment: whether it ends the studio, stops it or means nothing, the
/// terminal is given back byte for byte.
struct SignalRounds {
  let report: TrialReport

  /// What a signal is meant to do.
  enum Meaning: Sendable {
    case ends, stops, suspends, passes
  }

  struct Case: Sendable {
    let number: Int32
    let station: Station

    var label: String { "signal \(number) at \(station.rawValue)" }
  }

  /// All but the two that no program sees coming and the two that the C library keeps to itself.
  static let numbers: [Int32] =
    (1...64).filter { ![SIGKILL, SIGSTOP, 32, 33].contains($0) } + [
      SIGSTOP
    ]

  static func meaning(_ number: Int32) -> Meaning {
    switch number {
    case SIGSTOP: .stops
    case SIGTSTP: .suspends
    case SIGCHLD, SIGURG, SIGWINCH, SIGCONT: .passes
    // Ignored: the write fails instead.
    case SIGPIPE, SIGXFSZ: .passes
    // The system drops them where no shell could continue the program, as on this terminal.
    case SIGTTIN, SIGTTOU: .passes
    default: .ends
    }
  }

  static func cases(at station: Station) -> [Case] {
    numbers.compactMap { number in
      let meaning = meaning(number)
      switch station {
      // A shell has to be there to stop for, and is only there.
      case .stopped: return nil
      // What ends a studio is asked of its editor first; the rest is tried elsewhere.
      case .editor, .deafEditor, .pager:
        guard number == SIGTERM || number == SIGHUP else { return nil }
      // Before the terminal is taken there is nothing to give back, but death is death.
      case .start: guard meaning == .ends else { return nil }
      default: break
      }
      return Case(number: number, station: station)
    }
  }

  func run(_ round: Case) async throws {
    let meaning = Self.meaning(round.number)
    let visit = try await StationVisit.at(round.station)
    defer { visit.clearUp() }
    report.count("signals")
    switch meaning {
    case .ends: try await expectEnd(visit, round)
    case .stops: try await expectStop(visit, round)
    // Nobody could continue it here: it goes on at once.
    case .suspends, .passes: try await expectNothing(visit, round)
    }
  }

  private func expectEnd(_ visit: StationVisit, _ round: Case) async throws {
    let children = visit.childrenNow()
    // Like the key: where something is under way or open it asks first, and a second one is meant.
    let isInterrupt = round.number == SIGINT
    let departure = try await Departure.of(visit.pid) {
      kill(visit.pid, round.number)
      if isInterrupt {
        usleep(200_000)
        kill(visit.pid, round.number)
        usleep(100_000)
        kill(visit.pid, round.number)
      }
    }
    report.fail(departure.faults, in: round.label)
    _ = try await visit.screen.ended()
    report.fail(TerminalTraces.faults(visit.screen), in: round.label)
    for child in children where ProcessLook.isAlive(child) {
      report.fail("\(round.label): its child outlives it")
      kill(child, SIGKILL)
    }
    report.fail(try await visit.libraryFaults(), in: round.label)
  }

  private func expectStop(_ visit: StationVisit, _ round: Case) async throws {
    kill(visit.pid, round.number)
    let deadline = ContinuousClock.now + .seconds(5)
    while !ProcessLook.isStopped(visit.pid) && ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(5))
    }
    if !ProcessLook.isStopped(visit.pid) { report.fail("\(round.label): it does not stop") }
    visit.screen.resize(columns: 90, rows: 28)
    kill(visit.pid, SIGCONT)
    try await visit.screen.wait(for: "the screen at its new size", atMost: .seconds(20)) {
      $0.row(27).contains("$0.0") || $0.contains("type to find")
    }
    try await leave(visit, round.label)
  }

  private func expectNothing(_ visit: StationVisit, _ round: Case) async throws {
    kill(visit.pid, round.number)
    try await Task.sleep(for: .milliseconds(50))
    if !ProcessLook.isAlive(visit.pid) { report.fail("\(round.label): it is gone") }
    if ProcessLook.isStopped(visit.pid) {
      report.fail("\(round.label): it stopped where nobody could continue it")
      kill(visit.pid, SIGCONT)
    }
    try await leave(visit, round.label)
  }

  /// The studio still obeys its keys, and leaves as ever.
  private func leave(_ visit: StationVisit, _ label: String) async throws {
    let departure = try await Departure.of(visit.pid, atMost: 10) {
      try visit.screen.press("esc")
      usleep(150_000)
      // With a job at work the first one asks.
      try visit.screen.press("ctrl-q")
      usleep(150_000)
      if ProcessLook.isAlive(visit.pid) { try visit.screen.press("ctrl-q") }
    }
    if departure.seconds == nil { report.fail("\(label): it does not obey its keys any more") }
    _ = try await visit.screen.ended()
    report.fail(TerminalTraces.faults(visit.screen), in: label)
    report.fail(try await visit.libraryFaults(), in: label)
  }

  /// Stopped as by Ctrl-Z: the shell has its terminal, and the studio has it again afterwards.
  func suspended(_ number: Int32) async throws {
    let label = "signal \(number) for a stopped studio"
    let visit = try await StationVisit.at(.stopped)
    defer { visit.clearUp() }
    report.count("signals")
    report.fail(TerminalTraces.faults(visit.screen), in: "stopped, \(label)")
    kill(visit.pid, number)
    try await Task.sleep(for: .milliseconds(100))
    if Self.meaning(number) == .ends {
      // It waits until the studio is continued; the terminal is then given back again.
      try visit.screen.press("enter")
      try await visit.screen.waitFor("ended", atMost: .seconds(20))
    } else {
      try visit.screen.press("enter")
      try await visit.screen.waitFor("half a thought", atMost: .seconds(20))
      try await Task.sleep(for: .milliseconds(100))
      try visit.screen.press("ctrl-q")
      try await visit.screen.waitFor("ended 0", atMost: .seconds(20))
    }
    report.fail(TerminalTraces.faults(visit.screen), in: label)
  }
}
