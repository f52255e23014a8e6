import StudioModel
import Testing

@testable import StudioCore

/// What a new program makes of the jobs that an earlier one left.
@Suite(.timeLimit(.minutes(1))) struct Restarting {
  private func ground(flies: Bool = true) throws -> StudioGround {
    let ground = try StudioGround(flies: flies)
    ground.servePictures()
    ground.wavespeed.complete(pictures: 2)
    ground.atlas.complete(pictures: 2)
    return ground
  }

  /// Opens a studio, takes everything up and waits until it rests.
  private func takeUp(_ ground: StudioGround, _ job: Job) async throws -> Job {
    let studio = try await ground.open()
    let log = EventLog(studio)
    let taken = try await studio.takeUpAll()
    #expect(taken.count == 1)
    guard case .started? = taken.first else {
      Issue.record("not taken up: \(taken)")
      return job
    }
    await log.rest(of: job.id)
    let stored = try await studio.stored(job.id)
    #expect(try await studio.store.lease(job.id) == nil)
    await studio.close()
    return stored
  }

  @Test func aQueuedJobIsSentOnce() async throws {
    let ground = try ground()
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    let job = try await ground.leave(.queued)
    #expect(try await takeUp(ground, job).status == .finished)
    #expect(ground.wavespeed.submissions.count == 1)
  }

  @Test func aQueuedJobIsSentAtOnceWhateverKeptItWaiting() async throws {
    let ground = try ground(flies: false)
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    let job = try await ground.leave(.queued) {
      $0.nextPollAt = ground.time.now + .hours(1)
      $0.failure = .scripted(.unreachable)
    }
    let studio = try await ground.open()
    let log = EventLog(studio)
    _ = try await studio.takeUpAll()
    await log.change(of: job.id, to: .submitted)
    #expect(ground.time.now == job.createdAt)
    await studio.close()
  }

  @Test func aJobThatWasBeingSentIsUnconfirmedAndSoughtInTheList() async throws {
    let ground = try ground()
    let job = try await ground.leave(.submitting)
    ground.wavespeed.list(
      PredictionSummary(
        id: PredictionID(rawValue: "found"),
        model: job.request.model,
        prompt: job.request.prompt,
        createdAt: ground.time.now,
        remoteStatus: "completed"
      )
    )
    let done = try await takeUp(ground, job)
    #expect(done.status == .finished)
    #expect(done.predictionID == PredictionID(rawValue: "found"))
    #expect(ground.wavespeed.submissions == [])
  }

  @Test func aJobThatWasBeingSentToAServiceWithoutAListAsksAPerson() async throws {
    let ground = try ground()
    let job = try await ground.leave(.submitting, ground.request(provider: .atlascloud))
    let asked = try await takeUp(ground, job)
    #expect(asked.status == .unconfirmed)
    #expect(asked.failure?.code == .unconfirmed)
    #expect(asked.failure?.advice.isEmpty == false)
    #expect(ground.atlas.calls == [])
  }

  @Test(arguments: [JobStatus.submitted, .running])
  func anAcceptedJobIsPolledAndFetched(_ status: JobStatus) async throws {
    let ground = try ground()
    let job = try await ground.leave(status)
    let done = try await takeUp(ground, job)
    #expect(done.status == .finished)
    #expect(ground.wavespeed.polls == [job.predictionID])
    #expect(ground.wavespeed.submissions == [])
  }

  @Test func aJobWithLinksIsFetchedWithoutALook() async throws {
    let ground = try ground()
    let job = try await ground.leave(.downloading) { job in
      job.frames = (1...2).map { Frame(index: $0, url: "https://images.example/x/\($0)") }
    }
    let done = try await takeUp(ground, job)
    #expect(done.status == .finished)
    #expect(ground.wavespeed.calls == [])
  }

  @Test func storedPicturesAreNotFetchedAgain() async throws {
    let ground = try ground()
    let job = try await ground.leave(.downloading) { job in
      job.frames = [
        Frame(index: 1, status: .stored, fileName: "01.jpg"),
        Frame(index: 2, url: "https://images.example/x/2"),
      ]
    }
    let done = try await takeUp(ground, job)
    #expect(done.status == .finished)
    #expect(ground.transport.requests.map(\.url) == ["https://images.example/x/2"])
  }

  @Test func picturesThatWereInALostReplyAreAskedForAgain() async throws {
    let ground = try ground()
    let request = ground.request(delivery: .base64)
    ground.wavespeed.answerPolls(.answered(.inline("one", "two")))
    let job = try await ground.leave(.downloading, request) {
      $0.frames = [Frame(index: 1), Frame(index: 2)]
    }
    #expect(try await takeUp(ground, job).status == .finished)
    #expect(ground.wavespeed.polls.count == 1)
  }

  @Test(arguments: ProviderID.allCases)
  func anUnconfirmedJobIsNeverSentByARestart(_ provider: ProviderID) async throws {
    let ground = try ground()
    let job = try await ground.leave(.unconfirmed, ground.request(provider: provider))
    #expect(try await takeUp(ground, job).status == .unconfirmed)
    #expect(ground.wavespeed.submissions + ground.atlas.submissions == [])
    #expect(ground.wavespeed.lists == (provider == .wavespeed ? 5 : 0))
  }

  @Test(arguments: JobStatus.allCases.filter(\.isFinal))
  func whatIsOverStaysOver(_ status: JobStatus) async throws {
    let ground = try ground()
    let job = try await ground.leave(status)
    let studio = try await ground.open()
    #expect(try await studio.takeUpAll() == [])
    #expect(try await studio.takeUp(job.id) == .resting(job))
    #expect(ground.wavespeed.calls == [])
    await studio.close()
  }

  @Test func aJobWhoseServiceHasNoKeyHereIsLeftAlone() async throws {
    let ground = try ground()
    let job = try await ground.leave(.submitted, ground.request(provider: .atlascloud))
    let studio = try await ground.open(providers: [.wavespeed])
    #expect(try await studio.takeUpAll() == [.lacksKey(job)])
    #expect(try await studio.store.lease(job.id)?.owner == StudioGround.dead)
    await studio.close()
  }

  @Test func whatWasLeftUnsentIsNamedAndLeftWhereAskedFor() async throws {
    let ground = try ground()
    let waiting = try await ground.leave(.queued) { $0.nextPollAt = ground.time.now + .hours(1) }
    let neverTried = try await ground.leave(.queued, owner: nil)
    // The service refused it for now, or a person had it sent once more: nothing is on its way.
    let triedBefore = try await ground.leave(.queued) { $0.submissions = 1 }
    _ = try await ground.leave(.queued, ground.request(provider: .atlascloud))
    let sent = try await ground.leave(.submitted)
    let studio = try await ground.open(providers: [.wavespeed])
    let log = EventLog(studio)
    #expect(try await studio.unsent() == [neverTried, triedBefore, waiting])
    guard case .started(sent)? = try await studio.takeUpAll(leavingUnsent: true).first else {
      Issue.record("what was sent is not gone on with")
      return
    }
    await log.rest(of: sent.id)
    #expect(try await studio.stored(sent.id).status == .finished)
    #expect(ground.wavespeed.submissions == [])
    #expect(try await studio.unsent() == [neverTried, triedBefore, waiting])
    await studio.close()
  }

  @Test func anUnknownSequenceIsNothingToTakeUp() async throws {
    let ground = try ground()
    let studio = try await ground.open()
    #expect(try await studio.takeUp(SequenceID(rawValue: "nobody")) == nil)
    await studio.close()
  }

  @Test func everythingIsTakenUpTogether() async throws {
    let ground = try ground()
    ground.wavespeed.acceptEverything()
    var jobs: [Job] = []
    for status in [JobStatus.queued, .submitted, .running, .queued, .downloading] {
      let job = try await ground.leave(status) { job in
        guard status == .downloading else { return }
        job.frames = (1...2).map { Frame(index: $0, url: "https://images.example/x/\($0)") }
      }
      jobs.append(job)
    }
    let studio = try await ground.open()
    let log = EventLog(studio)
    #expect(try await studio.takeUpAll().count == 5)
    for job in jobs {
      await log.rest(of: job.id)
      #expect(try await studio.stored(job.id).status == .finished)
    }
    #expect(ground.wavespeed.submissions.count == 2)
    #expect(try await studio.books().count == 5)
    await studio.close()
  }

  @Test func aSequenceRunsOverManyRestartsWithOneCallAndOneCharge() async throws {
    // Each program ends at the next thing it does outside.
    let ground = try ground(flies: false)
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    var studio = try await ground.open()
    var log = EventLog(studio)
    let id = try await studio.admit(ground.plan()).job.id
    for _ in 0..<4 {
      _ = await log.wait(of: id)
      await studio.close()
      studio = try await ground.open()
      log = EventLog(studio)
      _ = try await studio.takeUp(id)
    }
    await ground.time.flow { await log.rest(of: id) }
    #expect(try await studio.stored(id).status == .finished)
    #expect(ground.wavespeed.submissions.count == 1)
    #expect(try await studio.books() == ["1 charged 60000"])
    await studio.close()
  }
}
