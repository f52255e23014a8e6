import FoundationEssentials
import StudioCore
import StudioModel
import TestSupport
import Testing

@testable import seedream

@Suite struct LastResortTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = try ScratchPath.make("last-resort")
    defer { ScratchPath.remove(folder) }
    try body(folder)
  }

  @Test func eachTextGetsAFileOfItsOwn() throws {
    try inFolder { folder in
      let place = LastResort(folders: [folder + "/data"])
      let paths = try ["a 狐狸", "an owl"].map { try place.write(EffectLanesTests.draft($0)) }
      #expect(Set(paths).count == 2)
      let texts = try paths.map { try String(contentsOfFile: $0, encoding: .utf8) }
      #expect(texts[0].contains("a 狐狸") && texts[1].contains("an owl"))
    }
  }

  @Test func whereTheFirstFolderCannotBeWrittenTheNextOneIs() throws {
    try inFolder { folder in
      try Data().write(to: URL(filePath: folder + "/file"))
      let place = LastResort(folders: [folder + "/file/data", folder + "/cache"])
      let path = try place.write(EffectLanesTests.draft("a fox"))
      #expect(path.hasPrefix(folder + "/cache/"))
    }
  }

  @Test func withNoFolderAtAllThatIsToldWithTheText() throws {
    try inFolder { folder in
      try Data().write(to: URL(filePath: folder + "/file"))
      let drafts = DraftKeeping()
      let place = LastResort(folders: [folder + "/file/data"])
      drafts.rescue(EffectLanesTests.draft("a fox"), to: place)
      guard case .failed(_, let text)? = drafts.rescued.first else {
        Issue.record("\(String(describing: drafts.rescued))")
        return
      }
      #expect(text == "a fox")
    }
  }

  @Test func whatTheLibraryTookAfterAllLeavesNoFile() throws {
    try inFolder { folder in
      let drafts = DraftKeeping()
      let place = LastResort(folders: [folder])
      drafts.rescue(EffectLanesTests.draft("a fox"), to: place)
      drafts.rescue(EffectLanesTests.draft("an owl"), to: place)
      var left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.count == 2)
      drafts.dropRescued(from: place)
      left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty)
      #expect(drafts.rescued.isEmpty)
    }
  }
}
