import Glibc
import StudioCore
import StudioModel
import Testing

@Suite struct StoreOpeningTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func refusal(
    of path: String,
    mode: StoreMode = .readWrite
  ) async -> StoreFailure? {
    await failure { () throws(StoreFailure) in try await Store.open(path: path, mode: mode) }
  }

  /// A closed library with one sequence in it.
  private func makeLibrary() async throws {
    let store = try await Store.open(path: folder.database)
    try await store.importFinished([sampleJob("a", status: .finished)])
    await store.close()
  }

  @Test func aLibraryOutlivesTheProgram() async throws {
    try await makeLibrary()
    #expect(bytes(of: folder.database + "-wal") == nil)
    let store = try await Store.open(path: folder.database)
    #expect(try await store.job(SequenceID(rawValue: "a")) != nil)
    #expect(try await store.integrityCheck() == [])
    await store.close()
    #expect(
      await failure { () throws(StoreFailure) in try await store.historyCount() } == .closed
    )
  }

  @Test func aProgramThatDiedLeavesEverythingItStored() async throws {
    let store = try await Store.open(path: folder.database)
    try await store.queue(sampleJob("a"))
    // What a killed program leaves: the main file and its log, the memory file gone stale.
    let copy = try ScratchFolder()
    for ending in ["", "-wal"] {
      writeFile(copy.database + ending, try #require(bytes(of: folder.database + ending)))
    }
    let found = try await Store.open(path: copy.database)
    #expect(try await found.job(SequenceID(rawValue: "a")) != nil)
    await found.close()
    await store.close()
  }

  @Test func everythingMadeIsPrivateWhateverTheUmask() async throws {
    let path = folder.path + "/new/deeper/studio.db"
    // The umask belongs to the whole process; 0 is harmless to tests beside this one.
    let before = umask(0)
    defer { umask(before) }
    let store = try await Store.open(path: path)
    try await store.queue(sampleJob("a"))
    #expect(mode(of: folder.path + "/new") == 0o700)
    #expect(mode(of: folder.path + "/new/deeper") == 0o700)
    for ending in ["", "-wal", "-shm"] { #expect(mode(of: path + ending) == 0o600) }
    await store.close()
  }

  @Test func aNewerLibraryIsRefusedAndLeftAlone() async throws {
    try await makeLibrary()
    var file = try #require(bytes(of: folder.database))
    // The version stands big-endian at offset 60 of the file.
    file[63] = 200
    writeFile(folder.database, file)
    for mode in [StoreMode.readWrite, .readOnly] {
      let refusal = await refusal(of: folder.database, mode: mode)
      #expect(refusal == .newerSchema(path: folder.database, found: 200, supported: 2))
      #expect(bytes(of: folder.database) == file)
    }
  }

  @Test(arguments: ["", "SQLite format 3\0", "not a database, just text. "])
  func somethingElseIsRefusedAndLeftAlone(start: String) async throws {
    let junk = Array(start.utf8) + Array(repeating: UInt8(ascii: "x"), count: 5_000)
    writeFile(folder.database, junk)
    let refusal = await refusal(of: folder.database)
    #expect(refusal == .notADatabase(path: folder.database))
    #expect(bytes(of: folder.database) == junk)
  }

  @Test func anotherProgramsDatabaseIsRefusedAndLeftAlone() async throws {
    try await makeLibrary()
    var file = try #require(bytes(of: folder.database))
    // The application id stands at offset 68.
    file.replaceSubrange(68..<72, with: [0, 0, 0, 7])
    writeFile(folder.database, file)
    #expect(await refusal(of: folder.database) == .notADatabase(path: folder.database))
    #expect(bytes(of: folder.database) == file)
  }

  @Test func aDamagedLibraryIsRefusedAndLeftAlone() async throws {
    try await makeLibrary()
    let sound = try #require(bytes(of: folder.database))
    for damage in [Damage.cut, .overwritten] {
      let file = damage.done(to: sound)
      writeFile(folder.database, file)
      guard case .corrupt = await refusal(of: folder.database) else {
        Issue.record("opened a library that was \(damage)")
        continue
      }
      #expect(bytes(of: folder.database) == file)
      #expect(bytes(of: folder.database + "-wal") ?? [] == [])
    }
  }

  enum Damage {
    case cut, overwritten

    func done(to file: [UInt8]) -> [UInt8] {
      switch self {
      case .cut: return Array(file.dropLast(3 * 4_096))
      case .overwritten:
        var damaged = file
        for page in 3..<8 {
          damaged.replaceSubrange(
            (page * 4_096)..<(page * 4_096 + 64),
            with: [UInt8](repeating: 0xee, count: 64)
          )
        }
        return damaged
      }
    }
  }

  @Test func anEmptyFileBecomesALibrary() async throws {
    writeFile(folder.database, [])
    let store = try await Store.open(path: folder.database)
    #expect(try await store.historyCount() == 0)
    await store.close()
  }

  @Test func lookingMakesNothing() async throws {
    let path = folder.path + "/none/studio.db"
    #expect(await refusal(of: path, mode: .readOnly) == .missing(path: path))
    #expect(mode(of: folder.path + "/none") == nil)
    writeFile(folder.database, [])
    #expect(await refusal(of: folder.database, mode: .readOnly) == .missing(path: folder.database))
    #expect(bytes(of: folder.database) == [])
  }

  @Test func aPathThroughAFileIsSaidPlainly() async throws {
    writeFile(folder.path + "/file", [1])
    let path = folder.path + "/file/studio.db"
    guard case .cannotOpen(_, let reason) = await refusal(of: path) else {
      Issue.record("opened a library inside a file")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test func aLibraryOpenedForLookingIsNotWrittenTo() async throws {
    try await makeLibrary()
    let store = try await Store.open(path: folder.database, mode: .readOnly)
    #expect(try await store.history(limit: 5).jobs.count == 1)
    #expect(try await store.integrityCheck() == [])
    let star = await failure { () throws(StoreFailure) in
      try await store.star(SequenceID(rawValue: "a"), true)
    }
    #expect(star == .readOnly(path: folder.database))
    await store.close()
  }

  @Test func lookingSeesWhatAnotherProgramStoresMeanwhile() async throws {
    let writing = try await Store.open(path: folder.database)
    let looking = try await Store.open(path: folder.database, mode: .readOnly)
    try await writing.queue(sampleJob("a"))
    #expect(try await looking.historyCount() == 1)
    await looking.close()
    await writing.close()
  }

  @Test func manyMayMakeTheSameLibraryAtOnce() async throws {
    let path = folder.database
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          let store = try await Store.open(path: path)
          try await store.queue(sampleJob("job-\(number)"))
          await store.close()
        }
      }
      try await group.waitForAll()
    }
    let store = try await Store.open(path: path)
    #expect(try await store.historyCount() == 8)
    #expect(try await store.integrityCheck() == [])
    await store.close()
  }

  @Test func everyFailureSaysWhatHappenedAndWhatToDo() {
    let failures: [StoreFailure] = [
      .missing(path: "p"), .newerSchema(path: "p", found: 2, supported: 1),
      .olderSchema(path: "p", found: 0, supported: 1), .notADatabase(path: "p"),
      .corrupt(path: "p", detail: "d"), .readOnly(path: "p"),
      .cannotOpen(path: "p", reason: "r"), .full(path: "p"),
      .inputOutput(path: "p", reason: "r"), .busy(path: "p"),
      .leaseLost(SequenceID(rawValue: "a")),
      .outOfStep(SequenceID(rawValue: "a"), stored: .finished),
      .noSuchSequence(SequenceID(rawValue: "a")), .constraint(detail: "d"), .closed,
      .unexpected(code: 1, detail: "d"),
    ]
    for failure in failures {
      #expect(failure.message.hasSuffix("."))
      #expect(failure.advice.hasSuffix("."))
      #expect(failure.asFailure().code == .storage)
    }
  }
}
