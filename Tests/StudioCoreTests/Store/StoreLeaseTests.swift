import StudioCore
import StudioModel
import Testing

/// Two programs on one library.
@Suite struct StoreLeaseTests {
  let folder: ScratchFolder
  let first: Store
  let second: Store

  init() async throws {
    folder = try ScratchFolder()
    first = try await Store.open(path: folder.database)
    second = try await Store.open(path: folder.database)
  }

  private let id = SequenceID(rawValue: "a")

  @Test func anAdmittedJobBelongsToWhoAdmittedIt() async throws {
    try await first.queue(sampleJob("a"))
    let rows = try await second.claimable()
    let lease = Lease(owner: alice, expiresAt: later)
    #expect(rows == [LeaseRow(id: id, status: .queued, nextPollAt: nil, lease: lease)])
    #expect(try await second.lease(id) == lease)
  }

  @Test func aClaimNeedsTheLeaseToBeAsItWasSeen() async throws {
    try await first.queue(sampleJob("a"))
    let seen = try await second.lease(id)
    // The owner turns out to be alive.
    let held = try await first.renew(owner: alice, [id], until: later + .minutes(1))
    #expect(held == [id])
    let expiry = later + .minutes(9)
    let late = try await second.claim(id, owner: bob, replacing: seen, until: expiry)
    #expect(late == nil)
    let nobody = try await second.claim(id, owner: bob, replacing: nil, until: expiry)
    #expect(nobody == nil)
    let now = try await second.lease(id)
    let taken = try await second.claim(id, owner: bob, replacing: now, until: expiry)
    #expect(taken == sampleJob("a"))
    #expect(try await first.lease(id) == Lease(owner: bob, expiresAt: expiry))
    #expect(try await first.renew(owner: alice, [id], until: expiry) == [])
  }

  @Test func onlyOneOfManyClaimsSucceeds() async throws {
    try await first.queue(sampleJob("a"))
    let seen = try await first.lease(id)
    let stores = [first, second]
    let winners = try await withThrowingTaskGroup(of: String?.self) { group in
      for number in 0..<20 {
        group.addTask { [id] in
          let owner = LeaseOwnerID(rawValue: "owner-\(number)")
          let job = try await stores[number % 2].claim(
            id,
            owner: owner,
            replacing: seen,
            until: later
          )
          return job == nil ? nil : owner.rawValue
        }
      }
      return try await group.reduce(into: [String]()) { if let winner = $1 { $0.append(winner) } }
    }
    #expect(winners.count == 1)
    #expect(try await first.lease(id)?.owner.rawValue == winners.first)
  }

  @Test func anOwnerMayClaimItsOwnAgainAndAnythingThatIsThere() async throws {
    try await first.queue(sampleJob("a"))
    let again = try await first.claim(id, owner: alice, replacing: nil, until: later)
    #expect(again?.id == id)
    let stranger = SequenceID(rawValue: "stranger")
    #expect(try await first.claim(stranger, owner: alice, replacing: nil, until: later) == nil)
  }

  @Test func aReleasedJobIsNobodys() async throws {
    try await first.queue(sampleJob("a"))
    try await first.queue(sampleJob("b", at: noon + .seconds(1)))
    try await first.queue(sampleJob("c", at: noon + .seconds(2)), owner: bob)
    try await second.release(id, owner: bob)
    #expect(try await second.lease(id)?.owner == alice)
    try await first.release(id, owner: alice)
    #expect(try await second.lease(id) == nil)
    try await first.releaseAll(owner: alice)
    #expect(try await second.claimable().map(\.lease?.owner) == [nil, nil, bob])
  }

  @Test func aSaveAfterTheLeaseIsLostStoresNothing() async throws {
    let job = sampleJob("a")
    try await first.queue(job)
    let seen = try await second.lease(id)
    _ = try await second.claim(id, owner: bob, replacing: seen, until: later)
    let refusal = await failure { () throws(StoreFailure) in
      try await first.save(
        job.with(.failed),
        owner: alice,
        timeline: [TimelineEntry(.failed, at: noon)],
        spending: [SpendingEntry(.charged, at: noon, amount: fourImages)]
      )
    }
    #expect(refusal == .leaseLost(id))
    #expect(try await first.job(id) == job)
    #expect(try await first.timeline(id) == [])
    #expect(try await first.spent(since: noon) == .zero)
  }

  @Test func aJobNobodyHoldsCannotBeSaved() async throws {
    let job = sampleJob("a")
    try await first.queue(job)
    try await first.release(id, owner: alice)
    let refusal = await failure { () throws(StoreFailure) in
      try await first.save(job, owner: alice)
    }
    #expect(refusal == .leaseLost(id))
    let stranger = sampleJob("stranger")
    let unknown = await failure { () throws(StoreFailure) in
      try await first.save(stranger, owner: alice)
    }
    #expect(unknown == .noSuchSequence(stranger.id))
  }

  @Test func claimableListsUnfinishedJobsInTheOrderTheyAreDue() async throws {
    var jobs: [Job] = []
    for (number, status) in JobStatus.allCases.enumerated() {
      var job = sampleJob(status.rawValue, status: status, at: noon + .seconds(number))
      job.nextPollAt = later + .seconds(-number)
      jobs.append(job)
    }
    try await first.importFinished(jobs)
    let rows = try await first.claimable()
    #expect(
      rows.map(\.status) == [
        .unconfirmed, .downloading, .running, .submitted, .submitting, .queued,
      ]
    )
    #expect(rows.first?.nextPollAt == jobs.last?.nextPollAt)
  }
}
