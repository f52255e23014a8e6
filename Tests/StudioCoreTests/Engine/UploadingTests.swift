import Glibc
import StudioModel
import Testing

@testable import StudioCore

/// References on their way to the service.
@Suite(.timeLimit(.minutes(1))) struct Uploading {
  private func ground() throws -> StudioGround {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.acceptEverything()
    ground.atlas.acceptEverything()
    ground.wavespeed.complete(pictures: 2)
    ground.atlas.complete(pictures: 2)
    keepUploads(ground, for: .hours(24))
    return ground
  }

  /// Each upload is held for so long under an address of its own.
  private func keepUploads(_ ground: StudioGround, for span: Duration) {
    let time = ground.time
    for service in [ground.wavespeed, ground.atlas] {
      let id = service.id
      service.answerUploads { count in
        .success(
          UploadedReference(
            url: "https://uploads.example/\(id)/\(count)",
            expiresAt: time.now + span
          )
        )
      }
    }
  }

  private func reference(
    _ ground: StudioGround,
    _ name: String,
    _ content: String = "a fox"
  ) throws -> Reference {
    try ground.folder.fill(name, String(decoding: MarkedPictures.whole(content), as: UTF8.self))
    let vault = ReferenceVault(folder: ground.paths.references, inspector: MarkedPictures())
    let path = ground.folder(name)
    return Reference(source: .file(path: path), facts: try vault.inspect(path))
  }

  @Test func referencesReachTheServiceInOrder() async throws {
    let ground = try ground()
    let references = [
      try reference(ground, "a.jpg", "a"),
      Reference(source: .url("https://example.com/b.jpg")),
      try reference(ground, "c.jpg", "c"),
    ]
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan(references: references))
    #expect(job.status == .finished)
    let addresses = [
      "https://uploads.example/wavespeed/1", "https://example.com/b.jpg",
      "https://uploads.example/wavespeed/2",
    ]
    #expect(ground.wavespeed.submissions.map(\.referenceURLs) == [addresses])
    #expect(job.referenceURLs == addresses)
    await studio.close()
  }

  @Test func oneUploadServesEqualContentsWhateverTheirNames() async throws {
    let ground = try ground()
    let twice = [try reference(ground, "a.jpg"), try reference(ground, "b.jpg")]
    let studio = try await ground.open()
    _ = try await studio.see(ground.plan("one", references: twice))
    _ = try await studio.see(ground.plan("two", references: [twice[1]]))
    #expect(ground.wavespeed.uploads.count == 1)
    let address = "https://uploads.example/wavespeed/1"
    #expect(ground.wavespeed.submissions.map(\.referenceURLs) == [[address, address], [address]])
    await studio.close()
  }

  @Test func anotherServiceGetsItsOwnUpload() async throws {
    let ground = try ground()
    let references = [try reference(ground, "a.jpg")]
    let studio = try await ground.open()
    _ = try await studio.see(ground.plan(references: references))
    _ = try await studio.see(ground.plan(provider: .atlascloud, references: references))
    #expect(ground.wavespeed.uploads.count == 1)
    #expect(ground.atlas.uploads.count == 1)
    await studio.close()
  }

  @Test(arguments: [22, 23, 24, 30])
  func anUploadThatHasExpiredOrSoonWillIsMadeAgain(hours: Int) async throws {
    let ground = try ground()
    let references = [try reference(ground, "a.jpg")]
    let studio = try await ground.open()
    _ = try await studio.see(ground.plan("one", references: references))
    ground.time.standing.advance(by: .hours(hours) + .minutes(45))
    _ = try await studio.see(ground.plan("two", references: references))
    #expect(ground.wavespeed.uploads.count == (hours == 22 ? 1 : 2))
    await studio.close()
  }

  @Test func anUploadThatFailsForNowIsTriedAgainAndThenTheRequestGoes() async throws {
    let ground = try ground()
    let time = ground.time
    ground.wavespeed.answerUploads { count in
      count < 4
        ? .failure(
          ProviderFailure(
            .scripted(.unreachable),
            isTransient: true,
            retryAfter: count == 3 ? .seconds(50) : nil
          )
        )
        : .success(UploadedReference(url: "https://x", expiresAt: time.now + .hours(24)))
    }
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan(references: [try reference(ground, "a.jpg")]))
    #expect(job.status == .finished)
    #expect(job.submissions == 1)
    #expect(ground.wavespeed.uploads.count == 4)
    #expect(time.naps[2].length >= .seconds(50))
    await studio.close()
  }

  @Test func anUploadThatIsRefusedFailsTheJobAndNothingIsSent() async throws {
    let ground = try ground()
    ground.wavespeed.answerUploads { _ in
      .failure(ProviderFailure(.scripted(.badReference), isTransient: false))
    }
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan(references: [try reference(ground, "a.jpg")]))
    #expect(job.status == .failed)
    #expect(job.failure?.code == .badReference)
    #expect(ground.wavespeed.submissions == [])
    #expect(try await studio.books() == [])
    await studio.close()
  }

  @Test func aFileThatGoesAfterwardsIsNotMissed() async throws {
    let ground = try ground()
    let picture = try reference(ground, "a.jpg")
    let time = ground.time
    let vault = ground.paths.references
    ground.wavespeed.answerUploads { count in
      if count == 1 {
        unlink(picture.spelled)
        return .failure(ProviderFailure(.scripted(.unreachable), isTransient: true))
      }
      return .success(UploadedReference(url: "https://x", expiresAt: time.now + .hours(24)))
    }
    let studio = try await ground.open()
    #expect(try await studio.see(ground.plan(references: [picture])).status == .finished)
    #expect(ground.wavespeed.uploads.allSatisfy { $0.hasPrefix(vault) })
    await studio.close()
  }

  @Test func aFileThatChangedSinceTheLookIsRefusedAndNothingIsStored() async throws {
    let ground = try ground()
    let picture = try reference(ground, "a.jpg")
    try ground.folder.fill("a.jpg", "PICTURE something else END")
    let studio = try await ground.open()
    let failure = await refusal { try await studio.admit(ground.plan(references: [picture])) }
    #expect(failure?.code == .badReference)
    #expect(try await studio.store.historyCount() == 0)
    await studio.close()
  }

  @Test func aReferenceNobodyLookedAtFailsBeforeTheCall() async throws {
    let ground = try ground()
    let reference = Reference(source: .file(path: "/nowhere.jpg"))
    let studio = try await ground.open()
    let job = try await studio.see(ground.plan(references: [reference]))
    #expect(job.status == .failed)
    #expect(job.failure?.code == .badReference)
    #expect(ground.wavespeed.calls == [])
    await studio.close()
  }

  @Test func anUploadThatExpiresWhileTheJobWaitsItsTurnIsMadeAgain() async throws {
    let ground = try ground()
    keepUploads(ground, for: .minutes(8))
    let picture = try reference(ground, "a.jpg")
    // A request of another program that may have been taken occupies the only place for ten
    // minutes; its clock is three ahead.
    try ground.paths.prepare()
    let living = try ProcessLock(folder: ground.paths.locks)
    let sentAt = ground.time.now + .minutes(3)
    _ = try await ground.leave(.unconfirmed, ground.request("blocker"), owner: living.owner) {
      $0.submittedAt = sentAt
    }
    let studio = try await ground.open(.limited(tasksAtOnce: 1))
    _ = try await studio.see(ground.plan(references: [picture]))
    // What the service is told is the latest upload, not the one that has expired.
    let uploads = ground.wavespeed.uploads.count
    #expect(uploads > 1)
    #expect(
      ground.wavespeed.submissions.map(\.referenceURLs) == [
        ["https://uploads.example/wavespeed/\(uploads)"]
      ]
    )
    await studio.close()
    withExtendedLifetime(living) {}
  }
}
