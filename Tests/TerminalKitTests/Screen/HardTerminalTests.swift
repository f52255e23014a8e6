import CellGrid
import Glibc
import Testing

@testable import TerminalKit

extension OneAtATime {
  /// Terminals that are slow, gone, or have a locale that is not installed.
  @Suite struct HardTerminalTests {
    private func screen(_ pair: PseudoTerminal) throws -> NcursesScreen {
      try NcursesScreen(
        ScreenOptions(
          terminal: "xterm-256color",
          isUTF8: true,
          input: pair.terminal,
          output: pair.terminal
        )
      )
    }

    @Test func aTerminalThatIsGoneStopsNothing() throws {
      var pair = PseudoTerminal(columns: 40, rows: 10)
      let terminal = dup(try #require(pair).terminal)
      defer { close(terminal) }
      let screen = try NcursesScreen(
        ScreenOptions(terminal: "xterm-256color", isUTF8: true, input: terminal, output: terminal)
      )
      pair = nil
      var canvas = Canvas(Size(width: 40, height: 10))
      canvas.text("nobody sees this", x: 0, y: 0)
      screen.present(canvas.surface)
      screen.send([7])
      screen.repaint()
      screen.present(canvas.surface)
      screen.leave()
      screen.enter()
      screen.close()
    }

    @Test(.timeLimit(.minutes(1))) func aSlowTerminalGetsEverything() async throws {
      let pair = try #require(PseudoTerminal(columns: 300, rows: 100))
      let copy = pair.copyOfController()
      // Much more than the driver holds, read in small pieces.
      let reader = Task.detached {
        let text = readText(from: copy, until: "the end", inPiecesOf: 100)
        close(copy)
        return text.utf8.count
      }
      let screen = try screen(pair)
      screen.present(colourful)
      screen.send(Array("the end".utf8))
      var loop = RunLoop(input: -1)
      while !screen.hasSentAll { #expect(loop.wait(until: nil, orRoomIn: screen.outlet).hasRoom) }
      #expect(await reader.value > 200_000)
      screen.close()
    }

    /// A screen of several times what the driver holds.
    private var colourful: Surface {
      var canvas = Canvas(Size(width: 300, height: 100))
      for y in 0..<99 {
        for x in 0..<300 {
          canvas.text("x", x: x, y: y, Style(.palette(UInt8((x + y) % 256))))
        }
      }
      return canvas.surface
    }

    @Test(.timeLimit(.minutes(1))) func aReaderThatSleepsHoldsNobodyUp() throws {
      let pair = try #require(PseudoTerminal(columns: 300, rows: 100))
      let before = pair.modes
      let screen = try screen(pair)
      screen.present(colourful)
      #expect(!screen.hasSentAll)
      // Neither of them goes out, so nothing piles up.
      for _ in 0..<100 {
        screen.repaint()
        screen.present(colourful)
      }
      #expect(!screen.send([UInt8](repeating: 7, count: 2 << 20)))
      screen.close()
      #expect(pair.modes == before)
      let output = pair.output()
      #expect(output.lastRange(of: "\u{1B}[?1049l") > output.lastRange(of: "\u{1B}[?1049h"))
      #expect(output.hasSuffix("\u{1B}[?25h"))
    }

    @Test(.timeLimit(.minutes(1))) func aTerminalThatWasStoppedIsGivenBackAllTheSame() throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let before = pair.modes
      let screen = try screen(pair)
      tcflow(pair.terminal, TCOOFF)
      var canvas = Canvas(Size(width: 40, height: 10))
      canvas.text("stopped", x: 0, y: 0)
      screen.present(canvas.surface)
      #expect(!screen.hasSentAll)
      screen.leave()
      #expect(pair.output().contains("\u{1B}[?1049l"))
      screen.enter()
      #expect(screen.hasSentAll)
      screen.close()
      #expect(pair.modes == before)
    }

    @Test(arguments: ["xx_XX.UTF-8", "C", "POSIX", "xx_XX.ISO-8859-1"])
    func aLocaleThatIsNotThereStillDrawsUTF8(locale: String) throws {
      let former = getenv("LC_ALL").map { String(cString: $0) }
      setenv("LC_ALL", locale, 1)
      defer {
        if let former { setenv("LC_ALL", former, 1) } else { unsetenv("LC_ALL") }
      }
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let screen = try screen(pair)
      var canvas = Canvas(Size(width: 40, height: 10))
      canvas.text("─狐●", x: 0, y: 0)
      screen.present(canvas.surface)
      #expect(pair.output().contains("─狐●"))
      screen.close()
    }

    @Test func whatCursesCannotDrawIsASign() throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let screen = try screen(pair)
      var surface = Surface(Size(width: 40, height: 10))
      surface.put(Cell(Glyph("\u{1B}")), x: 0, y: 0)
      surface.put(Cell(Glyph("\u{9B}")), x: 1, y: 0)
      surface.put(Cell(Glyph("狐")), x: 2, y: 0)
      surface.put(Cell(Glyph("a"), role: .wide), x: 3, y: 0)
      _ = pair.output()
      screen.present(surface)
      #expect(pair.output().contains("???？"))
      screen.close()
    }
  }
}

@Suite struct ScreenOptionsTests {
  @Test func theEnvironmentChooses() {
    let plain = ScreenOptions(environment: ["TERM": "foot", "LANG": "C", "NO_COLOR": "1"])
    #expect(plain.terminal == "foot" && !plain.isUTF8 && plain.colours == .none)
    #expect(plain.usesLinks && !plain.usesMouse)
    let usual = ScreenOptions(environment: ["LANG": "C.UTF-8", "NO_COLOR": ""])
    #expect(usual.terminal == nil && usual.isUTF8 && usual.colours == .palette256)
    #expect(!usual.usesLinks)
  }
}
