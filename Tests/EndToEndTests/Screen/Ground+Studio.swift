import PseudoTerminal
import TerminalScreen
import Testing

extension Ground {
  /// Opens the studio on a terminal and waits until it can be used; the first time, what it says to
  /// newcomers is read away.
  func openStudio(
    _ words: [String] = [],
    _ changes: [String: String] = [:],
    columns: Int = 120,
    rows: Int = 40,
    isFirst: Bool = true,
    file: StaticString = #fileID,
    line: UInt = #line
  ) async throws -> TerminalScreen {
    let studio = try startOnTerminal(words, changes, columns: columns, rows: rows)
    if isFirst {
      try await studio.waitFor("Enter starts", file: file, line: line)
      try studio.press("enter")
      try await studio.waitForNo("Enter starts", file: file, line: line)
    } else {
      try await studio.waitFor("F1 help", file: file, line: line)
    }
    return studio
  }

  /// Opens the studio in a test's own ground and lends both to `body`.
  static func lendStudio(
    _ words: [String] = [],
    columns: Int = 120,
    rows: Int = 40,
    _ body: (Ground, TerminalScreen) async throws -> Void
  ) async throws {
    try await lend { ground in
      try await body(ground, ground.openStudio(words, columns: columns, rows: rows))
    }
  }

  /// Waits until a text has reached a file below the home folder.
  func waitUntilKept(
    _ text: String,
    atMost limit: Duration = .seconds(10),
    _ location: SourceLocation = #_sourceLocation
  ) async throws {
    let deadline = ContinuousClock.now + limit
    let wanted = Array(text.utf8)
    while !files.contains(where: { bytes(home + "/" + $0).holds(wanted) }) {
      guard ContinuousClock.now < deadline else {
        Issue.record("“\(text)” is in no file", sourceLocation: location)
        return
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }
}

extension TerminalScreen {
  /// Types text and waits until it stands on the screen.
  func typeAndSee(
    _ text: String,
    atMost limit: Duration = .seconds(10),
    file: StaticString = #fileID,
    line: UInt = #line
  ) async throws {
    try type(text)
    try await waitFor(text, atMost: limit, file: file, line: line)
  }

  /// Leaves with the key for it; expects a clean end and the terminal as it was.
  func quit(
    _ location: SourceLocation = #_sourceLocation,
    file: StaticString = #fileID,
    line: UInt = #line
  ) async throws {
    try press("ctrl-q")
    let ending = try await ended(file: file, line: line)
    #expect(ending == .exited(0), sourceLocation: location)
    expectTerminalGivenBack(location)
  }

  /// Everything a studio changes about a terminal is as a shell left it.
  func expectTerminalGivenBack(_ location: SourceLocation = #_sourceLocation) {
    let left = content
    #expect(!left.isAlternate, "the alternate screen stays on", sourceLocation: location)
    #expect(
      left.isCursorVisible,
      "the cursor stays hidden: \(ControlInventory.kinds(in: transcript).sorted())",
      sourceLocation: location
    )
    #expect(!left.hasMouse && !left.hasPaste && !left.hasFocus, sourceLocation: location)
    // Cursor keys in application mode, and the mouse's long forms.
    #expect(left.modes.isDisjoint(with: [1, 1_005, 1_006, 1_015]), sourceLocation: location)
    #expect(settings == .ofNewTerminals, sourceLocation: location)
    let output = transcribed
    if let keypadOn = output.lastRange(of: "\u{1b}=") {
      let keypadOff = output.lastRange(of: "\u{1b}>")
      #expect((keypadOff?.lowerBound ?? output.startIndex) > keypadOn.lowerBound)
    }
  }
}

extension TerminalSettings {
  /// How the system sets a terminal up that nobody has touched.
  static let ofNewTerminals: TerminalSettings? = {
    let terminal = try? PseudoTerminal(["true"])
    _ = terminal?.wait()
    return terminal?.settings
  }()
}

extension String {
  func lastRange(of wanted: String) -> Range<String.Index>? {
    ranges(of: wanted).last
  }
}
