import Glibc
import PseudoTerminal
import TerminalScreen

/// Streams that are no terminal, closed or full: the studio refuses at once or works, and a
/// headless command goes on or ends, but nothing spins and no terminal is touched.
struct Refusals {
  let report: TrialReport

  struct Case: Sendable {
    let line: String
    /// Exit codes that are right; 2 refuses, 0 leaves after the key.
    let codes: Set<Int>
  }

  /// Lines for a shell; `$0` is the program.
  static let cases: [Case] = [
    Case(line: "\"$0\" </dev/null", codes: [2]),
    Case(line: "\"$0\" </etc/hostname", codes: [2]),
    Case(line: "\"$0\" <&-", codes: [2]),
    Case(line: "\"$0\" >/dev/null", codes: [2]),
    Case(line: "\"$0\" >&-", codes: [2]),
    Case(line: "\"$0\" >/dev/full", codes: [2]),
    Case(line: "\"$0\" <&- >&- 2>&-", codes: [2]),
    Case(line: "\"$0\" | cat; test $? = 0", codes: [0]),
    Case(line: "echo q | \"$0\"", codes: [2]),
    Case(line: "\"$0\" history >&-", codes: [0, 1]),
    Case(line: "\"$0\" history >/dev/full", codes: [0, 1]),
    Case(line: "\"$0\" models --json | head -c 1 >/dev/null", codes: [0]),
    Case(line: "\"$0\" generate 'a fox, closed' >&- 2>&- <&-", codes: [0, 1]),
    Case(line: "\"$0\" generate 'a fox, full' >/dev/full 2>/dev/full", codes: [0, 1]),
    Case(line: "\"$0\" generate 'a fox, nobody reads' 2>&1 | true", codes: [0]),
  ]

  func run(_ refusal: Case) async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    let screen = try TerminalScreen(
      ["sh", "-c", "\(refusal.line); echo \"ended $?.\"", TortureGround.requiredProgram()],
      environment: ground.terminalEnvironment(),
      columns: 100,
      rows: 30
    )
    report.count("streams that are no terminal")
    let end = try await screen.wait(for: "its end", atMost: .seconds(20)) { $0.contains("ended ") }
    let codes = refusal.codes.map { "ended \($0)." }
    if !codes.contains(where: { end.contains($0) }) {
      report.fail("\(refusal.line): not \(codes) but\n\(end.boxed)")
    }
    _ = try await screen.ended()
    report.fail(TerminalTraces.faults(screen), in: refusal.line)
    let charges = refusal.line.contains("generate") ? 1 : 0
    let audit = Audit(ground: ground, intents: charges)
    report.fail(try await audit.faults(), in: refusal.line)
  }
}
