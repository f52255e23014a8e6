import Glibc
import ProviderSimulator
import PseudoTerminal
import TerminalScreen
import TestSupport
import Testing

/// The headless commands on a terminal, and where the reader of their output goes away.
@Suite(.inTurn) struct TerminalTests {
  private static let words = Wish().words.filter { $0 != "--json" }

  /// What is left of a transcript once the one thing a live line needs is taken out.
  private func plain(_ transcript: String) -> [String] {
    let text = transcript.split(separator: "\u{1b}[K", omittingEmptySubsequences: false).joined()
    return text.split(whereSeparator: { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }).map(String.init)
  }

  @Test func onATerminalOneLineLivesAndIsGoneAtTheEnd() async throws {
    try await Ground.lend {
      $0.pace = SimulatorPace(base: .milliseconds(500), perImage: .zero)
    } _: { ground in
      let program = try ground.startOnTerminal(Self.words)
      #expect(try await program.ended(atMost: .seconds(30)) == .exited(0))
      let transcript = program.transcribed
      #expect(transcript.contains("\u{1b}[K"), "no live line")
      #expect(transcript.contains("running"))
      let lines = plain(transcript)
      let stray = lines.joined().unicodeScalars.filter(\.steersTerminals)
      #expect(stray.isEmpty, "\(transcript)")
      let document = try await ground.history()[0]
      #expect(lines.contains { $0 == document.paths[0] } && lines.contains(document.paths[1]))
      #expect(lines.last?.hasPrefix("\(document.id): 2 images in ") == true, "\(lines)")
    }
  }

  @Test(arguments: ["dumb", ""])
  func aTerminalThatCannotMoveItsCursorGetsPlainLines(_ name: String) async throws {
    try await Ground.lend { ground in
      let program = try ground.startOnTerminal(Self.words, ["TERM": name])
      #expect(try await program.ended(atMost: .seconds(30)) == .exited(0))
      #expect(!program.transcribed.contains("\u{1b}"))
    }
  }

  @Test func doctorAsksTheTerminalAndSaysWhatFollows() async throws {
    try await Ground.lend { ground in
      let program = try ground.startOnTerminal(["doctor", "--offline"])
      #expect(try await program.ended(atMost: .seconds(30)) == .exited(0))
      let said = program.transcribed
      #expect(said.contains("\u{1b}[c") && said.contains("answers in "), "\(said)")
      #expect(said.contains("symbols: the terminal names no pictures"), "\(said)")
      let wish = try ground.startOnTerminal(["doctor", "--offline"], ["SEEDREAM_PREVIEW": "off"])
      #expect(try await wish.ended(atMost: .seconds(30)) == .exited(0))
      #expect(wish.transcribed.contains("none: pictures are switched off"))
      let silent = try await ground.run(["doctor", "--offline"])
      #expect(silent.output.contains("not asked, since input or output is no terminal"))
    }
  }

  @Test func anUnknownFormOfPicturesIsRefusedWithTheWords() async throws {
    try await Ground.lend { ground in
      let ending = try await ground.run(
        ["doctor", "--offline"],
        ["SEEDREAM_PREVIEW": "best\u{1b}"]
      )
      #expect(ending.code == 2, "\(ending.errors)")
      #expect(ending.errors.contains("SEEDREAM_PREVIEW takes one of \"auto\", \"kitty\""))
      #expect(!ending.errors.contains("\u{1b}"))
    }
  }

  @Test func hostileTextStaysOffALiveTerminal() async throws {
    try await Ground.lend { ground in
      let hostile = "two \u{1b}[2J\u{1b}]0;owned\u{7} \u{9b}31m \u{202e}foxes\r\n\u{8}"
      let refusal = Fault.status(429, retryAfter: 1, message: hostile)
      ground.server.script(FaultRule(call: .submit, fault: refusal))
      ground.server.script(FaultRule(call: .result, times: 2, fault: .unknownStatus(word: hostile)))
      let wish = Wish(prompt: hostile)
      let program = try ground.startOnTerminal(wish.words.filter { $0 != "--json" })
      #expect(try await program.ended(atMost: .seconds(30)) == .exited(0))
      let stray = plain(program.transcribed).joined().unicodeScalars.filter(\.steersTerminals)
      #expect(stray.isEmpty, "\(program.transcribed)")
    }
  }

  @Test func ctrlCDetachesAndLeavesTheTerminalInOrder() async throws {
    try await Ground.lendHeld { ground, clock in
      let happenings = Happenings(ground.server)
      let program = try ground.startOnTerminal(Self.words)
      await happenings.reply(to: .result)
      try program.press("ctrl-c")
      #expect(try await program.ended(atMost: .seconds(5)) == .exited(130))
      let id = try await ground.history()[0].id
      #expect(plain(program.transcribed).last?.contains("seedream resume \(id)") == true)
      clock.finishTasks()
      let (ending, documents) = try await ground.resume()
      #expect(ending.code == 0)
      try await ground.expectOnePaidSequence(try #require(documents.first))
    }
  }

  /// The connection is gone: the program leaves at once and the sequence stays.
  @Test func aTerminalThatHangsUpIsADetach() async throws {
    try await Ground.lendHeld { ground, clock in
      let happenings = Happenings(ground.server)
      let program = try ground.startOnTerminal(Self.words)
      await happenings.reply(to: .result)
      program.hangUp()
      try await program.ended(atMost: .seconds(5))
      clock.finishTasks()
      let (ending, documents) = try await ground.resume()
      #expect(ending.code == 0, "\(ending.errors)")
      try await ground.expectOnePaidSequence(try #require(documents.first))
    }
  }

  /// A reader that goes away must not take a paid sequence with it.
  @Test(arguments: ["2>&1 | true", "| true", ">&- 2>&-", "> /dev/full 2> /dev/full"])
  func withNobodyToReadTheSequenceIsFinishedAllTheSame(_ way: String) async throws {
    try await Ground.lend { ground in
      let program = try ChildProgram(
        "/bin/sh",
        ["-c", "\"$0\" \"$@\" \(way)", ProgramUnderTest.required()] + Self.words,
        environment: ground.environment
      )
      _ = await program.ended()
      let document = try #require(try await ground.history().first)
      try await ground.expectOnePaidSequence(document)
    }
  }
}
