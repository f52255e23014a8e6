import Glibc
import Testing

@testable import TerminalKit

extension OneAtATime {
  @Suite struct TerminalDescriptionTests {
    @Test func aKnownTerminalIsDescribed() throws {
      let xterm = try TerminalDescription.named("xterm-256color")
      #expect(xterm.colours == 256)
      #expect(xterm.canMoveCursor && xterm.canEraseLine && xterm.hasAlternateScreen)
      #expect(try TerminalDescription.named("linux").colours == 8)
      let vt100 = try TerminalDescription.named("vt100")
      #expect(vt100.colours == nil && vt100.canEraseLine && !vt100.hasAlternateScreen)
    }

    @Test func aDumbTerminalCanDoNothing() throws {
      let dumb = try TerminalDescription.named("dumb")
      #expect(!dumb.canMoveCursor && !dumb.canEraseLine && dumb.colours == nil)
    }

    @Test(arguments: ["no-such-terminal", "unknown", "../../etc/passwd", "a\0b", "\u{1B}[31m"])
    func anUnknownNameIsAFailureAndNotTheEnd(name: String) {
      #expect(throws: TerminalDescription.Failure.unknown(name: name)) {
        try TerminalDescription.named(name)
      }
    }

    @Test func aNameOfAnyLengthIsHandled() {
      let long = String(repeating: "x", count: 100_000)
      #expect(throws: TerminalDescription.Failure.unknown(name: long)) {
        try TerminalDescription.named(long)
      }
    }

    @Test(arguments: [nil, ""])
    func noNameIsSaidPlainly(name: String?) {
      #expect(throws: TerminalDescription.Failure.noName) { try TerminalDescription.named(name) }
    }

    @Test func theLibrarySaysItsVersion() {
      #expect(Terminal.libraryVersion.hasPrefix("ncurses "))
    }

    @Test func sizesComeFromTheDriver() throws {
      let pair = try #require(PseudoTerminal(columns: 120, rows: 40))
      #expect(TerminalSize(descriptor: pair.terminal) == TerminalSize(columns: 120, rows: 40))
      #expect(Terminal.isTerminal(pair.terminal))
      pair.resize(columns: 0, rows: 0)
      #expect(TerminalSize(descriptor: pair.terminal) == nil)
      let file = open("/dev/null", O_RDONLY | O_CLOEXEC)
      defer { close(file) }
      #expect(TerminalSize(descriptor: file) == nil)
      #expect(!Terminal.isTerminal(file))
      #expect(TerminalSize(descriptor: -1) == nil)
    }

    @Test(arguments: [
      (["LANG": "en_GB.UTF-8"], true), (["LANG": "C"], false), ([:], false),
      (["LANG": "de_DE.utf8@euro"], true), (["LC_ALL": "C", "LANG": "en_GB.UTF-8"], false),
      (["LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LANG": "C"], true), (["LANG": "ja_JP.eucJP"], false),
      (["LC_CTYPE": "UTF-8"], true), (["LANG": "en_GB.ISO-8859-1"], false),
    ])
    func theLocaleDecidesOnUTF8(variables: [String: String], expected: Bool) {
      #expect(Terminal.isUTF8 { variables[$0] } == expected)
    }
  }
}
