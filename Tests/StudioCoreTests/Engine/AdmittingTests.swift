import StudioModel
import Testing

@testable import StudioCore

@Suite(.timeLimit(.minutes(1))) struct Admitting {
  private func ground() throws -> StudioGround {
    let ground = try StudioGround(flies: false)
    ground.servePictures()
    ground.wavespeed.acceptEverything()
    ground.wavespeed.complete(pictures: 2)
    return ground
  }

  @Test func anAdmittedRequestIsOnDiskWithItsStoryAndItsLease() async throws {
    let ground = try ground()
    _ = try await ground.leave(.submitted)
    let studio = try await ground.open(.limited(tasksAtOnce: 1))
    let log = EventLog(studio)
    let plan = ground.plan()
    guard case .admitted(let job) = try await studio.admit(plan) else {
      Issue.record("not admitted")
      return
    }
    await log.wait(of: job.id)
    let stored = try await studio.stored(job.id)
    #expect(stored.request == plan.request)
    #expect(stored.estimate == plan.estimate)
    #expect(stored.status == .queued)
    #expect(stored.folder.hasPrefix(ground.paths.library))
    #expect(try await studio.kinds(job.id) == [.created, .queued])
    #expect(try await studio.store.lease(job.id)?.owner == studio.bench.owner)
    #expect(log.events.contains { $0.isChange(of: job.id, to: .queued) })
    await studio.close()
  }

  @Test(arguments: [StudioGround.dead, nil])
  func anEqualRequestThatNeverLeftIsTakenUp(owner: LeaseOwnerID?) async throws {
    let ground = try ground()
    let waiting = try await ground.leave(.queued, owner: owner) {
      $0.failure = .scripted(.unreachable)
    }
    let studio = try await ground.open()
    let log = EventLog(studio)
    let admitted = try await studio.admit(ground.plan())
    guard case .tookUp(let job) = admitted else {
      Issue.record("not taken up: \(admitted)")
      return
    }
    #expect(job.id == waiting.id)
    #expect(try await studio.store.historyCount() == 1)
    await log.change(of: job.id, to: .submitted)
    #expect(ground.wavespeed.submissions.count == 1)
    await studio.close()
  }

  @Test func anEqualRequestThatIsTakenUpGoesAtThePriceThatWasShown() async throws {
    let ground = try ground()
    let waiting = try await ground.leave(.queued) { $0.estimate = Money(microdollars: 1_000) }
    let studio = try await ground.open()
    let log = EventLog(studio)
    let plan = ground.plan()
    let admitted = try await studio.admit(plan)
    #expect(admitted.job.id == waiting.id)
    #expect(admitted.job.estimate == plan.estimate)
    await ground.time.flow { await log.rest(of: waiting.id) }
    #expect(try await studio.stored(waiting.id).estimate == plan.estimate)
    #expect(try await studio.books() == ["1 charged \(plan.estimate.microdollars)"])
    await studio.close()
  }

  @Test func anEqualRequestOfALivingProgramIsNotTaken() async throws {
    let ground = try ground()
    try ground.paths.prepare()
    let living = try ProcessLock(folder: ground.paths.locks)
    let waiting = try await ground.leave(.queued, owner: living.owner)
    let studio = try await ground.open()
    let admitted = try await studio.admit(ground.plan())
    #expect(admitted.job.id != waiting.id)
    #expect(try await studio.store.historyCount() == 2)
    #expect(try await studio.store.lease(waiting.id)?.owner == living.owner)
    await studio.close()
  }

  @Test func twoEqualRequestsOfOneProgramAreTwoSequences() async throws {
    let ground = try ground()
    let studio = try await ground.open()
    let one = try await studio.admit(ground.plan()).job.id
    let two = try await studio.admit(ground.plan()).job.id
    #expect(one != two)
    await studio.close()
  }

  @Test(
    arguments: JobStatus.allCases.filter { $0 != .queued }
  )
  func whatWasSentIsNeverTakenForAnUnsentRequest(_ status: JobStatus) async throws {
    let ground = try ground()
    let earlier = try await ground.leave(status)
    let studio = try await ground.open()
    #expect(try await studio.admit(ground.plan()).job.id != earlier.id)
    await studio.close()
  }

  @Test func aRequestThatDiffersInAnythingIsNotTakenUp() async throws {
    let ground = try ground()
    _ = try await ground.leave(.queued)
    let studio = try await ground.open()
    var elsewhere = ground.plan()
    elsewhere.outFolder = ground.folder("elsewhere")
    let plans = [
      elsewhere, ground.plan("Another prompt"), ground.plan(images: 3), ground.plan(size: 1024),
      ground.plan(delivery: .sync),
    ]
    for plan in plans {
      guard case .admitted = try await studio.admit(plan) else {
        Issue.record("taken up: \(plan)")
        continue
      }
    }
    #expect(try await studio.store.historyCount() == 6)
    await studio.close()
  }

  @Test func theCapForOneSequenceRefusesAndStoresNothing() async throws {
    let ground = try ground()
    let studio = try await ground.open(.limited(jobCap: StudioGround.price * 2))
    let failure = await refusal { try await studio.admit(ground.plan(images: 3)) }
    #expect(failure?.code == .overCap)
    #expect(failure?.cost == .nothing)
    #expect(try await studio.store.historyCount() == 0)
    #expect(!FileSystem().exists(ground.paths.library))
    // Exactly the cap is allowed.
    _ = try await studio.admit(ground.plan(images: 2))
    await studio.close()
  }

  @Test func theCapForADayCountsWhatMayStillBeSpent() async throws {
    let ground = try ground()
    let studio = try await ground.open(.limited(dailyCap: StudioGround.price * 5))
    _ = try await studio.admit(ground.plan("one"))
    _ = try await studio.admit(ground.plan("two"))
    let failure = await refusal { try await studio.admit(ground.plan("three")) }
    #expect(failure?.code == .overCap)
    #expect(failure?.message.contains("$0.12") == true)
    #expect(try await studio.store.historyCount() == 2)
    _ = try await studio.admit(ground.plan("small", images: 1))
    await studio.close()
  }

  @Test func theCapCountsLostRequestsAndThoseSentAgain() async throws {
    let ground = try ground()
    ground.atlas.answerSubmits(.unknown, .unknown)
    let studio = try await ground.open(.limited(dailyCap: StudioGround.price * 5))
    let id = try await studio.see(ground.plan(provider: .atlascloud)).id
    #expect(await refusal { try await studio.admit(ground.plan(images: 4)) }?.code == .overCap)
    _ = try await studio.settle(.sendAgain, on: id)
    #expect(await refusal { try await studio.admit(ground.plan(images: 2)) }?.code == .overCap)
    _ = try await studio.admit(ground.plan(images: 1))
    await studio.close()
  }

  @Test func yesterdaysSpendingIsNotTodays() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.acceptEverything()
    ground.wavespeed.complete(pictures: 2)
    let studio = try await ground.open(.limited(dailyCap: StudioGround.price * 2))
    #expect(try await studio.see(ground.plan("one")).status == .finished)
    #expect(await refusal { try await studio.admit(ground.plan("two")) }?.code == .overCap)
    ground.time.standing.advance(by: .hours(24))
    #expect(try await studio.see(ground.plan("two")).status == .finished)
    await studio.close()
  }

  @Test func failuresThatCostNothingFreeTheCap() async throws {
    let ground = try StudioGround()
    ground.wavespeed.answerSubmits(.refused(.scripted(.refused)), .accepted("task-1"))
    let studio = try await ground.open(.limited(dailyCap: StudioGround.price * 2))
    #expect(try await studio.see(ground.plan("one")).status == .failed)
    _ = try await studio.admit(ground.plan("two"))
    await studio.close()
  }

  @Test func manyRequestsAtOnceNeverPassTheCap() async throws {
    let ground = try ground()
    let config = StudioConfig.limited(dailyCap: StudioGround.price * 7)
    let studios = [try await ground.open(config), try await ground.open(config)]
    let outcomes = await withTaskGroup(of: Failure.Code?.self) { group in
      for number in 0..<12 {
        group.addTask {
          await refusal { try await studios[number % 2].admit(ground.plan("number \(number)")) }?
            .code
        }
      }
      return await group.reduce(into: [Failure.Code?]()) { $0.append($1) }
    }
    #expect(outcomes.count { $0 == nil } == 3)
    #expect(outcomes.count { $0 == .overCap } == 9)
    #expect(try await studios[0].store.historyCount() == 3)
    for studio in studios { await studio.close() }
  }

  @Test func aFolderBelongsToOneUnfinishedSequence() async throws {
    let ground = try ground()
    let studio = try await ground.open()
    var plans = [ground.plan("one"), ground.plan("two")]
    for index in plans.indices { plans[index].outFolder = ground.folder("out") }
    let log = EventLog(studio)
    let first = try await studio.admit(plans[0]).job.id
    let failure = await refusal { try await studio.admit(plans[1]) }
    #expect(failure?.code == .invalidRequest)
    #expect(failure?.message.contains(first.rawValue) == true)
    #expect(try await studio.store.historyCount() == 1)
    await ground.time.flow { await log.rest(of: first) }
    await studio.close()
  }

  @Test func aRefusedRequestLeavesNoFolder() async throws {
    let ground = try ground()
    let studio = try await ground.open(.limited(dailyCap: StudioGround.price))
    var plan = ground.plan()
    #expect(await refusal { try await studio.admit(plan) }?.code == .overCap)
    plan.outFolder = ground.folder("out")
    #expect(await refusal { try await studio.admit(plan) }?.code == .overCap)
    #expect(!FileSystem().exists(ground.folder("out")))
    for day in (try? FileSystem().list(ground.paths.library)) ?? [] {
      #expect(try FileSystem().list(PathName.join(ground.paths.library, day)) == [])
    }
    await studio.close()
  }

  @Test func aRequestForAServiceWithoutAKeyIsRefused() async throws {
    let ground = try ground()
    let studio = try await ground.open(providers: [.wavespeed])
    let failure = await refusal { try await studio.admit(ground.plan(provider: .atlascloud)) }
    #expect(failure?.code == .keyMissing)
    #expect(failure?.cost == .nothing)
    #expect(try await studio.store.historyCount() == 0)
    await studio.close()
  }
}

extension StudioEvent {
  func isChange(of id: SequenceID, to status: JobStatus) -> Bool {
    if case .jobChanged(let job, _) = self { job.id == id && job.status == status } else { false }
  }
}
