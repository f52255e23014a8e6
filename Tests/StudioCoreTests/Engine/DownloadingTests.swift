import Glibc
import Synchronization
import Testing

@testable import StudioCore
@testable import StudioModel

@Suite(.timeLimit(.minutes(1))) struct Downloading {
  /// A studio's ground with one accepted task of two pictures.
  private func ground(pictures: Int = 2) throws -> StudioGround {
    let ground = try StudioGround()
    ground.wavespeed.answerSubmits(.accepted("task-1"))
    ground.wavespeed.complete(pictures: pictures)
    return ground
  }

  private func downloads(_ ground: StudioGround, of frame: Int) -> [HTTPRequest] {
    ground.transport.requests.filter { $0.url.hasSuffix("/\(frame)") }
  }

  @Test func allPicturesAreOnDiskUnderOurNamesWithARecipe() async throws {
    let ground = try ground()
    ground.servePictures()
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    #expect(job.status == .finished)
    #expect(try FileSystem().list(job.folder).sorted() == ["01.jpg", "02.jpg", "recipe.json"])
    for frame in job.frames {
      let name = try #require(frame.fileName)
      let path = LibraryLayout.path(name, in: job.folder)
      let content = try FileSystem().read(path, limit: 1_000)
      #expect(content == MarkedPictures.whole("task-1\(frame.index)"))
      #expect(frame.byteCount == Int64(content.count))
      #expect(frame.sha256 == SHA256Digest.hexadecimal(of: content))
      #expect(frame.size == MarkedPictures.size)
    }
    await studio.close()
  }

  /// Somebody put links where our files go, between a crash and the next start.
  @Test func noLinkInASequenceIsWrittenThrough() async throws {
    let ground = try ground()
    ground.servePictures()
    try ground.folder.fill("elsewhere", "untouched")
    let left = try await ground.leave(.running)
    for name in [".01.part", "02.jpg", "recipe.json"] {
      let path = LibraryLayout.path(name, in: left.folder)
      #expect(symlink(ground.folder("elsewhere"), path) == 0)
    }
    let studio = try await ground.open()
    let job = try await studio.resume(left.id)
    #expect(job.status == .finished)
    #expect(try ground.folder.text("elsewhere") == "untouched")
    for frame in job.frames {
      let path = LibraryLayout.path(try #require(frame.fileName), in: job.folder)
      #expect(FileSystem().byteCount(path) == frame.byteCount)
    }
    await studio.close()
  }

  @Test func thePicturesAreAskedForWithoutAKey() async throws {
    let ground = try ground()
    ground.servePictures()
    let studio = try await ground.open()
    _ = try await studio.see(ground.plan())
    #expect(ground.transport.requests.count == 2)
    #expect(ground.transport.requests.allSatisfy { $0.bearerKey == nil && $0.headers.isEmpty })
    #expect(ground.transport.requests.allSatisfy { !$0.allowsLocal })
    await studio.close()
  }

  @Test func aPictureCutShortIsFetchedAgain() async throws {
    let ground = try ground()
    ground.transport.on(.get, "task-1/2", .bytes(MarkedPictures.cutShort("x")), once: true)
    ground.servePictures()
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    #expect(job.status == .finished)
    // What was no picture is not built upon.
    #expect(downloads(ground, of: 2).map(\.offset) == [0, 0])
    #expect(downloads(ground, of: 1).count == 1)
    await studio.close()
  }

  @Test func aPictureThatIsNeverWholeLeavesAPartialSequenceWithTheReason() async throws {
    let ground = try ground()
    ground.transport.on(.get, "task-1/2", .bytes(MarkedPictures.cutShort("x")))
    ground.servePictures()
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    #expect(job.status == .partial)
    #expect(job.failure?.code == .downloadFailed)
    #expect(job.failure?.message.contains("There is no last mark.") == true)
    #expect(downloads(ground, of: 2).count == JobMachine.badContentAttempts)
    #expect(try FileSystem().list(job.folder).sorted() == ["01.jpg", "recipe.json"])
    #expect(try await studio.books() == ["1 charged 60000"])
    await studio.close()
  }

  @Test func aSequenceWithoutOneWholePictureFailsAndStillCounts() async throws {
    let ground = try ground(pictures: 1)
    ground.transport.on(.get, "task-1/1", .bytes(Array("<html>".utf8)))
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan(images: 1))
    #expect(job.status == .failed)
    #expect(job.failure?.message.contains("There is no first mark.") == true)
    #expect(try await studio.books() == ["1 charged 30000"])
    await studio.close()
  }

  @Test(arguments: [401, 403, 404, 410])
  func anExpiredLinkIsRenewedByALook(status: Int) async throws {
    let ground = try ground()
    ground.transport.on(.get, "old/2", .bytes([], status: status))
    ground.servePictures()
    ground.wavespeed.answerPolls { _, count in
      .answered(.completed(PredictionID(rawValue: count == 1 ? "old" : "new"), pictures: 2))
    }
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    #expect(job.status == .finished)
    #expect(ground.wavespeed.polls.count == 2)
    #expect(
      job.frames.map(\.url) == [
        "https://images.example/old/1", "https://images.example/new/2",
      ]
    )
    await studio.close()
  }

  @Test func linksThatKeepExpiringEndAsPartial() async throws {
    let ground = try ground()
    ground.transport.on(.get, "task-1/2", .bytes([], status: 404))
    ground.servePictures()
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    #expect(job.status == .partial)
    #expect(job.frames.last?.failure?.code == .linkExpired)
    #expect(downloads(ground, of: 2).count == JobMachine.expiredLinkAttempts)
    await studio.close()
  }

  @Test func theFirstExpiredLinkAfterALongOutageIsRenewedToo() async throws {
    let ground = try ground()
    // The image host was away for so long that the link expired meanwhile.
    let hasExpired = Switch(false)
    for _ in 1...8 {
      ground.transport.on(.get, "old/2", .failure(.connect, .neverLeft), once: true)
    }
    ground.transport.when {
      $0.url.hasSuffix("old/2")
    } reply: { _ in
      hasExpired.set(true)
      return .bytes([], status: 404)
    }
    ground.servePictures()
    ground.wavespeed.answerPolls { _, _ in
      let id = PredictionID(rawValue: hasExpired.isOn ? "new" : "old")
      return .answered(.completed(id, pictures: 2))
    }
    let studio = try await ground.open()
    #expect(try await studio.see(ground.plan()).status == .finished)
    await studio.close()
  }

  @Test func theFirstBrokenPictureAfterALongOutageIsFetchedAgain() async throws {
    let ground = try ground()
    for _ in 1...8 {
      ground.transport.on(.get, "task-1/2", .failure(.timeout, .outcomeUnknown), once: true)
    }
    ground.transport.on(.get, "task-1/2", .bytes(MarkedPictures.cutShort("x")), once: true)
    ground.servePictures()
    let studio = try await ground.open()
    #expect(try await studio.see(ground.plan()).status == .finished)
    await studio.close()
  }

  @Test(arguments: [
    TransportFailure.Kind.nameResolution, .connect, .tls, .timeout, .interrupted, .protocolError,
  ])
  func passingTroubleIsWaitedOut(kind: TransportFailure.Kind) async throws {
    let ground = try ground()
    for _ in 0..<20 {
      ground.transport.on(.get, "task-1/2", .failure(kind, .outcomeUnknown), once: true)
    }
    ground.servePictures()
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    #expect(job.status == .finished)
    #expect(downloads(ground, of: 2).count == 21)
    #expect(downloads(ground, of: 1).count == 1)
    // From the second failure on, a look asks for today's links first.
    #expect(ground.wavespeed.polls.count == 20)
    await studio.close()
  }

  @Test func aServiceThatForgotTheTaskTakesNoKnownLinkAway() async throws {
    let ground = try ground()
    for _ in 0..<20 {
      ground.transport.on(.get, "task-1/2", .failure(.connect, .neverLeft), once: true)
    }
    ground.servePictures()
    ground.wavespeed.answerPolls(
      .answered(.completed(.one, pictures: 2)),
      .notFound(.scripted(.predictionGone, cost: .possible))
    )
    let studio = try await ground.open()
    #expect(try await studio.see(ground.plan()).status == .finished)
    await studio.close()
  }

  @Test func aRefusedAddressIsNotTriedAgain() async throws {
    let ground = try ground()
    ground.transport.on(.get, "task-1/2", .failure(.addressRefused, .neverLeft))
    ground.servePictures()
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    #expect(job.status == .partial)
    #expect(downloads(ground, of: 2).count == 1)
    await studio.close()
  }

  @Test func aHostThatAsksForPatienceGetsIt() async throws {
    let ground = try ground()
    ground.transport.on(
      .get,
      "task-1/2",
      .bytes([], status: 503, headers: [HTTPHeader("Retry-After", "70")]),
      once: true
    )
    ground.servePictures()
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan())
    #expect(job.status == .finished)
    #expect(ground.time.naps.contains { $0.length >= .seconds(70) && $0.length < .seconds(80) })
    await studio.close()
  }
}

extension HTTPRequest {
  /// Where in its file the reply starts.
  var offset: Int64 {
    if case .file(_, let offset, _, _) = sink { offset } else { -1 }
  }

  /// The file the reply goes into.
  var part: String {
    if case .file(let path, _, _, _) = sink { path } else { "" }
  }
}
