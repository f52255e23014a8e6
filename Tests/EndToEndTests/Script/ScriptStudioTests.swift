import Glibc
import ProviderSimulator
import TestSupport
import Testing

/// The studio itself, played by scripts: what a person does, against the simulator.
@Suite(.inTurn) struct ScriptStudioTests {
  /// Plays a script with nothing set up but a place to be; `--demo` unless `words` say otherwise.
  private func play(
    _ script: String,
    _ ground: Ground,
    words: [String] = ["--demo"],
    changes: [String: String?] = [:]
  ) async throws -> ChildProgram.Ending {
    try await ground.run(words + ["--script", "-"], changes, input: script, atMost: 90)
  }

  @Test func aChinesePromptIsSentWatchedFoundAndRecalled() async throws {
    try await Ground.lend { ground in
      let script = """
        wait "nothing is paid"
        type 一组四张画：雪地里的狐狸
        dump typed
        key f5
        wait "✓ finished"
        idle
        type another thought
        key alt-4 /
        type 狐狸
        wait "1 found"
        key enter e
        wait "一组四张画"
        dump recalled
        key ctrl-q
        """
      let ending = try await play(script + "\n", ground, words: ["--demo", "--size", "120x40"])
      #expect(ending.code == 0, "\(ending.errors)\n\(ending.output)")
      #expect(ending.output.contains("=== typed 120x40\n"))
      let recalled = try #require(ending.output.split(separator: "=== recalled").last)
      let rows = recalled.split(separator: "\n")
      #expect(rows.count == 41)
      #expect(rows[3].hasPrefix("│一组四张画：雪地里的狐狸"), "\(rows[3])")
      let listed = try await ground.run(["history", "--demo", "--json"])
      let documents = try SequenceDocument.list(listed.output)
      #expect(documents.map(\.status) == ["finished"])
      #expect(documents.first?.value["prompt"]?.text == "一组四张画：雪地里的狐狸")
      try await documents.first?.expectWholeImages(1, width: 2048, height: 2048)
    }
  }

  @Test func whatWasTypedIsThereAgainNextTime() async throws {
    try await Ground.lend { ground in
      let first = try await play("wait Prompt\npaste two\\nlines\nidle", ground)
      #expect(first.code == 0, "\(first.errors)")
      let second = try await play("wait two\nwait lines", ground)
      #expect(second.code == 0, "\(second.errors)\n\(second.output)")
    }
  }

  @Test func aKilledStudioLosesNothingTyped() async throws {
    try await Ground.lend { ground in
      let script = "wait Prompt\ntype a fox in the snow\nidle\ndump kept\nwait never 80"
      let studio = try ground.start(["--demo", "--script", "-"], input: script)
      let deadline = ContinuousClock.now + .seconds(60)
      while !studio.outputSoFar.contains("=== kept"), ContinuousClock.now < deadline {
        try await Task.sleep(for: .milliseconds(5))
      }
      studio.kill()
      let again = try await play("wait \"a fox in the snow\"", ground)
      #expect(again.code == 0, "\(again.errors)\n\(again.output)")
    }
  }

  @Test func whatAKilledStudioHadNotSentIsAskedAboutAndStaysUnsentUntilThen() async throws {
    try await Ground.lend { ground in
      let first = try await play(
        "wait Prompt\ntype a fox\nkey f5\nwait \"✓ finished\"",
        ground,
        changes: ["SEEDREAM_FAILPOINT": "after-admission"]
      )
      #expect(first.code == 128 + SIGKILL, "\(first.errors)")
      let second = try await play("wait \"Requests that were not sent\"\nidle", ground)
      #expect(second.code == 0, "\(second.errors)\n\(second.output)")
      let listed = try await ground.run(["history", "--demo", "--json"])
      #expect(try SequenceDocument.list(listed.output).map(\.status) == ["queued"])
    }
  }

  @Test(arguments: ["after-id-stored", "after-poll-stored"])
  func whatAKilledStudioLeftGoesOnByItself(_ failpoint: String) async throws {
    try await Ground.lend { ground in
      let first = try await play(
        "wait Prompt\ntype a fox\nkey f5\nwait \"✓ finished\"",
        ground,
        changes: ["SEEDREAM_FAILPOINT": failpoint]
      )
      #expect(first.code == 128 + SIGKILL, "\(first.errors)")
      let second = try await play("wait \"1 sequence goes on\"\nwait \"✓ finished\"", ground)
      #expect(second.code == 0, "\(second.errors)\n\(second.output)")
      let listed = try await ground.run(["history", "--demo", "--json"])
      #expect(try SequenceDocument.list(listed.output).map(\.status) == ["finished"])
    }
  }

  @Test func theRealServicesAreUsedWithTheirKeys() async throws {
    try await Ground.lend { ground in
      let script = "wait Prompt\ntype a fox\nkey f5\nwait \"✓ finished\"\nidle"
      let ending = try await play(script, ground, words: [])
      #expect(ending.code == 0, "\(ending.errors)\n\(ending.output)")
      #expect(try await ground.history().map(\.status) == ["finished"])
      #expect(ground.server.ledger.count == 1)
    }
  }

  @Test func withoutAKeyTheReasonIsSaidAndNothingIsSent() async throws {
    try await Ground.lend { ground in
      let changes: [String: String?] = ["WAVESPEED_API_KEY": nil, "ATLASCLOUD_API_KEY": nil]
      let script = "wait Prompt\ntype a fox\nkey f5\nwait \"There is no key for WaveSpeedAI\""
      let ending = try await play(script, ground, words: [], changes: changes)
      #expect(ending.code == 0, "\(ending.errors)\n\(ending.output)")
      #expect(ground.server.requests.isEmpty)
    }
  }

  @Test func aKeyThatTheServiceRefusesIsSaidBeforeAnythingIsSent() async throws {
    try await Ground.lend { ground in
      let changes: [String: String?] = ["WAVESPEED_API_KEY": "no-key-of-this-service"]
      let script = """
        wait Prompt
        type a fox
        wait "was refused"
        dump
        key f5
        wait "The key for WaveSpeedAI was refused"
        """
      let ending = try await play(
        script,
        ground,
        words: ["--size", "120x40"],
        changes: changes
      )
      #expect(ending.code == 0, "\(ending.errors)\n\(ending.output)")
      #expect(ground.server.ledger.isEmpty)
    }
  }

  @Test func theHistoryIsThereWhileAKeyCommandTakesItsTime() async throws {
    try await Ground.lend { ground in
      _ = try await ground.generate()
      try ground.write("{key_command: {wavespeed: 'sleep 4; echo k'}}", to: "config/config.json5")
      let changes: [String: String?] = ["WAVESPEED_API_KEY": nil, "ATLASCLOUD_API_KEY": nil]
      let script = "wait \"1 sequence\" 3\ntype a thought\nwait \"a thought\" 1\ndump early"
      let ending = try await play(
        script,
        ground,
        words: ["--size", "120x40"],
        changes: changes
      )
      #expect(ending.output.contains("=== early"), "\(ending.errors)\n\(ending.output)")
    }
  }

  // MARK: - Scripts

  @Test func screensGoIntoAFileOfTheRightSizeAndForm() async throws {
    try await Ground.lend { ground in
      let script = try ground.write(
        "wait Prompt\ndump\nresize 60x20\ndump small\ndump styled colours\n",
        to: "a.script"
      )
      let dump = ground.home + "/screens.txt"
      let words = ["--demo", "--script", script, "--dump", dump, "--size", "100x30"]
      let ending = try await ground.run(words)
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(ending.output.isEmpty)
      let text = String(decoding: ground.bytes(dump), as: UTF8.self)
      let pages = text.split(separator: "=== ")
      #expect(
        pages.map { $0.prefix { $0 != "\n" } } == ["1 100x30", "small 60x20", "colours 60x20"]
      )
      #expect(pages[0].split(separator: "\n", omittingEmptySubsequences: false).count == 32)
      #expect(pages[2].contains("--- styles"))
    }
  }

  @Test func aScriptThatCannotBeReadIsRefusedByItsLineBeforeAnything() async throws {
    try await Ground.lend { ground in
      let ending = try await play("idle\n\nprss f5\n", ground)
      #expect(ending.code == 2)
      #expect(ending.errors.contains("line 3: “prss” is no step."), "\(ending.errors)")
      #expect(ending.output.isEmpty)
      #expect(ground.files.isEmpty, "\(ground.files)")
    }
  }

  @Test(arguments: [
    (["--script", "/nowhere/a.script"], "cannot be read"),
    (["--script"], "--script needs a value"),
    (["--script", "-", "--dump", "/nowhere/dump"], "cannot be written"),
    (["--script", "-", "--size", "80"], "80x24"),
    (["--size", "80x24"], "--size goes with --script"),
    (["--dump", "x"], "--dump goes with --script"),
    (["--demon"], "--demo"),
    (["studio", "words"], "takes no words"),
  ])
  func optionsThatDoNotFitAreRefused(_ words: [String], _ saying: String) async throws {
    try await Ground.lend { ground in
      let ending = try await ground.run(words, atMost: 20)
      #expect(ending.code == 2)
      #expect(ending.errors.contains(saying), "\(ending.errors)")
      #expect(ground.files.isEmpty, "\(ground.files)")
    }
  }

  @Test func aWaitInVainDumpsTheScreenAndNamesItsLine() async throws {
    try await Ground.lend { ground in
      let ending = try await play("wait Prompt\n# now\nwait \"never seen\" 1\ntype x", ground)
      #expect(ending.code == 1)
      #expect(ending.errors.contains("line 3: `wait \"never seen\" 1`"), "\(ending.errors)")
      #expect(ending.output.hasPrefix("=== failed: line 3: "))
      #expect(ending.output.contains("1 Prompt"))
    }
  }

  @Test func leavingBeforeTheEndOfTheScriptNamesTheLine() async throws {
    try await Ground.lend { ground in
      let ending = try await play("wait Prompt\nkey ctrl-q\n\ntype x", ground)
      #expect(ending.code == 1)
      #expect(ending.errors.contains("left before line 4: `type x`"), "\(ending.errors)")
    }
  }

  @Test func aScriptHasNoTerminalForAnEditor() async throws {
    try await Ground.lend { ground in
      let script =
        "wait Prompt\ntype a fox\nkey alt-e\nwait \"could not be started\"\nwait \"a fox\""
      let ending = try await play(script, ground, changes: ["EDITOR": "touch edited; cat"])
      #expect(ending.code == 0, "\(ending.errors)\n\(ending.output)")
      #expect(!ground.files.contains { $0.contains("seedream-prompt") })
    }
  }

  @Test func aScriptIsInterruptedCleanly() async throws {
    try await Ground.lend { ground in
      let script = "wait Prompt\ndump up\nwait never 60"
      let studio = try ground.start(["--demo", "--script", "-"], input: script)
      _ = try await studio.firstLine()
      studio.signal(SIGTERM)
      let ending = await studio.ended(atMost: 10)
      #expect(ending.code == 130, "\(ending.errors)")
    }
  }

  // MARK: - Without a terminal

  @Test func theStudioNeedsATerminalAndSaysWhatDoesNot() async throws {
    try await Ground.lend { ground in
      for words in [[], ["--demo"], ["studio"]] {
        let ending = try await ground.run(words, atMost: 20)
        #expect(ending.code == 2)
        #expect(ending.errors.contains("terminal"), "\(ending.errors)")
        #expect(ending.errors.contains("seedream generate"), "\(ending.errors)")
        #expect(ending.output.isEmpty)
      }
      #expect(ground.files.isEmpty, "\(ground.files)")
    }
  }

  @Test func itsHelpTellsTheLanguageOfScripts() async throws {
    try await Ground.lend { ground in
      for words in [["studio", "--help"], ["--script", "x", "--help"]] {
        let ending = try await ground.run(words, atMost: 20)
        #expect(ending.code == 0)
        #expect(ending.output.contains("waitnot TEXT"))
        #expect(ending.output.contains("--dump FILE"))
      }
      let whole = try await ground.run(["--help"], atMost: 20)
      #expect(whole.output.contains("studio"))
    }
  }
}
