import PseudoTerminal
import TerminalScreen

extension Ground {
  /// Starts the program on a terminal.
  func startOnTerminal(
    _ words: [String] = [],
    _ changes: [String: String] = [:],
    columns: Int = 100,
    rows: Int = 30
  ) throws -> TerminalScreen {
    // The runtime's own crash report would ask for a key on a terminal.
    let terminal = [
      "TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
    ]
    return try TerminalScreen(
      [ProgramUnderTest.required()] + words,
      environment: environment.merging(terminal) { $1 }.merging(changes) { $1 },
      columns: columns,
      rows: rows
    )
  }
}

extension TerminalScreen {
  /// Every character that came, escape sequences and all.
  var transcribed: String { String(decoding: transcript, as: UTF8.self) }
}
