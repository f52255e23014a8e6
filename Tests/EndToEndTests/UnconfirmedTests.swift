import ProviderSimulator
import TestSupport
import Testing

/// Exit 7: the request left and no trustworthy answer came. It is never sent again by itself.
@Suite(.inTurn) struct UnconfirmedTests {
  /// Answers behind which a paid task may hide.
  static let doubtful: [Fault] = [
    .dropAfterAcceptance, .garbage, .html, .emptyBody, .status(500, accepted: true),
    .status(502, accepted: true), .status(504, accepted: true), .truncated(afterBytes: 10),
  ]

  @Test(arguments: doubtful)
  func atAtlasALostAnswerIsLeftToThePerson(_ fault: Fault) async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, fault: fault))
      let (ending, document) = try await ground.generate(Wish(service: .atlasCloud))
      #expect(ending.code == 7, "\(ending.errors)")
      #expect(document.status == "unconfirmed")
      #expect(document.errorCode == "unconfirmed")
      #expect(document.value["error"]?["cost"]?.text == "possible")
      for word in ["--adopt", "--mark-lost", "--send-again", "seedream resume \(document.id)"] {
        #expect(ending.errors.contains(word))
      }
      let (again, _) = try await ground.resume()
      #expect(again.code == 7, "\(again.errors)")
      let shown = try await ground.run(["show", document.id])
      #expect(shown.output.contains("unconfirmed"))
      #expect((shown.output + shown.errors).contains("--adopt"))
      #expect(ground.submits.count == 1, "sent again without a word")

      let lost = try #require(ground.server.ledger.first?.predictionID)
      let (adopted, documents) = try await ground.resume([document.id, "--adopt", lost])
      #expect(adopted.code == 0, "\(adopted.errors)")
      try await ground.expectOnePaidSequence(try #require(documents.first))
      #expect(ground.submits.count == 1)
    }
  }

  /// The service keeps a list of tasks, in which a lost one is found.
  @Test(arguments: doubtful)
  func atWaveSpeedALostAnswerIsFoundAgain(_ fault: Fault) async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, fault: fault))
      let (ending, document) = try await ground.generate()
      #expect(ending.code == 0, "\(ending.errors)")
      try await ground.expectOnePaidSequence(document)
      #expect(ground.submits.count == 1)
      #expect(!ground.requests(.history).isEmpty)
      let timeline = try await ground.run(["show", document.id]).output
      #expect(timeline.contains("unconfirmed") && timeline.contains("adopted"))
    }
  }

  /// A server error before acceptance is as doubtful as one after it.
  @Test(arguments: SimulatedService.allCases)
  func aServerErrorIsNeverTakenForARefusal(_ service: SimulatedService) async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, times: 0, fault: .status(500)))
      let (ending, document) = try await ground.generate(Wish(service: service))
      #expect(ending.code == 7, "\(ending.errors)")
      #expect(document.status == "unconfirmed")
      #expect(ground.submits.count == 1)
      #expect(ground.server.ledger.isEmpty)
    }
  }

  @Test(arguments: SimulatedService.allCases)
  func aConnectionThatBreaksBeforeTheAnswerIsDoubtfulToo(
    _ service: SimulatedService
  ) async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, fault: .dropBeforeAcceptance))
      let (ending, document) = try await ground.generate(Wish(service: service))
      #expect(ending.code == 7, "\(ending.errors)")
      #expect(document.status == "unconfirmed")
      #expect(ground.submits.count == 1)
      #expect(ground.server.ledger.isEmpty)
    }
  }

  @Test func aTaskTheListDoesNotShowIsLeftToThePersonAndFoundLater() async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, fault: .dropAfterAcceptance))
      ground.server.script(FaultRule(call: .history, times: 0, fault: .hiddenFromHistory))
      let (ending, document) = try await ground.generate()
      #expect(ending.code == 7, "\(ending.errors)")
      #expect(document.status == "unconfirmed")
      ground.server.clearFaults()
      let (found, documents) = try await ground.resume()
      #expect(found.code == 0, "\(found.errors)")
      try await ground.expectOnePaidSequence(try #require(documents.first))
      #expect(ground.submits.count == 1)
    }
  }

  @Test func aLostSequenceCanBeGivenUpAndCountsAsSpent() async throws {
    try await Ground.lend { ground in
      try ground.write("{spending: {daily_cap_usd: 0.06}}", to: "config/config.json5")
      ground.server.script(FaultRule(call: .submit, fault: .dropAfterAcceptance))
      let (_, document) = try await ground.generate(Wish(service: .atlasCloud))
      let given = try await ground.run(["resume", document.id, "--mark-lost", "--json"])
      #expect(given.code == 0, "\(given.errors)")
      let shown = try await ground.show(document.id)
      #expect(shown.status == "failed")
      #expect(shown.errorCode == "marked_lost")
      let (over, _) = try await ground.generate(Wish(service: .atlasCloud, images: 1))
      #expect(over.code == 8, "\(over.errors)")
      #expect(ground.submits.count == 1)
    }
  }

  @Test func onlyAPersonsWordSendsAgain() async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, fault: .dropAfterAcceptance))
      let (_, document) = try await ground.generate(Wish(service: .atlasCloud))
      let (again, documents) = try await ground.resume([document.id, "--send-again"])
      #expect(again.code == 0, "\(again.errors)")
      let whole = try #require(documents.first)
      #expect(whole.status == "finished")
      try await whole.expectWholeImages(2, width: 1024, height: 1024)
      #expect(ground.server.ledger.count == 2, "two were paid, knowingly")
      #expect(ground.server.ledger.last?.predictionID == whole.predictionID)
    }
  }

  /// A slip of the pen must not cost the pictures: the right id can still be given afterwards.
  @Test func afterAWrongIdTheRightOneCanBeGiven() async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, fault: .dropAfterAcceptance))
      ground.server.script(FaultRule(call: .history, times: 0, fault: .hiddenFromHistory))
      let (_, document) = try await ground.generate()
      let wrong = "00000000000000000000000000000000"
      let (ending, documents) = try await ground.resume([document.id, "--adopt", wrong])
      #expect([4, 7].contains(ending.code), "\(ending.errors)")
      #expect(documents.first?.images.isEmpty == true)
      let right = try #require(ground.server.ledger.first?.predictionID)
      let (adopted, found) = try await ground.resume([document.id, "--adopt", right])
      #expect(adopted.code == 0, "\(adopted.errors)")
      try await ground.expectOnePaidSequence(try #require(found.first))
      #expect(ground.submits.count == 1)
    }
  }

  /// Two equal requests whose answers are lost: each finds one task, none finds the other's.
  @Test func twoEqualRequestsNeverAdoptTheSameTask() async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, times: 2, fault: .dropAfterAcceptance))
      let programs = try (0..<2).map { _ in try ground.start(Wish().words) }
      for program in programs {
        let ending = await program.ended()
        #expect([0, 7].contains(ending.code), "\(ending.errors)")
      }
      let (resumed, _) = try await ground.resume()
      #expect(resumed.code == 0, "\(resumed.errors)")
      let documents = try await ground.history()
      #expect(documents.count == 2)
      #expect(documents.allSatisfy { $0.status == "finished" })
      #expect(Set(documents.map(\.predictionID)).count == 2)
      #expect(Set(documents.map(\.predictionID)) == Set(ground.server.ledger.map(\.predictionID)))
      #expect(ground.server.ledger.count == 2)
      #expect(ground.submits.count == 2)
    }
  }

  /// One of two equal requests is answered; the lost one must not take the answered one's task.
  @Test func anAnsweredTaskIsNotAdoptedByItsTwin() async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, fault: .dropAfterAcceptance))
      ground.server.script(FaultRule(call: .history, times: 3, fault: .status(503)))
      let programs = try (0..<2).map { _ in try ground.start(Wish().words) }
      for program in programs {
        let ending = await program.ended()
        #expect([0, 7].contains(ending.code), "\(ending.errors)")
      }
      _ = try await ground.resume()
      let documents = try await ground.history()
      #expect(documents.map(\.status) == ["finished", "finished"])
      #expect(Set(documents.map(\.predictionID)) == Set(ground.server.ledger.map(\.predictionID)))
    }
  }
}
