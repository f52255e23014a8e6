import Glibc
import StudioCore
import StudioModel
import Testing

@Suite struct OutputFolderTests {
  private func refusal(_ spelled: String, in folder: String) -> Failure? {
    do throws(Failure) {
      try OutputFolder(spelled, currentFolder: folder).check()
      return nil
    } catch {
      #expect(error.code == .invalidRequest && error.cost == .nothing)
      #expect(!error.advice.isEmpty)
      return error
    }
  }

  @Test func aMissingFolderIsFineAndMadeOnlyWhenPrepared() throws {
    let scratch = try ScratchFolder()
    let output = OutputFolder("a/./b", currentFolder: scratch.path)
    #expect(output.path == scratch("a/b"))
    try output.check()
    #expect(try scratch.names().isEmpty)
    try output.prepare()
    #expect(scratch.mode("a/b") == 0o700)
    try output.prepare()
  }

  @Test(arguments: ["01.jpg", "15.PNG", "recipe.json", ".01.part"])
  func aFolderThatHoldsASequenceIsRefusedByThatName(name: String) throws {
    let scratch = try ScratchFolder()
    try scratch.fill("notes.txt", "")
    #expect(refusal(".", in: scratch.path) == nil)
    try scratch.fill(name, "")
    #expect(refusal(".", in: scratch.path)?.message.contains(scratch(name)) == true)
  }

  @Test func filesPipesAndNothingAreNoFolders() throws {
    let scratch = try ScratchFolder()
    try scratch.fill("file", "")
    #expect(refusal("file", in: scratch.path) != nil)
    #expect(refusal("file/below", in: scratch.path) != nil)
    #expect(refusal("", in: scratch.path) != nil)
    #expect(refusal("a\0b", in: scratch.path) != nil)
    #expect(refusal("/proc/none", in: scratch.path) != nil || geteuid() == 0)
    #expect(symlink(scratch("none"), scratch("dangling")) == 0)
    #expect(refusal("dangling", in: scratch.path) != nil)
  }

  @Test func aLinkToAFolderIsThePersonsChoice() throws {
    let scratch = try ScratchFolder()
    try FileSystem().makeFolder(scratch("real"))
    #expect(symlink(scratch("real"), scratch("link")) == 0)
    try OutputFolder("link", currentFolder: scratch.path).prepare()
  }
}
