import Glibc
import PseudoTerminal
import TerminalScreen
import Testing

/// The terminal itself: its size, its driver, and how programs on it end.
@Suite struct PseudoTerminalTests {
  private func text(of terminal: PseudoTerminal) -> String {
    String(decoding: terminal.takeOutput(), as: UTF8.self)
  }

  @Test func theProgramHasATerminalOfThisSize() throws {
    let terminal = try PseudoTerminal(["stty", "size"], columns: 97, rows: 31)
    #expect(terminal.wait() == .exited(0))
    #expect(text(of: terminal) == "31 97\r\n")
  }

  @Test func itIsTheControllingTerminalOfASessionOfItsOwn() throws {
    let terminal = try PseudoTerminal([
      "sh", "-c", "echo here >/dev/tty; cut -d ' ' -f 6 /proc/$$/stat; tty",
    ])
    #expect(terminal.wait() == .exited(0))
    let lines = text(of: terminal).split(separator: "\r\n")
    #expect(lines.count == 3 && lines[0] == "here" && lines[1] == "\(terminal.pid)")
    #expect(lines.last?.hasPrefix("/dev/pts/") == true)
  }

  @Test func theEnvironmentIsWholeAndSignalsAreAsAShellLeavesThem() throws {
    let script = "env | grep -v -e PWD -e SHLVL -e ^_=; grep -e SigBlk -e SigIgn /proc/self/status"
    let terminal = try PseudoTerminal(["sh", "-c", script], environment: ["ONE": "1"])
    #expect(terminal.wait() == .exited(0))
    let lines = text(of: terminal).split(separator: "\r\n")
    #expect(lines.count == 3 && lines[0] == "ONE=1")
    // The C library keeps signals 32 and 33 for itself.
    for line in lines.dropFirst() {
      let set = line.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) }
      #expect(set.map { $0 & 0x7fff_ffff } == 0, "\(line)")
    }
  }

  @Test func aResizeReachesTheProgram() async throws {
    let screen = try TerminalScreen([
      "sh", "-c", "trap 'stty size' WINCH; echo ready; while :; do read x; done",
    ])
    try await screen.waitFor("ready")
    screen.resize(columns: 100, rows: 40)
    let content = try await screen.waitFor("40 100")
    #expect(content.columns == 100 && content.rows.count == 40)
    screen.resize(columns: 10, rows: 2)
    #expect(try await screen.waitFor("2 10").columns == 10)
  }

  @Test func theDriversSettingsAreRead() async throws {
    let screen = try TerminalScreen([
      "sh", "-c", "echo one; read x; stty raw -echo; echo two; read x; stty sane; echo three; cat",
    ])
    try await screen.waitFor("one")
    let before = try #require(screen.settings)
    #expect(before.isCanonical && before.echoes && before.hasSignalKeys)
    try screen.press("enter")
    try await screen.waitFor("two")
    let raw = try #require(screen.settings)
    #expect(!raw.isCanonical && !raw.echoes && !raw.hasSignalKeys && raw != before)
    try screen.send([UInt8(ascii: "\n")])
    try await screen.waitFor("three")
    #expect(screen.settings?.isCanonical == true)
  }

  @Test(arguments: [0, 7, 255]) func theExitCodeIsTold(_ code: Int32) throws {
    let terminal = try PseudoTerminal(["sh", "-c", "echo bye; exit \(code)"])
    #expect(terminal.wait() == .exited(code))
    #expect(terminal.wait(atMost: .zero) == .exited(code))
    #expect(text(of: terminal) == "bye\r\n")
  }

  @Test func aSignalThatEndedItIsTold() throws {
    let terminal = try PseudoTerminal(["cat"])
    #expect(terminal.wait(atMost: .milliseconds(20)) == nil)
    terminal.signal(SIGTERM)
    #expect(terminal.wait() == .signalled(SIGTERM))
  }

  @Test func ctrlCEndsAProgramThatLeavesTheDriverAlone() async throws {
    let screen = try TerminalScreen(["cat"])
    try screen.type("x")
    try await screen.waitFor("x")
    try screen.press("ctrl-c")
    #expect(try await screen.ended() == .signalled(SIGINT))
  }

  /// A leader of a session cannot be stopped by a key; what a shell starts can.
  @Test func ctrlZStopsAProgramUnderAShellAndItGoesOnInTheForeground() async throws {
    let script = "set -m; cat; echo stopped $?; read x; fg >/dev/null; echo ended $?"
    let screen = try TerminalScreen(["sh", "-c", script])
    try screen.type("one\r")
    try await screen.wait(for: "an echo") { $0.rows[1] == "one" }
    try screen.press("ctrl-z")
    try await screen.waitFor("stopped 148")
    try screen.press("enter")
    try screen.type("two\r")
    try await screen.wait(for: "another echo") { $0.rows.count { $0 == "two" } == 2 }
    try screen.press("ctrl-d")
    try await screen.waitFor("ended 0")
    #expect(try await screen.ended() == .exited(0))
  }

  @Test func aHangUpEndsTheProgram() async throws {
    let screen = try TerminalScreen(["sh", "-c", "echo ready; cat"])
    try await screen.waitFor("ready")
    screen.hangUp()
    #expect(try await screen.ended() == .signalled(SIGHUP))
    #expect(screen.settings == nil)
    #expect(throws: TerminalFailure.notTaken(bytes: 1)) { try screen.type("x") }
  }

  @Test func nothingIsLeftOfAProgramThatIsForgotten() throws {
    var terminal: PseudoTerminal? = try PseudoTerminal(["sh", "-c", "trap '' HUP; echo up; cat"])
    #expect(terminal?.read(atMost: .seconds(10)) == .bytes)
    let pid = try #require(terminal?.pid)
    #expect(kill(pid, 0) == 0)
    terminal = nil
    #expect(kill(pid, 0) == -1 && errno == ESRCH)
  }

  @Test func aScreenThatIsForgottenEndsItsProgram() async throws {
    var screen: TerminalScreen? = try TerminalScreen(["sh", "-c", "echo ready; cat"])
    try await screen?.waitFor("ready")
    let pid = try #require(screen?.pid)
    screen = nil
    let deadline = ContinuousClock.now + .seconds(10)
    while kill(pid, 0) == 0 && ContinuousClock.now < deadline { await Task.yield() }
    #expect(kill(pid, 0) == -1)
  }

  @Test func aProgramThatIsNotThereIsAnError() {
    #expect(throws: TerminalFailure.notStarted(program: "/no/such/program", code: ENOENT)) {
      try PseudoTerminal(["/no/such/program"])
    }
  }

  @Test func inputThatNobodyTakesIsGivenUp() throws {
    let terminal = try PseudoTerminal(["sh", "-c", "stty raw -echo; echo ready; sleep 60"])
    #expect(terminal.reaction(since: terminal.startedAt, marker: "ready").isComplete)
    #expect(throws: TerminalFailure.self) {
      try terminal.send([UInt8](repeating: 0x61, count: 4 << 20), atMost: .milliseconds(200))
    }
  }

  // MARK: - Reactions

  @Test func aReactionEndsWhenItsMarkerStoodAndTheWireIsQuiet() throws {
    let script = "stty raw -echo; echo go; head -c 1 >/dev/null; echo a; sleep 0.1; echo done; cat"
    let terminal = try PseudoTerminal(["sh", "-c", script])
    #expect(terminal.reaction(since: terminal.startedAt, marker: "go").isComplete)
    let reaction = try terminal.reaction(to: [0x78], marker: "done", quiet: .milliseconds(20))
    #expect(reaction.isComplete)
    #expect(reaction.bytes == Array("a\ndone\n".utf8) && reaction.byteCount == 7)
    let first = try #require(reaction.first)
    let last = try #require(reaction.last)
    #expect(first > .zero && last - first >= .milliseconds(90))
  }

  @Test func aReactionThatNeverComesIsIncomplete() throws {
    let terminal = try PseudoTerminal(["sh", "-c", "stty -echo; echo go; cat"])
    #expect(terminal.reaction(since: terminal.startedAt, marker: "go").isComplete)
    let reaction = try terminal.reaction(to: [0x78], atMost: .milliseconds(50))
    #expect(!reaction.isComplete && reaction.first == nil && reaction.byteCount == 0)
  }
}
