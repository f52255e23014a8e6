import StudioModel
import Testing

@testable import StudioCore

/// The services' limits make jobs wait their turn and never fail.
@Suite(.timeLimit(.minutes(1))) struct Limiting {
  private func ground(flies: Bool = false) throws -> StudioGround {
    let ground = try StudioGround(flies: flies)
    ground.servePictures()
    ground.wavespeed.acceptEverything()
    ground.wavespeed.complete(pictures: 2)
    return ground
  }

  private func finish(
    _ ids: [SequenceID],
    _ log: EventLog,
    _ ground: StudioGround,
    _ studio: Studio
  ) async throws -> [Job] {
    await ground.time.flow { for id in ids { await log.rest(of: id) } }
    var jobs: [Job] = []
    for id in ids { jobs.append(try await studio.stored(id)) }
    return jobs
  }

  @Test func withOneTaskAtOnceEachWaitsForTheOneBefore() async throws {
    let ground = try ground()
    let studio = try await ground.open(.limited(tasksAtOnce: 1))
    let log = EventLog(studio)
    var ids = [try await studio.admit(ground.plan("first")).job.id]
    await log.change(of: ids[0], to: .submitted)
    for prompt in ["second", "third", "fourth"] {
      ids.append(try await studio.admit(ground.plan(prompt)).job.id)
      if ids.count == 2 { await log.wait(of: ids[1]) }
    }
    #expect(ground.wavespeed.submissions.count == 1)
    let jobs = try await finish(ids, log, ground, studio)
    #expect(jobs.allSatisfy { $0.status == .finished })
    for (earlier, later) in zip(jobs, jobs.dropFirst()) {
      // A place is free once the service is done; the pictures may still be on their way.
      #expect(try #require(later.submittedAt) > (try #require(earlier.acceptedAt)))
    }
    #expect(try await studio.books().count == 4)
    await studio.close()
  }

  @Test func jobsGoInTheOrderTheyStoodIn() async throws {
    let ground = try ground()
    var ids: [SequenceID] = []
    for number in 1...8 {
      ids.append(try await ground.leave(.queued, ground.request("number \(number)")).id)
      ground.time.standing.advance(by: .seconds(1))
    }
    let studio = try await ground.open(.limited(tasksAtOnce: 1))
    let log = EventLog(studio)
    _ = try await studio.takeUpAll()
    _ = try await finish(ids, log, ground, studio)
    let order = ground.wavespeed.submissions.map(\.request.prompt)
    #expect(order == (1...8).map { "number \($0)" })
    await studio.close()
  }

  @Test func aJobThatWaitsItsTurnSeldomWrites() async throws {
    let ground = try ground(flies: true)
    // A request of another program that may have been taken occupies the only place for ten
    // minutes: some three hundred looks.
    try ground.paths.prepare()
    let living = try ProcessLock(folder: ground.paths.locks)
    _ = try await ground.leave(.unconfirmed, ground.request("blocker"), owner: living.owner)
    let studio = try await ground.open(.limited(tasksAtOnce: 1))
    #expect(try await studio.see(ground.plan("next")).status == .finished)
    #expect(ground.time.naps.count > 250)
    // Each commit adds a page and more to the log.
    let log = try #require(DatabaseFile.size(ground.paths.database + "-wal"))
    #expect(log < 200 * 4_096)
    await studio.close()
    withExtendedLifetime(living) {}
  }

  @Test func noMinuteSeesMoreImagesThanTheLimit() async throws {
    let ground = try ground()
    let studio = try await ground.open(.limited(imagesPerMinute: 4))
    let log = EventLog(studio)
    var ids: [SequenceID] = []
    for number in 1...6 {
      ids.append(try await studio.admit(ground.plan("number \(number)")).job.id)
    }
    let jobs = try await finish(ids, log, ground, studio)
    #expect(jobs.allSatisfy { $0.status == .finished && $0.failure == nil })
    let moments = jobs.compactMap(\.submittedAt).sorted()
    #expect(moments.count == 6)
    for (earlier, later) in zip(moments, moments.dropFirst(2)) {
      #expect(later - earlier >= .seconds(60))
    }
    await studio.close()
  }

  @Test func aJobLargerThanTheLimitGoesAlone() async throws {
    let ground = try ground()
    ground.wavespeed.complete(pictures: 4)
    let studio = try await ground.open(.limited(imagesPerMinute: 3))
    let log = EventLog(studio)
    let small = try await studio.admit(ground.plan("small", images: 1)).job.id
    await log.change(of: small, to: .submitted)
    let large = try await studio.admit(ground.plan("large", images: 4)).job.id
    let jobs = try await finish([small, large], log, ground, studio)
    #expect(jobs.allSatisfy { $0.status == .finished })
    #expect(try #require(jobs[1].submittedAt) - (try #require(jobs[0].submittedAt)) >= .seconds(60))
    await studio.close()
  }

  @Test func theLimitsHoldForAllProgramsTogether() async throws {
    let ground = try ground()
    let studios = [
      try await ground.open(.limited(tasksAtOnce: 1)),
      try await ground.open(.limited(tasksAtOnce: 1)),
    ]
    let logs = studios.map { EventLog($0) }
    let first = try await studios[0].admit(ground.plan("first")).job.id
    await logs[0].change(of: first, to: .submitted)
    let second = try await studios[1].admit(ground.plan("second")).job.id
    await logs[1].wait(of: second)
    #expect(ground.wavespeed.submissions.count == 1)
    #expect(try await finish([second], logs[1], ground, studios[1])[0].status == .finished)
    for studio in studios { await studio.close() }
  }

  @Test func oneServicesLimitsDoNotHoldUpAnother() async throws {
    let ground = try ground()
    ground.atlas.answerSubmits(.accepted("atlas-1"))
    let studio = try await ground.open(.limited(tasksAtOnce: 1))
    let log = EventLog(studio)
    let first = try await studio.admit(ground.plan("first")).job.id
    await log.change(of: first, to: .submitted)
    let waiting = try await studio.admit(ground.plan("waiting")).job.id
    await log.wait(of: waiting)
    let other = try await studio.admit(ground.plan(provider: .atlascloud)).job.id
    await log.change(of: other, to: .submitted)
    #expect(ground.wavespeed.submissions.count == 1)
    await studio.close()
  }

  @Test(arguments: [JobStatus.unconfirmed, .running])
  func whatNobodyLooksAtKeepsItsPlaceForAWhileOnly(_ status: JobStatus) async throws {
    let ground = try ground()
    // Nobody knows what became of the one; the other is done in all likelihood.
    let place: Duration = status == .running ? .minutes(3) : .minutes(10)
    let lost = try await ground.leave(status) {
      $0.submittedAt = ground.time.now + .seconds(40) + (.zero - place)
    }
    let studio = try await ground.open(.limited(tasksAtOnce: 1))
    let log = EventLog(studio)
    let id = try await studio.admit(ground.plan("next")).job.id
    let job = try #require(try await finish([id], log, ground, studio).first)
    #expect(job.status == .finished)
    let gap = try #require(job.submittedAt) - (try #require(lost.submittedAt))
    #expect(gap >= place && gap < place + .seconds(10))
    await studio.close()
  }

  @Test func aJobThatWaitsCanBeCancelledWhereverItStands() async throws {
    let ground = try ground()
    let studio = try await ground.open(.limited(tasksAtOnce: 1))
    let log = EventLog(studio)
    var ids = [try await studio.admit(ground.plan("at work")).job.id]
    await log.change(of: ids[0], to: .submitted)
    for prompt in ["in front", "behind", "last"] {
      ids.append(try await studio.admit(ground.plan(prompt)).job.id)
      if ids.count == 2 { await log.wait(of: ids[1]) }
    }
    for id in [ids[2], ids[1]] {
      let job = try await studio.settle(.cancel, on: id)
      #expect(job.status == .cancelled)
      #expect(job.failure?.cost == .nothing)
      #expect(try await studio.store.lease(id) == nil)
    }
    // The place in front is free for the one that is left.
    let jobs = try await finish([ids[0], ids[3]], log, ground, studio)
    #expect(jobs.map(\.status) == [.finished, .finished])
    #expect(ground.wavespeed.submissions.map(\.request.prompt) == ["at work", "last"])
    #expect(try await studio.books().count == 2)
    await studio.close()
  }

  @Test func aServiceThatSaysTooManyIsAskedAgainLater() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.complete(pictures: 2)
    for _ in 0..<12 {
      ground.wavespeed.answerSubmits(.throttled(.scripted(.throttled), retryAfter: nil))
    }
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    #expect(job.status == .finished)
    // Pauses grow to a minute and no further.
    let pauses = ground.time.naps.prefix(12).map(\.length)
    #expect(Array(pauses) == pauses.sorted())
    #expect(pauses.allSatisfy { $0 >= .seconds(2) && $0 <= .seconds(60) })
    #expect(try await studio.books().count == 1)
    await studio.close()
  }
}
