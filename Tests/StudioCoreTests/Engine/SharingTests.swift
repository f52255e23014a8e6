import Glibc
import StudioModel
import TestSupport
import Testing

@testable import StudioCore

/// Two programs on one library learn of each other, and idle ones sleep.
@Suite(.timeLimit(.minutes(1))) struct Sharing {
  private func ground(flies: Bool = true) throws -> StudioGround {
    let ground = try StudioGround(flies: flies)
    ground.servePictures()
    ground.wavespeed.acceptEverything()
    ground.wavespeed.complete(pictures: 2)
    return ground
  }

  /// Everything `studio` heard of jobs that others changed.
  private func elsewhere(
    _ log: EventLog,
    _ fits: @escaping @Sendable (Job) -> Bool
  ) async -> Job? {
    let event = await log.first {
      if case .jobsChangedElsewhere(let jobs) = $0 { jobs.contains(where: fits) } else { false }
    }
    guard case .jobsChangedElsewhere(let jobs)? = event else { return nil }
    return jobs.first(where: fits)
  }

  @Test func whatOneProgramDoesTheOtherSees() async throws {
    let ground = try ground()
    let first = try await ground.open()
    let second = try await ground.open()
    let log = EventLog(second)
    await second.watchLibrary()
    let job = try await first.see(ground.plan())
    let seen = await elsewhere(log) { $0.id == job.id && $0.status == .finished }
    #expect(seen == job)
    #expect(log.events.contains(.spendingChanged))
    #expect(try await second.spending().today == ground.plan().estimate)
    await first.close()
    await second.close()
  }

  @Test func starsAndTheTrashAreSeenToo() async throws {
    let ground = try ground()
    let job = try await ground.leave(.finished, owner: nil)
    let first = try await ground.open()
    let second = try await ground.open()
    let log = EventLog(second)
    await second.watchLibrary()
    #expect(try await first.star(job.id, true).isStarred)
    #expect(await elsewhere(log) { $0.isStarred } != nil)
    _ = try await first.trash(job.id)
    #expect(await log.first { $0 == .jobRemoved(job.id) } != nil)
    _ = try await first.restore(job.id)
    #expect(await elsewhere(log) { $0.id == job.id && $0.isStarred } != nil)
    await first.close()
    await second.close()
  }

  @Test func aStarSetDuringAJobIsInWhatIsToldOfIt() async throws {
    let ground = try ground(flies: false)
    let job = try await ground.leave(.running) { $0.nextPollAt = ground.time.now + .seconds(7) }
    let studio = try await ground.open()
    let log = EventLog(studio)
    _ = try await studio.takeUp(job.id)
    await log.wait(of: job.id)
    try await studio.star(job.id, true)
    await ground.time.flow { await log.rest(of: job.id) }
    let told = log.events.compactMap { event -> Job? in
      if case .jobChanged(let job, _) = event { job } else { nil }
    }
    #expect(told.last?.status == .finished)
    #expect(told.allSatisfy { $0.isStarred })
    await studio.close()
  }

  @Test func ownCommitsAreNoNews() async throws {
    let ground = try ground()
    let studio = try await ground.open()
    await studio.watchLibrary()
    let log = EventLog(studio)
    _ = try await studio.see(ground.plan())
    try await studio.store.tellForeignChanges { _ in Issue.record("it was told of itself") }
    // A commit of somebody else, so that there is an end to wait for.
    let other = try await ground.open()
    try await other.store.importFinished([sampleJob("other", status: .finished)])
    let told = await elsewhere(log) { $0.id.rawValue == "other" }
    #expect(told != nil)
    let batches = log.events.count {
      if case .jobsChangedElsewhere = $0 { true } else { false }
    }
    #expect(batches == 1)
    await other.close()
    await studio.close()
  }

  @Test func manyChangesAtOnceSayToReadAgain() async throws {
    let ground = try ground()
    let studio = try await ground.open()
    await studio.watchLibrary()
    let log = EventLog(studio)
    let other = try await ground.open()
    try await other.store.importFinished(
      (0..<300).map { sampleJob("job-\($0)", status: .finished, at: noon + .milliseconds($0)) }
    )
    #expect(await log.first { $0 == .libraryChanged } != nil)
    await other.close()
    await studio.close()
  }

  @Test func aWritersLastWordIsHeardEvenWhenItsLogGoes() async throws {
    let ground = try ground()
    let studio = try await ground.open()
    await studio.watchLibrary()
    let log = EventLog(studio)
    for number in 0..<5 {
      // Each opens, writes, folds its log into the file and goes.
      let other = try await ground.open()
      try await other.store.importFinished([sampleJob("job-\(number)", status: .finished)])
      await other.close()
      #expect(await elsewhere(log) { $0.id.rawValue == "job-\(number)" } != nil)
    }
    await studio.close()
  }

  /// A program that holds a lock until it is killed.
  private func program(holding owner: LeaseOwnerID, _ ground: StudioGround) throws -> ChildProgram {
    try ground.paths.prepare()
    let file = ground.paths.locks + "/\(owner).lock"
    let child = try ChildProgram(
      "/bin/sh",
      ["-c", "exec 9<>\"$1\"; flock 9; echo held; exec sleep 600", "sh", file]
    )
    for _ in 0..<2_000 where child.outputSoFar.isEmpty {
      usleep(2_000)
    }
    #expect(ProcessLock.isAlive(owner, in: ground.paths.locks) == true)
    return child
  }

  @Test(arguments: [JobStatus.submitted, .running])
  func theJobsOfAProgramThatIsKilledAreTakenUpAtOnce(status: JobStatus) async throws {
    let ground = try ground()
    let owner = LeaseOwnerID(rawValue: "77-abc")
    let child = try program(holding: owner, ground)
    let job = try await ground.leave(status, owner: owner)
    let studio = try await ground.open()
    await studio.watchLibrary()
    let log = EventLog(studio)
    #expect(try await studio.takeUpAll() == [.heldElsewhere(job)])
    child.kill()
    await log.rest(of: job.id)
    #expect(try await studio.stored(job.id).status == .finished)
    #expect(ground.wavespeed.submissions == [])
    await studio.close()
  }

  @Test func whatAProgramWasSendingWhenItWasKilledIsUnconfirmed() async throws {
    let ground = try ground()
    let owner = LeaseOwnerID(rawValue: "77-abc")
    let child = try program(holding: owner, ground)
    let job = try await ground.leave(.submitting, owner: owner)
    let studio = try await ground.open()
    await studio.watchLibrary()
    let log = EventLog(studio)
    child.kill()
    await log.rest(of: job.id)
    #expect(try await studio.stored(job.id).status == .unconfirmed)
    #expect(ground.wavespeed.submissions == [])
    await studio.close()
  }

  @Test func whatAProgramThatIsKilledLeftUnsentStaysUnsent() async throws {
    let ground = try ground()
    let owner = LeaseOwnerID(rawValue: "77-abc")
    let child = try program(holding: owner, ground)
    let fresh = try await ground.leave(.queued, owner: owner)
    let refusedForNow = try await ground.leave(.queued, owner: owner) { $0.submissions = 1 }
    let sent = try await ground.leave(.running, owner: owner)
    let studio = try await ground.open()
    await studio.watchLibrary()
    let log = EventLog(studio)
    #expect(try await studio.unsent() == [], "its program lives")
    child.kill()
    for job in [sent, fresh, refusedForNow] { await log.rest(of: job.id) }
    #expect(try await studio.stored(sent.id).status == .finished)
    #expect(try await studio.stored(fresh.id) == fresh)
    #expect(try await studio.stored(refusedForNow.id) == refusedForNow)
    #expect(try await studio.unsent() == [fresh, refusedForNow])
    #expect(ground.wavespeed.submissions == [])
    // A person's word sends it.
    #expect(try await studio.resume(fresh.id).status == .finished)
    #expect(ground.wavespeed.submissions.count == 1)
    await studio.close()
  }

  @Test func whatWaitsForAPersonIsSaidToBeNobodysOnceItsProgramLeft() async throws {
    let ground = try ground()
    ground.atlas.answerSubmits(.unknown)
    let first = try await ground.open()
    let lost = try await first.see(ground.plan(provider: .atlascloud))
    #expect(lost.status == .unconfirmed)
    let keyless = try await ground.leave(.running, owner: first.bench.owner)
    let second = try await ground.open(providers: [.atlascloud])
    let log = EventLog(second)
    await second.watchLibrary()
    await first.close()
    await log.rest(of: lost.id)
    await log.rest(of: keyless.id)
    #expect(try await second.stored(lost.id) == lost)
    #expect(ground.atlas.submissions.count == 1)
    await second.close()
  }

  @Test func whatAProgramThatClosesLeftUnsentStaysUnsent() async throws {
    let ground = try ground(flies: false)
    let first = try await ground.open(.limited(imagesPerMinute: 2))
    let firstLog = EventLog(first)
    let second = try await ground.open()
    await second.watchLibrary()
    let log = EventLog(second)
    let sent = try await first.admit(ground.plan()).job
    await firstLog.change(of: sent.id, to: .submitted)
    let unsent = try await first.admit(ground.plan("A series of 2 images of an owl")).job
    await firstLog.wait(of: unsent.id)
    await first.close()
    await log.rest(of: unsent.id)
    await ground.time.flow { await log.rest(of: sent.id) }
    #expect(try await second.stored(unsent.id).status == .queued)
    #expect(try await second.unsent().map(\.id) == [unsent.id])
    #expect(ground.wavespeed.submissions.count == 1)
    await second.close()
  }

  @Test func whatAProgramLetsGoWhenItClosesIsTakenUp() async throws {
    let ground = try ground(flies: false)
    let job = try await ground.leave(.running) { $0.nextPollAt = ground.time.now + .seconds(7) }
    let first = try await ground.open()
    let firstLog = EventLog(first)
    _ = try await first.takeUp(job.id)
    await firstLog.wait(of: job.id)
    let second = try await ground.open()
    await second.watchLibrary()
    let log = EventLog(second)
    await first.close()
    await log.wait(of: job.id)
    await ground.time.flow { await log.rest(of: job.id) }
    #expect(try await second.stored(job.id).status == .finished)
    await second.close()
  }

  @Test func aStudioWithoutWorkNeverWakes() async throws {
    let ground = try ground(flies: false)
    let time = ground.time.standing
    let studio = try await Studio.open(ground.settings(clock: time.clock))
    await studio.watchLibrary()
    #expect(time.sleeperCount == 0)
    let job = try await ground.leave(.running) { $0.nextPollAt = ground.time.now + .seconds(7) }
    let log = EventLog(studio)
    _ = try await studio.takeUp(job.id)
    await time.waitForSleepers(2)
    await ground.time.flow { await log.rest(of: job.id) }
    #expect(await studio.isIdle)
    #expect(time.sleeperCount == 0)
    await studio.close()
  }

  @Test func listeningEndsWithTheStudio() async throws {
    let ground = try ground()
    let studio = try await ground.open()
    await studio.watchLibrary()
    await studio.watchLibrary()
    await studio.detach()
    #expect(await studio.watch == nil)
    await studio.watchLibrary()
    #expect(await studio.watch == nil)
    await studio.close()
  }
}
