import StudioModel
import Testing

@testable import StudioCore

/// Several programs on one library.
@Suite(.timeLimit(.minutes(1))) struct Leasing {
  private func ground(flies: Bool = true) throws -> StudioGround {
    let ground = try StudioGround(flies: flies)
    ground.servePictures()
    ground.wavespeed.complete(pictures: 2)
    return ground
  }

  @Test(arguments: JobStatus.allCases.filter { !$0.isFinal && $0 != .drafted })
  func aJobOfALivingProgramIsLeftAlone(_ status: JobStatus) async throws {
    let ground = try ground()
    try ground.paths.prepare()
    let living = try ProcessLock(folder: ground.paths.locks)
    let job = try await ground.leave(status, owner: living.owner)
    let lease = Lease(owner: living.owner, expiresAt: ground.time.now + .seconds(30))
    // Even long after the lease ran out: the program lives.
    ground.time.standing.advance(by: .hours(1))
    let studio = try await ground.open()
    #expect(try await studio.takeUpAll() == [.heldElsewhere(job)])
    #expect(try await studio.takeUp(job.id) == .heldElsewhere(job))
    #expect(try await studio.store.lease(job.id) == lease)
    #expect(ground.wavespeed.calls == [])
    await studio.close()
    withExtendedLifetime(living) {}
  }

  @Test(arguments: [JobStatus.submitted, .submitting])
  func whereLifeCannotBeSeenALeaseThatRanOutCountsUnlessACallMayBeOut(
    _ status: JobStatus
  ) async throws {
    let ground = try ground()
    // No file can have this name, so nobody can tell.
    let unseen = LeaseOwnerID(rawValue: "elsewhere/1")
    let job = try await ground.leave(status, owner: unseen)
    let studio = try await ground.open()
    #expect(try await studio.takeUp(job.id) == .heldElsewhere(job))
    ground.time.standing.advance(by: .seconds(31))
    let late = try await studio.resume(job.id)
    #expect(late.status == (status == .submitted ? .finished : .submitting))
    await studio.close()
  }

  @Test func whatOneProgramLetsGoAnotherFinishes() async throws {
    let ground = try ground(flies: false)
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    let first = try await ground.open()
    let second = try await ground.open()
    let log = EventLog(first)
    let id = try await first.admit(ground.plan()).job.id
    await log.change(of: id, to: .submitted)
    let job = try await second.stored(id)
    #expect(try await second.takeUpAll() == [.heldElsewhere(job)])
    await first.close()
    let later = EventLog(second)
    _ = try await second.takeUpAll()
    await ground.time.flow { await later.rest(of: id) }
    #expect(try await second.stored(id).status == .finished)
    #expect(ground.wavespeed.submissions.count == 1)
    await second.close()
  }

  @Test func twoProgramsThatTakeEverythingUpAtOnceShareIt() async throws {
    let ground = try ground(flies: false)
    ground.wavespeed.acceptEverything()
    var jobs: [Job] = []
    for _ in 0..<8 { jobs.append(try await ground.leave(.queued)) }
    let studios = [try await ground.open(), try await ground.open()]
    let logs = studios.map { EventLog($0) }
    async let one = studios[0].takeUpAll()
    async let two = studios[1].takeUpAll()
    let taken = [try await one, try await two].map { results in
      results.compactMap { if case .started(let job) = $0 { job.id } else { nil } }
    }
    #expect(taken[0].count + taken[1].count == 8)
    #expect(Set(taken[0] + taken[1]) == Set(jobs.map(\.id)))
    await ground.time.flow {
      for (ids, log) in zip(taken, logs) {
        for id in ids { await log.rest(of: id) }
      }
    }
    #expect(ground.wavespeed.submissions.count == 8)
    #expect(try await studios[0].books().count == 8)
    for studio in studios { await studio.close() }
  }

  @Test func takingUpTwiceStartsOnce() async throws {
    let ground = try ground(flies: false)
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    let job = try await ground.leave(.queued)
    let studio = try await ground.open()
    let log = EventLog(studio)
    async let one = studio.takeUp(job.id)
    async let two = studio.takeUp(job.id)
    async let all = studio.takeUpAll()
    _ = try await (one, two, all)
    await ground.time.flow { await log.rest(of: job.id) }
    #expect(ground.wavespeed.submissions.count == 1)
    #expect(try await studio.stored(job.id).status == .finished)
    await studio.close()
  }

  /// Takes the lease away from whoever has it.
  private func steal(_ id: SequenceID, _ studio: Studio, at now: Timestamp) async throws {
    let claimed = try await studio.store.claim(
      id,
      owner: LeaseOwnerID(rawValue: "thief"),
      replacing: try await studio.store.lease(id),
      until: now + .hours(1)
    )
    #expect(claimed != nil)
  }

  @Test func aProgramThatLostItsLeaseStopsAtTheNextCommit() async throws {
    let ground = try ground()
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
    try await steal(job.id, studio, at: ground.time.now)
    turnstile.open()
    await log.rest(of: job.id)
    #expect(try await studio.stored(job.id) == job)
    #expect(try await studio.store.lease(job.id)?.owner == LeaseOwnerID(rawValue: "thief"))
    #expect(try await studio.books() == [])
    #expect(ground.transport.requests == [])
    #expect(try FileSystem().list(job.folder) == [])
    await studio.close()
  }

  @Test func aProgramThatLostItsLeaseBeforeTheIntentSendsNothing() async throws {
    let ground = try ground(flies: false)
    let job = try await ground.leave(.queued) { $0.status = .queued }
    _ = try await ground.leave(.submitted)
    let studio = try await ground.open(.limited(tasksAtOnce: 1))
    let log = EventLog(studio)
    _ = try await studio.takeUp(job.id)
    await log.wait(of: job.id)
    try await steal(job.id, studio, at: ground.time.now)
    await ground.time.flow { await log.rest(of: job.id) }
    #expect(try await studio.stored(job.id).status == .queued)
    #expect(ground.wavespeed.submissions == [])
    await studio.close()
  }

  @Test func aProgramThatLostItsLeaseLeavesTheRecipeAlone() async throws {
    let ground = try ground()
    let turnstile = Turnstile()
    ground.road.after { _ in await turnstile.stop() }
    let job = try await ground.leave(.downloading) { job in
      job.frames = [Frame(index: 1, url: "https://images.example/x/1")]
    }
    let studio = try await ground.open()
    let log = EventLog(studio)
    _ = try await studio.takeUp(job.id)
    await turnstile.arrived()
    try await steal(job.id, studio, at: ground.time.now)
    writeFile(LibraryLayout.path("recipe.json", in: job.folder), Array("newer".utf8))
    turnstile.open()
    await log.rest(of: job.id)
    let recipe = LibraryLayout.path("recipe.json", in: job.folder)
    #expect(try FileSystem().read(recipe, limit: 10_000) == Array("newer".utf8))
    await studio.close()
  }

  @Test func aHeartbeatKeepsTheLeasesOfJobsThatWait() async throws {
    let ground = try ground(flies: false)
    let job = try await ground.leave(.running) { $0.nextPollAt = ground.time.now + .minutes(5) }
    let time = ground.time.standing
    let studio = try await Studio.open(ground.settings(clock: time.clock))
    _ = try await studio.takeUp(job.id)
    for _ in 0..<6 {
      await time.waitForSleepers(2)
      time.advance(by: .seconds(10))
    }
    // The heart sleeps again once the beat is on disk.
    await time.waitForSleepers(2)
    let lease = try #require(try await studio.store.lease(job.id))
    #expect(lease.owner == studio.bench.owner)
    #expect(lease.expiresAt == time.now + Studio.leaseSpan)
    await studio.close()
  }

  @Test func aClosedStudioLeavesNoLeaseAndNoLock() async throws {
    let ground = try ground(flies: false)
    for status in [JobStatus.running, .submitted] {
      _ = try await ground.leave(status) { $0.nextPollAt = ground.time.now + .minutes(5) }
    }
    var studio: Studio? = try await ground.open()
    let taken = try await studio?.takeUpAll()
    #expect(taken?.count == 2)
    await studio?.detach()
    let rows = try await studio?.store.claimable()
    #expect(rows?.map(\.lease) == [nil, nil])
    await studio?.close()
    studio = nil
    #expect(ground.wavespeed.calls == [])
  }
}
