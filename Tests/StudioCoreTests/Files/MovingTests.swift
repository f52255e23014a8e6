import Glibc
import StudioModel
import Testing

@testable import StudioCore

/// `errno` of a file system that is mounted for reading.
let EROFS_CODE = EROFS

@Suite struct MovingTests {
  let scratch: ScratchFolder
  let files = FileSystem()

  init() throws { scratch = try ScratchFolder() }

  @Test func aFolderIsMovedWithWhatIsInIt() throws {
    try files.makeFolder(scratch("a"))
    try scratch.fill("a/one", "1")
    try files.moveFolder(scratch("a"), to: scratch("b"))
    #expect(try scratch.names() == ["b"])
    #expect(try scratch.text("b/one") == "1")
  }

  @Test func nothingIsReplacedNotEvenAnEmptyFolder() throws {
    try files.makeFolder(scratch("a"))
    try files.makeFolder(scratch("b"))
    let failure = #expect(throws: FileFailure.self) {
      try files.moveFolder(scratch("a"), to: scratch("b"))
    }
    #expect(failure?.kind == .exists)
    #expect(try scratch.names() == ["a", "b"])
    #expect(files.freeName(like: scratch("b")) == scratch("b-2"))
    #expect(files.freeName(like: scratch("c")) == scratch("c"))
  }

  @Test func removingFollowsNoLinksAndCountsFiles() throws {
    try files.makeFolder(scratch("keep"))
    try scratch.fill("keep/precious", "1234")
    try files.makeFolder(scratch("go/deeper"))
    try scratch.fill("go/one", "12345")
    try scratch.fill("go/deeper/two", "123")
    #expect(symlink(scratch("keep"), scratch("go/link")) == 0)
    #expect(try files.removeFolder(scratch("go")) == 8)
    #expect(try scratch.names() == ["keep"])
    #expect(try scratch.text("keep/precious") == "1234")
    #expect(try files.removeFolder(scratch("go")) == 0)
  }

  @Test func onlyFoldersThatWereMadeHereAreOurs() {
    let layout = LibraryLayout(root: "/library")
    let id = SequenceID(rawValue: "1a2b3c4d5e")
    let own = layout.folder(
      id: id,
      slug: "a-red-fox",
      at: LocalTime(Timestamp(milliseconds: 0), offset: 0)
    )
    #expect(layout.isOwn(own, of: id))
    #expect(layout.isOwn(own + "-2", of: id))
    #expect(!layout.isOwn(own + "-two", of: id))
    #expect(!layout.isOwn(own, of: SequenceID(rawValue: "zzzzzzzzzz")))
    for folder in [
      "/library", "/library/1a2b3c", "/library/x/070905-1a2b3c", "/other/1970-01-01/1-1a2b3c",
      "/library/1970-01-01/deep/1-1a2b3c", "/library/.trash/1a2b3c4d5e", "1a2b3c", "",
    ] {
      #expect(!layout.isOwn(folder, of: id), "\(folder)")
    }
  }
}
