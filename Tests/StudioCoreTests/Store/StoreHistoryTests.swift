import StudioCore
import StudioModel
import Testing

@Suite struct StoreHistoryTests {
  let folder: ScratchFolder
  let store: Store

  init() async throws {
    folder = try ScratchFolder()
    store = try await Store.open(path: folder.database)
  }

  /// All pages, one after the other.
  private func pages(_ query: HistoryQuery = HistoryQuery(), of limit: Int) async throws -> [Job] {
    var jobs: [Job] = []
    var cursor: HistoryCursor?
    repeat {
      let page = try await store.history(query, before: cursor, limit: limit)
      #expect(page.jobs.count <= limit)
      jobs += page.jobs
      cursor = page.next
    } while cursor != nil
    return jobs
  }

  @Test func pagesGoThroughEverythingOnceNewestFirst() async throws {
    var numbers = SteadyNumbers(1)
    // Many share a moment, and they are stored in no order of time.
    let jobs = (0..<500).map { number in
      sampleJob(
        "job-\(number)",
        status: .finished,
        at: noon + .milliseconds(Int.random(in: 0..<20, using: &numbers))
      )
    }
    try await store.importFinished(jobs)
    let all = try await pages(of: 7)
    #expect(all.count == 500)
    #expect(Set(all.map(\.id)).count == 500)
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.createdAt >= $1.createdAt })
    #expect(try await pages(of: 500).map(\.id) == all.map(\.id))
    #expect(try await pages(of: 100).map(\.id) == all.map(\.id))
  }

  @Test func aCrowdedMomentIsKeptWhole() async throws {
    let crowd = (0..<2_500).map { sampleJob("crowd-\($0)", status: .finished) }
    let next = sampleJob("next", status: .finished, at: noon + .seconds(1))
    let before = sampleJob("before", status: .finished, at: noon + .milliseconds(-1))
    try await store.importFinished(crowd + [next, before])
    let all = try await pages(of: 1_000)
    #expect(all.map(\.id) == [next.id] + crowd.reversed().map(\.id) + [before.id])
    #expect(try await store.historyCount(HistoryQuery(since: noon)) == 2_501)
    #expect(
      try await store.historyCount(HistoryQuery(since: noon + .milliseconds(1))) == 1
    )
  }

  @Test func timesFarFromOursAreOrderedToo() async throws {
    let moments = [Int64.min, -1, 0, 1, 1_790_000_000_000, .max]
    let jobs = moments.enumerated().map { number, moment in
      sampleJob("job-\(number)", status: .finished, at: Timestamp(milliseconds: moment))
    }
    try await store.importFinished(jobs.shuffled())
    #expect(try await pages(of: 2) == jobs.reversed())
  }

  @Test func aPageStaysValidWhileOthersComeAndGo() async throws {
    try await store.importFinished(
      (0..<10).map { sampleJob("job-\($0)", status: .finished, at: noon + .seconds($0)) }
    )
    let page = try await store.history(limit: 3)
    try await store.importFinished([sampleJob("new", status: .finished, at: later)])
    try await store.forget(SequenceID(rawValue: "job-7"))
    let rest = try await store.history(before: page.next, limit: 20)
    #expect(rest.jobs.map(\.id.rawValue) == (0..<7).reversed().map { "job-\($0)" })
    #expect(rest.next == nil)
  }

  @Test func everyFilterAgreesWithLookingAtEachJob() async throws {
    var numbers = SteadyNumbers(2)
    var jobs: [Job] = []
    for number in 0..<300 {
      let at = noon + .milliseconds(number / 3)
      var job = sampleJob(
        "job-\(number)",
        prompt: ["A red fox", "一只狐狸", "An owl"].randomElement(using: &numbers) ?? "",
        status: JobStatus.allCases.randomElement(using: &numbers) ?? .finished,
        at: at,
        provider: ProviderID.allCases.randomElement(using: &numbers) ?? .wavespeed,
        model: Bool.random(using: &numbers) ? "one" : "two"
      )
      job.isStarred = Int.random(in: 0..<5, using: &numbers) == 0
      if Int.random(in: 0..<5, using: &numbers) == 0 { job.trashedAt = later }
      job.request.size =
        [
          PixelSize(width: 2_048, height: 2_048), PixelSize(width: 1_024, height: 1_024),
          PixelSize(width: 2_560, height: 1_440), PixelSize(width: 2_552, height: 1_440),
          PixelSize(width: 1_440, height: 2_560),
        ].randomElement(using: &numbers) ?? job.request.size
      jobs.append(job)
    }
    try await store.importFinished(jobs)
    for _ in 0..<400 {
      let query = randomQuery(&numbers)
      let expected = jobs.reversed().filter { matches($0, query) }
      #expect(try await pages(query, of: 13) == expected, "\(query)")
      #expect(try await store.historyCount(query) == expected.count, "\(query)")
    }
  }

  private func randomQuery(_ numbers: inout SteadyNumbers) -> HistoryQuery {
    var query = HistoryQuery()
    if Bool.random(using: &numbers) {
      query.text = ["fox", "狐狸", "nothing"].randomElement(using: &numbers) ?? ""
    }
    if Bool.random(using: &numbers) {
      query.statuses = Set(
        JobStatus.allCases.shuffled(using: &numbers).prefix(Int.random(in: 1...11, using: &numbers))
      )
    }
    if Bool.random(using: &numbers) { query.models = [ModelID(rawValue: "one")] }
    if Bool.random(using: &numbers) { query.provider = .atlascloud }
    if Bool.random(using: &numbers) {
      query.since = noon + .milliseconds(Int.random(in: -1...101, using: &numbers))
    }
    if Int.random(in: 0..<3, using: &numbers) == 0 { query.models.insert(ModelID(rawValue: "two")) }
    if Int.random(in: 0..<3, using: &numbers) == 0 {
      query.sizes = [PixelSize(width: 1_024, height: 1_024)]
    }
    if Int.random(in: 0..<3, using: &numbers) == 0 {
      query.aspects = Set(
        [AspectRatio(16, 9), AspectRatio(1, 1), AspectRatio(21, 9)].shuffled(using: &numbers)
          .prefix(2)
      )
    }
    query.isInTrash = Int.random(in: 0..<4, using: &numbers) == 0
    query.isStarred = [nil, nil, nil, true, false][Int.random(in: 0..<5, using: &numbers)]
    return query
  }

  private func matches(_ job: Job, _ query: HistoryQuery) -> Bool {
    (query.text.isEmpty || job.request.prompt.contains(query.text))
      && (query.statuses.isEmpty || query.statuses.contains(job.status))
      && (query.models.isEmpty || query.models.contains(job.request.model))
      && (query.provider == nil || query.provider == job.request.provider)
      && (query.since.map { job.createdAt >= $0 } ?? true)
      && (query.sizes.isEmpty && query.aspects.isEmpty
        || query.sizes.contains(job.request.size)
        || query.aspects.contains { $0.matches(job.request.size) })
      && query.isInTrash == (job.trashedAt != nil)
      && (query.isStarred == nil || query.isStarred == job.isStarred)
  }
}
