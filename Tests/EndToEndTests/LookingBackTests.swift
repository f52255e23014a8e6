import ProviderSimulator
import TestSupport
import Testing

/// What comes after `generate`: `resume`, `wait`, `show` and `history`.
@Suite(.inTurn) struct LookingBackTests {
  @Test func withNothingUnfinishedResumeSaysSo() async throws {
    try await Ground.lend { ground in
      for _ in 0..<2 {
        let plain = try await ground.run(["resume"])
        #expect(plain.code == 0 && plain.output.isEmpty)
        let (ending, documents) = try await ground.resume()
        #expect(ending.code == 0 && documents.isEmpty)
        #expect(try await ground.generate().ending.code == 0)
      }
    }
  }

  @Test func aFinishedSequenceIsWaitedForNoLonger() async throws {
    try await Ground.lend { ground in
      let (_, document) = try await ground.generate()
      let before = ground.server.requests.count
      for command in ["wait", "resume"] {
        let ending = try await ground.run([command, "--json", document.id])
        #expect(ending.code == 0, "\(ending.errors)")
        let found = try #require(SequenceDocument.list(ending.output).first)
        #expect(found.value == document.value)
      }
      #expect(ground.server.requests.count == before)
    }
  }

  @Test func manyUnfinishedSequencesAreFinishedTogether() async throws {
    try await Ground.lendHeld { ground, clock in
      for service in SimulatedService.allCases {
        for number in 1...3 {
          let wish = Wish(
            service: service,
            images: 1,
            prompt: "fox \(number)",
            options: ["--no-wait"]
          )
          #expect(try await ground.generate(wish).ending.code == 0)
        }
      }
      clock.finishTasks()
      let (ending, documents) = try await ground.resume()
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(documents.map(\.status) == Array(repeating: "finished", count: 6))
      for document in documents {
        try await document.expectWholeImages(1, width: 1024, height: 1024)
      }
      #expect(ground.server.ledger.count == 6)
    }
  }

  /// Of several ends the one that most needs a person decides the exit code.
  @Test func ofSeveralEndsTheWorstIsTold() async throws {
    try await Ground.lendHeld { ground, clock in
      ground.server.script(FaultRule(call: .submit, fault: .fewerOutputs(count: 1)))
      for prompt in ["two foxes", "two hares"] {
        let wish = Wish(prompt: prompt, options: ["--no-wait"])
        #expect(try await ground.generate(wish).ending.code == 0)
      }
      clock.finishTasks()
      let (ending, documents) = try await ground.resume()
      #expect(ending.code == 6, "\(ending.errors)")
      #expect(Set(documents.map(\.status)) == ["finished", "partial"])
    }
  }

  @Test func aSequenceIsFoundByTheStartOfItsIdAndByTheServicesId() async throws {
    try await Ground.lend { ground in
      let (_, document) = try await ground.generate()
      for word in [String(document.id.prefix(6)), document.predictionID ?? ""] {
        #expect(try await ground.show(word).value == document.value)
      }
    }
  }

  @Test func showTellsTheWholeStoryToPeople() async throws {
    try await Ground.lend { ground in
      let (_, document) = try await ground.generate(Wish(service: .atlasCloud))
      let page = try await ground.run(["show", document.id])
      #expect(page.code == 0)
      for word in [
        document.id, "finished", "Atlas Cloud", "bytedance/seedream-v4/sequential", "1024×1024",
        "$0.054", document.folder, document.predictionID ?? "?", Wish.prompt, "01.jpg", "02.jpg",
        "accepted", "polled",
      ] {
        #expect(page.output.contains(word), "\(word)")
      }
      #expect(document.value["request_id"]?.text?.count == 32, "X-Request-ID is kept")
    }
  }

  // MARK: - history

  @Test func historyIsNewestFirstAndFindsEnglishAndChinese() async throws {
    try await Ground.lend { ground in
      let prompts = [
        "A lighthouse at dawn", "一只红色的狐狸在雪地里奔跑", "A fox and a lighthouse", "两只狐狸 sharing a den",
      ]
      for prompt in prompts {
        #expect(try await ground.generate(Wish(images: 1, prompt: prompt)).ending.code == 0)
      }
      func found(_ words: [String]) async throws -> [String] {
        try await ground.history(words).compactMap { $0.value["prompt"]?.text }
      }
      #expect(try await found([]) == prompts.reversed())
      #expect(try await found(["--limit", "2"]) == [prompts[3], prompts[2]])
      #expect(try await found(["--search", "lighthouse"]) == [prompts[2], prompts[0]])
      #expect(try await found(["--search", "LIGHTHOUSE dawn"]) == [prompts[0]])
      #expect(try await found(["--search", "狐狸"]) == [prompts[3], prompts[1]])
      #expect(try await found(["--search", "狐狸 den"]) == [prompts[3]])
      #expect(try await found(["--search", "狸狐"]) == [])
      #expect(try await found(["--search", "\" OR * ^ ("]).count <= 4)
      #expect(try await found(["--status", "failed"]) == [])
      #expect(try await found(["--status", "finished", "--search", "fox"]) == [prompts[2]])
      let table = try await ground.run(["history", "--search", "狐狸"])
      #expect(table.code == 0)
      #expect(table.output.contains(prompts[1]) && !table.output.contains("dawn"))
    }
  }

  @Test func withoutALibraryHistoryIsEmptyAndMakesNone() async throws {
    try await Ground.lend { ground in
      let ending = try await ground.run(["history"])
      #expect(ending.code == 0)
      #expect(try await ground.history().isEmpty)
      #expect(try await ground.run(["show", "x"]).code == 2)
      #expect(ground.files.isEmpty)
    }
  }
}
