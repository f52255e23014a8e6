import StudioModel
import Testing

@testable import StudioCore

/// Ids that the database does not take when they come.
@Suite(.timeLimit(.minutes(1))) struct Noting {
  /// A studio on standing time whose database refuses to store what the submit call brought.
  private func refused(
    _ ground: StudioGround,
    by statement: String
  ) async throws -> (studio: Studio, log: EventLog, id: SequenceID) {
    ground.servePictures()
    ground.atlas.complete(pictures: 2)
    let studio = try await ground.open()
    let store = studio.store
    ground.atlas.answerSubmit { _ in
      await Self.run(statement, store)
      return .accepted("task-1")
    }
    let log = EventLog(studio)
    let id = try await studio.admit(ground.plan(provider: .atlascloud)).job.id
    return (studio, log, id)
  }

  private static func run(_ statement: String, _ store: Store) async {
    do {
      _ = try await store.writer.withConnection { (connection) throws(StoreFailure) in
        try connection.run(statement)
      }
    } catch {
      Issue.record("\(statement): \(error)")
    }
  }

  private func blocked(_ log: EventLog) async -> Failure? {
    let event = await log.first {
      if case .jobProgressed(_, .storageBlocked) = $0 { true } else { false }
    }
    guard case .jobProgressed(_, .storageBlocked(let failure))? = event else { return nil }
    return failure
  }

  @Test func anIDThatCannotBeStoredIsSaidAndGoesInOnceThereIsRoom() async throws {
    let ground = try StudioGround(flies: false)
    let (studio, log, id) = try await refused(ground, by: "PRAGMA query_only = 1")
    let failure = try #require(await blocked(log))
    #expect(failure.code == .storage)
    #expect(failure.message.contains("task-1"))
    #expect(try await studio.stored(id).status == .submitting)
    await Self.run("PRAGMA query_only = 0", studio.store)
    await ground.time.flow { await log.rest(of: id) }
    let job = try await studio.stored(id)
    #expect(job.status == .finished)
    #expect(job.predictionID == PredictionID(rawValue: "task-1"))
    #expect(try await studio.books() == ["1 charged 60000"])
    #expect(!(try FileSystem().list(ground.paths.data).contains { $0.hasPrefix("accepted") }))
    await studio.close()
  }

  @Test func anIDThatWasNeverStoredIsFoundByTheNextProgram() async throws {
    let ground = try StudioGround(flies: false)
    let (studio, log, id) = try await refused(ground, by: "PRAGMA query_only = 1")
    #expect(await blocked(log) != nil)
    // The program ends with the disk still full; a service without a list could not help.
    await studio.detach()
    await Self.run("PRAGMA query_only = 0", studio.store)
    // Its end takes its lease away, which it could not give back.
    try await studio.store.releaseAll(owner: studio.bench.owner)
    await studio.close()
    let next = try await ground.open()
    #expect(try await next.stored(id).status == .submitting)
    let later = EventLog(next)
    _ = try await next.takeUp(id)
    await ground.time.flow { await later.rest(of: id) }
    let job = try await next.stored(id)
    #expect(job.status == .finished)
    #expect(job.predictionID == PredictionID(rawValue: "task-1"))
    #expect(ground.atlas.submissions.count == 1)
    #expect(!(try FileSystem().list(ground.paths.data).contains { $0.hasPrefix("accepted") }))
    await next.close()
  }

  @Test func anIDThatTheDatabaseRefusesForGoodIsKeptBesideIt() async throws {
    let ground = try StudioGround(flies: false)
    let trigger = """
      CREATE TRIGGER broken BEFORE UPDATE ON sequences BEGIN SELECT raise(ABORT, 'broken'); END
      """
    let (studio, log, id) = try await refused(ground, by: trigger)
    await log.rest(of: id)
    await Self.run("DROP TRIGGER broken", studio.store)
    await studio.close()
    let next = try await ground.open()
    let later = EventLog(next)
    _ = try await next.takeUp(id)
    await ground.time.flow { await later.rest(of: id) }
    #expect(try await next.stored(id).predictionID == PredictionID(rawValue: "task-1"))
    await next.close()
  }

  @Test func nothingIsSentWhileTheIntentCannotBeStored() async throws {
    let ground = try StudioGround(flies: false)
    ground.servePictures()
    ground.atlas.complete(pictures: 2)
    let job = try await ground.leave(.queued, ground.request(provider: .atlascloud))
    let studio = try await ground.open()
    let log = EventLog(studio)
    // The claim still goes through; the intent does not.
    _ = try await studio.store.writer.withConnection { (connection) throws(StoreFailure) in
      try connection.run(
        """
        CREATE TEMP TRIGGER full BEFORE UPDATE ON sequences WHEN new.status = 'submitting' BEGIN
          SELECT raise(ABORT, 'full');
        END
        """
      )
    }
    _ = try await studio.takeUp(job.id)
    await log.rest(of: job.id)
    #expect(ground.atlas.submissions == [])
    #expect(try await studio.stored(job.id).status == .queued)
    await studio.close()
  }

  /// Whoever sent it again, or gave it up, would throw a paid task away.
  @Test(arguments: [JobDecision.sendAgain, .markLost, .cancel])
  func nothingIsDecidedAboutAnIDThatOnlyItsNoteKnows(_ decision: JobDecision) async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.atlas.complete(pictures: 2)
    let job = try await ground.leave(.submitting, ground.request(provider: .atlascloud))
    let note = AcceptanceNote(folder: ground.paths.data, files: FileSystem())
    try note.reserve(for: job.id)
    #expect(note.write(PredictionID(rawValue: "task-1"), for: job.id))
    let studio = try await ground.open()
    let refused = await refusal { try await studio.decide(decision, on: job.id) }
    #expect(refused?.message.contains("task-1") == true)
    let resumed = try await studio.resume(job.id)
    #expect(resumed.status == .finished)
    #expect(resumed.predictionID == PredictionID(rawValue: "task-1"))
    #expect(ground.atlas.submissions == [])
    await studio.close()
  }

  @Test func theNoteOfWhatIsOverGoesAndThatOfWhatWasLostStays() async throws {
    let ground = try StudioGround()
    let over = try await ground.leave(.failed, ground.request(provider: .atlascloud))
    let lost = try await ground.leave(.submitting, ground.request(provider: .atlascloud))
    let note = AcceptanceNote(folder: ground.paths.data, files: FileSystem())
    for job in [over, lost] {
      try note.reserve(for: job.id)
      #expect(note.write(PredictionID(rawValue: "task-\(job.id)"), for: job.id))
    }
    let studio = try await ground.open()
    #expect(note.read(for: over.id) == nil)
    #expect(note.ids == [lost.id])
    await studio.close()
  }
}
