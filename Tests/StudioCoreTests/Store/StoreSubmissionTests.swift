import StudioCore
import StudioModel
import Testing

/// The gate before the call that costs money, as two programs on one library see it.
@Suite struct StoreSubmissionTests {
  let folder: ScratchFolder
  let first: Store
  let second: Store

  init() async throws {
    folder = try ScratchFolder()
    first = try await Store.open(path: folder.database)
    second = try await Store.open(path: folder.database)
  }

  private func begin(
    _ job: Job,
    on store: Store,
    owner: LeaseOwnerID = alice,
    limits: SubmissionLimits = SubmissionLimits(),
    at moment: Timestamp = noon
  ) async throws(StoreFailure) -> SubmissionStart {
    try await store.beginSubmission(
      job.submitting(at: moment),
      owner: owner,
      limits: limits,
      now: moment,
      timeline: [TimelineEntry(.submitting, at: moment)]
    )
  }

  private func queueAndBegin(
    _ id: String,
    on store: Store,
    images: Int,
    limits: SubmissionLimits,
    at moment: Timestamp = noon
  ) async throws -> SubmissionStart {
    let job = sampleJob(id, maxImages: images)
    try await store.queue(job)
    return try await begin(job, on: store, limits: limits, at: moment)
  }

  @Test func theIntentIsStoredBeforeTheCallMayLeave() async throws {
    let job = sampleJob("a")
    try await first.queue(job)
    #expect(try await begin(job, on: first) == .begun)
    #expect(try await second.job(job.id) == job.submitting())
    #expect(try await second.timeline(job.id).map(\.kind) == [.submitting])
  }

  @Test func aCallIsAllowedOnlyOnce() async throws {
    let job = sampleJob("a")
    try await first.queue(job)
    #expect(try await begin(job, on: first) == .begun)
    let again = await failure { () throws(StoreFailure) in try await begin(job, on: second) }
    #expect(again == .outOfStep(job.id, stored: .submitting))
    try await first.save(job.with(.unconfirmed), owner: alice)
    let after = await failure { () throws(StoreFailure) in try await begin(job, on: second) }
    #expect(after == .outOfStep(job.id, stored: .unconfirmed))
  }

  @Test(arguments: [JobStatus.cancelled, .drafted])
  func aRequestThatMayHaveLeftIsNeverStoredAsUnsent(_ status: JobStatus) async throws {
    let job = sampleJob("a")
    try await first.queue(job)
    #expect(try await begin(job, on: first) == .begun)
    // Somebody who saw it in the queue, before the call left.
    let late = await failure { () throws(StoreFailure) in
      try await first.save(job.with(status), owner: alice)
    }
    #expect(late == .outOfStep(job.id, stored: .submitting))
    #expect(try await first.job(job.id) == job.submitting())
    #expect(try await second.submissionsInWindow(provider: .wavespeed, now: noon).count == 1)
  }

  @Test func aCallNeedsAnUnexpiredLeaseOfItsOwn() async throws {
    let job = sampleJob("a")
    try await first.queue(job)
    let stranger = await failure { () throws(StoreFailure) in
      try await begin(job, on: second, owner: bob)
    }
    #expect(stranger == .leaseLost(job.id))
    let late = await failure { () throws(StoreFailure) in
      try await begin(job, on: first, at: later)
    }
    #expect(late == .leaseLost(job.id))
    #expect(try await first.job(job.id) == job)
  }

  @Test func imagesOfTheLastMinuteCountAcrossPrograms() async throws {
    let limits = SubmissionLimits(imagesPerMinute: 10)
    #expect(try await queueAndBegin("a", on: first, images: 4, limits: limits) == .begun)
    let tenLater = noon + .seconds(10)
    #expect(
      try await queueAndBegin("b", on: second, images: 5, limits: limits, at: tenLater) == .begun
    )

    let third = sampleJob("c", maxImages: 4)
    try await first.queue(third)
    let soon = noon + .seconds(20)
    #expect(
      try await begin(third, on: first, limits: limits, at: soon)
        == .wait(until: noon + .seconds(60))
    )
    #expect(try await second.job(third.id) == third)
    let window = try await second.submissionsInWindow(provider: .wavespeed, now: soon)
    #expect(window.map(\.images) == [4, 5])
    #expect(
      try await begin(third, on: second, limits: limits, at: noon + .seconds(60)) == .begun
    )
  }

  @Test func theOtherServiceHasItsOwnMinute() async throws {
    let limits = SubmissionLimits(imagesPerMinute: 4, tasksAtOnce: 1)
    #expect(try await queueAndBegin("a", on: first, images: 4, limits: limits) == .begun)
    let other = sampleJob("b", provider: .atlascloud)
    try await first.queue(other)
    #expect(try await begin(other, on: first, limits: limits) == .begun)
  }

  @Test func aJobLargerThanTheLimitGoesWhenNothingElseWent() async throws {
    let limits = SubmissionLimits(imagesPerMinute: 10)
    #expect(try await queueAndBegin("a", on: first, images: 1, limits: limits) == .begun)
    let large = sampleJob("large", maxImages: 15)
    try await second.queue(large)
    #expect(
      try await begin(large, on: second, limits: limits, at: noon + .seconds(1))
        == .wait(until: noon + .seconds(60))
    )
    #expect(
      try await begin(large, on: second, limits: limits, at: noon + .seconds(60)) == .begun
    )
  }

  @Test func aCallThatNeverLeftGivesItsPlaceBack() async throws {
    let limits = SubmissionLimits(imagesPerMinute: 4)
    let job = sampleJob("a")
    try await first.queue(job)
    #expect(try await begin(job, on: first, limits: limits) == .begun)
    try await first.save(job, owner: alice)
    #expect(try await first.submissionsInWindow(provider: .wavespeed, now: noon).isEmpty)
    #expect(try await begin(job, on: first, limits: limits) == .begun)
    #expect(try await first.submissionsInWindow(provider: .wavespeed, now: noon).count == 1)
  }

  @Test func sendingAgainCountsBothCalls() async throws {
    let job = sampleJob("a")
    try await first.queue(job)
    #expect(try await begin(job, on: first) == .begun)
    let again = job.submitting().with(.queued)
    try await first.save(again, owner: alice)
    #expect(try await begin(again, on: first) == .begun)
    #expect(
      try await first.submissionsInWindow(provider: .wavespeed, now: noon).map(\.images) == [4, 4]
    )
  }

  @Test func aClockSetBackDoesNotBlockForLong() async throws {
    let limits = SubmissionLimits(imagesPerMinute: 4)
    #expect(try await queueAndBegin("a", on: first, images: 4, limits: limits) == .begun)
    let hourBefore = noon + .hours(-1)
    #expect(
      try await queueAndBegin("b", on: first, images: 4, limits: limits, at: hourBefore) == .begun
    )
  }

  @Test func tasksAtWorkTakePlacesUntilTheServiceIsDone() async throws {
    let limits = SubmissionLimits(tasksAtOnce: 2)
    #expect(try await queueAndBegin("a", on: first, images: 1, limits: limits) == .begun)
    #expect(try await queueAndBegin("b", on: second, images: 1, limits: limits) == .begun)
    let third = sampleJob("c")
    try await second.queue(third)
    for status in [JobStatus.submitting, .submitted, .running, .unconfirmed] {
      try await first.save(sampleJob("a").submitting().with(status), owner: alice)
      #expect(try await begin(third, on: second, limits: limits) == .wait(until: nil))
    }
    // Nobody knows whether an unconfirmed request became a task; not for ever, though.
    let muchLater = noon + .minutes(11)
    _ = try await second.renew(owner: alice, [third.id], until: muchLater + .minutes(1))
    try await second.save(sampleJob("b").submitting().with(.unconfirmed), owner: alice)
    #expect(try await begin(third, on: second, limits: limits, at: muchLater) == .begun)
  }

  @Test func aFinishedTaskMakesRoom() async throws {
    let limits = SubmissionLimits(tasksAtOnce: 1)
    #expect(try await queueAndBegin("a", on: first, images: 1, limits: limits) == .begun)
    let next = sampleJob("b")
    try await second.queue(next)
    #expect(try await begin(next, on: second, limits: limits) == .wait(until: nil))
    try await first.save(sampleJob("a").submitting().with(.downloading), owner: alice)
    #expect(try await begin(next, on: second, limits: limits) == .begun)
  }

  @Test func manyAtOnceNeverPassTheLimits() async throws {
    let limits = SubmissionLimits(imagesPerMinute: 12, tasksAtOnce: 5)
    let stores = [first, second]
    for number in 0..<20 { try await first.queue(sampleJob("job-\(number)")) }
    let begun = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<20 {
        group.addTask {
          try await begin(sampleJob("job-\(number)"), on: stores[number % 2], limits: limits)
            == .begun
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(begun == 3)
  }
}
