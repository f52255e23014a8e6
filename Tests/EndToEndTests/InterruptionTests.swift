import Glibc
import ProviderSimulator
import TestSupport
import Testing

/// Ctrl-C and its relatives let go of the work, at once and without losing anything.
@Suite(.inTurn) struct InterruptionTests {
  /// What "at once" means, with room for a busy machine.
  private static let patience = Duration.seconds(4)

  @Test(arguments: SimulatedService.allCases, [SIGINT, SIGTERM, SIGHUP])
  func aSignalDetachesFromARunningTask(
    _ service: SimulatedService,
    _ signal: Int32
  ) async throws {
    try await Ground.lendHeld { ground, clock in
      let happenings = Happenings(ground.server)
      let program = try ground.start(Wish(service: service).words)
      await happenings.reply(to: .result)
      let ending = try await interrupted(program, signal)
      let document = try SequenceDocument(ending.output)
      #expect(["submitted", "running"].contains(document.status))
      #expect(ending.errors.contains("seedream resume \(document.id)"))
      clock.finishTasks()
      try await expectResumed(ground, document)
    }
  }

  /// An answer that nobody reads would be a paid task without a name.
  @Test(arguments: SimulatedService.allCases)
  func aSubmitOnTheWireIsWaitedFor(_ service: SimulatedService) async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, fault: .stalled(seconds: 0.7)))
      let happenings = Happenings(ground.server)
      let program = try ground.start(Wish(service: service).words)
      await happenings.next("acceptance") {
        if case .accepted = $0.stage { true } else { false }
      }
      let ending = try await interrupted(program, SIGINT)
      let document = try SequenceDocument(ending.output)
      #expect(document.predictionID == ground.server.ledger.first?.predictionID)
      try await expectResumed(ground, document)
    }
  }

  @Test func aSignalDuringADownloadKeepsWhatCame() async throws {
    try await Ground.lend { ground in
      ground.server.script(
        FaultRule(call: .download, times: 2, fault: .slow(bytesPerSecond: 20_000))
      )
      let happenings = Happenings(ground.server)
      let program = try ground.start(Wish().words)
      for _ in 1...5 {
        await happenings.next("bytes of a picture") {
          if case .sent = $0.stage { $0.request.call == .download } else { false }
        }
      }
      let ending = try await interrupted(program, SIGINT)
      let document = try SequenceDocument(ending.output)
      #expect(document.status == "downloading")
      try await expectResumed(ground, document)
      #expect(ground.requests(.download).contains { $0.headers["range"] != nil })
    }
  }

  /// Nothing was sent yet, so nothing is, until somebody says so.
  @Test func aSignalBeforeAnythingWasSentLeavesItUnsent() async throws {
    try await Ground.lend { ground in
      let asked = Fault.status(429, retryAfter: 60)
      ground.server.script(FaultRule(call: .submit, fault: asked))
      let happenings = Happenings(ground.server)
      let program = try ground.start(Wish().words)
      await happenings.reply(to: .submit)
      let ending = try await interrupted(program, SIGINT)
      let document = try SequenceDocument(ending.output)
      #expect(document.status == "queued")
      #expect(ending.errors.contains("was not sent"))
      #expect(ground.server.ledger.isEmpty)
      try await expectResumed(ground, document)
    }
  }

  @Test func aSignalWhileALostIdIsLookedForLeavesItToBeFound() async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, fault: .dropAfterAcceptance))
      ground.server.script(FaultRule(call: .history, times: 2, fault: .status(503)))
      let happenings = Happenings(ground.server)
      let program = try ground.start(Wish().words)
      await happenings.reply(to: .history)
      let ending = try await interrupted(program, SIGINT)
      let document = try SequenceDocument(ending.output)
      #expect(document.status == "unconfirmed")
      try await expectResumed(ground, document)
      #expect(ground.submits.count == 1)
    }
  }

  @Test func resumeAndWaitCanBeInterruptedToo() async throws {
    try await Ground.lendHeld { ground, clock in
      let started = try await ground.run(Wish(options: ["--no-wait"]).words)
      let document = try SequenceDocument(started.output)
      for words in [["resume", "--json"], ["wait", "--json", document.id]] {
        let happenings = Happenings(ground.server)
        let program = try ground.start(words)
        await happenings.reply(to: .result)
        let ending = try await interrupted(program, SIGINT)
        #expect(try SequenceDocument.list(ending.output).map(\.id) == [document.id])
        #expect(ending.errors.contains("seedream resume \(document.id)"))
      }
      clock.finishTasks()
      try await expectResumed(ground, document)
    }
  }

  /// Without `--json` stdout stays empty until there is a picture.
  @Test func aPlainRunThatIsInterruptedPrintsNoPaths() async throws {
    try await Ground.lendHeld { ground, clock in
      let happenings = Happenings(ground.server)
      let program = try ground.start(Wish().words.filter { $0 != "--json" })
      await happenings.reply(to: .result)
      let ending = try await interrupted(program, SIGINT)
      #expect(ending.output.isEmpty)
      clock.finishTasks()
      let resumed = try await ground.run(["resume"])
      #expect(resumed.code == 0, "\(resumed.errors)")
      #expect(resumed.output.split(separator: "\n").count == 2)
    }
  }

  private func interrupted(
    _ program: ChildProgram,
    _ signal: Int32,
    _ location: SourceLocation = #_sourceLocation
  ) async throws -> ChildProgram.Ending {
    let began = ContinuousClock.now
    program.signal(signal)
    let ending = await program.ended(atMost: 20)
    let elapsed = ContinuousClock.now - began
    #expect(ending.code == 130, "\(ending.errors)", sourceLocation: location)
    #expect(elapsed < Self.patience, sourceLocation: location)
    ending.expectHarmless(["interrupted"], location)
    return ending
  }

  private func expectResumed(
    _ ground: Ground,
    _ document: SequenceDocument,
    _ location: SourceLocation = #_sourceLocation
  ) async throws {
    let (ending, documents) = try await ground.resume()
    #expect(ending.code == 0, "\(ending.errors)", sourceLocation: location)
    let whole = try #require(documents.first, sourceLocation: location)
    #expect(whole.id == document.id, sourceLocation: location)
    try await ground.expectOnePaidSequence(whole, 2, location)
  }
}
