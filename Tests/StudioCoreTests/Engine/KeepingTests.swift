import Glibc
import Synchronization
import Testing

@testable import StudioCore
@testable import StudioModel

/// What is already on disk, and disks that refuse.
@Suite(.timeLimit(.minutes(1))) struct Keeping {
  private func ground() throws -> StudioGround {
    let ground = try StudioGround()
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    ground.wavespeed.complete(pictures: 2)
    return ground
  }

  private func leaveDownloading(_ ground: StudioGround) async throws -> Job {
    try await ground.leave(.downloading) { job in
      job.predictionID = PredictionID(rawValue: "task-1")
      job.frames = (1...2).map {
        Frame(index: $0, url: "https://images.example/task-1/\($0)")
      }
    }
  }

  @Test func whatIsThereIsResumedByRange() async throws {
    let ground = try ground()
    let job = try await leaveDownloading(ground)
    let whole = MarkedPictures.whole("task-12")
    writeFile(LibraryLayout.path(LibraryLayout.partName(2), in: job.folder), Array(whole[..<10]))
    ground.transport.when {
      $0.offset > 0
    } reply: { request in
      .bytes(Array(whole[Int(request.offset)...]), status: 206)
    }
    ground.servePictures()
    let studio = try await ground.open()
    let done = try await studio.resume(job.id)
    #expect(done.status == .finished)
    #expect(ground.transport.requests.map(\.offset).sorted() == [0, 10])
    #expect(done.frames[1].sha256 == SHA256Digest.hexadecimal(of: whole))
    #expect(ground.wavespeed.polls == [])
    await studio.close()
  }

  @Test func aHostThatCannotResumeIsAskedForTheWholeFile() async throws {
    let ground = try ground()
    let job = try await leaveDownloading(ground)
    let part = LibraryLayout.path(LibraryLayout.partName(2), in: job.folder)
    let overlong = MarkedPictures.whole("longer than the picture is")
    writeFile(part, overlong)
    ground.transport.when {
      $0.offset > 0
    } reply: { _ in
      .bytes([], status: 416)
    }
    ground.servePictures()
    let studio = try await ground.open()
    let done = try await studio.resume(job.id)
    #expect(done.status == .finished)
    #expect(
      ground.transport.requests.filter { $0.url.hasSuffix("/2") }.map(\.offset)
        == [overlong.count, 0].map(Int64.init)
    )
    await studio.close()
  }

  @Test func aPictureUnderItsFinalNameIsAdoptedWithoutADownload() async throws {
    let ground = try ground()
    let job = try await leaveDownloading(ground)
    let whole = MarkedPictures.whole("stored before the program ended")
    writeFile(LibraryLayout.path("02.jpg", in: job.folder), whole)
    try Recipe(job: job, requestBody: nil, program: "test").write(to: job.folder)
    ground.servePictures()
    let studio = try await ground.open()
    let done = try await studio.resume(job.id)
    #expect(done.status == .finished)
    #expect(ground.transport.requests.map(\.url) == ["https://images.example/task-1/1"])
    #expect(done.frames[1].sha256 == SHA256Digest.hexadecimal(of: whole))
    await studio.close()
  }

  @Test func aBrokenFileUnderTheFinalNameIsReplaced() async throws {
    let ground = try ground()
    let job = try await leaveDownloading(ground)
    writeFile(LibraryLayout.path("02.jpg", in: job.folder), MarkedPictures.cutShort("x"))
    ground.servePictures()
    let studio = try await ground.open()
    let done = try await studio.resume(job.id)
    #expect(done.status == .finished)
    let path = LibraryLayout.path("02.jpg", in: job.folder)
    #expect(try FileSystem().read(path, limit: 1_000) == MarkedPictures.whole("task-12"))
    await studio.close()
  }

  @Test func aFolderThatIsGoneIsMadeAgain() async throws {
    let ground = try StudioGround()
    ground.wavespeed.complete(pictures: 2)
    ground.servePictures()
    let folder = ground.folder("out")
    ground.wavespeed.answerSubmit { _ in
      rmdir(folder)
      return .accepted("task-1")
    }
    let studio = try await ground.open()
    var plan = ground.plan()
    plan.outFolder = folder
    let job = try await studio.see(plan)
    #expect(job.status == .finished)
    await studio.close()
  }

  @Test func aDiskThatRefusesADownloadLeavesTheJobUntilThereIsRoom() async throws {
    let ground = try ground()
    for _ in 0..<5 {
      ground.transport.on(
        .get,
        "task-1/2",
        .failure(.storage, .outcomeUnknown, systemError: ENOSPC),
        once: true
      )
    }
    ground.servePictures()
    let studio = try await ground.open()
    let log = EventLog(studio)
    let id = try await studio.admit(ground.plan()).job.id
    let blocked = await log.first {
      if case .jobChanged(let job, _) = $0 { job.failure?.code == .storage } else { false }
    }
    guard case .jobChanged(let held, _)? = blocked else { return }
    #expect(held.failure?.message.contains("full") == true)
    await log.rest(of: id)
    let job = try await studio.stored(id)
    #expect(job.status == .finished)
    #expect(job.failure == nil)
    #expect(try await studio.kinds(id).count { $0 == .storageFailed } == 5)
    await studio.close()
  }

  /// The names of files that can be refused on the way to a finished sequence.
  @Test(arguments: ["01.jpg", "02.jpg", "recipe.json"])
  func aFullDiskAtAnyFileIsWaitedOut(name: String) async throws {
    let ground = try ground()
    ground.servePictures()
    let refusals = Tally()
    let files = FileSystem { action, path in
      guard action == .write, path.hasSuffix("/" + name), refusals.count < 6 else { return nil }
      refusals.add()
      return ENOSPC
    }
    let studio = try await ground.open(files: files)
    let job = try await studio.see(ground.plan())
    #expect(refusals.count == 6)
    #expect(job.status == .finished)
    #expect(try await studio.books() == ["1 charged 60000"])
    #expect(try FileSystem().list(job.folder).sorted() == ["01.jpg", "02.jpg", "recipe.json"])
    await studio.close()
  }

  @Test func theIDIsStoredThoughTheLibraryRefusesTheRecipe() async throws {
    let ground = try StudioGround(flies: false)
    ground.servePictures()
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    let files = FileSystem { action, path in
      action == .write && path.hasSuffix("recipe.json") ? ENOSPC : nil
    }
    var studio = try await ground.open(files: files)
    let log = EventLog(studio)
    let id = try await studio.admit(ground.plan()).job.id
    await log.first { if case .jobProgressed(_, .storageBlocked) = $0 { true } else { false } }
    #expect(try await studio.stored(id).predictionID == PredictionID(rawValue: "task-1"))
    await studio.close()
    // With room again the next program goes on from the id.
    ground.wavespeed.complete(pictures: 2)
    studio = try await ground.open()
    let later = EventLog(studio)
    _ = try await studio.takeUp(id)
    if let moment = await later.wait(of: id) { ground.time.standing.advance(to: moment) }
    await later.rest(of: id)
    #expect(try await studio.stored(id).status == .finished)
    #expect(ground.wavespeed.submissions.count == 1)
    await studio.close()
  }

  @Test func aFolderThatCannotBeMadeRefusesTheRequestBeforeAnythingIsSent() async throws {
    let ground = try ground()
    let files = FileSystem { action, path in
      action == .create && path.contains("/library") ? EROFS : nil
    }
    let studio = try await ground.open(files: files)
    let failure = await refusal { try await studio.admit(ground.plan()) }
    #expect(failure?.code == .storage)
    #expect(failure?.cost == .nothing)
    #expect(try await studio.store.historyCount() == 0)
    #expect(ground.wavespeed.calls == [])
    await studio.close()
  }

  @Test func picturesInsideTheReplyAreWritten() async throws {
    let ground = try StudioGround()
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    ground.wavespeed.answerPolls(.answered(.inline("one", "two")))
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan(delivery: .base64))
    #expect(job.status == .finished)
    #expect(ground.transport.requests == [])
    #expect(job.frames.map(\.fileName) == ["01.jpg", "02.jpg"])
    let second = try FileSystem().read(LibraryLayout.path("02.jpg", in: job.folder), limit: 100)
    #expect(second == MarkedPictures.whole("two"))
    #expect(try FileSystem().list(job.folder).count == 3)
    await studio.close()
  }

  @Test func picturesInsideTheReplyAreAskedForAgainWhenTheDiskRefusedOne() async throws {
    let ground = try StudioGround()
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    ground.wavespeed.answerPolls(.answered(.inline("one", "two")))
    let refusals = Tally()
    let files = FileSystem { action, path in
      guard action == .write, path.hasSuffix("02.jpg"), refusals.count < 2 else { return nil }
      refusals.add()
      return ENOSPC
    }
    let studio = try await ground.open(files: files)
    let job = try await studio.see(ground.plan(delivery: .base64))
    #expect(job.status == .finished)
    #expect(ground.wavespeed.polls.count == 3)
    await studio.close()
  }

  /// More often than a broken picture is asked for: what cannot be looked at is not broken.
  @Test(arguments: [Delivery.base64, .poll])
  func aPictureThatCannotBeLookedAtIsNeverGivenUp(_ delivery: Delivery) async throws {
    let ground = try ground()
    if delivery == .base64 { ground.wavespeed.answerPolls(.answered(.inline("one", "two"))) }
    ground.servePictures()
    let inspector = MarkedPictures(blindLooks: JobMachine.badContentAttempts * 4)
    let studio = try await ground.open(inspector: inspector)
    let job = try await studio.see(ground.plan(delivery: delivery))
    #expect(job.status == .finished)
    #expect(job.storedFrames.count == 2)
    #expect(try await studio.kinds(job.id).contains(.storageFailed))
    await studio.close()
  }

  @Test func aBrokenPictureInsideTheReplyIsGivenUpInTheEnd() async throws {
    let ground = try StudioGround()
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    var report = PredictionReport.inline("one", "two")
    report.outputs[1] = .inline(MarkedPictures.cutShort("two"))
    ground.wavespeed.answerPolls(.answered(report))
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan(delivery: .base64))
    #expect(job.status == .partial)
    #expect(ground.wavespeed.polls.count == JobMachine.badContentAttempts)
    await studio.close()
  }

  @Test func aModeratedPictureBesideAStoredOneIsPartialWithTheReason() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    ground.wavespeed.answerPolls(.answered(.halfModerated))
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    #expect(job.status == .partial)
    #expect(job.failure?.code == .moderated)
    #expect(job.frames.map(\.status) == [.stored, .failed])
    #expect(job.frames.map(\.isNSFW) == [false, true])
    #expect(job.failure?.message.contains("The filter kept this one.") == true)
    #expect(try await studio.books() == ["1 charged 60000"])
    await studio.close()
  }
}
