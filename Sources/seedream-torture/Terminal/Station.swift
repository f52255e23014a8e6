import Glibc
import ProviderSimulator
import PseudoTerminal
import TerminalScreen
import TestSupport

/// What a studio is in the middle of when something happens to its terminal.
enum Station: String, CaseIterable, Sendable {
  /// Its first screen is not there yet.
  case start
  case rest
  /// A request is paid and at work at the service.
  case jobs
  case typing
  case dialog
  /// A program of the person's own has the terminal, and has left it in a mess.
  case editor
  /// An editor that does not end when it is asked to.
  case deafEditor = "an editor that does not listen"
  /// A program that has the terminal as a shell would give it: ^S stops its output.
  case pager
  /// Stopped by Ctrl-Z under a shell.
  case stopped

  /// An editor's visit ends by the editor's own end.
  var isVisit: Bool { self == .editor || self == .deafEditor || self == .pager }
}

/// How SIGHUP reaches a studio.
enum HangUpHandling: String, CaseIterable, Sendable {
  case delivered
  /// As `nohup` does.
  case ignored
  case blocked
  /// The terminal is nobody's controlling one, so that no signal tells of its end.
  case noControllingTerminal = "without a controlling terminal"
}

/// A studio that has reached a station.
struct StationVisit {
  let ground: TortureGround
  let screen: TerminalScreen
  /// The studio's own; a shell may be between it and the terminal.
  let pid: pid_t
  let hasJob: Bool

  static let prompt = "a paper boat crossing a city"

  /// What runs in place of an editor.
  private static let editors: [Station: String] = [
    .editor: "stty raw -echo; printf '\\033[?1049h\\033[?25l\\033[?1000hEDITING'; exec sleep 300",
    .deafEditor: "trap '' TERM HUP; stty raw -echo; printf EDITING; exec sleep 300",
    .pager: "printf EDITING; exec sleep 300",
  ]

  /// Opens a studio on a ground of its own and brings it there.
  static func at(
    _ station: Station,
    _ handling: HangUpHandling = .delivered,
    columns: Int = 100,
    rows: Int = 30
  ) async throws -> StationVisit {
    let ground = try TortureGround {
      $0.pace = SimulatorPace(base: .seconds(4), perImage: .milliseconds(100))
    }
    do {
      return try await open(ground, station, handling, columns, rows)
    } catch {
      ground.clearUp()
      throw error
    }
  }

  private static func open(
    _ ground: TortureGround,
    _ station: Station,
    _ handling: HangUpHandling,
    _ columns: Int,
    _ rows: Int
  ) async throws -> StationVisit {
    let editor = try ground.write(editors[station] ?? "true", to: "editor")
    let screen = try TerminalScreen(
      try words(station, handling),
      environment: ground.terminalEnvironment(["EDITOR": "sh \(editor)"]),
      columns: columns,
      rows: rows,
      blocking: handling == .blocked ? [SIGHUP] : []
    )
    let hasParent = station == .stopped || handling == .noControllingTerminal
    if station != .start { try await screen.becomesUsable() }
    let pid = hasParent ? try await child(of: screen.pid) : screen.pid
    try await reach(station, screen, ground, pid)
    return StationVisit(ground: ground, screen: screen, pid: pid, hasJob: station == .jobs)
  }

  private static func words(
    _ station: Station,
    _ handling: HangUpHandling
  ) throws -> [String] {
    let program = try TortureGround.requiredProgram()
    if station == .stopped {
      let trap = handling == .ignored ? "trap '' HUP; " : ""
      let script = "\(trap)set -m; \"$0\"; echo stopped $?; read x; fg >/dev/null; echo ended $?"
      return ["sh", "-c", script, program]
    }
    switch handling {
    case .delivered, .blocked: return [program]
    case .ignored: return ["sh", "-c", "trap '' HUP; exec \"$0\"", program]
    case .noControllingTerminal: return ["sh", "-c", "setsid -w \"$0\"; exit 0", program]
    }
  }

  /// The innermost child: shells and `setsid` may stand between.
  private static func child(of parent: pid_t) async throws -> pid_t {
    for _ in 0..<500 {
      var found = parent
      while let next = ProcessLook.children(found).first { found = next }
      if found != parent { return found }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw TortureGround.Absent(description: "no studio below \(parent)")
  }

  private static func reach(
    _ station: Station,
    _ screen: TerminalScreen,
    _ ground: TortureGround,
    _ pid: pid_t
  ) async throws {
    let patience = Duration.seconds(30)
    switch station {
    case .start, .rest: return
    case .typing: try screen.type("half a thought")
    case .dialog:
      try screen.press("f1")
      try await screen.waitFor("type to find", atMost: patience)
    case .jobs:
      try screen.type(prompt)
      try await screen.waitFor(prompt, atMost: patience)
      try screen.press("f5")
      for _ in 0..<3_000 where ground.server.ledger.isEmpty {
        try await Task.sleep(for: .milliseconds(10))
      }
      try await screen.wait(for: "a job at work", atMost: patience) {
        $0.contains("running") || $0.contains("accepted") || $0.contains("in line")
          || $0.contains("poll")
      }
    case .editor, .deafEditor, .pager:
      try screen.type("before")
      try await screen.waitFor("before", atMost: patience)
      try screen.press("alt-e")
      try await screen.waitFor("EDITING", atMost: patience)
    case .stopped:
      try screen.type("half a thought")
      try await screen.waitFor("half a thought", atMost: patience)
      try screen.press("ctrl-z")
      try await screen.waitFor("stopped 148", atMost: patience)
    }
  }

  /// Nothing that it started outlives it.
  func childrenNow() -> [pid_t] { ProcessLook.children(pid) }

  /// What is left of the library: a paid job can be gone on with, and is whole then.
  func libraryFaults() async throws -> [String] {
    if hasJob {
      let ending = try await ground.run(["resume"])
      if ending.code != 0 { return ["resume answered \(ending.code): \(ending.errors)"] }
    }
    return try await Audit(ground: ground, intents: hasJob ? 1 : 0).faults()
  }

  /// Ends whatever is left by its number.
  func clearUp() {
    for child in childrenNow() { kill(child, SIGKILL) }
    if ProcessLook.isAlive(pid) { kill(pid, SIGKILL) }
    screen.signal(SIGKILL)
    ground.clearUp()
  }
}
