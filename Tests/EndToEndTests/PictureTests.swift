import PseudoTerminal
import StudioImaging
import TerminalScreen
import TestSupport
import Testing

/// Looking at a sequence without the studio: `show --preview` and `sheet`.
@Suite(.inTurn) struct PictureTests {
  @Test func aSheetIsWrittenOnceAndReplacedOnlyByForce() async throws {
    guard Lettering.isAvailable else { return }
    try await Ground.lend { ground in
      let (_, document) = try await ground.generate()
      let path = ground.home + "/sheet.png"
      let words = ["sheet", document.id, "-o", path]
      let first = try await ground.run(words)
      #expect(first.code == 0 && first.output == path + "\n", "\(first.errors)")
      let facts = try PictureCheck.verify(path: path)
      #expect(facts.format == .png && facts.width > 2 * 400 && facts.height > 480)

      let second = try await ground.run(words)
      #expect(second.code == 2 && second.errors.contains("Give --force to replace it"))
      #expect(try PictureCheck.verify(path: path) == facts)

      let third = try await ground.run(words + ["--force", "--no-text"])
      #expect(third.code == 0, "\(third.errors)")
      #expect(try PictureCheck.verify(path: path).height < facts.height)
    }
  }

  @Test func aSheetIsToldAsADocument() async throws {
    try await Ground.lend { ground in
      let (_, document) = try await ground.generate()
      let path = ground.home + "/sheet.jpg"
      let ending = try await ground.run(
        ["sheet", "--json", "--no-text", document.id, "--output", path]
      )
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(ending.output.contains("\"images\": 2") && ending.output.contains("\"missing\": []"))
      #expect(try PictureCheck.verify(path: path).format == .jpeg)
    }
  }

  @Test func aSheetOfALostPictureIsPartial() async throws {
    try await Ground.lend { ground in
      let (_, document) = try await ground.generate()
      try ground.write([], to: document.paths[1])
      let path = ground.home + "/sheet.png"
      let ending = try await ground.run(["sheet", "--no-text", document.id, "-o", path])
      #expect(ending.code == 6 && ending.errors.contains("image 2: "), "\(ending.errors)")
      #expect(try PictureCheck.verify(path: path).format == .png)
    }
  }

  @Test func aSheetNamesWhatIsWrongWithItsWords() async throws {
    try await Ground.lend { ground in
      let (_, document) = try await ground.generate()
      for (words, reason) in [
        ([document.id], "-o sheet.png"), ([document.id, "-o", "a.gif"], "a .png or a .jpg"),
        (["-o", "a.png"], "exactly one ID"), (["nothing", "-o", "a.png"], "no sequence"),
        ([document.id, "-o", ground.home + "/none/a.png"], "does not exist"),
        ([document.id, "-o"], "needs a value"),
      ] {
        let ending = try await ground.run(["sheet", "--no-text"] + words)
        #expect(ending.code == 2 && ending.errors.contains(reason), "\(words): \(ending.errors)")
      }
    }
  }

  @Test func withoutATerminalAPreviewHasToBeAskedFor() async throws {
    try await Ground.lend { ground in
      let (_, document) = try await ground.generate()
      let words = ["show", "--preview", document.id]
      let refused = try await ground.run(words)
      #expect(refused.code == 2 && refused.output.isEmpty)
      #expect(refused.errors.contains("SEEDREAM_PREVIEW=symbols"))
      let both = try await ground.run(words + ["--json"])
      #expect(both.code == 2 && both.errors.contains("exclude each other"))

      let told = try await ground.run(words, ["SEEDREAM_PREVIEW": "text"])
      #expect(told.code == 0, "\(told.errors)")
      #expect(told.output.contains("1024×1024, square · "), "\(told.output)")

      let drawn = try await ground.start(
        words,
        ["SEEDREAM_PREVIEW": "symbols", "TERM": "xterm-256color"]
      ).ended()
      #expect(drawn.code == 0 && drawn.output.contains("\u{1B}[38;5;"), "\(drawn.errors)")
    }
  }

  @Test(arguments: [
    ("symbols", "\u{1B}[38;5;"), ("kitty", "\u{1B}_Ga=T,"), ("iterm2", "\u{1B}]1337;File="),
    ("text", "square · "), ("off", "Previews are switched off"),
  ])
  func onATerminalAPreviewHasTheFormThatIsWished(wish: String, sign: String) async throws {
    try await Ground.lend { ground in
      let (_, document) = try await ground.generate()
      let program = try ground.startOnTerminal(
        ["show", "--preview", document.id],
        ["SEEDREAM_PREVIEW": wish]
      )
      #expect(try await program.ended(atMost: .seconds(30)) == .exited(0))
      #expect(program.transcribed.contains(sign))
      #expect(program.transcribed.contains("Timeline"))
    }
  }
}
