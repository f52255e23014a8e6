import Glibc
import StudioModel
import Testing

@testable import StudioCore

/// Stopping the looks at one job, going on, and asking for the next one now.
@Suite(.timeLimit(.minutes(1))) struct Pausing {
  private func ground() throws -> StudioGround {
    let ground = try StudioGround(flies: false)
    ground.servePictures()
    ground.wavespeed.complete(pictures: 2)
    return ground
  }

  private func isPaused(_ id: SequenceID) -> @Sendable (StudioEvent) -> Bool {
    { $0 == .jobProgressed(id, .paused) }
  }

  @Test func aPausedJobIsNotLookedAtUntilItGoesOn() async throws {
    let ground = try ground()
    let due = ground.time.now + .seconds(7)
    let job = try await ground.leave(.running) { $0.nextPollAt = due }
    let studio = try await ground.open()
    let log = EventLog(studio)
    _ = try await studio.takeUp(job.id)
    await log.wait(of: job.id)
    #expect(await studio.setPolling(paused: true, on: job.id))
    #expect(studio.isPollingPaused(job.id))
    await log.first(where: isPaused(job.id))
    ground.time.standing.advance(by: .hours(1))
    #expect(ground.wavespeed.polls == [])
    #expect(try await studio.stored(job.id).nextPollAt == due)
    #expect(await studio.setPolling(paused: false, on: job.id))
    await log.rest(of: job.id)
    #expect(ground.wavespeed.polls.count == 1)
    #expect(try await studio.stored(job.id).status == .finished)
    #expect(!studio.isPollingPaused(job.id))
    await studio.close()
  }

  @Test func aPausedJobIsLetGoAtTheEndAndIsAnOrdinaryOneNextTime() async throws {
    let ground = try ground()
    let job = try await ground.leave(.running) { $0.nextPollAt = ground.time.now + .seconds(7) }
    var studio: Studio? = try await ground.open()
    if let studio {
      let log = EventLog(studio)
      _ = try await studio.takeUp(job.id)
      await log.wait(of: job.id)
      await studio.setPolling(paused: true, on: job.id)
      await log.first(where: isPaused(job.id))
      await studio.close()
    }
    studio = nil
    ground.time.standing.advance(by: .seconds(7))
    let next = try await ground.open()
    #expect(try await next.resume(job.id).status == .finished)
    await next.close()
  }

  @Test func aLookThatIsWantedComesAtOnce() async throws {
    let ground = try ground()
    let job = try await ground.leave(.running) { job in
      job.nextPollAt = ground.time.now + .hours(2)
      job.acceptedAt = ground.time.now + .minutes(-5)
    }
    let studio = try await ground.open()
    let log = EventLog(studio)
    _ = try await studio.takeUp(job.id)
    await log.wait(of: job.id)
    #expect(await studio.lookNow(job.id))
    await log.rest(of: job.id)
    #expect(ground.wavespeed.polls.count == 1)
    #expect(try await studio.stored(job.id).status == .finished)
    await studio.close()
  }

  @Test func aWantedLookKeepsTheServicesFloor() async throws {
    let ground = try ground()
    let now = ground.time.now
    let job = try await ground.leave(.running) { job in
      job.nextPollAt = now + .hours(2)
      job.acceptedAt = now
    }
    let studio = try await ground.open()
    let floor = studio.policy(of: .wavespeed).schedule.floor
    let log = EventLog(studio)
    _ = try await studio.takeUp(job.id)
    await log.wait(of: job.id)
    await ground.time.standing.waitForSleepers()
    await studio.lookNow(job.id)
    await log.first { $0 == .jobProgressed(job.id, .waiting(until: now + floor)) }
    #expect(ground.wavespeed.polls == [])
    await ground.time.flow { await log.rest(of: job.id) }
    #expect(ground.wavespeed.polls.count == 1)
    #expect(ground.time.now == now + floor)
    await studio.close()
  }

  @Test func whatTheServiceAskedForIsKept() async throws {
    let ground = try ground()
    let due = ground.time.now + .hours(2)
    let job = try await ground.leave(.running) { job in
      job.nextPollAt = due
      job.acceptedAt = ground.time.now + .minutes(-5)
      job.failure = .scripted(.throttled)
      job.pollFailures = 1
    }
    let service = ground.wavespeed
    service.answerPolls { id, count in
      count == 1
        ? .unavailable(.scripted(.throttled), retryAfter: .hours(1))
        : .answered(.completed(id, pictures: 2))
    }
    let studio = try await ground.open()
    let log = EventLog(studio)
    // Taking it up makes the first look at once; its answer asks for an hour.
    _ = try await studio.takeUp(job.id)
    let until = try #require(await log.wait(of: job.id))
    await ground.time.standing.waitForSleepers()
    await studio.lookNow(job.id)
    await ground.time.flow { await log.rest(of: job.id) }
    #expect(service.polls.count == 2)
    #expect(ground.time.now == until)
    #expect(until >= due + .hours(-1))
    await studio.close()
  }

  @Test func askingForALookEndsThePause() async throws {
    let ground = try ground()
    let job = try await ground.leave(.running) { job in
      job.nextPollAt = ground.time.now + .hours(2)
      job.acceptedAt = ground.time.now + .minutes(-5)
    }
    let studio = try await ground.open()
    let log = EventLog(studio)
    _ = try await studio.takeUp(job.id)
    await log.wait(of: job.id)
    await studio.setPolling(paused: true, on: job.id)
    await log.first(where: isPaused(job.id))
    await studio.lookNow(job.id)
    await log.rest(of: job.id)
    #expect(try await studio.stored(job.id).status == .finished)
    await studio.close()
  }

  @Test func theSearchForALostIDPausesToo() async throws {
    let ground = try ground()
    let job = try await ground.leave(.unconfirmed) { $0.nextPollAt = ground.time.now + .seconds(5) }
    let studio = try await ground.open()
    let log = EventLog(studio)
    _ = try await studio.takeUp(job.id)
    await log.wait(of: job.id)
    await studio.setPolling(paused: true, on: job.id)
    await log.first(where: isPaused(job.id))
    ground.time.standing.advance(by: .hours(1))
    #expect(ground.wavespeed.lists == 0)
    await studio.close()
  }

  @Test func whatWaitsInTheQueueIsSentAllTheSame() async throws {
    let ground = try ground()
    ground.wavespeed.acceptEverything()
    let studio = try await ground.open(.limited(imagesPerMinute: 2))
    let log = EventLog(studio)
    let first = try await studio.admit(ground.plan()).job
    let second = try await studio.admit(ground.plan("A series of 2 images of an owl")).job
    await log.wait(of: second.id)
    await studio.setPolling(paused: true, on: second.id)
    await ground.time.flow {
      await log.rest(of: first.id)
      await log.first(where: isPaused(second.id))
    }
    #expect(ground.wavespeed.submissions.count == 2)
    #expect(ground.wavespeed.polls.allSatisfy { $0 == PredictionID(rawValue: "task-1") })
    await studio.setPolling(paused: false, on: second.id)
    await ground.time.flow { await log.rest(of: second.id) }
    await studio.close()
  }

  @Test func onAFullDiskAWishIsGoodForOneTry() async throws {
    let ground = try ground()
    let refusals = Tally()
    let files = FileSystem { action, path in
      // It gives in at some time, so that trying without a pause has an end.
      guard action == .write, path.hasSuffix("/01.jpg"), refusals.count < 50 else { return nil }
      refusals.add()
      return ENOSPC
    }
    let job = try await ground.leave(.downloading) { job in
      job.acceptedAt = ground.time.now + .minutes(-5)
      job.frames = [Frame(index: 1, url: "https://images.example/x/1")]
    }
    let studio = try await ground.open(files: files)
    let log = EventLog(studio)
    _ = try await studio.takeUp(job.id)
    await log.wait(of: job.id)
    #expect(refusals.count == 1)
    await ground.time.standing.waitForSleepers()
    await studio.lookNow(job.id)
    let waits = Tally()
    await log.first { event in
      if case .jobProgressed(_, .waiting) = event { waits.add() }
      return waits.count > 1 || event == .jobRested(job.id)
    }
    #expect(refusals.count == 2)
    #expect(try await studio.stored(job.id).status == .downloading)
    await studio.close()
  }

  @Test func nobodyPausesAJobThatIsNotWorkedOnHere() async throws {
    let ground = try ground()
    let job = try await ground.leave(.finished)
    let studio = try await ground.open()
    #expect(await !studio.setPolling(paused: true, on: job.id))
    #expect(await !studio.lookNow(job.id))
    #expect(!studio.isPollingPaused(job.id))
    await studio.close()
  }
}
