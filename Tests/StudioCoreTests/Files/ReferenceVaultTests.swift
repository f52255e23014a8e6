import Glibc
import StudioCore
import StudioModel
import Testing

/// Takes files that start with `JPEG` for pictures; knows nothing else.
private struct LetterInspector: PictureInspector {
  func header(of path: String) throws(PictureProblem) -> PictureFacts {
    let bytes: [UInt8]
    do { bytes = try FileSystem().read(path, limit: 1 << 24, followingLinks: true) } catch {
      throw PictureProblem(.unreadable, error.message)
    }
    guard bytes.starts(with: Array("JPEG".utf8)) else {
      throw PictureProblem(.notAPicture, "It is not a picture.")
    }
    return PictureFacts(format: .jpeg, size: PixelSize(width: 64, height: 48))
  }

  func verify(_ path: String) throws(PictureProblem) -> PictureFacts { try header(of: path) }
}

@Suite struct ReferenceVaultTests {
  let scratch: ScratchFolder
  let vault: ReferenceVault

  init() throws {
    scratch = try ScratchFolder()
    vault = ReferenceVault(folder: scratch("references"), inspector: LetterInspector())
  }

  private func problem(_ path: String) -> ReferenceFileProblem.Kind? {
    do throws(ReferenceFileProblem) {
      _ = try vault.keep(path)
      return nil
    } catch {
      #expect(error.path == path)
      #expect(error.message.contains(path) && error.message.hasSuffix("."))
      #expect(!error.advice.isEmpty)
      return error.kind
    }
  }

  @Test func aKeptReferenceSurvivesItsOriginalAndIsStoredOnce() throws {
    try scratch.fill("fox.jpg", "JPEG fox")
    try scratch.fill("same.jpg", "JPEG fox")
    let facts = try vault.keep(scratch("fox.jpg"))
    #expect(facts == (try vault.inspect(scratch("same.jpg"))))
    #expect(facts.byteCount == 8 && facts.size == PixelSize(width: 64, height: 48))
    #expect(try vault.keep(scratch("same.jpg"), expected: facts) == facts)
    try FileSystem().remove(scratch("fox.jpg"))
    #expect(vault.holds(facts))
    #expect(try scratch.names("references") == ["\(facts.sha256).jpg"])
    #expect(scratch.mode("references") == 0o700)
    #expect(scratch.mode("references/\(facts.sha256).jpg") == 0o600)
  }

  @Test func aDamagedCopyIsReplaced() throws {
    try scratch.fill("fox.jpg", "JPEG fox")
    let facts = try vault.keep(scratch("fox.jpg"))
    try scratch.fill("references/\(facts.sha256).jpg", "JPEG cat")
    #expect(!vault.holds(facts))
    _ = try vault.keep(scratch("fox.jpg"))
    #expect(vault.holds(facts))
  }

  @Test func aContentThatChangedIsRefused() throws {
    try scratch.fill("fox.jpg", "JPEG fox")
    let facts = try vault.inspect(scratch("fox.jpg"))
    try scratch.fill("fox.jpg", "JPEG cat")
    let problem = #expect(throws: ReferenceFileProblem.self) {
      try vault.keep(scratch("fox.jpg"), expected: facts)
    }
    #expect(problem?.kind == .changed)
    #expect(!FileSystem().exists(scratch("references")))
  }

  @Test(.timeLimit(.minutes(1)))
  func whatIsNotARegularFileIsRefusedWithoutWaiting() throws {
    #expect(mkfifo(scratch("pipe.jpg"), 0o600) == 0)
    #expect(problem(scratch("pipe.jpg")) == .file(.notARegularFile))
    #expect(problem(scratch.path) == .file(.notARegularFile))
    #expect(problem("/dev/zero") == .file(.notARegularFile))
    #expect(problem(scratch("none.jpg")) == .file(.notFound))
    #expect(symlink(scratch("none.jpg"), scratch("dangling.jpg")) == 0)
    #expect(problem(scratch("dangling.jpg")) == .file(.notFound))
    #expect(!FileSystem().exists(scratch("references")))
  }

  @Test func aLinkOfThePersonIsFollowed() throws {
    try scratch.fill("fox.jpg", "JPEG fox")
    #expect(symlink("fox.jpg", scratch("link.jpg")) == 0)
    #expect(try vault.keep(scratch("link.jpg")) == vault.inspect(scratch("fox.jpg")))
  }

  @Test func emptyLargeAndUnknownFilesAreRefusedByName() throws {
    try scratch.fill("empty.jpg", "")
    #expect(problem(scratch("empty.jpg")) == .empty)
    try scratch.fill("notes.txt", "hello")
    #expect(
      problem(scratch("notes.txt"))
        == .picture(PictureProblem(.notAPicture, "It is not a picture."))
    )
    try scratch.fill("large.jpg", "JPEG")
    #expect(truncate(scratch("large.jpg"), 10_485_761) == 0)
    #expect(problem(scratch("large.jpg")) == .tooLarge(bytes: 10_485_761, limit: 10_485_760))
    #expect(truncate(scratch("large.jpg"), 10_485_760) == 0)
    #expect(problem(scratch("large.jpg")) == nil)
  }

  @Test func aFullDiskIsAStorageFailureNotABadReference() throws {
    try scratch.fill("fox.jpg", "JPEG fox")
    let vault = ReferenceVault(
      folder: scratch("references"),
      inspector: LetterInspector(),
      files: FileSystem { action, _ in action == .write ? ENOSPC : nil }
    )
    let problem = #expect(throws: ReferenceFileProblem.self) { try vault.keep(scratch("fox.jpg")) }
    #expect(problem?.failure.code == .storage)
    #expect(try scratch.names("references").isEmpty)
  }

  @Test func factsFromElsewhereNeverLeadOutOfTheVault() {
    let facts = ReferenceFacts(
      sha256: "../../etc/passwd",
      byteCount: 1,
      format: .png,
      size: PixelSize(width: 1, height: 1)
    )
    #expect(vault.path(for: facts) == scratch("references/invalid.png"))
    #expect(!vault.holds(facts))
  }
}
