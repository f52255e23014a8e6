import CellGrid
import Testing

@testable import TerminalKit

extension OneAtATime {
  @Suite struct ScreenLinkTests {
    private let size = Size(width: 40, height: 10)

    private func screen(_ pair: PseudoTerminal, usesLinks: Bool = true) throws -> NcursesScreen {
      try NcursesScreen(
        ScreenOptions(
          terminal: "xterm-256color",
          isUTF8: true,
          usesLinks: usesLinks,
          input: pair.terminal,
          output: pair.terminal
        )
      )
    }

    private func surface(_ text: String, _ address: String?) -> Surface {
      var canvas = Canvas(size)
      canvas.text(text, x: 4, y: 2, Style(.palette(4), on: .standard, .underline))
      if let address { canvas.link(address, x: 4, y: 2, width: CellWidth.of(text)) }
      return canvas.surface
    }

    private let opening =
      "\u{1B}7\u{1B}[3;5H\u{1B}]8;;https://a.example/\u{1B}\\\u{1B}[0;4;34mfox 狐"
    private let closing = "\u{1B}]8;;\u{1B}\\\u{1B}[m\u{1B}8"

    @Test func aLinkIsWrittenOnceMoreAsAnAddress() throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let screen = try screen(pair)
      screen.present(surface("fox 狐", "https://a.example/"))
      #expect(pair.output().hasSuffix(opening + closing))
      screen.present(surface("fox 狐", "https://a.example/"))
      #expect(pair.output().isEmpty)
      screen.close()
    }

    @Test func aLinkInARowThatChangedIsWrittenAgain() throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let screen = try screen(pair)
      var drawn = surface("fox 狐", "https://a.example/")
      screen.present(drawn)
      _ = pair.output()
      drawn.put(Cell(Glyph("x")), x: 0, y: 7)
      screen.present(drawn)
      #expect(!pair.output().contains("]8;"))
      drawn.put(Cell(Glyph("x")), x: 30, y: 2)
      screen.present(drawn)
      #expect(pair.output().contains(opening))
      screen.close()
    }

    @Test func whatIsNoLongerALinkIsWrittenPlainly() throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let screen = try screen(pair)
      screen.present(surface("fox 狐", "https://a.example/"))
      _ = pair.output()
      screen.present(surface("fox 狐", nil))
      #expect(pair.output().hasSuffix("\u{1B}7\u{1B}[3;5H\u{1B}[0;4;34mfox 狐\u{1B}[m\u{1B}8"))
      screen.close()
    }

    @Test func linksAreSentOnlyWhenWished() throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let screen = try screen(pair, usesLinks: false)
      screen.present(surface("fox 狐", "https://a.example/"))
      #expect(!pair.output().contains("]8;"))
      screen.close()
    }

    @Test func aLinkOutsideTheSurfaceIsLeftOut() throws {
      let pair = try #require(PseudoTerminal(columns: 40, rows: 10))
      let screen = try screen(pair)
      var drawn = surface("fox", nil)
      drawn.links = [
        Link(origin: Point(x: 60, y: 2), width: 4, address: "https://a.example/"),
        Link(origin: Point(x: 0, y: 90), width: 4, address: "https://a.example/"),
        Link(origin: Point(x: 0, y: -1), width: 4, address: "https://a.example/"),
      ]
      screen.present(drawn)
      #expect(!pair.output().contains("]8;"))
      screen.close()
    }
  }
}
