import StudioCore
import StudioModel
import Testing

@Suite struct StoreSpendingTests {
  let folder: ScratchFolder
  let store: Store

  init() async throws {
    folder = try ScratchFolder()
    store = try await Store.open(path: folder.database)
  }

  /// Room for three sequences of four images.
  private let cap = SpendingCap(limit: fourImages * 3, since: noon + .hours(-12))

  private func admit(
    _ id: String,
    to store: Store? = nil
  ) async throws(StoreFailure) -> Admission {
    try await (store ?? self.store).admit(
      sampleJob(id),
      owner: alice,
      until: later,
      timeline: [TimelineEntry(.queued, at: noon)],
      cap: cap
    )
  }

  @Test func admissionStopsExactlyAtTheCap() async throws {
    for id in ["a", "b", "c"] { #expect(try await admit(id) == .admitted) }
    #expect(
      try await admit("d")
        == .overCap(spent: .zero, inFlight: fourImages * 3, limit: fourImages * 3)
    )
    #expect(try await store.job(SequenceID(rawValue: "d")) == nil)
    #expect(try await store.worstCaseUnderWay() == fourImages * 3)
  }

  @Test func whatWasSpentBeforeTheCapStartsDoesNotCount() async throws {
    _ = try await admit("a")
    try await store.save(
      sampleJob("a").submitting().with(.finished),
      owner: alice,
      spending: [SpendingEntry(.charged, at: noon + .hours(-13), amount: fourImages * 100)]
    )
    #expect(try await admit("b") == .admitted)
  }

  @Test func whatAClockDatedAheadThatWasSetBackSinceDoesNotCount() async throws {
    _ = try await admit("a")
    try await store.save(
      sampleJob("a").submitting().with(.finished),
      owner: alice,
      spending: [SpendingEntry(.charged, at: noon + .hours(24 * 365), amount: fourImages * 100)]
    )
    #expect(try await admit("b") == .admitted)
    #expect(try await store.spending(onDayFrom: cap.since).spent == .zero)
  }

  @Test func aChargeIsCountedOnceWhilePicturesAreStillFetched() async throws {
    for id in ["a", "b"] { _ = try await admit(id) }
    try await store.save(
      sampleJob("a").submitting().with(.downloading),
      owner: alice,
      spending: [SpendingEntry(.charged, at: noon, amount: fourImages)]
    )
    #expect(try await store.spent(since: noon) == fourImages)
    #expect(try await store.worstCaseUnderWay() == fourImages)
    #expect(try await admit("c") == .admitted)
    #expect(
      try await admit("d")
        == .overCap(spent: fourImages, inFlight: fourImages * 2, limit: fourImages * 3)
    )
  }

  @Test func sendingAgainCountsBothTheLostCallAndTheNewOne() async throws {
    _ = try await admit("a")
    try await store.save(
      sampleJob("a").submitting().with(.queued),
      owner: alice,
      spending: [SpendingEntry(.assumed, at: noon, amount: fourImages)]
    )
    #expect(try await store.worstCaseUnderWay() == fourImages)
    try await store.save(
      sampleJob("a").submitting().submitting().with(.running),
      owner: alice
    )
    #expect(try await store.worstCaseUnderWay() == fourImages)
    #expect(try await store.spent(since: noon) == fourImages)
  }

  @Test func refundsMakeRoomAgain() async throws {
    _ = try await admit("a")
    try await store.save(
      sampleJob("a").submitting().with(.failed),
      owner: alice,
      spending: [
        SpendingEntry(.charged, at: noon, amount: fourImages),
        SpendingEntry(.refunded, at: noon + .seconds(1), amount: fourImages),
      ]
    )
    #expect(try await store.spent(since: noon) == .zero)
    #expect(try await store.spent(since: noon, until: noon + .seconds(1)) == fourImages)
  }

  @Test func everyStateUnderWayCountsAndNoOther() async throws {
    try await store.importFinished(
      JobStatus.allCases.map { sampleJob($0.rawValue, status: $0) }
    )
    let counted = JobStatus.allCases.filter { $0.isInFlight || $0 == .queued }
    #expect(try await store.worstCaseUnderWay() == fourImages * counted.count)
  }

  @Test func daysAreCutAtMidnightOfTheZoneAskedFor() async throws {
    _ = try await admit("a")
    let midnight = Timestamp(milliseconds: 20_000 * 86_400_000)
    let moments = [midnight + .milliseconds(-1), midnight, midnight + .hours(23)]
    for (number, moment) in moments.enumerated() {
      var job = sampleJob("a").with(.finished)
      job.submissions = number + 1
      try await store.save(
        job,
        owner: alice,
        spending: [SpendingEntry(.charged, at: moment, amount: fourImages)]
      )
    }
    let since = midnight + .hours(-48)
    #expect(
      try await store.spentByDay(since: since) == [
        DaySpending(start: midnight + .hours(-24), amount: fourImages),
        DaySpending(start: midnight, amount: fourImages * 2),
      ]
    )
    #expect(
      try await store.spentByDay(since: since, offset: .hours(2)) == [
        DaySpending(start: midnight + .hours(-2), amount: fourImages * 2),
        DaySpending(start: midnight + .hours(22), amount: fourImages),
      ]
    )
  }

  @Test func twoProgramsTogetherNeverPassTheCap() async throws {
    let other = try await Store.open(path: folder.database)
    let admitted = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<20 {
        group.addTask {
          try await admit("job-\(number)", to: number % 2 == 0 ? store : other) == .admitted
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(admitted == 3)
    #expect(try await other.historyCount() == 3)
    await other.close()
  }

  @Test func aSubmissionIsChargedOnceHoweverOftenItIsSaved() async throws {
    _ = try await admit("a")
    let job = sampleJob("a").with(.finished)
    for _ in 0..<3 {
      try await store.save(
        job,
        owner: alice,
        spending: [SpendingEntry(.charged, at: noon, amount: fourImages)]
      )
    }
    #expect(try await store.spent(since: noon) == fourImages)
  }

  @Test func aFolderBelongsToOneUnfinishedSequence() async throws {
    _ = try await admit("a")
    var other = sampleJob("b")
    other.folder = sampleJob("a").folder
    let refused = try await store.admit(other, owner: alice, until: later, timeline: [])
    #expect(refused == .folderTaken(by: SequenceID(rawValue: "a")))
    try await store.save(sampleJob("a").with(.finished), owner: alice)
    #expect(try await store.admit(other, owner: alice, until: later, timeline: []) == .admitted)
  }

  @Test func theSameSequenceIsNotAdmittedTwice() async throws {
    _ = try await admit("a")
    try await store.save(sampleJob("a").with(.finished), owner: alice)
    guard case .constraint = await failure(of: { () throws(StoreFailure) in try await admit("a") })
    else {
      Issue.record("admitted a sequence twice")
      return
    }
    #expect(try await store.timeline(SequenceID(rawValue: "a")).count == 1)
  }
}
