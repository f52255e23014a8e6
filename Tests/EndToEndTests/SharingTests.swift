import Glibc
import ProviderSimulator
import TestSupport
import Testing

/// Several programs on one library.
@Suite(.inTurn) struct SharingTests {
  /// The same services by another name, which tells a program's calls from another's.
  private func otherName(_ ground: Ground) -> [String: String?] {
    let address = "http://localhost:\(ground.server.port)"
    return ["WAVESPEED_BASE_URL": address, "ATLASCLOUD_BASE_URL": address]
  }

  private func callsByOtherName(_ ground: Ground) -> [RecordedRequest] {
    ground.server.requests.filter { $0.headers["host"]?.hasPrefix("localhost") == true }
  }

  @Test(arguments: ["resume", "wait"])
  func theSecondFollowsTheFirstWithoutItsOwnCalls(_ command: String) async throws {
    try await Ground.lendHeld { ground, clock in
      let happenings = Happenings(ground.server)
      let first = try ground.start(Wish().words)
      await happenings.reply(to: .result)
      let id = try await ground.history()[0].id
      let second = try ground.start([command, "--json", id], otherName(ground))
      // The first goes on looking; the second has been about for as long as several looks take.
      for _ in 0..<4 { await happenings.reply(to: .result) }
      clock.finishTasks()
      let (one, other) = await (first.ended(), second.ended())
      #expect(one.code == 0, "\(one.errors)")
      #expect(other.code == 0, "\(other.errors)")
      let followed = try #require(SequenceDocument.list(other.output).first)
      try await ground.expectOnePaidSequence(followed)
      #expect(callsByOtherName(ground).isEmpty)
      if command == "resume" { #expect(other.errors.contains("Another program")) }
    }
  }

  @Test(arguments: ["resume", "wait"])
  func theSecondTakesOverWhenTheFirstIsKilled(_ command: String) async throws {
    try await Ground.lendHeld { ground, clock in
      let happenings = Happenings(ground.server)
      let first = try ground.start(Wish().words)
      await happenings.reply(to: .result)
      let id = try await ground.history()[0].id
      let second = try ground.start([command, "--json", id], otherName(ground))
      for _ in 0..<3 { await happenings.reply(to: .result) }
      #expect(callsByOtherName(ground).isEmpty)
      first.kill()
      await happenings.next("a look by the second") {
        $0.request.headers["host"]?.hasPrefix("localhost") == true
      }
      clock.finishTasks()
      let ending = await second.ended()
      #expect(ending.code == 0, "\(ending.errors)")
      let document = try #require(SequenceDocument.list(ending.output).first)
      try await ground.expectOnePaidSequence(document)
    }
  }

  /// Every stage at which the first can die while another watches.
  @Test(arguments: [
    "after-submit-reply", "after-id-stored", "after-poll-stored", "after-part-written",
  ])
  func aWatcherFinishesWhatTheFirstLeft(_ failpoint: String) async throws {
    try await Ground.lend {
      $0.pace = SimulatorPace(base: .milliseconds(400), perImage: .zero)
    } _: { ground in
      // The answer comes late enough for the second to be there before it.
      ground.server.script(FaultRule(call: .submit, fault: .stalled(seconds: 0.6)))
      let happenings = Happenings(ground.server)
      let first = try ground.start(Wish().words, ["SEEDREAM_FAILPOINT": failpoint])
      await happenings.next("acceptance") {
        if case .accepted = $0.stage { true } else { false }
      }
      let second = try ground.start(["resume", "--json"])
      #expect(await first.ended().code == 128 + SIGKILL)
      let ending = await second.ended()
      #expect(ending.code == 0, "\(ending.errors)")
      let document = try #require(SequenceDocument.list(ending.output).first)
      try await ground.expectOnePaidSequence(document)
      #expect(ground.submits.count == 1)
    }
  }

  @Test func waitNeverSendsWhatWasNotSent() async throws {
    try await Ground.lend { ground in
      _ = try await ground.run(Wish().words, ["SEEDREAM_FAILPOINT": "after-admission"])
      let id = try await ground.history()[0].id
      let ending = try await ground.run(["wait", id], atMost: 10)
      #expect(ending.code != 128 + SIGKILL, "it waits for ever for what nobody will send")
      #expect(ending.errors.contains("seedream resume \(id)"))
      #expect(ground.submits.isEmpty)
      try await ground.expectRecovery(Wish())
    }
  }

  @Test func manyAtOnceOnANewLibraryAllGetTheirOwn() async throws {
    try await Ground.lend { ground in
      let wishes = (1...6).map { Wish(images: 1, prompt: "fox number \($0)") }
      let programs = try wishes.map { try ground.start($0.words) }
      for program in programs {
        let ending = await program.ended()
        #expect(ending.code == 0, "\(ending.errors)")
        try await SequenceDocument(ending.output).expectWholeImages(1, width: 1024, height: 1024)
      }
      #expect(ground.server.ledger.count == 6)
      #expect(try await ground.history().count == 6)
      #expect(Set(ground.server.ledger.map(\.prompt)).count == 6)
    }
  }

  /// An account that may have one task at a time: the others queue, and none is refused.
  @Test func theLimitsOfAnAccountHoldAcrossPrograms() async throws {
    try await Ground.lend {
      $0.pace = SimulatorPace(base: .milliseconds(150), perImage: .zero)
      $0.limits = SimulatorLimits(imagesPerMinute: 100, tasksAtOnce: 1)
    } _: { ground in
      try ground.write("{limits: {wavespeed: {tasks_at_once: 1}}}", to: "config/config.json5")
      let programs = try (1...3).map {
        try ground.start(Wish(images: 1, prompt: "fox number \($0)").words)
      }
      for program in programs {
        let ending = await program.ended()
        #expect(ending.code == 0, "\(ending.errors)")
      }
      #expect(ground.submits.count == 3, "one was sent too early and refused")
      #expect(ground.server.ledger.count == 3)
    }
  }

  @Test func whatIsOverTheLimitPerMinuteWaitsUnsent() async throws {
    try await Ground.lend { ground in
      try ground.write("{limits: {wavespeed: {images_per_minute: 3}}}", to: "config/config.json5")
      #expect(try await ground.generate().ending.code == 0)
      let program = try ground.start(Wish(prompt: "another fox").words)
      // Its place in the queue is on disk before it could have been sent.
      while try await ground.history().count < 2 {}
      program.signal(SIGINT)
      let ending = await program.ended()
      #expect(ending.code == 130, "\(ending.errors)")
      #expect(try SequenceDocument(ending.output).status == "queued")
      #expect(ground.submits.count == 1)
    }
  }

  // MARK: - References

  private static let edit = "bytedance/seedream-v4/edit-sequential"

  @Test(arguments: SimulatedService.allCases)
  func theSamePictureIsUploadedOnce(_ service: SimulatedService) async throws {
    try await Ground.lend { ground in
      let one = try ground.write(Pictures.jpeg(), to: "pictures/fox.jpg")
      let same = try ground.write(Pictures.jpeg(), to: "pictures/copy of fox.jpeg")
      let other = try ground.write(Pictures.jpeg(shade: 7), to: "pictures/dark.jpg")
      for images in [[one], [same], [one, other], [other, one, same]] {
        let options = images.flatMap { ["--image", $0] }
        let wish = Wish(service: service, model: Self.edit, images: 1, options: options)
        let (ending, _) = try await ground.generate(wish)
        #expect(ending.code == 0, "\(ending.errors)")
      }
      #expect(ground.requests(.upload).count == 2)
      let sent = ground.submits.map { $0.body?["images"]?.items?.compactMap(\.text) ?? [] }
      #expect(sent.map(\.count) == [1, 1, 2, 3])
      #expect(sent[1] == sent[0] && sent[2][0] == sent[0][0])
      #expect(sent[3] == [sent[2][1], sent[0][0], sent[0][0]], "the order is kept")
    }
  }

  @Test func anotherServiceGetsAnUploadOfItsOwn() async throws {
    try await Ground.lend { ground in
      let picture = try ground.write(Pictures.png(), to: "pictures/fox.png")
      for service in SimulatedService.allCases {
        let options = ["--image", picture]
        let wish = Wish(service: service, model: Self.edit, images: 1, options: options)
        #expect(try await ground.generate(wish).ending.code == 0)
      }
      #expect(ground.requests(.upload).compactMap(\.service) == SimulatedService.allCases)
    }
  }
}
