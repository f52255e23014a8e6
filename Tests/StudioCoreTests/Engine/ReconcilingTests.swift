import StudioModel
import Testing

@testable import StudioCore

@Suite(.timeLimit(.minutes(1))) struct Reconciling {
  private static let prompt = "A series of 2 images of a fox"

  private func item(
    _ id: String,
    prompt: String? = Reconciling.prompt,
    at created: Timestamp?,
    model: String? = "bytedance/seedream-v4/sequential"
  ) -> PredictionSummary {
    PredictionSummary(
      id: PredictionID(rawValue: id),
      model: model.map(ModelID.init(rawValue:)),
      prompt: prompt,
      createdAt: created,
      remoteStatus: "processing"
    )
  }

  @Test func aLostIDThatTheListShowsIsAdoptedAndTheJobFinishes() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.answerSubmits(.unknown)
    ground.wavespeed.complete(pictures: 2)
    ground.wavespeed.list(item("found", at: ground.time.now + .seconds(3)))
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    #expect(job.status == .finished)
    #expect(job.predictionID == PredictionID(rawValue: "found"))
    #expect(ground.wavespeed.submissions.count == 1)
    #expect(try await studio.kinds(job.id).contains(.adopted))
    #expect(try await studio.books() == ["1 charged 60000"])
    await studio.close()
  }

  @Test func aTaskThatAppearsInTheListOnlyLaterIsStillFound() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    let created = ground.time.now
    let found = item("found", at: created)
    ground.wavespeed.answerSubmits(.unknown)
    ground.wavespeed.complete(pictures: 2)
    ground.wavespeed.answerLists { count in
      switch count {
      case 1: .failure(ProviderFailure(.scripted(.unreachable), isTransient: true))
      case 2, 3: .success([])
      default: .success([found])
      }
    }
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    #expect(job.status == .finished)
    #expect(ground.wavespeed.lists == 4)
    await studio.close()
  }

  @Test func theListIsAskedAroundTheMomentOfTheCall() async throws {
    let ground = try StudioGround()
    ground.wavespeed.list()
    let job = try await ground.leave(.unconfirmed)
    let studio = try await ground.open()
    _ = try await studio.resume(job.id)
    let moment = try #require(job.submittedAt)
    let windows = ground.wavespeed.calls.compactMap { call -> [Duration]? in
      guard case .list(let after, let before) = call else { return nil }
      return [moment - after, before - moment]
    }
    #expect(windows.count == 5)
    #expect(windows.allSatisfy { $0 == [Reconciler.skew, Reconciler.window] })
    await studio.close()
  }

  @Test func onlyTheSamePromptModelAndMomentFit() async throws {
    let ground = try StudioGround()
    let now = ground.time.now
    ground.wavespeed.answerSubmits(.unknown)
    ground.wavespeed.list(
      item("other-words", prompt: Self.prompt + ".", at: now),
      item("other-case", prompt: Self.prompt.uppercased(), at: now),
      item("no-words", prompt: nil, at: now),
      item("other-model", at: now, model: "bytedance/seedream-v4.5/sequential"),
      item("too-early", at: now + .seconds(-121)),
      item("too-late", at: now + .seconds(301))
    )
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    #expect(job.status == .unconfirmed)
    #expect(job.predictionID == nil)
    #expect(ground.wavespeed.polls == [])
    await studio.close()
  }

  @Test(arguments: [-119, 0, 299])
  func clocksThatDifferALittleAreNoHindrance(seconds: Int) async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.complete(pictures: 2)
    let job = try await ground.leave(.unconfirmed)
    ground.wavespeed.list(item("found", at: ground.time.now + .seconds(seconds)))
    let studio = try await ground.open()
    #expect(try await studio.resume(job.id).status == .finished)
    await studio.close()
  }

  @Test func anIDOfAnotherSequenceIsNotTaken() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    let now = ground.time.now
    let owned = PredictionID(rawValue: "owned")
    _ = try await ground.leave(.finished) { $0.predictionID = owned }
    let job = try await ground.leave(.unconfirmed)
    ground.wavespeed.list(item("owned", at: now))
    let studio = try await ground.open()
    #expect(try await studio.resume(job.id).status == .unconfirmed)
    #expect(ground.wavespeed.polls == [])
    await studio.close()
  }

  @Test func anEqualTaskBesideAnOwnedOneIsTaken() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.complete(pictures: 2)
    let now = ground.time.now
    _ = try await ground.leave(.finished) { $0.predictionID = PredictionID(rawValue: "owned") }
    let job = try await ground.leave(.unconfirmed)
    ground.wavespeed.list(item("mine", at: now), item("owned", at: now))
    let studio = try await ground.open()
    let found = try await studio.resume(job.id)
    #expect(found.status == .finished)
    #expect(found.predictionID == PredictionID(rawValue: "mine"))
    await studio.close()
  }

  @Test func moreTasksThanRequestsAreLeftToAPersonWithTheirIDs() async throws {
    let ground = try StudioGround()
    let job = try await ground.leave(.unconfirmed) {
      $0.failure = .scripted(.unconfirmed, cost: .possible)
    }
    ground.wavespeed.list(item("one", at: ground.time.now), item("two", at: ground.time.now))
    let studio = try await ground.open()
    let asked = try await studio.resume(job.id)
    #expect(asked.status == .unconfirmed)
    #expect(asked.predictionID == nil)
    let message = try #require(asked.failure?.message)
    #expect(message.contains("one") && message.contains("two"))
    #expect(ground.wavespeed.lists == 1)
    await studio.close()
  }

  @Test func manyEqualRequestsAtOnceAdoptOneTaskEach() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.complete(pictures: 2)
    let now = ground.time.now
    var jobs: [Job] = []
    for _ in 0..<6 { jobs.append(try await ground.leave(.unconfirmed)) }
    let items = (1...6).map { item("task-\($0)", at: now) }
    ground.wavespeed.answerLists { _ in .success(items) }
    let studio = try await ground.open()
    let log = EventLog(studio)
    #expect(try await studio.takeUpAll().count == 6)
    var adopted: Set<PredictionID> = []
    for job in jobs {
      await log.rest(of: job.id)
      let stored = try await studio.stored(job.id)
      #expect(stored.status == .finished)
      adopted.insert(try #require(stored.predictionID))
    }
    #expect(adopted == Set(items.map(\.id)))
    #expect(try await studio.books().count == 6)
    await studio.close()
  }

  @Test func twoProgramsThatLookAtOnceNeverAdoptTheSameTask() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.complete(pictures: 2)
    let now = ground.time.now
    let jobs = [try await ground.leave(.unconfirmed), try await ground.leave(.unconfirmed)]
    let items = [item("one", at: now), item("two", at: now)]
    let turnstile = Turnstile()
    ground.wavespeed.answerLists { _ in
      await turnstile.stop()
      return .success(items)
    }
    let studios = [try await ground.open(), try await ground.open()]
    let logs = studios.map { EventLog($0) }
    for (studio, job) in zip(studios, jobs) { _ = try await studio.takeUp(job.id) }
    await turnstile.arrived(2)
    turnstile.open()
    var adopted: Set<PredictionID> = []
    for ((log, studio), job) in zip(zip(logs, studios), jobs) {
      await log.rest(of: job.id)
      adopted.insert(try #require(try await studio.stored(job.id).predictionID))
    }
    #expect(adopted == Set(items.map(\.id)))
    for studio in studios { await studio.close() }
  }

  @Test func aTaskMayBelongToAnEqualRequestThatIsBeingSentRightNow() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.complete(pictures: 2)
    // The first request was lost on its way; the second is taken, and its answer is not here yet.
    let lost = try await ground.leave(.unconfirmed)
    ground.wavespeed.list(item("second", at: ground.time.now))
    let turnstile = Turnstile()
    ground.wavespeed.answerSubmit { _ in
      await turnstile.stop()
      return .accepted("second")
    }
    let studio = try await ground.open()
    let log = EventLog(studio)
    let second = try await studio.admit(ground.plan()).job.id
    await turnstile.arrived()
    let asked = try await studio.resume(lost.id)
    #expect(asked.status == .unconfirmed)
    #expect(asked.predictionID == nil)
    turnstile.open()
    await log.rest(of: second)
    #expect(try await studio.stored(second).predictionID == PredictionID(rawValue: "second"))
    await studio.close()
  }

  @Test func anOldUnconfirmedRequestDoesNotMakeRoomForAForeignTask() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    // Given up for now, from days ago: none of today's tasks can be its own.
    _ = try await ground.leave(.unconfirmed) {
      $0.submittedAt = ground.time.now + .hours(-50)
    }
    let job = try await ground.leave(.unconfirmed) {
      $0.failure = .scripted(.unconfirmed, cost: .possible)
    }
    ground.wavespeed.list(item("mine", at: ground.time.now), item("foreign", at: ground.time.now))
    let studio = try await ground.open()
    #expect(try await studio.resume(job.id).status == .unconfirmed)
    #expect(ground.wavespeed.polls == [])
    await studio.close()
  }

  @Test func requestsThatDifferInMoreThanWordsAreNotToldApartByGuessing()
    async throws
  {
    let ground = try StudioGround()
    ground.servePictures()
    let small = try await ground.leave(.unconfirmed, ground.request(images: 2, size: 1024))
    let large = try await ground.leave(.unconfirmed, ground.request(images: 4, size: 4096))
    let now = ground.time.now
    ground.wavespeed.list(item("of-large", at: now + .seconds(1)), item("of-small", at: now))
    let studio = try await ground.open()
    for job in [small, large] {
      #expect(try await studio.resume(job.id).status == .unconfirmed)
    }
    #expect(ground.wavespeed.polls == [])
    await studio.close()
  }
}
