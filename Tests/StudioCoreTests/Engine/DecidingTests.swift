import Glibc
import StudioModel
import Testing

@testable import StudioCore

@Suite(.timeLimit(.minutes(1))) struct Deciding {
  /// A studio with one Atlas Cloud request whose answer was lost.
  private func lost(_ ground: StudioGround) async throws -> (Studio, SequenceID) {
    ground.servePictures()
    ground.atlas.answerSubmits(.unknown)
    ground.atlas.complete(pictures: 2)
    let studio = try await ground.open()
    let id = try await studio.see(ground.plan(provider: .atlascloud)).id
    return (studio, id)
  }

  @Test func anAdoptedIDIsPolledFetchedAndChargedOnce() async throws {
    let ground = try StudioGround()
    let (studio, id) = try await lost(ground)
    let mine = PredictionID(rawValue: "mine")
    let job = try await studio.settle(.adopt(mine), on: id)
    #expect(job.status == .finished)
    #expect(job.predictionID == mine)
    #expect(ground.atlas.polls == [mine])
    #expect(ground.atlas.submissions.count == 1)
    #expect(try await studio.books() == ["1 charged 60000"])
    await studio.close()
  }

  @Test func aRequestMarkedLostCountsAsSpentAndIsOver() async throws {
    let ground = try StudioGround()
    let (studio, id) = try await lost(ground)
    let job = try await studio.settle(.markLost, on: id)
    #expect(job.status == .failed)
    #expect(job.failure?.code == .markedLost)
    #expect(try await studio.books() == ["1 assumed 60000"])
    #expect(try await studio.takeUpAll() == [])
    #expect(ground.atlas.submissions.count == 1)
    await studio.close()
  }

  @Test func sendingAgainCountsBothCallsEachOnce() async throws {
    let ground = try StudioGround()
    let (studio, id) = try await lost(ground)
    ground.atlas.answerSubmits(.accepted("second"))
    let job = try await studio.settle(.sendAgain, on: id)
    #expect(job.status == .finished)
    #expect(job.submissions == 2)
    #expect(job.predictionID == PredictionID(rawValue: "second"))
    #expect(try await studio.books() == ["1 assumed 60000", "2 charged 60000"])
    #expect(try await studio.spent() == StudioGround.price * 4)
    await studio.close()
  }

  @Test func sendingAgainIntoANetworkThatIsDownCountsOnlyWhatLeft() async throws {
    let ground = try StudioGround()
    let (studio, id) = try await lost(ground)
    ground.atlas.answerSubmits(.neverLeft, .neverLeft, .accepted("second"))
    let job = try await studio.settle(.sendAgain, on: id)
    #expect(job.status == .finished)
    #expect(job.submissions == 2)
    #expect(try await studio.books() == ["1 assumed 60000", "2 charged 60000"])
    await studio.close()
  }

  @Test func aSecondLostAnswerAsksAgainAndMarkingItLostCountsBoth() async throws {
    let ground = try StudioGround()
    let (studio, id) = try await lost(ground)
    ground.atlas.answerSubmits(.unknown)
    #expect(try await studio.settle(.sendAgain, on: id).status == .unconfirmed)
    #expect(try await studio.settle(.markLost, on: id).status == .failed)
    #expect(try await studio.books() == ["1 assumed 60000", "2 assumed 60000"])
    await studio.close()
  }

  @Test(
    arguments: [JobDecision.adopt(PredictionID(rawValue: "x")), .markLost, .sendAgain, .cancel]
  )
  func decisionsThatDoNotFitAFinishedJobAreRefused(_ decision: JobDecision) async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    ground.wavespeed.complete(pictures: 2)
    let studio = try await ground.open()
    let before = try await studio.see(ground.plan())
    let failure = await refusal { try await studio.decide(decision, on: before.id) }
    #expect(failure?.code == .invalidRequest)
    #expect(try await studio.stored(before.id) == before)
    #expect(try await studio.store.lease(before.id) == nil)
    #expect(try await studio.books().count == 1)
    await studio.close()
  }

  @Test func aDecisionThatDoesNotFitLeavesARunningJobRunning() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    let turnstile = Turnstile()
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    ground.wavespeed.answerPolls { id, _ in
      await turnstile.stop()
      return .answered(.completed(id, pictures: 2))
    }
    let studio = try await ground.open()
    let log = EventLog(studio)
    let id = try await studio.admit(ground.plan()).job.id
    await turnstile.arrived()
    async let refused = refusal { try await studio.decide(.cancel, on: id) }
    await log.change(of: id, to: .submitted)
    turnstile.open()
    #expect(await refused?.code == .invalidRequest)
    #expect(await studio.isWorking(on: id))
    await log.change(of: id, to: .finished)
    #expect(try await studio.stored(id).status == .finished)
    await studio.close()
  }

  @Test func nobodyDecidesAboutAJobThatAnotherProgramHolds() async throws {
    let ground = try StudioGround()
    let other = try await ground.open()
    let job = try await ground.leave(.unconfirmed, owner: other.bench.owner)
    let studio = try await ground.open()
    for decision in [JobDecision.markLost, .sendAgain, .cancel] {
      let failure = await refusal { try await studio.decide(decision, on: job.id) }
      #expect(failure?.message.contains("Another program") == true)
    }
    #expect(try await studio.stored(job.id).status == .unconfirmed)
    #expect(try await studio.books() == [])
    await other.close()
    await studio.close()
  }

  @Test func aSlipInAnIDCanBeMendedAndCountsOnce() async throws {
    let ground = try StudioGround()
    let (studio, id) = try await lost(ground)
    let right = PredictionID(rawValue: "right")
    ground.atlas.answerPolls { id, _ in
      id == right
        ? .answered(.completed(id, pictures: 2))
        : .notFound(.scripted(.predictionGone, cost: .possible))
    }
    let gone = try await studio.settle(.adopt(PredictionID(rawValue: "wrong")), on: id)
    #expect(gone.failure?.code == .predictionGone)
    #expect(try await studio.settle(.adopt(right), on: id).status == .finished)
    #expect(try await studio.books() == ["1 charged 60000"])
    await studio.close()
  }

  @Test func anIDThatTurnsUpAfterAllCountsOnce() async throws {
    let ground = try StudioGround()
    let (studio, id) = try await lost(ground)
    _ = try await studio.settle(.markLost, on: id)
    let job = try await studio.settle(.adopt(PredictionID(rawValue: "late")), on: id)
    #expect(job.status == .finished)
    #expect(job.failure == nil)
    #expect(try await studio.books() == ["1 assumed 60000"])
    await studio.close()
  }

  @Test func anIDOfAnotherSequenceIsNotAdopted() async throws {
    let ground = try StudioGround()
    let owned = PredictionID(rawValue: "owned")
    _ = try await ground.leave(.finished, ground.request(provider: .atlascloud)) {
      $0.predictionID = owned
    }
    let (studio, id) = try await lost(ground)
    let failure = await refusal { try await studio.decide(.adopt(owned), on: id) }
    #expect(failure?.code == .invalidRequest)
    #expect(try await studio.stored(id).status == .unconfirmed)
    #expect(try await studio.store.lease(id) == nil)
    await studio.close()
  }

  @Test func sendingAgainKeepsToTheCap() async throws {
    let ground = try StudioGround()
    ground.atlas.answerSubmits(.unknown)
    let studio = try await ground.open(.limited(dailyCap: StudioGround.price * 3))
    let id = try await studio.see(ground.plan(provider: .atlascloud)).id
    let failure = await refusal { try await studio.decide(.sendAgain, on: id) }
    #expect(failure?.code == .overCap)
    #expect(try await studio.store.lease(id) == nil)
    #expect(try await studio.stored(id).status == .unconfirmed)
    #expect(try await studio.books() == [])
    await studio.close()
  }

  @Test func whatADeadProgramWasSendingCanBeDecidedAtOnce() async throws {
    let ground = try StudioGround()
    let job = try await ground.leave(.submitting, ground.request(provider: .atlascloud))
    let studio = try await ground.open()
    #expect(try await studio.settle(.markLost, on: job.id).status == .failed)
    #expect(try await studio.books() == ["1 assumed 60000"])
    await studio.close()
  }

  @Test func nobodyStartsWorkOnAJobThatIsBeingDecidedAbout() async throws {
    let ground = try StudioGround()
    ground.wavespeed.acceptEverything()
    let job = try await ground.leave(.queued)
    let studio = try await ground.open()
    // The disk takes its time, so the decision stands between its lease and its commit.
    let (isReleased, isHeld) = (Switch(false), Tally())
    let writer = try studio.store.writer
    async let disk: Void = writer.withConnection { (_) throws(StoreFailure) in
      isHeld.add()
      while !isReleased.isOn { usleep(1_000) }
    }
    await isHeld.wait()
    async let decided = studio.decide(.cancel, on: job.id)
    while await !studio.deciding.contains(job.id) { await Task.yield() }
    #expect(try await studio.takeUp(job.id) == .resting(job))
    #expect(try await studio.takeUpAll() == [.resting(job)])
    #expect(await studio.isHeld(job.id))
    let second = await refusal { try await studio.decide(.cancel, on: job.id) }
    #expect(second?.code == .invalidRequest)
    isReleased.set(true)
    try await disk
    #expect(try await decided.status == .cancelled)
    #expect(try await studio.store.lease(job.id) == nil)
    #expect(ground.wavespeed.calls == [])
    await studio.close()
  }

  @Test func whatWasClaimedBeforeADecisionIsNotStarted() async throws {
    let ground = try StudioGround()
    ground.wavespeed.acceptEverything()
    let job = try await ground.leave(.queued)
    let studio = try await ground.open()
    let (isReleased, isHeld) = (Switch(false), Tally())
    let writer = try studio.store.writer
    async let disk: Void = writer.withConnection { (_) throws(StoreFailure) in
      isHeld.add()
      while !isReleased.isOn { usleep(1_000) }
    }
    await isHeld.wait()
    async let taken = studio.takeUp(job.id)
    async let decided = studio.decide(.cancel, on: job.id)
    while await !studio.deciding.contains(job.id) { await Task.yield() }
    isReleased.set(true)
    try await disk
    // Whichever of the two came first, a job that was dropped is not sent.
    _ = try await taken
    let isDropped = try await decided.status == .cancelled
    #expect(isDropped)
    #expect(try await studio.stored(job.id).status == .cancelled)
    #expect(ground.wavespeed.calls == [])
    await studio.close()
  }

  @Test func aDecisionOnAnUnknownSequenceIsRefused() async throws {
    let ground = try StudioGround()
    let studio = try await ground.open()
    let nobody = SequenceID(rawValue: "nobody")
    let failure = await refusal { try await studio.decide(.markLost, on: nobody) }
    #expect(failure?.code == .invalidRequest)
    await studio.close()
  }

  @Test func fetchingMissingPicturesAgainNeverChargesAgain() async throws {
    let ground = try StudioGround()
    let isGone = Switch(true)
    ground.transport.when {
      $0.url.hasSuffix("/2") && isGone.isOn
    } reply: { _ in
      .bytes([], status: 404)
    }
    ground.servePictures()
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    ground.wavespeed.complete(pictures: 2)
    let studio = try await ground.open()
    let partial = try await studio.see(ground.plan())
    #expect(partial.status == .partial)
    #expect(partial.storedFrames.map(\.index) == [1])
    #expect(try await studio.books() == ["1 charged 60000"])
    // Once in vain, once with success.
    #expect(try await studio.settle(.retryDownloads, on: partial.id).status == .partial)
    #expect(try await studio.books() == ["1 charged 60000"])
    isGone.set(false)
    let whole = try await studio.settle(.retryDownloads, on: partial.id)
    #expect(whole.status == .finished)
    #expect(whole.failure == nil)
    #expect(try await studio.books() == ["1 charged 60000"])
    #expect(ground.wavespeed.submissions.count == 1)
    await studio.close()
  }

  @Test func moderatedPicturesAreNotFetchedAgain() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    ground.wavespeed.answerPolls(.answered(.halfModerated))
    let studio = try await ground.open()
    let id = try await studio.see(ground.plan()).id
    let failure = await refusal { try await studio.decide(.retryDownloads, on: id) }
    #expect(failure?.code == .invalidRequest)
    #expect(try await studio.stored(id).status == .partial)
    await studio.close()
  }
}
