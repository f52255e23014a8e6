import ProviderSimulator
import TestSupport
import Testing

/// What the program tells its caller when the service or the way to it says no.
@Suite(.inTurn) struct ExitCodeTests {
  // MARK: - 1: the machine

  /// The runtime waits for ever, without a word, for a thread that it cannot have.
  @Test(arguments: ["--data=67108864", "--data=16777216", "--as=287313920", "--nofile=16"])
  func tooLittleMemoryIsToldAndNothingIsSent(_ limit: String) async throws {
    try await Ground.lend { ground in
      let program = try ChildProgram(
        "/usr/bin/prlimit",
        [limit, "--", ProgramUnderTest.required()] + Wish().words,
        environment: ground.environment
      )
      let ending = await program.ended(atMost: 20)
      #expect(ending.code == 1, "\(ending.errors)")
      #expect(ending.errors.contains("too little memory"), "\(ending.errors)")
      #expect(ground.server.requests.isEmpty)
    }
  }

  // MARK: - 3: the key

  @Test(arguments: SimulatedService.allCases)
  func withoutAKeyNothingIsSent(_ service: SimulatedService) async throws {
    try await Ground.lend { ground in
      let (ending, document) = try await ground.generate(
        Wish(service: service),
        ["WAVESPEED_API_KEY": nil, "ATLASCLOUD_API_KEY": nil]
      )
      #expect(ending.code == 3, "\(ending.errors)")
      #expect(document.errorCode == "key_missing")
      #expect(ending.errors.contains("\(service.rawValue.uppercased())_API_KEY"))
      #expect(ground.server.requests.isEmpty)
      #expect(try await ground.history().isEmpty)
    }
  }

  @Test(arguments: SimulatedService.allCases)
  func aKeyTheServiceRefusesEndsTheSequence(_ service: SimulatedService) async throws {
    try await Ground.lend { ground in
      let name = "\(service.rawValue.uppercased())_API_KEY"
      let (ending, document) = try await ground.generate(
        Wish(service: service),
        [name: "test-key-that-is-wrong"]
      )
      #expect(ending.code == 3, "\(ending.errors)")
      #expect(document.status == "failed")
      #expect(document.errorCode == "key_refused")
      #expect(document.value["error"]?["cost"]?.text == "nothing")
      #expect(!(ending.output + ending.errors).contains("that-is-wrong"))
      #expect(ground.server.ledger.isEmpty)
      #expect(ground.submits.count == 1)
    }
  }

  @Test(arguments: SimulatedService.allCases)
  func aForbiddenCallEndsTheSequence(_ service: SimulatedService) async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, fault: .status(403, message: "forbidden")))
      let (ending, document) = try await ground.generate(Wish(service: service))
      #expect(ending.code == 3, "\(ending.errors)")
      #expect(document.value["error"]?["http_status"] == 403)
      #expect(ground.server.ledger.isEmpty)
    }
  }

  @Test func aKeyFileThatOthersMayReadIsRefused() async throws {
    try await Ground.lend { ground in
      let path = try ground.write(Ground.key + "\n", to: "config/keys/wavespeed")
      Privileges.setMode(path, 0o644)
      let environment = ["WAVESPEED_API_KEY": nil as String?]
      let refused = try await ground.run(Wish().words, environment)
      #expect(refused.code == 3, "\(refused.errors)")
      #expect(refused.errors.contains("chmod 600"))
      #expect(ground.server.requests.isEmpty)
      Privileges.setMode(path, 0o600)
      let (taken, document) = try await ground.generate(Wish(), environment)
      #expect(taken.code == 0, "\(taken.errors)")
      try await ground.expectOnePaidSequence(document)
    }
  }

  @Test func aKeyCommandIsAsked() async throws {
    try await Ground.lend { ground in
      try ground.write(Ground.key + "\n", to: "config/keys/vault")
      try ground.write(
        "{key_command: {wavespeed: ['cat', '\(ground.home)/config/keys/vault']}}",
        to: "config/config.json5"
      )
      let (ending, document) = try await ground.generate(Wish(), ["WAVESPEED_API_KEY": nil])
      #expect(ending.code == 0, "\(ending.errors)")
      try await ground.expectOnePaidSequence(document)
    }
  }

  // MARK: - 4: refused, or failed there

  @Test(arguments: SimulatedService.allCases)
  func anEmptyAccountIsToldAsSuch(_ service: SimulatedService) async throws {
    try await Ground.lend {
      $0.startingBalance = 53_999
    } _: { ground in
      let (ending, document) = try await ground.generate(Wish(service: service))
      #expect(ending.code == 4, "\(ending.errors)")
      #expect(document.errorCode == "balance_too_low")
      #expect(document.value["error"]?["cost"]?.text == "nothing")
      #expect(ground.server.ledger.isEmpty)
    }
  }

  @Test(arguments: SimulatedService.allCases, [400, 404, 413, 422, 451])
  func aRefusalOfTheServiceIsNotRepeated(
    _ service: SimulatedService,
    _ status: Int
  ) async throws {
    try await Ground.lend { ground in
      let fault = Fault.status(status, message: "the service's own reason")
      ground.server.script(FaultRule(call: .submit, times: 0, fault: fault))
      let (ending, document) = try await ground.generate(Wish(service: service))
      #expect(ending.code == 4, "\(ending.errors)")
      #expect(document.status == "failed")
      #expect(document.errorMessage.contains("the service's own reason"))
      #expect(ending.errors.contains("the service's own reason"))
      #expect(ground.submits.count == 1)
      #expect(document.images.isEmpty)
    }
  }

  @Test func anErrorInsideHTTP200IsARefusal() async throws {
    try await Ground.lend { ground in
      let fault = Fault.envelope(code: 400, message: "no such size")
      ground.server.script(FaultRule(call: .submit, fault: fault))
      let (ending, document) = try await ground.generate()
      #expect(ending.code == 4, "\(ending.errors)")
      #expect(document.errorMessage.contains("no such size"))
      #expect(ground.server.ledger.isEmpty)
    }
  }

  @Test(arguments: SimulatedService.allCases, ["failed", "cancelled", "timeout"])
  func aTaskThatFailsThereIsAFailedSequence(
    _ service: SimulatedService,
    _ word: String
  ) async throws {
    try await Ground.lend { ground in
      let fault = Fault.failedTask(code: 1403, message: "the task broke", word: word)
      ground.server.script(FaultRule(call: .submit, fault: fault))
      let (ending, document) = try await ground.generate(Wish(service: service))
      #expect(ending.code == 4, "\(ending.errors)")
      #expect(document.status == "failed")
      #expect(document.errorCode == "generation_failed")
      #expect(document.errorMessage.contains("the task broke"))
      #expect(ground.submits.count == 1)
      // WaveSpeed's documents: failed tasks are refunded. Of the other words nobody says so.
      let isRefunded = service == .waveSpeed && word == "failed"
      let cost = document.value["error"]?["cost"]?.text
      #expect(cost == (isRefunded ? "nothing" : "possible"))
    }
  }

  @Test(arguments: [(SimulatedService.waveSpeed, 1200), (.atlasCloud, 1039)])
  func theContentFilterIsNamed(_ service: SimulatedService, _ code: Int) async throws {
    try await Ground.lend { ground in
      let fault = Fault.failedTask(code: code, message: "flagged as potentially sensitive")
      ground.server.script(FaultRule(call: .submit, fault: fault))
      let (ending, document) = try await ground.generate(Wish(service: service))
      #expect(ending.code == 4, "\(ending.errors)")
      #expect(document.errorCode == "moderated")
    }
  }

  /// Atlas answers about some failed tasks with HTTP 500 for good.
  @Test func aTaskThatIsOnlyEverAnsweredWithAnErrorFailsInTheEnd() async throws {
    try await Ground.lend { ground in
      let fault = Fault.failedTask(code: 5000, message: "the task broke", serverError: true)
      ground.server.script(FaultRule(call: .submit, fault: fault))
      let (ending, document) = try await ground.generate(Wish(service: .atlasCloud))
      #expect(ending.code == 4, "\(ending.errors)")
      #expect(document.status == "failed")
      #expect(document.errorMessage.contains("the task broke"))
      #expect(ground.submits.count == 1)
    }
  }

  // MARK: - 5: never left

  @Test(arguments: SimulatedService.allCases)
  func anUnreachableServiceCostsNothingAndTheSequenceWaits(
    _ service: SimulatedService
  ) async throws {
    try await Ground.lend { ground in
      let name = "\(service.rawValue.uppercased())_BASE_URL"
      let closed = [name: "http://127.0.0.1:1" as String?]
      let (ending, document) = try await ground.generate(Wish(service: service), closed)
      #expect(ending.code == 5, "\(ending.errors)")
      #expect(document.status == "queued")
      #expect(document.errorCode == "unreachable")
      #expect(document.value["error"]?["cost"]?.text == "nothing")
      #expect(ending.errors.contains("seedream resume \(document.id)"))
      #expect(ground.server.requests.isEmpty)

      let (resumed, documents) = try await ground.resume()
      #expect(resumed.code == 0, "\(resumed.errors)")
      let whole = try #require(documents.first)
      #expect(whole.id == document.id)
      try await ground.expectOnePaidSequence(whole)
    }
  }

  @Test func aHandshakeThatFailsHasSentNothing() async throws {
    try await Ground.lend { ground in
      let secure = "https" + ground.server.baseURL.dropFirst(4)
      let (ending, document) = try await ground.generate(Wish(), ["WAVESPEED_BASE_URL": secure])
      #expect(ending.code == 5, "\(ending.errors)")
      #expect(document.errorCode == "unreachable")
      #expect(ground.server.ledger.isEmpty)
    }
  }

  /// A script that tries until the service is there must not leave one paid sequence for each try.
  @Test func tryingAgainTakesUpTheSameSequence() async throws {
    try await Ground.lend { ground in
      let closed = ["WAVESPEED_BASE_URL": "http://127.0.0.1:1" as String?]
      let (first, waiting) = try await ground.generate(Wish(), closed)
      let (second, again) = try await ground.generate(Wish(), closed)
      #expect(first.code == 5 && second.code == 5)
      #expect(again.id == waiting.id)
      let (third, document) = try await ground.generate()
      #expect(third.code == 0, "\(third.errors)")
      #expect(document.id == waiting.id)
      try await ground.expectOnePaidSequence(document)
      #expect(try await ground.history().count == 1)
    }
  }

  @Test func whatWasNeverSentCanBeDropped() async throws {
    try await Ground.lend { ground in
      let closed = ["WAVESPEED_BASE_URL": "http://127.0.0.1:1" as String?]
      let (_, waiting) = try await ground.generate(Wish(), closed)
      let dropped = try await ground.run(["resume", waiting.id, "--cancel"])
      #expect(dropped.code == 0, "\(dropped.errors)")
      #expect(try await ground.show(waiting.id).status == "cancelled")
      let (nothing, documents) = try await ground.resume()
      #expect(nothing.code == 0)
      #expect(documents.isEmpty)
      #expect(ground.server.requests.isEmpty)
    }
  }

  // MARK: - 8: over the cap

  @Test(arguments: [
    ("daily_cap_usd", "'0.05'"), ("job_cap_usd", "0.053"), ("daily_cap_usd", "0"),
  ])
  func whatCouldPassTheCapIsNotSent(_ name: String, _ value: String) async throws {
    try await Ground.lend { ground in
      try ground.write("{spending: {\(name): \(value)}}", to: "config/config.json5")
      let (ending, document) = try await ground.generate()
      #expect(ending.code == 8, "\(ending.errors)")
      #expect(document.errorCode == "over_cap")
      #expect(ending.errors.contains("$0.054"))
      #expect(ending.errors.contains("spending.\(name)"))
      #expect(ground.server.requests.isEmpty)
      #expect(try await ground.history().isEmpty)
    }
  }

  @Test func whatWasSpentTodayCountsAgainstTheCap() async throws {
    try await Ground.lend { ground in
      try ground.write("{spending: {daily_cap_usd: 0.108}}", to: "config/config.json5")
      for _ in 0..<2 {
        let (ending, _) = try await ground.generate()
        #expect(ending.code == 0, "\(ending.errors)")
      }
      let (third, _) = try await ground.generate(Wish(images: 1))
      #expect(third.code == 8, "\(third.errors)")
      #expect(third.errors.contains("$0.108"))
      #expect(ground.server.ledger.count == 2)
    }
  }

  /// A refusal of the service, and a task that failed where failures are refunded, spend nothing.
  @Test func whatWasNotChargedDoesNotCountAgainstTheCap() async throws {
    try await Ground.lend { ground in
      try ground.write("{spending: {daily_cap_usd: 0.054}}", to: "config/config.json5")
      ground.server.script(FaultRule(call: .submit, fault: .status(400)))
      #expect(try await ground.generate().ending.code == 4)
      let broken = Fault.failedTask(code: 1403, message: "broke")
      ground.server.script(FaultRule(call: .submit, fault: broken))
      #expect(try await ground.generate().ending.code == 4)
      let (ending, _) = try await ground.generate()
      #expect(ending.code == 0, "\(ending.errors)")
    }
  }

  @Test func twoAtOnceCannotBothHaveTheLastOfTheCap() async throws {
    try await Ground.lend { ground in
      try ground.write("{spending: {daily_cap_usd: 0.06}}", to: "config/config.json5")
      let programs = try (0..<3).map { number in
        try ground.start(Wish(prompt: "fox \(number)").words)
      }
      var codes: [Int32] = []
      for program in programs { codes.append(await program.ended().code) }
      #expect(codes.sorted() == [0, 8, 8])
      #expect(ground.server.ledger.count == 1)
    }
  }
}
