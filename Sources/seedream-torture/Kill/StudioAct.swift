import Glibc
import ProviderSimulator
import PseudoTerminal
import StudioModel
import TerminalScreen

/// Carries the acts of studios on terminals out.
struct StudioAct {
  let stage: KillStage

  private static let question = "Requests that were not sent"
  private static let patience = Duration.seconds(30)

  private var ground: TortureGround { stage.ground }

  /// A studio on a terminal of its own.
  func open(_ trap: KillTrap? = nil) throws -> TerminalScreen {
    let terminal = ["TERM": "xterm-256color", "PATH": "/usr/bin:/bin"]
    let screen = try TerminalScreen(
      [TortureGround.requiredProgram()],
      environment: ground.environment(trap?.address).merging(terminal) { $1 }
        .merging(trap?.environment ?? [:]) { $1 },
      columns: 100,
      rows: 30
    )
    trap?.aim(at: screen.pid)
    return screen
  }

  /// Sends what stands in the editor, or goes on with what was left, and stays until nothing moves
  /// by itself or the moment came.
  func run(_ moment: KillMoment) async throws -> KillOutcome {
    let trap = KillTrap(moment, on: stage)
    let isNew = KilledLibrary(ground: ground).rows().isEmpty
    let screen = try open(trap)
    defer { trap.disarm() }
    if isNew { try await send(on: screen, trap) } else { trap.begin() }
    return try await stay(on: screen, trap)
  }

  /// Waits for the text that was left and presses the key for it; the moment may come before.
  func send(on screen: TerminalScreen, _ trap: KillTrap) async throws {
    guard await hasDraft(screen) else { return }
    trap.begin()
    try? screen.press("f5")
  }

  /// Answers what is asked and waits; leaves once nothing moves by itself.
  func stay(on screen: TerminalScreen, _ trap: KillTrap) async throws -> KillOutcome {
    let library = KilledLibrary(ground: ground)
    let deadline = ContinuousClock.now + Self.patience
    while ContinuousClock.now < deadline {
      if let ending = screen.endingSoFar { return outcome(ending) }
      if screen.content.contains(Self.question) {
        // Keys count only once the question could be seen.
        try? screen.press("y")
      } else {
        let rows = library.rows()
        if !rows.isEmpty, rows.allSatisfy({ $0.isOver || $0.needsPerson }) {
          return try await leave(screen, trap)
        }
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    trap.disarm()
    return KillOutcome(
      wasKilled: false,
      faults: ["nothing moves on: \(library.rows())\n\(screen.content.boxed)"]
    )
  }

  /// Leaves with the key for it, unless the moment comes first.
  func leave(_ screen: TerminalScreen, _ trap: KillTrap?) async throws -> KillOutcome {
    let deadline = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < deadline {
      // A key that comes before the program has set its terminal up is lost.
      try? screen.press(screen.content.contains("Leave the studio?") ? "y" : "ctrl-q")
      for _ in 0..<40 {
        if let ending = screen.endingSoFar { return outcome(ending) }
        try await Task.sleep(for: .milliseconds(5))
      }
    }
    trap?.disarm()
    return KillOutcome(wasKilled: false, faults: ["it does not leave:\n\(screen.content.boxed)"])
  }

  private func outcome(_ ending: PseudoTerminal.Ending) -> KillOutcome {
    switch ending {
    case .signalled(SIGKILL): KillOutcome(wasKilled: true)
    case .exited(0): KillOutcome(wasKilled: false)
    default: KillOutcome(wasKilled: false, faults: ["the studio ended with \(ending)"])
    }
  }

  /// Whether the text that was left comes onto the screen, with the price it would go at.
  func hasDraft(_ screen: TerminalScreen) async -> Bool {
    guard await appears("red fox", on: screen) else { return false }
    return await appears("up to 2 ×", on: screen)
  }

  /// Whether a text comes onto the screen before the program ends.
  func appears(_ text: String, on screen: TerminalScreen) async -> Bool {
    let deadline = ContinuousClock.now + Self.patience
    while ContinuousClock.now < deadline, screen.endingSoFar == nil {
      if screen.content.contains(text) { return true }
      try? await Task.sleep(for: .milliseconds(5))
    }
    return false
  }
}
