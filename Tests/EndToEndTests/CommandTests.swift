import FoundationEssentials
import Glibc
import ProviderSimulator
import TestSupport
import Testing

/// The commands around the main job.
@Suite(.inTurn) struct CommandTests {
  static let names = [
    "generate", "resume", "wait", "history", "show", "models", "sizes", "doctor", "simulate",
  ]

  @Test(arguments: names)
  func everyCommandExplainsItself(_ name: String) async throws {
    try await Ground.lend { ground in
      for words in [[name, "--help"], [name, "-h"], ["--help", name]] {
        let ending = try await ground.run(words)
        #expect(ending.code == 0, "\(ending.errors)")
        #expect(ending.output.contains("Usage: seedream \(name)"))
        #expect(ending.errors.isEmpty)
      }
      let all = try await ground.run(["--help"])
      #expect(all.code == 0)
      #expect(all.output.contains("\n  \(name) "))
      #expect(ground.files.isEmpty, "help needs no library")
    }
  }

  @Test func theHelpOfGenerateNamesEveryOptionOfTheContract() async throws {
    try await Ground.lend { ground in
      let help = try await ground.run(["generate", "--help"]).output
      for option in [
        "--provider", "--model", "--size", "--max-images", "--image", "--seed", "--delivery",
        "--out", "--dry-run", "--no-wait", "--allow-undocumented-size", "--demo", "--json",
      ] {
        #expect(help.contains("  \(option) "), "\(option)")
      }
    }
  }

  @Test func withoutJSONTheImagesPathsAreAllOfStdout() async throws {
    try await Ground.lend { ground in
      let ending = try await ground.run(Wish().words.filter { $0 != "--json" })
      #expect(ending.code == 0, "\(ending.errors)")
      let document = try await ground.history()[0]
      #expect(ending.output == document.paths.map { $0 + "\n" }.joined())
      #expect(ending.errors.contains("2 × $0.027 = $0.054"), "the price comes first")
      #expect(ending.errors.contains("\u{1b}") == false)
    }
  }

  // MARK: - generate

  @Test(arguments: SimulatedService.allCases)
  func aDryRunPricesAndSendsNothing(_ service: SimulatedService) async throws {
    try await Ground.lend { ground in
      let (ending, document) = try await ground.generate(
        Wish(service: service, images: 7, options: ["--dry-run"])
      )
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(document.value["cost"]?["estimate_usd"] == .number(0.189))
      #expect(document.value["max_images"] == 7)
      #expect(document.value["size"]?.text == "1024x1024")
      let plain = try await ground.run(["generate", "--dry-run", "fox"])
      #expect(plain.code == 0, "\(plain.errors)")
      #expect(plain.output.contains("Nothing was sent"))
      #expect(ground.server.requests.isEmpty)
      #expect(try await ground.history().isEmpty)
      #expect(!ground.files.contains { $0.hasPrefix("data/library") })
    }
  }

  @Test func aDryRunNeedsNoKey() async throws {
    try await Ground.lend { ground in
      let ending = try await ground.run(
        ["generate", "--dry-run", "fox"],
        ["WAVESPEED_API_KEY": nil, "ATLASCLOUD_API_KEY": nil]
      )
      #expect(ending.code == 0, "\(ending.errors)")
    }
  }

  @Test(arguments: [
    (["ATLASCLOUD_API_KEY": nil as String?], "wavespeed"),
    (["WAVESPEED_API_KEY": nil], "atlascloud"),
  ])
  func theServiceWithAKeyIsTheDefault(
    _ changes: [String: String?],
    _ service: String
  ) async throws {
    try await Ground.lend { ground in
      let ending = try await ground.run(["generate", "--dry-run", "--json", "fox"], changes)
      #expect(try SequenceDocument(ending.output).value["provider"]?.text == service)
    }
  }

  @Test func theSettingsChooseServiceAndModel() async throws {
    try await Ground.lend { ground in
      try ground.write(
        "{provider: 'atlascloud', model: {atlascloud: 'bytedance/seedream-v4.5/sequential'}}",
        to: "config/config.json5"
      )
      let ending = try await ground.run(["generate", "--dry-run", "--json", "fox"])
      let document = try SequenceDocument(ending.output)
      #expect(document.value["provider"]?.text == "atlascloud")
      #expect(document.value["model"]?.text == "bytedance/seedream-v4.5/sequential")
    }
  }

  @Test(arguments: [
    ("1024x2048", "1024*2048"), ("1024*2048", "1024*2048"), ("1024×2048", "1024*2048"),
    ("1:1@1mp", "1024*1024"), ("1:1@2mp", "1448*1448"), ("16:9", "1936*1089"),
    ("9:16", "1089*1936"), ("3:2@2mp", "1773*1182"), ("2:3@2mp", "1182*1773"),
  ])
  func everySpellingOfASizeIsUnderstood(_ spelled: String, _ sent: String) async throws {
    try await Ground.lend { ground in
      let (ending, document) = try await ground.generate(Wish(size: spelled, images: 1))
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(ground.submits.first?.body?["size"]?.text == sent)
      let sides = sent.split(separator: "*").compactMap { Int($0) }
      try await document.expectWholeImages(1, width: sides[0], height: sides[1])
    }
  }

  @Test(arguments: SimulatedService.allCases)
  func anUndocumentedSizeGoesOnlyWithAWord(_ service: SimulatedService) async throws {
    try await Ground.lend {
      $0.allowsUndocumentedSizes = true
    } _: { ground in
      var wish = Wish(service: service, size: "16:9@0.1mp")
      #expect(try await ground.run(wish.words).code == 2)
      #expect(ground.submits.isEmpty)
      wish.options = ["--allow-undocumented-size"]
      let (ending, document) = try await ground.generate(wish)
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(ending.errors.contains("warning"))
      #expect(ground.submits.first?.body?["size"]?.text == "432*243")
      try await ground.expectOnePaidSequence(document, width: 432, height: 243)
    }
  }

  /// The service has the last word on a size that was allowed on purpose.
  @Test func anUndocumentedSizeThatTheServiceRefusesIsTold() async throws {
    try await Ground.lend { ground in
      let wish = Wish(size: "320x320", options: ["--allow-undocumented-size"])
      let (ending, document) = try await ground.generate(wish)
      #expect(ending.code == 4, "\(ending.errors)")
      #expect(document.errorMessage.contains("320*320"))
      #expect(ground.server.ledger.isEmpty)
    }
  }

  @Test func theNumberInThePromptIsTheDefault() async throws {
    try await Ground.lend { ground in
      let ending = try await ground.run([
        "generate", "--json", "--size", "1024x1024", "A series of three pictures of a fox",
      ])
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(ground.submits.first?.body?["max_images"] == 3)
    }
  }

  @Test func aPromptOverTheBudgetIsWarnedAboutAndSent() async throws {
    try await Ground.lend { ground in
      let prompt = "a fox " + String(repeating: "running through the deep snow ", count: 150)
      let (ending, document) = try await ground.generate(Wish(images: 1, prompt: prompt))
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(ending.errors.contains("warning"))
      #expect(ending.errors.contains("600"))
      #expect(document.value["prompt"]?.text == prompt)
    }
  }

  @Test func aPromptOfAMegabyteOnStdinIsRefused() async throws {
    try await Ground.lend { ground in
      let prompt = String(repeating: "fox ", count: 300_000)
      let ending = try await ground.run(["generate", "-"], input: prompt)
      #expect(ending.code == 2, "\(ending.errors)")
      #expect(ground.server.requests.isEmpty)
    }
  }

  @Test func picturesGoWhereTheyAreAskedTo() async throws {
    try await Ground.lend { ground in
      let folder = ground.home + "/new/folder"
      let (ending, document) = try await ground.generate(Wish(options: ["--out", folder]))
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(document.paths == ["\(folder)/01.jpg", "\(folder)/02.jpg"])
      try await ground.expectOnePaidSequence(document)
      let before = try await Pictures.sha256(document.paths)
      let again = try await ground.run(Wish(options: ["--out", folder]).words)
      #expect(again.code == 2, "\(again.errors)")
      #expect(try await Pictures.sha256(document.paths) == before)
      #expect(ground.server.ledger.count == 1)
    }
  }

  /// Two that were sent to one folder at once do not write over each other's pictures.
  @Test func twoAtOnceIntoOneFolderKeepBothSequences() async throws {
    try await Ground.lend { ground in
      let folder = ground.home + "/shared"
      let programs = try ["red", "blue"].map {
        try ground.start(Wish(images: 1, prompt: "a \($0) fox", options: ["--out", folder]).words)
      }
      var digests: [String] = []
      for program in programs {
        let ending = await program.ended()
        #expect([0, 2].contains(ending.code), "\(ending.errors)")
        guard ending.code == 0 else { continue }
        let image = try SequenceDocument(ending.output).images.first
        digests.append(image?["sha256"]?.text ?? "")
      }
      #expect(digests.count == ground.server.ledger.count)
      let onDisk = ground.files.filter { $0.hasPrefix("shared/") && $0.hasSuffix(".jpg") }
      let found = try await Pictures.sha256(onDisk.map { ground.home + "/" + $0 })
      #expect(Set(found) == Set(digests), "a paid picture was written over")
    }
  }

  @Test func theLibraryOfTheSettingsIsUsed() async throws {
    try await Ground.lend { ground in
      try ground.write("{library: '\(ground.home)/elsewhere'}", to: "config/config.json5")
      let (ending, document) = try await ground.generate()
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(document.folder.hasPrefix(ground.home + "/elsewhere/"))
      try await ground.expectOnePaidSequence(document)
    }
  }

  /// `<library>/<date>/<time>-<slug>-<shortid>/`
  @Test func aFolderOfTheLibrarySaysWhatIsInIt() async throws {
    try await Ground.lend { ground in
      let (_, document) = try await ground.generate()
      let parts = document.folder.dropFirst(ground.library.count + 1).split(separator: "/")
      #expect(parts.count == 2)
      #expect(parts[0].count == 10 && parts[0].split(separator: "-").count == 3)
      let words = parts[1].split(separator: "-")
      #expect(words.first?.count == 6 && words.first?.allSatisfy(\.isNumber) == true)
      #expect(words.contains("fox"))
      #expect(document.id.hasPrefix(words.last ?? "?"))
    }
  }

  @Test(arguments: SimulatedService.allCases, ["wait", "resume"])
  func noWaitPrintsTheIdOnceTheServiceHasIt(
    _ service: SimulatedService,
    _ command: String
  ) async throws {
    try await Ground.lendHeld { ground, clock in
      let words = Wish(service: service, options: ["--no-wait"]).words
      let ending = try await ground.run(words.filter { $0 != "--json" })
      #expect(ending.code == 0, "\(ending.errors)")
      let id = String(ending.output.dropLast())
      let document = try await ground.show(id)
      #expect(document.id == id)
      #expect(document.predictionID == ground.server.ledger.first?.predictionID)
      #expect(document.images.isEmpty)
      clock.finishTasks()
      let finished = try await ground.run([command, "--json", id])
      #expect(finished.code == 0, "\(finished.errors)")
      let whole = try #require(SequenceDocument.list(finished.output).first)
      try await ground.expectOnePaidSequence(whole)
    }
  }

  @Test func noWaitWithJSONIsADocumentOfTheAcceptedSequence() async throws {
    try await Ground.lendHeld { ground, _ in
      let (ending, document) = try await ground.generate(Wish(options: ["--no-wait"]))
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(["submitted", "running"].contains(document.status))
      #expect(document.value["error"] == .null)
    }
  }

  @Test func theServicesOwnPriceIsAskedForWithoutCost() async throws {
    try await Ground.lend { ground in
      let (ending, document) = try await ground.generate(Wish(options: ["--quote"]))
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(ground.requests(.price).count == 1)
      #expect(document.value["cost"]?["estimate_usd"] == .number(0.054))
      try await ground.expectOnePaidSequence(document)
    }
  }
}
