import FoundationEssentials
import StudioModel
import StudioUI
import TestSupport
import Testing

@testable import seedream

@Suite struct PathCompletionTests {
  /// A folder with some files in it, gone when the test is over.
  private func inFolder(_ names: [String], _ body: (String) throws -> Void) throws {
    let folder = try ScratchPath.make("paths")
    defer { ScratchPath.remove(folder) }
    let manager = FileManager.default
    for name in names {
      let path = folder + "/" + name
      if name.hasSuffix("/") {
        try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
      } else {
        try Data().write(to: URL(filePath: path))
      }
    }
    try body(folder)
  }

  private func completion(_ folder: String, home: String? = nil) -> PathCompletion {
    PathCompletion(
      currentFolder: folder,
      home: home,
      formats: [.jpeg, .png, .webp, .bmp, .tiff, .gif]
    )
  }

  private let names = [
    "fox.jpg", "fox.JPEG", "fox.txt", "foxes/", "frog.png", ".hidden.png", ".secret/", "owl.webp",
    "png", "a b.gif", "狐狸.tif", "sub/",
  ]

  @Test func picturesAndFoldersComeSortedAndHiddenOnesOnlyWhenTyped() throws {
    try inFolder(names) { folder in
      let completion = completion(folder)
      let all = completion.candidates(for: "").map(\.path)
      #expect(
        all == [
          "a b.gif", "fox.JPEG", "fox.jpg", "foxes/", "frog.png", "owl.webp", "sub/", "狐狸.tif",
        ]
      )
      #expect(completion.candidates(for: "fo").map(\.path) == ["fox.JPEG", "fox.jpg", "foxes/"])
      #expect(completion.candidates(for: "fox").map(\.isFolder) == [false, false, true])
      #expect(completion.candidates(for: ".").map(\.path) == [".hidden.png", ".secret/"])
      #expect(completion.candidates(for: "狐").map(\.path) == ["狐狸.tif"])
      #expect(completion.candidates(for: "x").isEmpty)
    }
  }

  @Test func theTypedBeginningIsKept() throws {
    try inFolder(["sub/", "sub/one.png", "sub/deep/"]) { folder in
      let completion = completion(folder, home: folder + "/sub")
      #expect(completion.candidates(for: "sub/o").map(\.path) == ["sub/one.png"])
      #expect(completion.candidates(for: "./sub/").map(\.path) == ["./sub/deep/", "./sub/one.png"])
      #expect(completion.candidates(for: "~/").map(\.path) == ["~/deep/", "~/one.png"])
      #expect(completion.candidates(for: "~").map(\.path) == ["~/"])
      #expect(completion.candidates(for: folder + "/su").map(\.path) == [folder + "/sub/"])
      #expect(completion.candidates(for: "sub/../sub/o").map(\.path) == ["sub/../sub/one.png"])
    }
  }

  @Test(arguments: ["/nowhere/at/all/", "fox.jpg/x", "a\0b", "~nobody/"])
  func whatCannotBeReadHasNoEnds(_ typed: String) throws {
    try inFolder(["fox.jpg"]) { folder in
      #expect(completion(folder).candidates(for: typed).isEmpty)
    }
  }

  @Test func aHugeFolderIsCapped() throws {
    try inFolder((0..<600).map { "\($0).png" }) { folder in
      #expect(completion(folder).candidates(for: "").count == PathCompletion.mostCandidates)
    }
  }

  @Test func danglingLinksAndPipesAreLeftOut() throws {
    try inFolder(["fox.png"]) { folder in
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/gone.png",
        withDestinationPath: folder + "/nowhere.png"
      )
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link.png",
        withDestinationPath: folder + "/fox.png"
      )
      #expect(completion(folder).candidates(for: "").map(\.path) == ["fox.png", "link.png"])
    }
  }
}
