import Glibc
import ProviderSimulator
import TestSupport
import Testing

/// SIGKILL at any point of a job, then `resume`: every paid frame on disk, one charge.
@Suite(.inTurn) struct SuddenEndTests {
  /// One way to ask for pictures.
  struct Way: Sendable, CustomTestStringConvertible {
    var service: SimulatedService
    var delivery: String
    var isEdit = false

    var testDescription: String {
      "\(service.rawValue) \(delivery)" + (isEdit ? " with a reference" : "")
    }

    func wish(_ ground: Ground) throws -> Wish {
      guard isEdit else { return Wish(service: service, options: ["--delivery", delivery]) }
      let picture = try ground.write(Pictures.jpeg(), to: "pictures/fox.jpg")
      return Wish(
        service: service,
        model: "bytedance/seedream-v4/edit-sequential",
        options: ["--delivery", delivery, "--image", picture]
      )
    }
  }

  private static let waveSpeed = Way(service: .waveSpeed, delivery: "poll")
  private static let waveSpeedSync = Way(service: .waveSpeed, delivery: "sync")
  private static let waveSpeedInline = Way(service: .waveSpeed, delivery: "base64")
  private static let waveSpeedEdit = Way(service: .waveSpeed, delivery: "poll", isEdit: true)
  private static let atlas = Way(service: .atlasCloud, delivery: "poll")
  private static let atlasInline = Way(service: .atlasCloud, delivery: "base64")
  private static let atlasEdit = Way(service: .atlasCloud, delivery: "poll", isEdit: true)

  // MARK: - At labelled moments

  struct Row: Sendable, CustomTestStringConvertible {
    var way: Way
    var failpoint: String
    var testDescription: String { "\(way.testDescription): \(failpoint)" }
  }

  private static let always = [
    "before-admission", "after-admission", "before-intent", "after-intent", "after-submit-reply",
    "after-id-stored", "after-part-written", "after-part-written:2", "after-frame-renamed",
    "after-frame-renamed:2", "after-frame-stored", "after-frame-stored:2", "after-conclusion",
  ]
  private static let polling = ["after-poll-reply", "after-poll-stored"]
  private static let fetching = ["before-conclusion"]

  static let rows: [Row] =
    rows(waveSpeed, always + polling + fetching) + rows(waveSpeedSync, always + fetching)
    + rows(waveSpeedInline, always + polling) + rows(atlas, always + polling + fetching)
    + rows(atlasInline, always + polling)
    + rows(waveSpeedEdit, ["before-admission", "after-admission", "after-upload", "before-intent"])
    + rows(atlasEdit, ["after-upload", "after-intent", "after-submit-reply"])

  private static func rows(_ way: Way, _ failpoints: [String]) -> [Row] {
    failpoints.map { Row(way: way, failpoint: $0) }
  }

  @Test(arguments: rows)
  func afterTheEndAtAFailpointNothingIsLostOrPaidTwice(_ row: Row) async throws {
    try await Ground.lend { ground in
      let wish = try row.way.wish(ground)
      let killed = try await ground.run(wish.words, ["SEEDREAM_FAILPOINT": row.failpoint])
      #expect(killed.code == 128 + SIGKILL, "\(killed.errors)")
      #expect(ground.server.ledger.count <= 1)
      try await ground.expectRecovery(wish)
    }
  }

  /// The end comes again and again, each time further on.
  @Test(arguments: [waveSpeed, atlas])
  func afterManyEndsInARowNothingIsLostOrPaidTwice(_ way: Way) async throws {
    try await Ground.lend { ground in
      let wish = try way.wish(ground)
      let moments = [
        "after-admission", "before-intent", "after-id-stored", "after-poll-reply",
        "after-poll-stored", "after-part-written", "after-frame-renamed", "after-frame-stored",
        "before-conclusion",
      ]
      for (place, moment) in moments.enumerated() {
        let words = place == 0 ? wish.words : ["resume"]
        let killed = try await ground.run(words, ["SEEDREAM_FAILPOINT": moment])
        #expect(killed.code == 128 + SIGKILL, "\(moment): \(killed.errors)")
      }
      try await ground.expectRecovery(wish)
    }
  }

  /// What two people would do: both resume what the dead one left.
  @Test(arguments: [
    "after-admission", "after-submit-reply", "after-id-stored", "after-part-written",
  ])
  func twoThatResumeAtOnceShareTheWork(_ failpoint: String) async throws {
    try await Ground.lend { ground in
      let wish = Wish()
      _ = try await ground.run(wish.words, ["SEEDREAM_FAILPOINT": failpoint])
      let programs = try (0..<3).map { _ in try ground.start(["resume"]) }
      for program in programs {
        let ending = await program.ended()
        #expect(ending.code == 0, "\(ending.errors)")
      }
      try await ground.expectRecovery(wish)
      #expect(ground.submits.count == 1)
    }
  }

  // MARK: - At moments the services see

  enum Moment: Sendable, CaseIterable {
    case submitArrived, submitAccepted, submitReplied, firstLookArrived, firstLookReplied
    case secondLookArrived, firstDownloadArrived, firstBytesSent, laterBytesSent
    case firstDownloadReplied, secondDownloadReplied

    var count: Int {
      switch self {
      case .secondLookArrived, .secondDownloadReplied: 2
      case .laterBytesSent: 3
      default: 1
      }
    }

    func fits(_ moment: RequestMoment) -> Bool {
      switch (self, moment.stage, moment.request.call) {
      case (.submitArrived, .arrived, .submit), (.submitAccepted, .accepted, .submit),
        (.submitReplied, .replied, .submit), (.firstLookArrived, .arrived, .result),
        (.firstLookReplied, .replied, .result), (.secondLookArrived, .arrived, .result),
        (.firstDownloadArrived, .arrived, .download), (.firstBytesSent, .sent, .download),
        (.laterBytesSent, .sent, .download), (.firstDownloadReplied, .replied, .download),
        (.secondDownloadReplied, .replied, .download):
        true
      default: false
      }
    }
  }

  @Test(arguments: [waveSpeed, atlas], Moment.allCases)
  func afterTheEndAtAMomentOfTheServiceNothingIsLostOrPaidTwice(
    _ way: Way,
    _ moment: Moment
  ) async throws {
    try await Ground.lend {
      $0.pace = SimulatorPace(base: .milliseconds(300), perImage: .zero)
    } _: { ground in
      ground.server.script(
        FaultRule(call: .download, times: 2, fault: .slow(bytesPerSecond: 200_000))
      )
      let wish = try way.wish(ground)
      let trap = Trap(ground.server, count: moment.count) { moment.fits($0) }
      let program = try ground.start(wish.words)
      trap.aim(at: program)
      let killed = await program.ended()
      #expect(killed.code == 128 + SIGKILL, "\(killed.errors)")
      try await ground.expectRecovery(wish)
    }
  }

  enum EditMoment: Sendable, CaseIterable {
    case uploadArrived, uploadReplied

    func fits(_ moment: RequestMoment) -> Bool {
      guard moment.request.call == .upload else { return false }
      switch (self, moment.stage) {
      case (.uploadArrived, .arrived), (.uploadReplied, .replied): return true
      default: return false
      }
    }
  }

  @Test(arguments: [waveSpeedEdit, atlasEdit], EditMoment.allCases)
  func afterTheEndWhileUploadingTheReferenceIsStillThere(
    _ way: Way,
    _ moment: EditMoment
  ) async throws {
    try await Ground.lend { ground in
      let wish = try way.wish(ground)
      let trap = Trap(ground.server) { moment.fits($0) }
      let program = try ground.start(wish.words)
      trap.aim(at: program)
      #expect(await program.ended().code == 128 + SIGKILL)
      // The person tidied up meanwhile: the program has to have kept what it needs.
      try ground.write("gone", to: "pictures/fox.jpg")
      try await ground.expectRecovery(wish)
    }
  }

  /// The end while the lost id is looked for in the service's list.
  @Test func afterTheEndWhileLookingForALostIdItIsFound() async throws {
    try await Ground.lend { ground in
      ground.server.script(FaultRule(call: .submit, fault: .dropAfterAcceptance))
      let trap = Trap(ground.server) { $0.request.call == .history && $0.stage == .arrived }
      let program = try ground.start(Wish().words)
      trap.aim(at: program)
      #expect(await program.ended().code == 128 + SIGKILL)
      try await ground.expectRecovery(Wish())
      #expect(ground.submits.count == 1)
    }
  }

  // MARK: - At any moment

  @Test(arguments: [waveSpeed, atlas, waveSpeedInline], 0..<4)
  func afterTheEndAtARandomMomentNothingIsLostOrPaidTwice(
    _ way: Way,
    _ round: Int
  ) async throws {
    try await Ground.lend {
      $0.pace = SimulatorPace(base: .milliseconds(100), perImage: .zero)
    } _: { ground in
      let wish = try way.wish(ground)
      let delay = Int.random(in: round * 120...(round + 1) * 120)
      let program = try ground.start(wish.words)
      try await Task.sleep(for: .milliseconds(delay))
      program.kill()
      do {
        try await ground.expectRecovery(wish)
      } catch {
        Issue.record("after \(delay) ms: \(error)")
      }
    }
  }

  /// A part of a picture is not fetched again.
  @Test func afterTheEndADownloadGoesOnWhereItBrokeOff() async throws {
    try await Ground.lend { ground in
      ground.server.script(
        FaultRule(call: .download, times: 2, fault: .slow(bytesPerSecond: 100_000))
      )
      let trap = Trap(ground.server, count: 6) { moment in
        if case .sent = moment.stage { moment.request.call == .download } else { false }
      }
      let program = try ground.start(Wish().words)
      trap.aim(at: program)
      #expect(await program.ended().code == 128 + SIGKILL)
      #expect(!ground.parts.isEmpty)
      try await ground.expectRecovery(Wish())
      let resumed = ground.requests(.download).suffix(2).compactMap { $0.headers["range"] }
      #expect(resumed.contains { $0.hasPrefix("bytes=") && $0 != "bytes=0-" })
    }
  }
}
