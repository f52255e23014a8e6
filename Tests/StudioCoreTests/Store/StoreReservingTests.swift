import StudioModel
import Testing

@testable import StudioCore

/// Who gets a lost id, when several ask.
@Suite struct StoreReservingTests {
  let folder: ScratchFolder
  let store: Store

  init() async throws {
    folder = try ScratchFolder()
    store = try await Store.open(path: folder.database)
  }

  private func lose(
    _ id: String,
    _ status: JobStatus = .unconfirmed,
    at moment: Timestamp = noon,
    images: Int = 4
  ) async throws -> SequenceID {
    var job = sampleJob(id, status: .queued, maxImages: images)
    try await store.queue(job)
    job.status = status
    job.submissions = 1
    job.submittedAt = moment
    try await store.save(job, owner: alice)
    return job.id
  }

  private func reserve(
    _ ids: [String],
    for id: SequenceID,
    in store: Store? = nil
  ) async throws -> Reservation {
    try await (store ?? self.store).reserve(
      among: ids.map { PredictionID(rawValue: $0) },
      for: id,
      rivalsFrom: noon + .minutes(-7),
      to: noon + .minutes(7),
      owner: alice
    )
  }

  private func reserved(_ id: String) -> Reservation { .reserved(PredictionID(rawValue: id)) }

  @Test func theOldestThatIsFreeIsTaken() async throws {
    let first = try await lose("one")
    let second = try await lose("two")
    #expect(try await reserve(["new", "old"], for: first) == reserved("old"))
    #expect(try await reserve(["new", "old"], for: second) == reserved("new"))
    #expect(try await reserve(["new", "old"], for: first) == reserved("old"))
    #expect(try await store.job(first)?.predictionID == PredictionID(rawValue: "old"))
  }

  @Test func oneIDIsNeverGivenTwice() async throws {
    let first = try await lose("one")
    let second = try await lose("two")
    #expect(try await reserve(["only"], for: first) == reserved("only"))
    #expect(try await reserve(["only"], for: second) == .nothingFree)
  }

  @Test func whoHasAnIDNoLongerMakesRoomForAForeignTask() async throws {
    let first = try await lose("one")
    let second = try await lose("two")
    #expect(try await reserve(["ours"], for: first) == reserved("ours"))
    // One request still misses an answer, and two tasks fit: a person has to say.
    let answer = try await reserve(["foreign", "mine", "ours"], for: second)
    #expect(
      answer == .severalFit([PredictionID(rawValue: "foreign"), PredictionID(rawValue: "mine")])
    )
    #expect(try await store.job(second)?.predictionID == nil)
  }

  @Test func whileAnEqualRequestIsOnTheWireNothingIsTaken() async throws {
    let first = try await lose("one")
    _ = try await lose("two", .submitting)
    #expect(try await reserve(["a"], for: first) == .nothingFree)
  }

  @Test func requestsThatDifferAreNotToldApart() async throws {
    let first = try await lose("one")
    _ = try await lose("two", images: 2)
    #expect(try await reserve(["a"], for: first) == .severalFit([PredictionID(rawValue: "a")]))
  }

  @Test func whatIsNoLongerLostTakesNothing() async throws {
    let first = try await lose("one", .submitted)
    #expect(try await reserve(["a"], for: first) == .nothingFree)
  }

  @Test func whoLostTheLeaseTakesNothing() async throws {
    let first = try await lose("one")
    try await store.release(first, owner: alice)
    let refusal = await failure { () throws(StoreFailure) in
      try await store.reserve(
        among: [PredictionID(rawValue: "a")],
        for: first,
        rivalsFrom: noon,
        to: noon,
        owner: alice
      )
    }
    #expect(refusal == .leaseLost(first))
  }

  @Test func programsThatChooseAtOnceNeverShareAnID() async throws {
    let other = try await Store.open(path: folder.database)
    var jobs: [SequenceID] = []
    for number in 0..<10 { jobs.append(try await lose("job-\(number)")) }
    let ids = (0..<10).map { "id-\($0)" }
    let chosen = try await withThrowingTaskGroup(of: Reservation.self) { group in
      for (place, job) in jobs.enumerated() {
        let program = place.isMultiple(of: 2) ? store : other
        group.addTask { try await reserve(ids, for: job, in: program) }
      }
      return try await group.reduce(into: Set<Reservation>()) { $0.insert($1) }
    }
    #expect(chosen == Set(ids.map { reserved($0) }))
    await other.close()
  }
}
