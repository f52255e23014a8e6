import FoundationEssentials
import Glibc
import ProviderSimulator
import TestSupport
import Testing

/// Libraries that cannot be used are refused plainly and keep every byte.
@Suite(.inTurn) struct LibraryTests {
  private static let commands: [[String]] = [
    Wish().words, ["resume"], ["wait", "x"], ["history"], ["show", "x"], ["generate", "fox"],
  ]

  /// Where SQLite keeps what tells libraries apart (its file format, "Database Header").
  private static let versionPlace = 60
  private static let applicationPlace = 68

  @Test(arguments: commands)
  func aNewerLibraryIsLeftAsItIs(_ words: [String]) async throws {
    try await Ground.lend { ground in
      try await makeLibrary(ground) { $0[Self.versionPlace + 2] = 1 }
      try await expectRefused(ground, words, says: ["version", "newer"])
    }
  }

  @Test(arguments: commands)
  func anotherProgramsDatabaseIsLeftAsItIs(_ words: [String]) async throws {
    try await Ground.lend { ground in
      try await makeLibrary(ground) { $0[Self.applicationPlace] ^= 0x55 }
      try await expectRefused(ground, words, says: ["not a library"])
    }
  }

  @Test(arguments: commands)
  func aFileThatIsNoDatabaseIsLeftAsItIs(_ words: [String]) async throws {
    try await Ground.lend { ground in
      try ground.write(String(repeating: "somebody's notes\n", count: 500), to: ground.database)
      try await expectRefused(ground, words, says: ["not a library"])
    }
  }

  @Test(arguments: commands)
  func aDamagedLibraryIsLeftAsItIs(_ words: [String]) async throws {
    try await Ground.lend { ground in
      try await makeLibrary(ground) { bytes in
        for place in 4096..<min(bytes.count, 16 * 4096) { bytes[place] = 0xA5 }
      }
      try await expectRefused(ground, words, says: ["damaged"])
    }
  }

  @Test func aLibraryThatWasCutShortIsLeftAsItIs() async throws {
    try await Ground.lend { ground in
      try await makeLibrary(ground) { $0.removeLast($0.count / 2) }
      try await expectRefused(ground, Wish().words, says: ["damaged"])
    }
  }

  @Test func aFolderInPlaceOfTheLibraryIsToldPlainly() async throws {
    try await Ground.lend { ground in
      try ground.write("inside", to: ground.database + "/file")
      let ending = try await ground.run(Wish().words)
      #expect(ending.code == 2, "\(ending.errors)")
      #expect(ending.errors.contains("studio.sqlite"))
      #expect(ground.server.requests.isEmpty)
    }
  }

  @Test func aHomeThatCannotBeMadeIsToldPlainly() async throws {
    try await Ground.lend { ground in
      let blocked = try ground.write("a file", to: "blocked") + "/home"
      for words in [Wish().words, ["resume"], ["doctor", "--offline"]] {
        let ending = try await ground.run(words, ["SEEDREAM_HOME": blocked])
        #expect(ending.code == 2, "\(ending.errors)")
        #expect((ending.output + ending.errors).contains("blocked"))
      }
      let nowhere: [String: String?] = ["SEEDREAM_HOME": nil, "HOME": nil]
      let homeless = try await ground.run(Wish().words, nowhere)
      #expect(homeless.code == 2, "\(homeless.errors)")
      #expect(homeless.errors.contains("SEEDREAM_HOME"))
      #expect(ground.server.requests.isEmpty)
    }
  }

  /// What may only be read can still be looked at, and nothing is sent that could not be noted.
  @Test(.enabled(if: Privileges.canMount, "file systems of a test's own are not allowed here"))
  func aReadOnlyLibraryCanBeLookedAtAndTakesNoNewSequence() async throws {
    try await Ground.lend { ground in
      let (_, document) = try await ground.generate()
      let calls = ground.server.requests.count
      let script = """
        mount --bind "$2" "$2" && mount -o remount,bind,ro "$2" || exit 99
        "$1" history; echo "history $?"
        "$1" show "$3" --json > /dev/null; echo "show $?"
        "$1" generate --size 1024x1024 fox; echo "generate $?"
        "$1" resume; echo "resume $?"
        """
      let program = try Privileges.inNamespace(
        script,
        [ProgramUnderTest.required(), ground.home, document.id],
        environment: ground.environment
      )
      let ending = await program.ended()
      #expect(ending.output.contains(document.id))
      for line in ["history 0", "show 0", "generate 2"] {
        #expect(ending.output.contains(line), "\(ending.output)\(ending.errors)")
      }
      #expect(ending.errors.lowercased().contains("written") || ending.errors.contains("read-only"))
      #expect(ground.server.requests.count == calls, "something was sent")
    }
  }

  @Test func theLibraryIsForItsOwnerAlone() async throws {
    try await Ground.lend { ground in
      let (_, document) = try await ground.generate()
      #expect(mode(ground.home + "/data") == 0o700)
      #expect(mode(ground.database) == 0o600)
      #expect(mode(document.folder + "/recipe.json") & 0o077 == 0)
      #expect(mode(document.paths[0]) & 0o022 == 0)
      let locks = ground.files.filter { $0.hasPrefix("data/locks/") }
      #expect(locks.isEmpty, "a lock file is left over")
    }
  }

  private func mode(_ path: String) -> mode_t {
    var facts = stat()
    return stat(path, &facts) == 0 ? facts.st_mode & 0o777 : 0
  }

  /// Makes a library with one sequence in it and changes its file.
  private func makeLibrary(_ ground: Ground, _ change: (inout [UInt8]) -> Void) async throws {
    #expect(try await ground.generate(Wish(images: 1)).ending.code == 0)
    #expect(ground.files.filter { $0.hasPrefix("data/studio") } == ["data/studio.sqlite"])
    var bytes = ground.bytes(ground.database)
    change(&bytes)
    try ground.write(bytes, to: ground.database)
  }

  private func expectRefused(
    _ ground: Ground,
    _ words: [String],
    says: [String],
    _ location: SourceLocation = #_sourceLocation
  ) async throws {
    let digest = try await Pictures.sha256([ground.database])
    let calls = ground.server.requests.count
    let ending = try await ground.run(words)
    #expect(ending.code == 2, "\(ending.errors)", sourceLocation: location)
    for word in says {
      #expect(ending.errors.contains(word), "\(ending.errors)", sourceLocation: location)
    }
    #expect(ending.errors.contains("studio.sqlite"), sourceLocation: location)
    #expect(ground.server.requests.count == calls, sourceLocation: location)
    let isSame = try await Pictures.sha256([ground.database]) == digest
    #expect(isSame, "the file was changed", sourceLocation: location)
    let log = ground.bytes(ground.database + "-wal")
    #expect(log.isEmpty, "something was written beside it", sourceLocation: location)
  }
}
