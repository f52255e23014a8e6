import StudioModel
import Testing

@testable import StudioCore

/// Letting jobs go without losing what is under way.
@Suite(.timeLimit(.minutes(1))) struct Detaching {
  @Test func anAnswerOnTheWireIsWaitedForAndItsIDStored() async throws {
    let ground = try StudioGround(flies: false)
    let turnstile = Turnstile()
    let sawCancellation = Switch(false)
    ground.wavespeed.answerSubmit { _ in
      await turnstile.stop()
      sawCancellation.set(Task.isCancelled)
      return .accepted("task-1")
    }
    let studio = try await ground.open()
    let log = EventLog(studio)
    let id = try await studio.admit(ground.plan()).job.id
    await turnstile.arrived()
    let letting = Task { await studio.detach() }
    // The lease stays while the call is out.
    #expect(try await studio.store.lease(id)?.owner == studio.bench.owner)
    turnstile.open()
    await letting.value
    await log.rest(of: id)
    let job = try await studio.stored(id)
    #expect(job.status == .submitted)
    #expect(job.predictionID == PredictionID(rawValue: "task-1"))
    #expect(!sawCancellation.isOn)
    #expect(try await studio.store.lease(id) == nil)
    await studio.close()
  }

  @Test func anUnknownOutcomeOnTheWireIsStoredToo() async throws {
    let ground = try StudioGround(flies: false)
    let turnstile = Turnstile()
    ground.atlas.answerSubmit { _ in
      await turnstile.stop()
      return .unknown
    }
    let studio = try await ground.open()
    let id = try await studio.admit(ground.plan(provider: .atlascloud)).job.id
    await turnstile.arrived()
    let letting = Task { await studio.detach() }
    turnstile.open()
    await letting.value
    #expect(try await studio.stored(id).status == .unconfirmed)
    await studio.close()
  }

  @Test func aDownloadStopsWhereItIsAndGoesOnFromThere() async throws {
    let ground = try StudioGround(flies: false)
    let whole = MarkedPictures.whole("a long picture")
    let isFirst = Switch(true)
    let under = Tally()
    ground.transport.when { _ in
      isFirst.isOn
    } reply: { request in
      writeFile(request.part, Array(whole[..<12]))
      under.add()
      return .hang(reach: .outcomeUnknown)
    }
    ground.transport.when {
      $0.offset == 12
    } reply: { request in
      .bytes(Array(whole[12...]), status: 206)
    }
    let job = try await ground.leave(.downloading, ground.request(images: 1)) {
      $0.frames = [Frame(index: 1, url: "https://images.example/x/1")]
    }
    var studio = try await ground.open()
    _ = try await studio.takeUp(job.id)
    await under.wait()
    await studio.close()
    isFirst.set(false)
    studio = try await ground.open()
    #expect(try await studio.stored(job.id).status == .downloading)
    #expect(try FileSystem().list(job.folder) == [LibraryLayout.partName(1)])
    let done = try await studio.resume(job.id)
    #expect(done.status == .finished)
    #expect(ground.transport.requests.map(\.offset) == [0, 12])
    #expect(done.frames[0].downloadAttempts == 0)
    #expect(done.frames[0].sha256 == SHA256Digest.hexadecimal(of: whole))
    await studio.close()
  }

  @Test func aLookOnTheWireIsDropped() async throws {
    let ground = try StudioGround()
    let turnstile = Turnstile()
    ground.wavespeed.answerPolls { id, _ in
      await turnstile.stop()
      return .answered(.completed(id, pictures: 2))
    }
    let job = try await ground.leave(.submitted)
    let studio = try await ground.open()
    let log = EventLog(studio)
    _ = try await studio.takeUp(job.id)
    await turnstile.arrived()
    let letting = Task { await studio.letGo(job.id) }
    while await studio.runners[job.id]?.isCancelled == false { await Task.yield() }
    turnstile.open()
    await letting.value
    await log.rest(of: job.id)
    #expect(try await studio.stored(job.id) == job)
    #expect(ground.transport.requests == [])
    await studio.close()
  }

  @Test(arguments: [Failpoint.beforeIntent, .afterIntent])
  func lettingGoBetweenTheIntentAndTheCallLeavesAJobThatWasNotSent(
    at point: Failpoint
  ) async throws {
    let ground = try StudioGround(flies: false)
    let failpoints = Failpoints { reached in
      // The person presses ^C at this very moment: the runner is cancelled.
      if reached == point { withUnsafeCurrentTask { $0?.cancel() } }
    }
    var studio = try await ground.open(failpoints: failpoints)
    let log = EventLog(studio)
    let id = try await studio.admit(ground.plan(provider: .atlascloud)).job.id
    await log.rest(of: id)
    #expect(ground.atlas.submissions == [])
    await studio.close()
    // Nothing left, so nobody has to be asked: it goes when somebody takes it up.
    ground.atlas.answerSubmits(.accepted("task-1"))
    ground.atlas.complete(pictures: 2)
    ground.servePictures()
    studio = try await ground.open()
    let later = EventLog(studio)
    _ = try await studio.takeUp(id)
    await ground.time.flow { await later.rest(of: id) }
    let job = try await studio.stored(id)
    #expect(job.status == .finished)
    #expect(job.submissions == 1)
    await studio.close()
  }

  @Test func aJobThatWaitsForItsTurnStaysQueuedAndUnsent() async throws {
    let ground = try StudioGround(flies: false)
    _ = try await ground.leave(.submitted)
    let studio = try await ground.open(.limited(tasksAtOnce: 1))
    let log = EventLog(studio)
    let front = try await studio.admit(ground.plan()).job.id
    await log.wait(of: front)
    let behind = try await studio.admit(ground.plan()).job.id
    await studio.detach()
    for id in [front, behind] {
      let job = try await studio.stored(id)
      #expect(job.status == .queued)
      #expect(job.submissions == 0)
    }
    #expect(ground.wavespeed.submissions == [])
    await studio.close()
  }

  @Test func closingTwiceAndQuestionsAfterwardsDoNoHarm() async throws {
    let ground = try StudioGround()
    let studio = try await ground.open()
    await studio.close()
    await studio.close()
    let failure = await refusal { try await studio.takeUpAll() }
    #expect(failure?.code == .storage)
  }
}
