import StudioModel
import Testing

@testable import StudioCore

/// Throwing sequences away: the row, the folder, and every end in between.
@Suite(.timeLimit(.minutes(1))) struct Trashing {
  private func ground() throws -> StudioGround {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.acceptEverything()
    ground.wavespeed.complete(pictures: 2)
    return ground
  }

  private let files = FileSystem()

  @Test func theFolderMovesToTheTrashAndBack() async throws {
    let ground = try ground()
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    let names = try files.list(job.folder)
    let log = EventLog(studio)
    let trashed = try await studio.trash(job.id)
    #expect(trashed.trashedAt != nil)
    #expect(trashed.folder == ground.paths.library + "/.trash/\(job.id)")
    #expect(!files.exists(job.folder))
    #expect(try files.list(trashed.folder) == names)
    #expect(await log.first { $0 == .jobRemoved(job.id) } != nil)
    #expect(try await studio.trash(job.id) == trashed)
    #expect(try await studio.restore(job.id) == job)
    #expect(try files.list(job.folder) == names)
    #expect(try files.list(ground.paths.library + "/.trash") == [])
    #expect(await log.first { $0 == .jobChanged(job, nil) } != nil)
    #expect(try await studio.restore(job.id) == job)
    #expect(try await studio.store.lease(job.id) == nil)
    await studio.close()
  }

  @Test func aFolderOfTheirOwnIsLeftAlone() async throws {
    let ground = try ground()
    let studio = try await ground.open()
    var plan = ground.plan()
    // Even inside the library it is theirs.
    plan.outFolder = ground.paths.library + "/chosen"
    let job = try await studio.see(plan)
    #expect(try await studio.trash(job.id).folder == job.folder)
    #expect(files.exists(job.folder))
    #expect(try await studio.store.historyCount() == 0)
    #expect(try await studio.emptyTrash() == EmptiedTrash(count: 1, byteCount: 0))
    #expect(try files.list(job.folder).contains("recipe.json"))
    await studio.close()
  }

  @Test(arguments: JobStatus.allCases.filter { !$0.isFinal && $0 != .drafted })
  func whatIsUnderWayStays(status: JobStatus) async throws {
    let ground = try ground()
    let job = try await ground.leave(status)
    let studio = try await ground.open()
    let failure = await refusal { try await studio.trash(job.id) }
    #expect(failure?.code == .invalidRequest)
    #expect(try await studio.stored(job.id).trashedAt == nil)
    await studio.close()
  }

  @Test func whatAnotherProgramHoldsStays() async throws {
    let ground = try ground()
    try ground.paths.prepare()
    let living = try ProcessLock(folder: ground.paths.locks)
    let job = try await ground.leave(.finished, owner: living.owner)
    let studio = try await ground.open()
    let failure = await refusal { try await studio.trash(job.id) }
    #expect(failure?.message.contains("Another program") == true)
    await studio.close()
    withExtendedLifetime(living) {}
  }

  @Test func whatADeadProgramHeldCanBeThrownAway() async throws {
    let ground = try ground()
    let job = try await ground.leave(.finished)
    let studio = try await ground.open()
    #expect(try await studio.trash(job.id).trashedAt != nil)
    await studio.close()
  }

  @Test func aPlaceThatIsTakenIsStoodBeside() async throws {
    let ground = try ground()
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    _ = try await studio.trash(job.id)
    try files.makeFolder(job.folder)
    let restored = try await studio.restore(job.id)
    #expect(restored.folder == job.folder + "-2")
    #expect(try files.list(restored.folder).contains("recipe.json"))
    #expect(try files.list(job.folder) == [])
    // And once more, from its new place.
    let again = try await studio.trash(job.id)
    #expect(try await studio.restore(job.id) == restored)
    #expect(!files.exists(again.folder))
    await studio.close()
  }

  @Test func aSequenceWithoutAFolderGoesAndComes() async throws {
    let ground = try ground()
    let job = try await ground.leave(.failed, owner: nil) { $0.folder = "/nowhere/at/all" }
    let studio = try await ground.open()
    #expect(try await studio.trash(job.id).folder == job.folder)
    #expect(try await studio.restore(job.id).folder == job.folder)
    await studio.close()
  }

  @Test func emptyingRemovesPicturesAndKeepsTheBooks() async throws {
    let ground = try ground()
    let studio = try await ground.open()
    let kept = try await studio.see(ground.plan("A series of 2 images of an owl"))
    let gone = try await studio.see(ground.plan())
    let spent = try await studio.spent()
    let sizes = try files.list(gone.folder).compactMap {
      files.byteCount(LibraryLayout.path($0, in: gone.folder))
    }
    let trashed = try await studio.trash(gone.id)
    #expect(
      try await studio.emptyTrash() == EmptiedTrash(count: 1, byteCount: sizes.reduce(0, +))
    )
    #expect(!files.exists(trashed.folder))
    #expect(try await studio.job(gone.id) == nil)
    #expect(files.exists(kept.folder))
    #expect(try await studio.spent() == spent)
    #expect(try await studio.emptyTrash() == EmptiedTrash(count: 0, byteCount: 0))
    await studio.close()
  }

  @Test func aDiskThatRefusesTheMoveLeavesEverythingAsItWas() async throws {
    let ground = try ground()
    let isFull = Switch(false)
    let studio = try await ground.open(
      files: FileSystem { action, path in
        isFull.isOn && action == .write && path.contains(".trash/") ? EROFS_CODE : nil
      }
    )
    let job = try await studio.see(ground.plan())
    isFull.set(true)
    #expect(await refusal { try await studio.trash(job.id) }?.code == .storage)
    #expect(try await studio.stored(job.id) == job)
    #expect(files.exists(job.folder))
    #expect(try await studio.store.lease(job.id) == nil)
    await studio.close()
  }

  @Test func aDiskThatRefusesTheWayBackLeavesItInTheTrash() async throws {
    let ground = try ground()
    let isFull = Switch(false)
    let studio = try await ground.open(
      files: FileSystem { action, _ in isFull.isOn && action == .write ? EROFS_CODE : nil }
    )
    let job = try await studio.see(ground.plan())
    let trashed = try await studio.trash(job.id)
    isFull.set(true)
    #expect(await refusal { try await studio.restore(job.id) }?.code == .storage)
    #expect(try await studio.stored(job.id) == trashed)
    isFull.set(false)
    #expect(try await studio.restore(job.id) == job)
    await studio.close()
  }

  @Test func aFolderThatWasOnItsWayIsPutRightAtTheNextStart() async throws {
    let ground = try ground()
    var studio: Studio? = try await ground.open()
    let first = try #require(try await studio?.see(ground.plan()))
    let second = try #require(try await studio?.see(ground.plan("A series of 2 images of an owl")))
    let gone = try #require(try await studio?.trash(first.id))
    let back = try #require(try await studio?.trash(second.id))
    _ = try await studio?.restore(second.id)
    await studio?.close()
    studio = nil
    // Both rows were stored and the program ended before either folder moved.
    try files.moveFolder(gone.folder, to: first.folder)
    try files.moveFolder(second.folder, to: back.folder)
    let next = try await ground.open()
    await next.tidying?.value
    #expect(files.exists(gone.folder) && !files.exists(first.folder))
    #expect(files.exists(second.folder) && !files.exists(back.folder))
    await next.close()
  }

  @Test func whatOtherLibrariesPutInTheTrashFolderStays() async throws {
    let ground = try ground()
    let stray = ground.paths.library + "/.trash/0123456789"
    try files.makeFolder(stray)
    let studio = try await ground.open()
    await studio.tidying?.value
    #expect(try await studio.emptyTrash().count == 0)
    #expect(files.exists(stray))
    await studio.close()
  }

  @Test func nothingIsDecidedAboutWhatLiesInTheTrash() async throws {
    let ground = try ground()
    let job = try await ground.leave(.partial, owner: nil) { job in
      job.frames = [Frame(index: 1, status: .failed, url: "https://images.example/x/1")]
    }
    let studio = try await ground.open()
    _ = try await studio.trash(job.id)
    let failure = await refusal { try await studio.decide(.retryDownloads, on: job.id) }
    #expect(failure?.message.contains("trash") == true)
    #expect(try await studio.store.lease(job.id) == nil)
    await studio.close()
  }
}
