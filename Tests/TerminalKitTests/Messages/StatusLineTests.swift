import Glibc
import Testing

@testable import TerminalKit

@Suite struct StatusLineTests {
  /// What a run of a status line writes on a terminal of 21 columns.
  private func screen(
    terminal: String? = "xterm-256color",
    isUTF8: Bool = true,
    _ use: (inout StatusLine) -> Void
  ) throws -> String {
    let pair = try #require(PseudoTerminal(columns: 21, rows: 5))
    do {
      var line = StatusLine(descriptor: pair.terminal, terminal: terminal, isUTF8: isUTF8)
      use(&line)
    }
    return pair.output()
  }

  /// What a run of a status line writes into a pipe.
  private func piped(isUTF8: Bool = true, _ use: (inout StatusLine) -> Void) -> String {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    defer { close(ends[0]) }
    do {
      var line = StatusLine(descriptor: ends[1], terminal: "xterm", isUTF8: isUTF8)
      use(&line)
    }
    close(ends[1])
    return readText(from: ends[0])
  }

  @Test func onATerminalTheLineIsRewrittenAndTakenAwayAtTheEnd() throws {
    let written = try screen { line in
      line.show("one", otherwise: "plain")
      line.show("two", otherwise: "plain")
    }
    #expect(written == "\rone\u{1B}[K\rtwo\u{1B}[K\r\u{1B}[K")
  }

  @Test func theSameStatusIsNotWrittenTwice() throws {
    let written = try screen { line in
      line.show("one", otherwise: nil)
      line.show("one", otherwise: nil)
      line.clear()
      line.clear()
    }
    #expect(written == "\rone\u{1B}[K\r\u{1B}[K")
  }

  @Test func aLineThatStaysGoesAboveTheStatus() throws {
    let written = try screen { line in
      line.say("before")
      line.show("status", otherwise: nil)
      line.say("01.jpg")
    }
    #expect(written == "before\r\n\rstatus\u{1B}[K\r01.jpg\u{1B}[K\r\nstatus\r\u{1B}[K")
  }

  @Test func aStatusIsCutToTheWidthInCells() throws {
    let written = try screen { $0.show("狐狸狐狸狐狸狐狸狐狸狐狸", otherwise: nil) }
    #expect(written == "\r狐狸狐狸狐狸狐狸狐…\u{1B}[K\r\u{1B}[K")
  }

  @Test func theWidthFollowsTheTerminal() throws {
    let pair = try #require(PseudoTerminal(columns: 40, rows: 5))
    let line = StatusLine(descriptor: pair.terminal, terminal: "xterm", isUTF8: true)
    #expect(line.width == 39)
    pair.resize(columns: 1, rows: 1)
    #expect(line.width == 1)
    pair.resize(columns: 0, rows: 0)
    #expect(line.width == 79)
  }

  @Test func withoutUTF8OnlyASCIIIsWritten() throws {
    let written = try screen(isUTF8: false) { $0.show("狐 2×2 and much more text", otherwise: nil) }
    #expect(written == "\r?? 2x2 and much mor~\u{1B}[K\r\u{1B}[K")
    #expect(piped(isUTF8: false) { $0.say("狐…") } == "??~\n")
  }

  @Test(arguments: ["dumb", "", nil])
  func aTerminalThatCannotRewriteGetsPlainLines(terminal: String?) throws {
    let written = try screen(terminal: terminal) { line in
      line.show("| running 1 s", otherwise: "running")
      line.show("/ running 2 s", otherwise: "running")
      line.show("- downloading", otherwise: "downloading")
    }
    #expect(written == "running\r\ndownloading\r\n")
  }

  @Test func aPipeGetsPlainLinesWholeAndEachOnce() {
    let long = String(repeating: "long ", count: 40)
    let written = piped { line in
      line.show("|", otherwise: "running")
      line.show("/", otherwise: "running")
      line.show("-", otherwise: nil)
      line.say("01.jpg stored")
      line.show("-", otherwise: "running")
      line.show("-", otherwise: long)
    }
    #expect(written == "running\n01.jpg stored\nrunning\n\(long)\n")
  }

  @Test func outsideTextCannotMoveTheCursor() throws {
    let written = try screen { line in
      line.show("a\u{1B}[2Jb\rc\nd", otherwise: nil)
      line.say("e\u{9B}1Af\u{202E}g")
    }
    #expect(written == "\rab c d\u{1B}[K\refg\u{1B}[K\r\nab c d\r\u{1B}[K")
  }

  @Test(.timeLimit(.minutes(1))) func aTerminalThatWasStoppedIsNoReasonToWait() throws {
    let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
    tcflow(pair.terminal, TCOOFF)
    StatusOutput(descriptor: pair.terminal).write("nobody takes this")
    tcflow(pair.terminal, TCOON)
    #expect(pair.output() == "")
  }

  @Test func nobodyReadingIsNoReasonToStop() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    signal(SIGPIPE, SIG_IGN)
    close(ends[0])
    var line = StatusLine(descriptor: ends[1], terminal: "xterm", isUTF8: true)
    line.say("into the void")
    line.show("x", otherwise: "y")
    close(ends[1])
    var closed = StatusLine(descriptor: -1, terminal: "xterm", isUTF8: true)
    closed.say("nowhere")
  }
}
