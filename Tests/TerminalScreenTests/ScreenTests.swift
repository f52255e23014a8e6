import PseudoTerminal
import TerminalScreen
import Testing

/// What the screen tells of a program's output.
@Suite struct ScreenTests {
  /// A program that writes a text, in printf's spelling, and goes on until it is ended.
  private func shown(
    _ format: String,
    columns: Int = 20,
    rows: Int = 4
  ) throws -> TerminalScreen {
    try TerminalScreen(
      ["sh", "-c", "stty -echo; printf '\(format)'; cat"],
      columns: columns,
      rows: rows
    )
  }

  @Test func rowsHoldWhatWasWritten() async throws {
    let screen = try shown("one\\ntwo  \\n\\n")
    let content = try await screen.waitFor("two")
    #expect(content.rows == ["one", "two", "", ""])
    #expect(content.text == "one\ntwo\n\n")
    #expect(content.columns == 20)
    #expect(content.place(of: "wo") == ScreenContent.Place(x: 1, y: 1))
    #expect(content.place(of: "three") == nil)
  }

  @Test func theCursorIsWhereTheProgramPutIt() async throws {
    let screen = try shown("\\033[3;7Hx\\033[?25l")
    let content = try await screen.wait(for: "a hidden cursor") { !$0.isCursorVisible }
    #expect(content.cursor == ScreenContent.Place(x: 7, y: 2))
    #expect(content[6, 2]?.text == "x")
    #expect(content[20, 0] == nil && content[0, 4] == nil)
  }

  @Test func wideCharactersStandOnceAndTakeTwoCells() async throws {
    let screen = try shown("a狐狸b e\u{301}!")
    let content = try await screen.waitFor("!")
    #expect(content.rows[0] == "a狐狸b e\u{301}!")
    #expect([0, 1, 2, 3, 4, 5].map { content[$0, 0]?.width } == [1, 2, 0, 2, 0, 1])
    #expect(content.place(of: "狸") == ScreenContent.Place(x: 3, y: 0))
    #expect(content.place(of: "b") == ScreenContent.Place(x: 5, y: 0))
    #expect(content[7, 0]?.text == "e\u{301}")
  }

  @Test func coloursAndAttributesAreRead() async throws {
    let screen = try shown(
      "\\033[1;31mA\\033[0;7;4mB\\033[0;38;5;200;48;2;1;2;3mC\\033[0;3;5;9mD\\033[0mE"
    )
    let content = try await screen.waitFor("ABCDE")
    #expect(content[0, 0]?.foreground == .palette(1))
    #expect(content[0, 0]?.attributes == .bold)
    #expect(content[1, 0]?.attributes == [.reverse, .underline])
    #expect(content[2, 0]?.foreground == .palette(200))
    #expect(content[2, 0]?.background == .direct(red: 1, green: 2, blue: 3))
    #expect(content[3, 0]?.attributes == [.italic, .blink, .strike])
    #expect(content[4, 0]?.foreground == .standard && content[4, 0]?.attributes == [])
  }

  @Test func theAlternateScreenIsToldAndLeavesTheOtherAlone() async throws {
    let screen = try TerminalScreen([
      "sh", "-c", "printf 'before\\033[?1049hinside'; read x; printf '\\033[?1049l'; cat",
    ])
    #expect(try await screen.waitFor("inside").isAlternate)
    #expect(!screen.text.contains("before"))
    try screen.press("enter")
    #expect(try await !screen.waitFor("before").isAlternate)
    #expect(!screen.text.contains("inside"))
  }

  @Test func modesAreToldWhereverTheirSequencesAreCut() async throws {
    let screen = try TerminalScreen([
      "sh", "-c",
      """
      printf '\\033[?20'; sleep 0.05; printf '04;1006h\\033[?1000h\\033[?1004hon'
      read x; printf '\\033[?2004l\\033[?1000;1004loff'; cat
      """,
    ])
    var content = try await screen.waitFor("on")
    #expect(content.hasPaste && content.hasMouse && content.hasFocus)
    #expect(content.modes == [1_000, 1_004, 1_006, 2_004])
    try screen.press("enter")
    content = try await screen.waitFor("off")
    #expect(!content.hasPaste && !content.hasMouse && !content.hasFocus)
    #expect(content.modes == [1_006])
  }

  @Test func titleBellsAndCommandsAreKept() async throws {
    let screen = try shown(
      "\\033]2;a title\\007\\007\\033]52;c;Zm94\\033\\\\\\033Ptmux;x\\033\\\\end"
    )
    let content = try await screen.waitFor("end")
    #expect(content.title == "a title")
    #expect(content.bells == 1)
    #expect(screen.commands == ["2;a title", "52;c;Zm94", "tmux;x"])
  }

  @Test func questionsOfTheProgramAreAnswered() async throws {
    let screen = try TerminalScreen([
      "sh", "-c",
      "stty raw -echo; printf 'abc\\033[6n'; dd bs=1 count=6 2>/dev/null | od -c -An; cat",
    ])
    let content = try await screen.waitFor("R")
    #expect(content.row(0).split(separator: " ").joined() == "abc033[1;4R")
  }

  @Test func aScreenThatNeverComesIsShownInTheFailure() async throws {
    let screen = try shown("this\\n  instead", columns: 12, rows: 2)
    try await screen.waitFor("instead")
    let failure = await #expect(throws: ScreenFailure.self) {
      try await screen.waitFor("that", atMost: .milliseconds(50), file: "here", line: 7)
    }
    #expect(
      failure?.description == """
        here:7: “that” did not come in time. The screen:
        ┌────────────┐
        │this        │
        │  instead   │
        └────────────┘
        cursor at 9,1, ordinary screen
        """
    )
  }

  @Test func quietIsAwaitedAndNeverForLong() async throws {
    let screen = try TerminalScreen([
      "sh", "-c", "for i in 1 2 3 4 5; do echo $i; sleep 0.05; done; read x; yes",
    ])
    try await screen.waitFor("1")
    #expect(try await screen.settle(quiet: .milliseconds(300)).contains("5"))
    try screen.press("enter")
    try await screen.waitFor("y")
    await #expect(throws: ScreenFailure.self) {
      try await screen.settle(atMost: .milliseconds(300))
    }
  }

  @Test func waitingEndsWithTheProgram() async throws {
    let screen = try TerminalScreen(["printf", "gone"])
    await #expect(throws: ScreenFailure.self) {
      try await screen.waitFor("anything else", atMost: .seconds(60))
    }
    #expect(screen.text.hasPrefix("gone"))
  }
}
