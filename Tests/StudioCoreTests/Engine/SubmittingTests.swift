import StudioModel
import Synchronization
import Testing

@testable import StudioCore

@Suite(.timeLimit(.minutes(1))) struct Submitting {
  @Test func theIntentIsOnDiskWhenTheSubmitCallLeaves() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.complete(pictures: 2)
    let seen = Mutex<Job?>(nil)
    let database = ground.paths.database
    ground.wavespeed.answerSubmit { _ in
      // A second connection sees only what is committed.
      let store = try? await Store.open(path: database, mode: .readOnly)
      let job = try? await store?.history(limit: 1).jobs.first
      seen.withLock { $0 = job }
      await store?.close()
      return .accepted("task-1")
    }
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    let intent = try #require(seen.withLock { $0 })
    #expect(intent.status == .submitting)
    #expect(intent.submissions == 1)
    #expect(intent.submittedAt != nil)
    #expect(intent.predictionID == nil)
    #expect(job.status == .finished)
    #expect(job.submittedAt == intent.submittedAt)
    await studio.close()
  }

  @Test func theIDIsOnDiskBeforeTheFirstLook() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    let seen = Mutex<[Job]>([])
    let database = ground.paths.database
    ground.wavespeed.answerPolls { id, _ in
      let store = try? await Store.open(path: database, mode: .readOnly)
      if let job = try? await store?.history(limit: 1).jobs.first {
        seen.withLock { $0.append(job) }
      }
      await store?.close()
      return .answered(.completed(id, pictures: 2))
    }
    let studio = try await ground.open()
    _ = try await studio.see(ground.plan())
    let atFirstLook = try #require(seen.withLock { $0.first })
    #expect(atFirstLook.status == .submitted)
    #expect(atFirstLook.predictionID == PredictionID(rawValue: "task-1"))
    #expect(atFirstLook.acceptedAt != nil)
    await studio.close()
  }

  @Test func aCallThatNeverLeftGoesBackToTheQueueAndALaterOneSucceeds() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.answerSubmits(.neverLeft, .neverLeft, .accepted("task-1"))
    ground.wavespeed.complete(pictures: 2)
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    #expect(job.status == .finished)
    #expect(job.submissions == 1)
    #expect(ground.wavespeed.submissions.count == 3)
    #expect(try await studio.books() == ["1 charged 60000"])
    await studio.close()
  }

  @Test func aCallThatNeverLeftDoesNotCountAgainstTheLimits() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.answerSubmits(.neverLeft, .accepted("task-1"))
    ground.wavespeed.complete(pictures: 2)
    let studio = try await ground.open(.limited(imagesPerMinute: 2))
    let job = try await studio.see(ground.plan())
    let calls = try await studio.store.submissionsInWindow(
      provider: .wavespeed,
      now: try #require(job.submittedAt)
    )
    #expect(calls.map(\.images) == [2])
    // The second call came well within the minute that the first would have blocked.
    #expect(try #require(job.submittedAt) - job.createdAt < .seconds(30))
    await studio.close()
  }

  @Test func aThrottledCallWaitsAsLongAsTheServiceAsks() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.answerSubmits(
      .throttled(.scripted(.throttled), retryAfter: .seconds(40)),
      .accepted("task-1")
    )
    ground.wavespeed.complete(pictures: 2)
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    #expect(job.status == .finished)
    #expect(try #require(job.submittedAt) - job.createdAt >= .seconds(40))
    #expect(try await studio.books().count == 1)
    await studio.close()
  }

  @Test func aRefusedCallFailsTheJobAndCostsNothing() async throws {
    let ground = try StudioGround()
    ground.wavespeed.answerSubmits(.refused(.scripted(.moderated)))
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    #expect(job.status == .failed)
    #expect(job.failure?.code == .moderated)
    #expect(try await studio.books() == [])
    #expect(ground.wavespeed.polls == [])
    #expect(try await studio.takeUpAll() == [])
    await studio.close()
  }

  @Test func anAnswerWithPicturesNeedsNoLook() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    let id = PredictionID(rawValue: "task-1")
    ground.wavespeed.answerSubmits(.accepted(.completed(id, pictures: 2)))
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan(delivery: .sync))
    #expect(job.status == .finished)
    #expect(ground.wavespeed.polls == [])
    await studio.close()
  }

  @Test func anAnswerWithoutAnIDIsUnconfirmed() async throws {
    let ground = try StudioGround()
    ground.atlas.answerSubmits(
      .accepted(PredictionReport(id: nil, phase: .waiting, remoteStatus: ""))
    )
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan(provider: .atlascloud))
    #expect(job.status == .unconfirmed)
    #expect(ground.atlas.polls == [])
    await studio.close()
  }

  @Test func aLostAnswerIsNeverFollowedByAnotherCallWhateverHappens() async throws {
    let ground = try StudioGround()
    ground.atlas.answerSubmits(.unknown)
    var studio = try await ground.open()
    let id = try await studio.see(ground.plan(provider: .atlascloud)).id
    for _ in 0..<3 {
      #expect(try await studio.resume(id).status == .unconfirmed)
      _ = try await studio.takeUpAll()
      await studio.close()
      studio = try await ground.open()
    }
    let job = try await studio.resume(id)
    #expect(job.status == .unconfirmed)
    #expect(job.submissions == 1)
    #expect(ground.atlas.submissions.count == 1)
    #expect(try await studio.books() == [])
    await studio.close()
  }

  @Test func aLostAnswerThatTheListNeverShowsEndsAtAPersonNotAtAnotherCall() async throws {
    let ground = try StudioGround()
    ground.wavespeed.answerSubmits(.unknown)
    ground.wavespeed.list()
    let studio = try await ground.open()
    let id = try await studio.see(ground.plan()).id
    for round in 1...4 {
      let job = try await studio.stored(id)
      #expect(job.status == .unconfirmed)
      #expect(ground.wavespeed.lists == round * 5)
      _ = try await studio.resume(id)
    }
    #expect(ground.wavespeed.submissions.count == 1)
    await studio.close()
  }
}
