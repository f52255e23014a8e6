import FoundationEssentials
import ProviderSimulator
import TestSupport
import Testing

/// Text from outside: exact where it is stored and sent, harmless where it is shown.
@Suite(.inTurn) struct HostileTextTests {
  /// What a terminal could be misled with, and what a careless escaper trips over.
  static let prompts: [String] = [
    "A series of 2 foxes \u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7} \u{1b}Pq\u{1b}\\",
    "two foxes \u{9b}31m \u{90}payload\u{9c} \u{85}next \u{8}\u{8}\u{8}rubbed out \u{7f}",
    "two foxes \u{202e}desrever\u{202c} \u{2066}isolated\u{2069} \u{200f}\u{061c}",
    "two\r\nfoxes\n\n\tin \u{2028}lines\u{2029} \u{b}\u{c}",
    "two \"foxes\" \\ \\u001b \\n </script> ${HOME} $(id) `id` %s %n ' ; -- --json",
    "zwei Füchse 两只狐狸 キツネ 👩‍👩‍👧‍👦 🏳️‍🌈 e\u{301}\u{302}\u{303} \u{feff}\u{200b}\u{2060}",
    "two \u{e0041}\u{e007f} tags \u{fff9}x\u{fffb} \u{d7ff}\u{e000}\u{fffd}\u{10ffff}",
  ]

  @Test(arguments: prompts, SimulatedService.allCases)
  func aPromptIsSentToTheLetterAndNeverPrintedRaw(
    _ prompt: String,
    _ service: SimulatedService
  ) async throws {
    try await Ground.lend { ground in
      let (ending, document) = try await ground.generate(Wish(service: service, prompt: prompt))
      #expect(ending.code == 0, "\(ending.errors)")
      expectSame(ground.submits.first?.body?["prompt"]?.text, prompt)
      expectSame(document.value["prompt"]?.text, prompt)
      try await ground.expectOnePaidSequence(document)
      // Each of these looks at its own output for characters that steer terminals.
      expectSame(try await ground.show(document.id).value["prompt"]?.text, prompt)
      expectSame(try await ground.history().first?.value["prompt"]?.text, prompt)
      _ = try await ground.run(["show", document.id])
      let listed = try await ground.run(["history"])
      #expect(listed.output.split(separator: "\n").count == 2, "one line for each sequence")
      let folder = document.folder.dropFirst(ground.home.count)
      let isPlain = folder.unicodeScalars.allSatisfy {
        $0 == "/" || $0 == "-" || $0 == "." || $0 == "_" || $0.properties.isAlphabetic
          || $0.properties.numericType != nil || $0.properties.generalCategory == .nonspacingMark
      }
      #expect(isPlain, "\(folder)")
    }
  }

  @Test(arguments: prompts)
  func aPromptFromStdinIsTheSame(_ prompt: String) async throws {
    try await Ground.lend { ground in
      let ending = try await ground.run(
        ["generate", "--json", "--size", "1024x1024", "--max-images", "1", "-"],
        input: prompt + "\n"
      )
      #expect(ending.code == 0, "\(ending.errors)")
      expectSame(ground.submits.first?.body?["prompt"]?.text, prompt)
    }
  }

  private func expectSame(
    _ found: String?,
    _ prompt: String,
    _ location: SourceLocation = #_sourceLocation
  ) {
    // Scalars, because equal strings may be spelled differently.
    let isSame = found.map { Array($0.unicodeScalars) == Array(prompt.unicodeScalars) }
    #expect(isSame == true, "\(found ?? "nothing")", sourceLocation: location)
  }

  private static let reason =
    "no \u{1b}[2J\u{1b}]0;owned\u{7} \u{9b}31m \u{202e}evil\u{2066} \u{200b}hidden\r\nfaked line"

  @Test(arguments: SimulatedService.allCases)
  func aReasonOfTheServiceIsNeverPrintedRaw(_ service: SimulatedService) async throws {
    try await Ground.lend { ground in
      for fault in [
        Fault.status(400, message: Self.reason), .status(402, message: Self.reason),
        .status(500, message: Self.reason), .envelope(code: 400, message: Self.reason),
        .failedTask(code: 1403, message: Self.reason),
      ] {
        ground.server.script(FaultRule(call: .submit, fault: fault))
        let ending = try await ground.run(Wish(service: service, prompt: "\(fault)").words)
        #expect([4, 7].contains(ending.code), "\(ending.errors)")
        let document = try SequenceDocument(ending.output)
        #expect(ending.errors.contains("no "), "\(ending.errors)")
        _ = try await ground.run(["show", document.id])
      }
      _ = try await ground.run(["history"])
    }
  }

  @Test(arguments: SimulatedService.allCases)
  func aStatusOfTheServiceIsNeverPrintedRaw(_ service: SimulatedService) async throws {
    try await Ground.lend { ground in
      let fault = Fault.unknownStatus(word: Self.reason)
      ground.server.script(FaultRule(call: .result, times: 2, fault: fault))
      let (ending, document) = try await ground.generate(Wish(service: service))
      #expect(ending.code == 0, "\(ending.errors)")
      _ = try await ground.run(["show", document.id])
    }
  }

  /// A service that says the key back does not make the program say it.
  @Test(arguments: SimulatedService.allCases)
  func aKeyThatTheServiceRepeatsIsNotShown(_ service: SimulatedService) async throws {
    try await Ground.lend { ground in
      let message = "the key \(Ground.key) is not allowed to do that"
      for fault in [
        Fault.status(400, message: message), .status(403, message: message),
        .status(500, message: message), .failedTask(code: 1403, message: message),
      ] {
        ground.server.script(FaultRule(call: .submit, fault: fault))
        _ = try await ground.run(Wish(service: service).words)
      }
      for document in try await ground.history() {
        _ = try await ground.run(["show", document.id])
      }
    }
  }

  static let typed: [[String]] = [
    ["generate", "--model", reason, "fox"], ["generate", "--size", reason, "fox"],
    ["generate", "--provider", reason, "fox"], ["generate", "--delivery", reason, "fox"],
    ["generate", "--max-images", reason, "fox"], ["generate", "--image", reason, "fox"],
    ["generate", "--image", "https://\(reason)", "fox"], ["generate", "--\(reason)", "fox"],
    ["generate", "--out", "/proc/\(reason)", "fox"], ["show", reason], ["resume", reason],
    ["wait", reason], ["history", "--search", reason], ["history", "--status", reason],
    ["sizes", "--model", reason], [reason], ["--\(reason)"], ["simulate", "--faults", reason],
    ["simulate", "--journal", "/proc/\(reason)/x"],
  ]

  @Test(arguments: typed)
  func whatWasTypedIsNeverPrintedRaw(_ words: [String]) async throws {
    try await Ground.lend { ground in
      let ending = try await ground.run(words, atMost: 10)
      #expect(ending.code != 128 + 9, "\(words) did not end")
      #expect(ground.submits.isEmpty)
    }
  }

  @Test func namesOfFoldersAndFilesAreNeverPrintedRaw() async throws {
    try await Ground.lend { ground in
      let odd = ground.home + "/a \u{1b}[31m\u{202e} folder"
      let picture = try ground.write(
        Pictures.jpeg(),
        to: "a \u{1b}[31m\u{202e} folder/f\u{9b}1.jpg"
      )
      let changes = ["SEEDREAM_HOME": odd as String?]
      let edit = ["--model", "bytedance/seedream-v4/edit-sequential", "--image", picture]
      let words = ["generate", "--size", "1024x1024", "--max-images", "1"] + edit + ["fox"]
      let ending = try await ground.run(words, changes)
      #expect(ending.code == 0, "\(ending.errors)")
      let json = try await ground.run(["history", "--json"], changes)
      let document = try #require(SequenceDocument.list(json.output).first)
      #expect(document.paths.first?.hasPrefix(odd) == true, "the document has the real path")
      try await document.expectWholeImages(1, width: 1024, height: 1024)
      _ = try await ground.run(["show", document.id], changes)
      _ = try await ground.run(["doctor"], changes)
    }
  }

  @Test func aFoldersNameForgesNoLine() async throws {
    try await Ground.lend { ground in
      let folder = ground.home + "/x\nFORGED a\r\nFORGED b\u{85}FORGED c\u{2028}FORGED d"
      let words = ["generate", "--size", "1024x1024", "--max-images", "1", "--out", folder, "fox"]
      let ending = try await ground.run(words)
      #expect(ending.code == 0, "\(ending.errors)")
      let lines = (ending.output + ending.errors).split(whereSeparator: \.isNewline)
      #expect(!lines.contains { $0.hasPrefix("FORGED") }, "\(ending.errors)")
    }
  }

  @Test func aConfigWithHostileWordsIsToldPlainly() async throws {
    try await Ground.lend { ground in
      try ground.write(
        "{\"sp\u{1b}[31mending\": 1, provider: null}",
        to: "config/config.json5"
      )
      let warned = try await ground.run(["generate", "--dry-run", "fox"])
      #expect(warned.code == 0, "\(warned.errors)")
      #expect(warned.errors.contains("unknown key"))
      try ground.write("{provider: \"\u{1b}]0;x\u{7}\"}", to: "config/config.json5")
      let refused = try await ground.run(["generate", "--dry-run", "fox"])
      #expect(refused.code == 2, "\(refused.errors)")
      #expect(refused.errors.contains("line 1"))
    }
  }

  /// What was not written is not sent: bytes that are no text are refused, and never printed.
  @Test func bytesThatAreNoTextAreRefused() async throws {
    try await Ground.lend { ground in
      let script =
        "exec \"$0\" generate --json --size 1024x1024 --max-images 1 -- "
        + "\"$(printf 'fox \\377\\376\\200 end')\""
      let program = try ChildProgram(
        "/bin/sh",
        ["-c", script, ProgramUnderTest.required()],
        environment: ground.environment
      )
      let ending = await program.ended()
      ending.expectHarmless(["no text"])
      #expect(ending.code == 2, "\(ending.errors)")
      #expect(ground.server.requests.isEmpty)
    }
  }
}
