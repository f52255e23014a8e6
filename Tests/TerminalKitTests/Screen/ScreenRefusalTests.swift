import Glibc
import Testing

@testable import TerminalKit

extension OneAtATime {
  @Suite struct ScreenRefusalTests {
    private func terminal() throws -> PseudoTerminal {
      try #require(PseudoTerminal(columns: 40, rows: 10))
    }

    private func options(
      _ pair: PseudoTerminal,
      _ name: String? = "xterm-256color"
    ) -> ScreenOptions {
      ScreenOptions(terminal: name, isUTF8: true, input: pair.terminal, output: pair.terminal)
    }

    @Test(arguments: [
      (nil, ScreenFailure.noName), ("", .noName),
      ("no-such-terminal", .unknown(name: "no-such-terminal")),
      ("dumb", .cannotMoveCursor(name: "dumb")), ("unknown", .unknown(name: "unknown")),
    ])
    func terminalsThatCannotBeDrawnOnAreRefused(name: String?, failure: ScreenFailure) throws {
      let pair = try terminal()
      let before = pair.modes
      #expect(throws: failure) { try NcursesScreen(options(pair, name)) }
      #expect(pair.output().isEmpty && pair.modes == before)
      #expect(failure.description.hasSuffix(".") || failure.description.hasSuffix(")."))
    }

    @Test func somethingElseThanATerminalIsRefused() throws {
      let file = open("/dev/null", O_RDWR | O_CLOEXEC)
      defer { close(file) }
      let pair = try terminal()
      var wishes = options(pair)
      wishes.input = file
      #expect(throws: ScreenFailure.notATerminal) { try NcursesScreen(wishes) }
      wishes = options(pair)
      wishes.output = file
      #expect(throws: ScreenFailure.notATerminal) { try NcursesScreen(wishes) }
      wishes.output = try terminal().terminal
      #expect(throws: ScreenFailure.notATerminal) { try NcursesScreen(wishes) }
    }
  }
}
