import CellGrid
import Glibc
import Testing

@testable import TerminalKit

extension OneAtATime {
  @Suite struct NcursesScreenTests {
    private let size = Size(width: 40, height: 10)

    private func terminal() throws -> PseudoTerminal {
      try #require(PseudoTerminal(columns: size.width, rows: size.height))
    }

    private func options(_ pair: PseudoTerminal, _ name: String? = "xterm-256color")
      -> ScreenOptions
    {
      ScreenOptions(terminal: name, isUTF8: true, input: pair.terminal, output: pair.terminal)
    }

    private func surface(_ draw: (inout Canvas) -> Void) -> Surface {
      var canvas = Canvas(size)
      draw(&canvas)
      return canvas.surface
    }

    private static let known = [
      "xterm-256color", "tmux-256color", "screen", "linux", "vt100", "xterm", "rxvt",
    ]

    @Test(arguments: known) func theTerminalIsGivenBackAsItWas(name: String) throws {
      let pair = try terminal()
      let before = pair.modes
      let screen = try NcursesScreen(options(pair, name))
      #expect(pair.modes != before)
      screen.present(
        surface { $0.text("hello", x: 1, y: 1, Style(.palette(3), on: .palette(200))) }
      )
      screen.close()
      #expect(pair.modes == before)
      let output = pair.output()
      #expect(output.contains("hello"))
      #expect(output.contains("\u{1B}[?2004h") && output.contains("\u{1B}[?2004l"))
      if output.contains("\u{1B}[?1049h") {
        #expect(output.contains("\u{1B}[?1049l"))
      }
      if output.contains("\u{1B}[?25l") {
        #expect(output.lastRange(of: "\u{1B}[?25h") > output.lastRange(of: "\u{1B}[?25l"))
      }
      if output.contains("\u{1B}[?1h") {
        #expect(output.lastRange(of: "\u{1B}[?1l") > output.lastRange(of: "\u{1B}[?1h"))
      }
      #expect(!output.contains("1000"))
    }

    @Test func altSendsEscapeUntilTheTerminalIsGivenBack() throws {
      let pair = try terminal()
      let screen = try NcursesScreen(options(pair))
      // Saved before it is changed, so that what the person had set can be put back.
      let on = "\u{1B}[?1036;1039s\u{1B}[?1036;1039h"
      #expect(pair.output().contains(on))
      screen.leave()
      #expect(pair.output().contains("\u{1B}[?1036;1039r"))
      screen.enter()
      #expect(pair.output().contains(on))
      // Entered once more without leaving: what is saved is not what the screen itself had set.
      screen.enter()
      let again = pair.output()
      #expect(again.lastRange(of: on) > again.lastRange(of: "\u{1B}[?1036;1039r"))
      screen.close()
      #expect(pair.output().contains("\u{1B}[?1036;1039r"))
    }

    @Test func allKeysComeRaw() throws {
      let pair = try terminal()
      let screen = try NcursesScreen(options(pair))
      pair.type("\u{3}\u{1A}\u{13}\u{11}\u{1C}\r\u{16}\u{F}")
      var loop = RunLoop(input: pair.terminal)
      #expect(loop.wait(until: nil).bytes == [3, 0x1A, 0x13, 0x11, 0x1C, 13, 0x16, 0x0F])
      screen.close()
      #expect(fcntl(pair.terminal, F_GETFL) & O_NONBLOCK == 0)
    }

    @Test func theMouseIsAskedForOnlyWhenWished() throws {
      let pair = try terminal()
      var wishes = options(pair)
      wishes.usesMouse = true
      let screen = try NcursesScreen(wishes)
      #expect(pair.output().contains("\u{1B}[?1000h\u{1B}[?1006h"))
      screen.close()
      #expect(pair.output().contains("\u{1B}[?1006l\u{1B}[?1000l"))
    }

    @Test func theMouseCanBeTurnedOnAndOffWhileTheScreenIsUp() throws {
      let pair = try terminal()
      let screen = try NcursesScreen(options(pair))
      _ = pair.output()
      screen.setMouse(true)
      screen.setMouse(true)
      #expect(pair.output() == "\u{1B}[?1000h\u{1B}[?1006h")
      screen.leave()
      #expect(pair.output().contains("\u{1B}[?1000l"))
      screen.setMouse(false)
      screen.enter()
      #expect(!pair.output().contains("\u{1B}[?1000h"))
      screen.setMouse(true)
      screen.close()
      let output = pair.output()
      #expect(output.lastRange(of: "\u{1B}[?1000l") > output.lastRange(of: "\u{1B}[?1000h"))
    }

    @Test func anEqualSurfaceSendsNothing() throws {
      let pair = try terminal()
      let screen = try NcursesScreen(options(pair))
      let drawn = surface {
        $0.text("hello", x: 1, y: 1)
        $0.placeCursor(x: 6, y: 1)
      }
      screen.present(drawn)
      _ = pair.output()
      screen.present(drawn)
      var same = drawn
      same.put(Cell(Glyph("o")), x: 5, y: 1)
      screen.present(same)
      #expect(pair.output().isEmpty)
      screen.close()
    }

    @Test(arguments: [Style.plain, Style(.palette(6)), Style(.palette(214))])
    func aTypedCharacterCostsFewBytes(style: Style) throws {
      let pair = try terminal()
      let screen = try NcursesScreen(options(pair))
      for count in 1..<10 {
        let text = String(repeating: "x", count: count)
        screen.present(
          surface {
            $0.text(text, x: 1, y: 1, style)
            $0.placeCursor(x: 1 + count, y: 1)
          }
        )
        let sent = pair.output()
        if count > 1 {
          #expect(sent.utf8.count <= (style == .plain ? 1 : 26), "\(sent.debugDescription)")
        }
      }
      screen.close()
    }

    @Test func aMovedCursorCostsFewBytes() throws {
      let pair = try terminal()
      let screen = try NcursesScreen(options(pair))
      var drawn = surface { $0.placeCursor(x: 5, y: 5) }
      screen.present(drawn)
      _ = pair.output()
      drawn.cursor = Point(x: 7, y: 8)
      screen.present(drawn)
      #expect((1...6).contains(pair.output().utf8.count))
      drawn.cursor = nil
      screen.present(drawn)
      #expect(pair.output() == "\u{1B}[?25l")
      screen.close()
    }

    @Test func wideCharactersStandWhereTheGridHasThem() throws {
      let pair = try terminal()
      let screen = try NcursesScreen(options(pair))
      screen.present(surface { $0.text("狐狸狐狸|", x: 0, y: 0) })
      _ = pair.output()
      // Half of one is written over: the other half becomes a space.
      screen.present(surface { $0.text("狐x 狐狸|", x: 0, y: 0) })
      #expect(pair.output().contains("x "))
      screen.present(surface { $0.text("e\u{301}狐x狸", x: 0, y: 1) })
      #expect(pair.output().contains("e\u{301}狐x狸"))
      screen.close()
    }

    @Test func aSurfaceOfAnotherSizeIsCut() throws {
      let pair = try terminal()
      let screen = try NcursesScreen(options(pair))
      var canvas = Canvas(Size(width: 100, height: 30))
      canvas.text(String(repeating: "狐", count: 50), x: 1, y: 0)
      canvas.text("below", x: 0, y: 20)
      canvas.placeCursor(x: 99, y: 29)
      screen.present(canvas.surface)
      let sent = pair.output()
      #expect(sent.count { $0 == "狐" } == 19 && !sent.contains("below"))
      screen.present(Canvas(Size(width: 1, height: 1)).surface)
      screen.present(Surface(.zero))
      screen.close()
    }

    @Test func anotherSizeIsDrawnWhole() throws {
      let pair = try terminal()
      let screen = try NcursesScreen(options(pair))
      screen.present(surface { $0.text("hello", x: 1, y: 1) })
      _ = pair.output()
      for (columns, rows) in [(120, 40), (1, 1), (2, 60), (300, 2), (40, 10)] {
        pair.resize(columns: columns, rows: rows)
        #expect(screen.size == Size(width: columns, height: rows))
        screen.resize(to: screen.size)
        var canvas = Canvas(screen.size)
        canvas.text("hello", x: 0, y: 0)
        screen.present(canvas.surface)
        #expect(pair.output().contains(columns > 4 ? "hello" : "h"))
      }
      pair.resize(columns: 0, rows: 0)
      #expect(screen.size == size)
      screen.close()
    }

    @Test func aRepaintSendsEverythingAgain() throws {
      let pair = try terminal()
      let screen = try NcursesScreen(options(pair))
      let drawn = surface { $0.text("hello", x: 1, y: 1) }
      screen.present(drawn)
      _ = pair.output()
      screen.repaint()
      screen.present(drawn)
      #expect(pair.output().contains("hello"))
      screen.close()
    }

    @Test func leavingAndEnteringGiveTheTerminalBackAndTakeIt() throws {
      let pair = try terminal()
      let before = pair.modes
      let screen = try NcursesScreen(options(pair))
      let raw = pair.modes
      screen.present(surface { $0.text("hello", x: 1, y: 1) })
      screen.leave()
      #expect(pair.modes == before)
      #expect(pair.output().contains("\u{1B}[?1049l"))
      screen.present(surface { $0.text("unseen", x: 1, y: 1) })
      screen.send(Array("unseen".utf8))
      #expect(pair.output().isEmpty)
      pair.resize(columns: 50, rows: 20)
      screen.enter()
      #expect(pair.modes == raw)
      screen.present(surface { $0.text("again", x: 1, y: 1) })
      let output = pair.output()
      #expect(output.contains("\u{1B}[?1049h") && output.contains("\u{1B}[?2004h"))
      #expect(output.contains("again") && !output.contains("unseen"))
      // As after SIGCONT from outside: a shell has changed the modes meanwhile.
      var modes = termios()
      tcgetattr(pair.terminal, &modes)
      modes.c_lflag |= tcflag_t(ECHO | ICANON | ISIG)
      tcsetattr(pair.terminal, TCSANOW, &modes)
      screen.enter()
      #expect(pair.modes == raw)
      screen.close()
      #expect(pair.modes == before)
    }

    @Test func whatTheShellChangesWhileAwayIsKept() throws {
      let pair = try terminal()
      let screen = try NcursesScreen(options(pair))
      screen.leave()
      var modes = termios()
      tcgetattr(pair.terminal, &modes)
      modes.c_lflag ^= tcflag_t(ECHOK)
      tcsetattr(pair.terminal, TCSANOW, &modes)
      let changed = pair.modes
      screen.enter()
      screen.close()
      #expect(pair.modes == changed)
    }

    @Test func aScreenCanBeOpenedAgainButNotTwice() throws {
      let pair = try terminal()
      for _ in 0..<5 {
        let screen = try NcursesScreen(options(pair))
        #expect(throws: ScreenFailure.inUse) { try NcursesScreen(options(pair)) }
        screen.present(surface { $0.text("hello", x: 1, y: 1) })
        #expect(pair.output().contains("hello"))
      }
      let last = try NcursesScreen(options(pair, "linux"))
      last.close()
      last.close()
      last.present(surface { $0.text("hello", x: 1, y: 1) })
      last.resize(to: size)
      last.enter()
      last.leave()
    }

    @Test func cursesHandlesNoSignals() throws {
      let pair = try terminal()
      // Deadly signals may have a handler of the runtime's, which prints the stack.
      let numbers = [SIGINT, SIGTERM, SIGWINCH, SIGTSTP, SIGABRT]
      let before = numbers.map(handling)
      let screen = try NcursesScreen(options(pair))
      screen.present(surface { $0.text("hello", x: 1, y: 1) })
      for number in [SIGWINCH, SIGTSTP] { #expect(handling(number) == 0) }
      screen.close()
      #expect(numbers.map(handling) == before)
      #expect(before.prefix(4) == [0, 0, 0, 0])
    }

    /// Where the handler is; 0 for what the system does by itself.
    private func handling(_ number: Int32) -> Int {
      var handling = sigaction()
      sigaction(number, nil, &handling)
      // A pointer to a C function, or none, is one word.
      return unsafeBitCast(handling.__sigaction_handler.sa_handler, to: Int.self)
    }
  }
}
