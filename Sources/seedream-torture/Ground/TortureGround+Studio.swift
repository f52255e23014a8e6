import FoundationEssentials
import PseudoTerminal
import TerminalScreen

extension TortureGround {
  /// Writes a file below the home folder; its path. Folders are made on the way.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let path = home + "/" + name
    let folder = URL(filePath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  /// The environment of a studio on a terminal.
  func terminalEnvironment(_ changes: [String: String] = [:]) -> [String: String] {
    let terminal = ["TERM": "xterm-256color", "PATH": "/usr/bin:/bin"]
    return environment().merging(terminal) { $1 }.merging(changes) { $1 }
  }

  /// Opens the studio on a terminal and waits until it can be used; the first time on a ground,
  /// what it says to newcomers is read away.
  func openStudio(
    _ words: [String] = [],
    _ changes: [String: String] = [:],
    columns: Int = 120,
    rows: Int = 40
  ) async throws -> TerminalScreen {
    let isFirst = !files.contains { $0.hasSuffix(".sqlite") }
    let studio = try TerminalScreen(
      [Self.requiredProgram()] + words,
      environment: terminalEnvironment(changes),
      columns: columns,
      rows: rows
    )
    try await studio.becomesUsable(isFirst: isFirst)
    return studio
  }
}

extension TerminalScreen {
  /// Waits for the studio's first screen and reads away what it says to newcomers, who are those
  /// without a library.
  func becomesUsable(isFirst: Bool = true) async throws {
    guard isFirst else {
      try await waitFor("F1 help", atMost: .seconds(30))
      return
    }
    try await waitFor("Enter starts", atMost: .seconds(30))
    try press("enter")
    try await waitForNo("Enter starts", atMost: .seconds(30))
  }
}
