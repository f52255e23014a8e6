import Glibc
import PseudoTerminal
import TerminalScreen
import TestSupport
import Testing

/// Terminals of all kinds, and what is no terminal.
@Suite(.inTurn) struct StudioTerminalTests {
  @Test(arguments: [
    "xterm-256color", "xterm", "tmux-256color", "screen", "screen-256color", "linux", "vt100",
    "vt220", "rxvt",
  ])
  func itWorksOnEveryTerminalThatMovesItsCursor(_ name: String) async throws {
    try await Ground.lend { ground in
      let studio = try await ground.openStudio([], ["TERM": name], columns: 80, rows: 24)
      try await studio.typeAndSee("a fox")
      let content = studio.content
      #expect(content.row(23).contains("F1 help") && content.contains("$0.027"))
      try await studio.quit()
    }
  }

  @Test(arguments: ["dumb", "no-such-terminal", ""])
  func aTerminalThatCannotDoItIsRefusedPolitely(_ name: String) async throws {
    try await Ground.lend { ground in
      let studio = try ground.startOnTerminal([], ["TERM": name])
      #expect(try await studio.ended() == .exited(2))
      let said = studio.transcribed
      #expect(!said.contains("\u{1b}"), "\(said)")
      #expect(said.contains("seedream generate"), "it names no way out: \(said)")
      #expect(said.split(separator: "\r\n").count <= 4, "\(said)")
    }
  }

  @Test func withoutATerminalItIsRefusedPolitely() async throws {
    try await Ground.lend { ground in
      let ending = try await ground.run([])
      #expect(ending.code == 2)
      #expect(ending.output.isEmpty && ending.errors.contains("terminal"), "\(ending.errors)")
    }
  }

  @Test func withNoColorThereIsNoColour() async throws {
    try await Ground.lend { ground in
      let plain = try await ground.openStudio([], ["NO_COLOR": "1"])
      try await plain.typeAndSee("a fox")
      try plain.press("f1")
      try await plain.settle()
      let coloured = plain.transcript.colours
      #expect(coloured.isEmpty, "SGR \(coloured)")
      let cells = plain.content.cells.joined()
      #expect(cells.allSatisfy { $0.foreground == .standard && $0.background == .standard })
      #expect(cells.contains { !$0.attributes.isEmpty }, "nothing stands out at all")
    }
  }

  @Test func onATerminalWithColoursThereAreSome() async throws {
    try await Ground.lendStudio { _, studio in
      try await studio.settle()
      #expect(!studio.transcript.colours.isEmpty)
    }
  }

  @Test(arguments: ["C", "POSIX"])
  func whereTheLocaleIsNotUTF8EverythingIsASCII(_ locale: String) async throws {
    try await Ground.lend { ground in
      let changes = ["LANG": locale, "LC_ALL": locale]
      let studio = try await ground.openStudio([], changes, columns: 80, rows: 24)
      try await studio.typeAndSee("a fox")
      try studio.press("f5")
      try await studio.waitFor("finished", atMost: .seconds(30))
      #expect(studio.transcript.allSatisfy { $0 < 0x80 })
      #expect(studio.content.row(1).contains("1 Prompt"))
      try await studio.quit()
    }
  }

  /// Alone, the key is known soon; at once with another it is Alt.
  @Test func escapeIsToldFromAltByTime() async throws {
    try await Ground.lendStudio { _, studio in
      try await studio.typeAndSee("a fox")
      let began = ContinuousClock.now
      try studio.press("esc")
      try await studio.waitFor(": commands", atMost: .seconds(5))
      #expect(ContinuousClock.now - began < .seconds(1))
      try studio.type("i")
      try await studio.waitFor("M-x commands")
      try studio.press("alt-4")
      try await studio.waitFor("/ search")
      #expect(studio.content.contains("a fox"))
    }
  }

  @Test func theMouseIsLeftToTheTerminalUnlessItIsWanted() async throws {
    try await Ground.lend { ground in
      try ground.write("{mouse: true}", to: "config/config.json5")
      let studio = try await ground.openStudio()
      #expect(try await studio.wait(for: "a mouse") { $0.hasMouse }.modes.contains(1_006))
      // A press in the history pane, then its release.
      try studio.type("\u{1b}[<0;100;30M\u{1b}[<0;100;30m")
      try await studio.waitFor("/ search")
      try await studio.quit()
    }
  }

  // MARK: - What goes beyond the screen

  @Test func copyingReachesTheTerminalsClipboard() async throws {
    try await Ground.lend { ground in
      _ = try await ground.generate(Wish(prompt: "copy me", options: []))
      let studio = try await ground.openStudio()
      try await copyPrompt(studio)
      try await studio.wait(for: "a message") { _ in studio.commands.contains("52;c;Y29weSBtZQ==") }
      try await studio.quit()
    }
  }

  @Test func insideTmuxCopyingIsPassedThrough() async throws {
    try await Ground.lend { ground in
      _ = try await ground.generate(Wish(prompt: "copy me", options: []))
      let changes = ["TMUX": "/tmp/tmux,1,0", "TERM": "tmux-256color"]
      let studio = try await ground.openStudio([], changes)
      try await copyPrompt(studio)
      try await studio.wait(for: "a message for the terminal outside") { _ in
        studio.commands.contains { $0.hasPrefix("tmux;\u{1b}]52;c;Y29weSBtZQ==") }
      }
      try await studio.quit()
    }
  }

  private func copyPrompt(_ studio: TerminalScreen) async throws {
    try studio.press("alt-4")
    try await studio.waitFor("copy me")
    try studio.press("P")
  }

  @Test func theEndOfAJobRings() async throws {
    try await Ground.lendStudio { _, studio in
      try await studio.typeAndSee("a fox")
      #expect(studio.content.bells == 0)
      try studio.press("f5")
      try await studio.wait(for: "a bell", atMost: .seconds(30)) { $0.bells == 1 }
    }
  }
}

extension [UInt8] {
  /// The parameters of SGR that are colours, wherever they stand in the output.
  var colours: Set<Int> {
    let text = String(decoding: self, as: UTF8.self)
    var found: Set<Int> = []
    for piece in text.split(separator: "\u{1b}[").dropFirst() {
      let parameters = piece.prefix { $0.isNumber || $0 == ";" }
      guard piece.dropFirst(parameters.count).first == "m" else { continue }
      for number in parameters.split(separator: ";").compactMap({ Int($0) })
      where (30...38).contains(number) || (40...48).contains(number) || number >= 90 {
        found.insert(number)
      }
    }
    return found
  }
}
