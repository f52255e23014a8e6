import StudioModel
import Testing

@testable import StudioCore

/// What the library keeps of what a person threw away.
@Suite struct StoreTrashTests {
  let folder: ScratchFolder
  let store: Store

  init() async throws {
    folder = try ScratchFolder()
    store = try await Store.open(path: folder.database)
  }

  private let fox = SequenceID(rawValue: "fox")

  private func trash(
    _ id: SequenceID,
    to place: String? = "/library/.trash/fox",
    seen: Lease? = nil
  ) async throws -> Job? {
    try await store.trash(
      id,
      at: later,
      movingTo: place,
      owner: alice,
      replacing: seen,
      until: later
    )
  }

  private func restore(_ id: SequenceID, to place: String? = "/library/fox") async throws -> Job? {
    try await store.restore(id, movingTo: place, owner: alice, replacing: nil, until: later)
  }

  @Test func whatIsThrownAwayLeavesTheHistoryAndTheSearch() async throws {
    try await store.importFinished([
      sampleJob("fox", status: .finished), sampleJob("owl", prompt: "an owl", status: .failed),
    ])
    let job = try #require(try await trash(fox))
    #expect(job.trashedAt == later)
    #expect(job.folder == "/library/.trash/fox")
    #expect(try await store.history(limit: 5).jobs.map(\.id.rawValue) == ["owl"])
    #expect(try await store.history(HistoryQuery(text: "fox"), limit: 5).jobs == [])
    #expect(try await store.historyCount() == 1)
    #expect(try await store.historyCount(HistoryQuery(text: "fox")) == 0)
    #expect(try await store.recentPrompts(limit: 5) == ["an owl"])
  }

  @Test func theTrashIsAHistoryOfItsOwn() async throws {
    try await store.importFinished([
      sampleJob("fox", status: .finished), sampleJob("owl", prompt: "an owl", status: .failed),
    ])
    _ = try await trash(fox)
    let all = HistoryQuery(isInTrash: true)
    #expect(try await store.history(all, limit: 5).jobs.map(\.id) == [fox])
    #expect(try await store.historyCount(all) == 1)
    let found = HistoryQuery(text: "fox", statuses: [.finished], isInTrash: true)
    #expect(try await store.history(found, limit: 5).jobs.map(\.id) == [fox])
    #expect(try await store.historyCount(HistoryQuery(text: "owl", isInTrash: true)) == 0)
  }

  @Test(arguments: JobStatus.allCases.filter { !$0.isFinal })
  func whatHasNotEndedCannotBeThrownAway(status: JobStatus) async throws {
    try await store.importFinished([sampleJob("fox", status: status)])
    let refusal = await failure { () throws(StoreFailure) in
      try await store.trash(
        fox,
        at: later,
        movingTo: nil,
        owner: alice,
        replacing: nil,
        until: later
      )
    }
    #expect(refusal == .outOfStep(fox, stored: status))
    #expect(try await store.historyCount() == 1)
  }

  @Test func aSequenceSomebodyHoldsStaysWhereItIs() async throws {
    try await store.importFinished([sampleJob("fox", status: .finished)])
    _ = try await store.claim(fox, owner: bob, replacing: nil, until: later)
    #expect(try await trash(fox) == nil)
    #expect(try await store.job(fox)?.trashedAt == nil)
    let seen = try await store.lease(fox)
    #expect(try await trash(fox, seen: seen) != nil)
    #expect(try await store.lease(fox)?.owner == alice)
  }

  @Test func whatComesBackIsAsItWas() async throws {
    var job = sampleJob("fox", status: .partial)
    job.isStarred = true
    job.frames = [Frame(index: 1, status: .stored, fileName: "01.jpg")]
    job.folder = "/library/fox"
    try await store.importFinished([job])
    _ = try await trash(fox)
    #expect(try await store.formerFolder(fox) == "/library/fox")
    #expect(try await restore(fox) == job)
    #expect(try await store.job(fox) == job)
    #expect(try await store.formerFolder(fox) == nil)
    #expect(try await store.history(HistoryQuery(text: "fox"), limit: 5).jobs == [job])
  }

  @Test func aFolderOfTheirOwnIsNotMoved() async throws {
    try await store.importFinished([sampleJob("fox", status: .finished)])
    let before = try #require(try await store.job(fox)?.folder)
    #expect(try await trash(fox, to: nil)?.folder == before)
    #expect(try await store.formerFolder(fox) == nil)
    #expect(try await restore(fox, to: nil)?.folder == before)
  }

  @Test func whatIsForgottenStaysOnTheBooks() async throws {
    try await store.queue(sampleJob("fox"))
    try await store.save(
      sampleJob("fox", status: .finished),
      owner: alice,
      spending: [SpendingEntry(.charged, at: noon, amount: fourImages)]
    )
    _ = try await trash(fox)
    try await store.forgetTrashed(fox, owner: alice)
    #expect(try await store.job(fox) == nil)
    #expect(try await store.spent(since: noon) == fourImages)
    #expect(try await store.historyCount(HistoryQuery(isInTrash: true)) == 0)
    #expect(try await store.integrityCheck() == [])
  }

  @Test func onlyWhatIsInTheTrashIsForgotten() async throws {
    try await store.importFinished([sampleJob("fox", status: .finished)])
    _ = try await trash(fox)
    _ = try await restore(fox)
    let refusal = await failure { () throws(StoreFailure) in
      try await store.forgetTrashed(fox, owner: alice)
    }
    #expect(refusal == .outOfStep(fox, stored: .finished))
    #expect(try await store.job(fox) != nil)
  }

  @Test func thePagesOfTheTrashAreInOrder() async throws {
    try await store.importFinished(
      (0..<20).map { number in
        var job = sampleJob("job-\(number)", status: .finished, at: noon + .seconds(number))
        if number.isMultiple(of: 2) { job.trashedAt = later }
        return job
      }
    )
    let query = HistoryQuery(isInTrash: true)
    let first = try await store.history(query, limit: 4)
    #expect(first.jobs.map(\.id.rawValue) == ["job-18", "job-16", "job-14", "job-12"])
    let rest = try await store.history(query, before: first.next, limit: 10)
    #expect(rest.jobs.map(\.id.rawValue) == (0..<6).reversed().map { "job-\($0 * 2)" })
    #expect(try await store.trashed(limit: 100).count == 10)
  }
}
