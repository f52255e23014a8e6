import Glibc
import StudioCore
import StudioModel
import Testing

@Suite struct FileSystemTests {
  let files = FileSystem()

  @Test func aWrittenFileIsWholePrivateAndAlone() throws {
    let scratch = try ScratchFolder()
    let path = scratch("recipe.json")
    try files.write(Array("one".utf8), to: path)
    try files.write(Array("second".utf8), to: path)
    #expect(try scratch.text("recipe.json") == "second")
    #expect(scratch.mode("recipe.json") == 0o600)
    #expect(try scratch.names() == ["recipe.json"])
  }

  @Test func anExclusiveWriteKeepsTheFileThatIsThere() throws {
    let scratch = try ScratchFolder()
    try scratch.fill("recipe.json", "paid")
    #expect(throws: FileFailure(.exists, .write, path: scratch("recipe.json"))) {
      try files.write([1], to: scratch("recipe.json"), replacing: false)
    }
    #expect(try scratch.text("recipe.json") == "paid")
    #expect(try scratch.names() == ["recipe.json"])
    try files.write(Array("new".utf8), to: scratch("other.json"), replacing: false)
    #expect(try scratch.text("other.json") == "new")
  }

  @Test func publishingNeverReplacesAPictureUnlessAsked() throws {
    let scratch = try ScratchFolder()
    try scratch.fill("01.jpg", "old")
    try scratch.fill(".01.part", "new", mode: 0o644)
    #expect(throws: FileFailure(.exists, .write, path: scratch("01.jpg"))) {
      try files.publish(scratch(".01.part"), as: scratch("01.jpg"))
    }
    #expect(try scratch.names() == [".01.part", "01.jpg"])
    try files.publish(scratch(".01.part"), as: scratch("02.jpg"))
    #expect(try scratch.names() == ["01.jpg", "02.jpg"])
    #expect(scratch.mode("02.jpg") == 0o600)
  }

  @Test func aSequencesFolderIsNeverReachedThroughALinkBelowTheLibrary() throws {
    let scratch = try ScratchFolder()
    try files.makeFolder(scratch("elsewhere"))
    try files.makeFolder(scratch("library/2026-01-31"))
    #expect(symlink(scratch("elsewhere"), scratch("library/2026-01-31/one")) == 0)
    #expect(symlink(scratch("elsewhere"), scratch("library/2026-02-01")) == 0)
    #expect(symlink(scratch("library"), scratch("root")) == 0)
    for path in ["library/2026-01-31/one", "library/2026-02-01/two"] {
      let failure = #expect(throws: FileFailure.self) {
        try files.makeFolder(scratch(path), below: scratch("library"))
      }
      #expect(failure?.kind == .symbolicLink)
    }
    #expect(try files.list(scratch("elsewhere")).isEmpty)
    // The library itself may be elsewhere, and so may a folder that a person chose.
    try files.makeFolder(scratch("root/2026-02-02/three"), below: scratch("root"))
    try files.makeFolder(scratch("library/2026-02-01/two"), below: scratch("other"))
    #expect(try files.list(scratch("library/2026-02-02")) == ["three"])
  }

  @Test func aLinkInPlaceOfOurFileIsReplacedWhenWrittenAndRefusedWhenRead() throws {
    let scratch = try ScratchFolder()
    try scratch.fill("elsewhere", "untouched")
    #expect(symlink(scratch("elsewhere"), scratch("recipe.json")) == 0)
    #expect(throws: FileFailure(.symbolicLink, .read, path: scratch("recipe.json"))) {
      try files.read(scratch("recipe.json"), limit: 100)
    }
    try files.write(Array("ours".utf8), to: scratch("recipe.json"))
    #expect(try scratch.text("recipe.json") == "ours")
    #expect(try scratch.text("elsewhere") == "untouched")
    #expect(symlink(scratch("elsewhere"), scratch(".01.part")) == 0)
    #expect(throws: FileFailure(.symbolicLink, .write, path: scratch(".01.part"))) {
      try files.publish(scratch(".01.part"), as: scratch("01.jpg"))
    }
  }

  @Test(arguments: [ENOSPC, EDQUOT, EROFS, EACCES, EIO])
  func aRefusedWriteKeepsTheOldContentAndLeavesNoPart(code: Int32) throws {
    let scratch = try ScratchFolder()
    try files.write(Array("old".utf8), to: scratch("recipe.json"))
    let failing = FileSystem { action, _ in action == .write ? code : nil }
    let failure = #expect(throws: FileFailure.self) {
      try failing.write(Array("new".utf8), to: scratch("recipe.json"))
    }
    #expect(failure?.path == scratch("recipe.json"))
    #expect(failure?.failure(cost: .charged).code == .storage)
    #expect(try scratch.text("recipe.json") == "old")
    #expect(try scratch.names() == ["recipe.json"])
  }

  @Test func readingStopsAtItsLimit() throws {
    let scratch = try ScratchFolder()
    try scratch.fill("big", String(repeating: "x", count: 200_000))
    #expect(try files.read(scratch("big"), limit: 200_000).count == 200_000)
    #expect(throws: FileFailure(.tooLarge(limit: 199_999), .read, path: scratch("big"))) {
      try files.read(scratch("big"), limit: 199_999)
    }
    #expect(throws: FileFailure(.notARegularFile, .read, path: "/dev/zero")) {
      try files.read("/dev/zero", limit: 10)
    }
  }

  @Test func pipesFoldersAndMissingFilesAreRefusedWithoutWaiting() throws {
    let scratch = try ScratchFolder()
    #expect(mkfifo(scratch("pipe"), 0o600) == 0)
    #expect(throws: FileFailure(.notARegularFile, .read, path: scratch("pipe"))) {
      try files.read(scratch("pipe"), limit: 10)
    }
    #expect(throws: FileFailure(.notARegularFile, .read, path: scratch.path)) {
      try files.read(scratch.path, limit: 10)
    }
    #expect(throws: FileFailure(.notFound, .read, path: scratch("none"))) {
      try files.read(scratch("none"), limit: 10)
    }
    #expect(throws: FileFailure(.notADirectory, .read, path: scratch("f/x"))) {
      try scratch.fill("f", "")
      return try files.read(scratch("f/x"), limit: 10)
    }
  }

  @Test(arguments: ["a\0b", "", "dir/", "dir/.", ".."])
  func namesThatCanNameNoFileAreRefused(name: String) throws {
    let scratch = try ScratchFolder()
    #expect(throws: FileFailure.self) { try files.write([1], to: scratch(name)) }
    #expect(try scratch.names().isEmpty)
  }

  @Test func hostileButLegalNamesAreWrittenAndListedAsTheyAre() throws {
    let scratch = try ScratchFolder()
    let names = [
      "\u{1B}[31mred", "a\nb", "-rf", "图 🦊", "\u{202E}gpj", String(repeating: "é", count: 127),
    ]
    for name in names { try files.write(Array(name.utf8), to: scratch(name)) }
    #expect(try scratch.names() == names.sorted())
    for name in names { #expect(try scratch.text(name) == name) }
    let long = String(repeating: "x", count: 256)
    #expect(throws: FileFailure(.tooLong, .write, path: scratch(long))) {
      try files.write([1], to: scratch(long))
    }
    #expect(try scratch.names().count == names.count)
  }

  @Test func foldersAreMadeWithTheirParentsAndLeftAsTheyAreWhenThere() throws {
    let scratch = try ScratchFolder()
    try files.makeFolder(scratch("a/b//c/"))
    for name in ["a", "a/b", "a/b/c"] { #expect(scratch.mode(name) == 0o700) }
    #expect(chmod(scratch("a"), 0o755) == 0)
    try files.makeFolder(scratch("a/b/c"))
    #expect(scratch.mode("a") == 0o755)
    try scratch.fill("file", "")
    #expect(throws: FileFailure(.notADirectory, .create, path: scratch("file"))) {
      try files.makeFolder(scratch("file"))
    }
    #expect(throws: FileFailure(.notADirectory, .create, path: scratch("file/x"))) {
      try files.makeFolder(scratch("file/x"))
    }
  }

  @Test func aLinkedRootIsFineButALinkInPlaceOfOurFolderIsNot() throws {
    let scratch = try ScratchFolder()
    try files.makeFolder(scratch("real"))
    #expect(symlink(scratch("real"), scratch("library")) == 0)
    try files.makeFolder(["2026-01-02", "x"], in: scratch("library"))
    #expect(scratch.mode("real/2026-01-02/x") == 0o700)
    #expect(symlink("/tmp", scratch("real/2026-01-03")) == 0)
    #expect(throws: FileFailure(.symbolicLink, .create, path: scratch("library/2026-01-03"))) {
      try files.makeFolder(["2026-01-03", "x"], in: scratch("library"))
    }
    for part in ["..", "a/b", "", "."] {
      #expect(throws: FileFailure.self) { try files.makeFolder([part], in: scratch("library")) }
    }
  }

  @Test func removingIsQuietAboutWhatIsGoneAndNeverTakesFullFolders() throws {
    let scratch = try ScratchFolder()
    try files.makeFolder(scratch("full"))
    try scratch.fill("full/x", "")
    try files.remove(scratch("none"))
    try files.removeFolderIfEmpty(scratch("none"))
    try files.removeFolderIfEmpty(scratch("full"))
    #expect(throws: FileFailure(.notARegularFile, .remove, path: scratch("full"))) {
      try files.remove(scratch("full"))
    }
    try files.remove(scratch("full/x"))
    try files.removeFolderIfEmpty(scratch("full"))
    #expect(!files.exists(scratch("full")))
  }

  /// A program that is killed in the middle of it leaves nothing that has to be found and removed.
  @Test(.enabled(if: FileSystemTests.hasUnnamedFiles))
  func aNewFileHasNoNameBeforeItIsWhole() throws {
    let scratch = try ScratchFolder()
    let watch = inotify_init1(Int32(IN_NONBLOCK))
    defer { close(watch) }
    #expect(inotify_add_watch(watch, scratch.path, UInt32(IN_CREATE)) >= 0)
    try files.write(Array("new".utf8), to: scratch("new"), replacing: false)
    #expect(throws: FileFailure(.exists, .write, path: scratch("new"))) {
      try files.write(Array("other".utf8), to: scratch("new"), replacing: false)
    }
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = read(watch, &buffer, buffer.count)
    // One entry: 16 bytes before a name that zeros fill up to 16.
    #expect(count == 32)
    #expect(String(decoding: buffer[16..<32].prefix { $0 != 0 }, as: UTF8.self) == "new")
    #expect(try scratch.text("new") == "new")
    #expect(scratch.mode("new") == 0o600)
  }

  private static let hasUnnamedFiles: Bool = {
    let opened = open("/tmp", 0o20_000_000 | O_DIRECTORY | O_WRONLY | O_CLOEXEC, 0o600)
    guard opened >= 0 else { return false }
    close(opened)
    return true
  }()

  @Test func everyFailureSaysThePathOneSentenceAndAdvice() {
    let kinds: [FileFailure.Kind] = [
      .notFound, .notPermitted, .noSpace, .readOnly, .notADirectory, .tooLong, .exists,
      .notARegularFile, .symbolicLink, .tooLarge(limit: 10), .invalidName, .other(EIO), .sizeLimit,
      .tooManyOpen,
    ]
    for kind in kinds {
      let failure = FileFailure(kind, .write, path: "/library/01.jpg")
      #expect(failure.message.contains("/library/01.jpg"))
      #expect(failure.message.hasSuffix(".") && failure.advice.hasSuffix("."))
      #expect(failure.failure(cost: .charged).cost == .charged)
    }
  }

  @Test func freeSpaceIsCountedWhereThePathIs() throws {
    #expect(try files.freeSpace(at: "/tmp") > 0)
    #expect(throws: FileFailure(.notFound, .read, path: "/tmp/seedream-none")) {
      try files.freeSpace(at: "/tmp/seedream-none")
    }
  }
}
