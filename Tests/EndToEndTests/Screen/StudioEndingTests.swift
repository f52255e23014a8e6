import Glibc
import ProviderSimulator
import PseudoTerminal
import TerminalScreen
import TestSupport
import Testing

/// However the studio ends, the terminal is as it was and nothing paid is lost.
@Suite(.inTurn) struct StudioEndingTests {
  @Test(arguments: ["ctrl-q", "ctrl-c"])
  func keysLeaveAtOnceWhenNothingIsUnderWay(_ key: String) async throws {
    try await Ground.lendStudio { _, studio in
      let before = studio.content
      #expect(before.isAlternate && before.hasPaste && !before.hasMouse)
      try studio.press(key)
      #expect(try await studio.ended() == .exited(0))
      studio.expectTerminalGivenBack()
    }
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func aSignalToEndIsObeyedInOrder(_ signal: Int32) async throws {
    try await Ground.lendStudio { ground, studio in
      try await studio.typeAndSee("a draft to be kept")
      studio.signal(signal)
      let ending = try await studio.ended(atMost: .seconds(5))
      guard case .exited = ending else {
        Issue.record("it was killed by signal \(signal): \(ending)")
        return
      }
      studio.expectTerminalGivenBack()
      let again = try await ground.openStudio(isFirst: false)
      try await again.waitFor("a draft to be kept")
    }
  }

  /// The first one asks, as Ctrl-C does; who sends another is no person at the keys.
  @Test func aSecondInterruptFromOutsideEndsIt() async throws {
    try await Ground.lendHeld { ground, clock in
      let studio = try await ground.openStudio()
      try await send("a paper boat", studio, ground)
      studio.signal(SIGINT)
      try await studio.waitFor("Leave the studio?")
      studio.signal(SIGINT)
      guard case .exited = try await studio.ended(atMost: .seconds(5)) else {
        Issue.record("it was killed")
        return
      }
      studio.expectTerminalGivenBack()
      try await expectTheRestIsFetched(ground, clock)
    }
  }

  @Test(arguments: [SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE, SIGQUIT])
  func aCrashLeavesAUsableTerminal(_ signal: Int32) async throws {
    try await Ground.lendStudio { _, studio in
      #expect(studio.content.isAlternate)
      studio.signal(signal)
      _ = try await studio.ended(atMost: .seconds(20))
      studio.expectTerminalGivenBack()
    }
  }

  @Test func ctrlCUnderWorkAsksAndASecondOneLeaves() async throws {
    try await Ground.lendHeld { ground, clock in
      let studio = try await ground.openStudio()
      try await send("a paper boat", studio, ground)
      try studio.press("ctrl-c")
      try await studio.waitFor("Leave the studio?")
      try studio.press("ctrl-c")
      #expect(try await studio.ended(atMost: .seconds(5)) == .exited(0))
      studio.expectTerminalGivenBack()
      try await expectTheRestIsFetched(ground, clock)
    }
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGKILL, SIGSEGV])
  func whatWasSentIsFetchedAfterASuddenEnd(_ signal: Int32) async throws {
    try await Ground.lendHeld { ground, clock in
      let studio = try await ground.openStudio()
      try await send("a paper boat", studio, ground)
      studio.signal(signal)
      _ = try await studio.ended(atMost: .seconds(20))
      try await expectTheRestIsFetched(ground, clock)
    }
  }

  /// The connection breaks: the program is gone soon, and the next studio goes on.
  @Test func aHangUpIsADetachAndTheNextStudioFinishes() async throws {
    try await Ground.lendHeld { ground, clock in
      let studio = try await ground.openStudio()
      try await send("a paper boat", studio, ground)
      studio.hangUp()
      guard case .exited = try await studio.ended(atMost: .seconds(10)) else {
        Issue.record("the hang-up killed it")
        return
      }
      let next = try await ground.openStudio(isFirst: false)
      try await next.waitFor("a paper boat")
      clock.finishTasks()
      try await next.waitFor("finished", atMost: .seconds(30))
      try await next.quit()
      try await ground.expectOnePaidSequence(
        try #require(try await ground.history().first),
        1,
        width: 2048,
        height: 2048
      )
    }
  }

  // MARK: - Stopping

  @Test func ctrlZStopsItForTheShellAndFgBringsTheScreenBack() async throws {
    try await Ground.lend { ground in
      let script = "set -m; \"$0\"; echo stopped $?; read x; fg >/dev/null; echo ended $?"
      let shell = try TerminalScreen(
        ["sh", "-c", script, ProgramUnderTest.required()],
        environment: ground.environment.merging(PseudoTerminal.usualEnvironment) { $1 },
        columns: 100,
        rows: 30
      )
      try await shell.waitFor("Enter starts")
      try shell.press("enter")
      try await shell.waitForNo("Enter starts")
      try await shell.typeAndSee("half a thought")
      try shell.press("ctrl-z")
      try await shell.waitFor("stopped 148")
      shell.expectTerminalGivenBack()
      shell.resize(columns: 90, rows: 28)
      try shell.press("enter")
      let back = try await shell.wait(for: "the whole screen at its new size") {
        $0.contains("half a thought") && $0.row(27).contains("F1 help")
      }
      #expect(back.isAlternate && back.hasPaste)
      try await shell.typeAndSee(" and the other half")
      try shell.press("ctrl-q")
      try await shell.waitFor("ended 0")
      shell.expectTerminalGivenBack()
    }
  }

  @Test func aStopAndAContinuationFromOutsidePaintTheScreenAnew() async throws {
    try await Ground.lendStudio(columns: 100, rows: 30) { _, studio in
      try await studio.typeAndSee("before the stop")
      studio.signal(SIGSTOP)
      try studio.type(" and after")
      studio.resize(columns: 90, rows: 28)
      studio.signal(SIGCONT)
      try await studio.wait(for: "the whole screen at its new size") {
        $0.contains("before the stop and after") && $0.row(27).contains("F1 help")
      }
      studio.signal(SIGCONT)
      try await studio.typeAndSee(", once more")
      try await studio.quit()
    }
  }

  // MARK: - Helpers

  /// Sends a prompt and waits until the service has told once that it is at work.
  private func send(_ prompt: String, _ studio: TerminalScreen, _ ground: Ground) async throws {
    let happenings = Happenings(ground.server)
    try await studio.typeAndSee(prompt)
    try studio.press("f5")
    await happenings.reply(to: .result)
  }

  private func expectTheRestIsFetched(_ ground: Ground, _ clock: ManualClock) async throws {
    clock.finishTasks()
    let (ending, documents) = try await ground.resume()
    #expect(ending.code == 0, "\(ending.errors)")
    try await ground.expectOnePaidSequence(
      try #require(documents.first),
      1,
      width: 2048,
      height: 2048
    )
  }
}
