import Glibc
import StudioModel
import Testing

@testable import StudioCore

/// A library that cannot be written to is still there to be looked at.
@Suite struct StoreReadOnlyTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// What was found there by somebody who may not write.
  private enum Found: Equatable, Sendable {
    case ids([String])
    case refused(StoreFailure)
    /// The rights of this process could not be given up.
    case cannotShow
  }

  private func look(_ access: DatabaseAccess) -> Found {
    let path = folder.database
    return WithoutRights.run {
      do throws(StoreFailure) {
        let connection = try Connection.open(path: path, access: access)
        let page = try HistoryPages(connection: connection).page(
          HistoryQuery(text: "fox"),
          before: nil,
          limit: 10
        )
        return .ids(page.jobs.map(\.id.rawValue))
      } catch {
        return .refused(error)
      }
    } ?? .cannotShow
  }

  private func lock(_ endings: [String]) {
    for ending in endings { chmod(folder.database + ending, 0o444) }
    chmod(folder.path, 0o555)
  }

  private func expect(_ access: DatabaseAccess, _ expected: Found) {
    let found = look(access)
    if found == .cannotShow {
      print("skipped: the rights of this process could not be given up")
    } else {
      #expect(found == expected)
    }
  }

  @Test func aClosedLibraryCanBeLookedAt() async throws {
    let store = try await Store.open(path: folder.database)
    try await store.queue(sampleJob("a"))
    await store.close()
    let before = bytes(of: folder.database)
    lock([""])
    expect(.readOnly, .ids(["a"]))
    #expect(bytes(of: folder.database) == before)
  }

  @Test func aLibraryWhoseProgramDiedCanBeLookedAt() async throws {
    let other = try ScratchFolder()
    let store = try await Store.open(path: other.database)
    try await store.queue(sampleJob("a"))
    for ending in ["", "-wal"] {
      writeFile(folder.database + ending, try #require(bytes(of: other.database + ending)))
    }
    await store.close()
    let before = [bytes(of: folder.database), bytes(of: folder.database + "-wal")]
    lock(["", "-wal"])
    expect(.readOnly, .ids(["a"]))
    #expect([bytes(of: folder.database), bytes(of: folder.database + "-wal")] == before)
  }

  @Test func writingIsRefusedPlainly() async throws {
    let store = try await Store.open(path: folder.database)
    await store.close()
    lock([""])
    expect(.writer, .refused(.readOnly(path: folder.database)))
  }

  @Test func aFolderThatCannotBeWrittenToIsRefusedPlainly() async throws {
    let store = try await Store.open(path: folder.database)
    await store.close()
    chmod(folder.database, 0o666)
    chmod(folder.path, 0o555)
    expect(.writer, .refused(.readOnly(path: folder.database)))
  }

  @Test func makingALibraryIsRefusedPlainly() {
    lock([])
    expect(.writer, .refused(.readOnly(path: folder.database)))
    expect(.readOnly, .refused(.missing(path: folder.database)))
  }

  @Test func aDiskThatRefusesAFileOfOursIsNotCalledReadOnly() throws {
    _ = try Connection.open(path: folder.database, access: .writer)
    guard case .inputOutput = DatabaseFile.refusalToWrite(path: folder.database) else {
      Issue.record("a file that may be written to was called read-only")
      return
    }
    let missing = folder.path + "/none/studio.sqlite"
    #expect(DatabaseFile.refusalToWrite(path: missing) == .readOnly(path: missing))
  }

  @Test func aFullDiskIsSaidAndLosesNothing() throws {
    let connection = try Connection.open(path: folder.database, access: .writer)
    let jobs = JobsTable(connection: connection)
    try connection.transaction(.immediate) { () throws(StoreFailure) in
      _ = try jobs.insert(sampleJob("a"))
    }
    let pages = try connection.number("PRAGMA page_count")
    try connection.runScript("PRAGMA max_page_count = \(pages)")
    let long = String(repeating: "a fox and ", count: 20_000)
    #expect(throws: StoreFailure.full(path: folder.database)) {
      try connection.transaction(.immediate) { () throws(StoreFailure) in
        _ = try jobs.insert(sampleJob("b", prompt: long))
      }
    }
    try connection.runScript("PRAGMA max_page_count = 1000000")
    try connection.transaction(.immediate) { () throws(StoreFailure) in
      _ = try jobs.insert(sampleJob("c", prompt: long))
    }
    #expect(try connection.number("SELECT count(*) FROM sequences") == 2)
    #expect(try connection.integrityProblems() == [])
  }

  @Test func anotherProgramsTransactionIsWaitedForOnlySoLong() throws {
    let holder = try Connection.open(path: folder.database, access: .writer)
    let waiting = try Connection.open(
      path: folder.database,
      access: .writer,
      busyTimeout: .milliseconds(20)
    )
    #expect(throws: StoreFailure.busy(path: folder.database)) {
      try holder.transaction(.immediate) { () throws(StoreFailure) in
        try waiting.transaction(.immediate) { () throws(StoreFailure) in }
      }
    }
    try waiting.transaction(.immediate) { () throws(StoreFailure) in }
  }

  @Test func readingDoesNotWaitForAWriter() throws {
    let writer = try Connection.open(path: folder.database, access: .writer)
    let reader = try Connection.open(path: folder.database, access: .reader)
    try writer.transaction(.immediate) { () throws(StoreFailure) in
      _ = try JobsTable(connection: writer).insert(sampleJob("a"))
      #expect(try HistoryPages(connection: reader).count(HistoryQuery()) == 0)
    }
    #expect(try HistoryPages(connection: reader).count(HistoryQuery()) == 1)
    #expect(throws: StoreFailure.self) {
      try JobsTable(connection: reader).setStar(SequenceID(rawValue: "a"), true)
    }
  }

  @Test func commitsAreOnDiskWhenTheyReturn() throws {
    let writer = try Connection.open(path: folder.database, access: .writer)
    let mode = try writer.first("PRAGMA journal_mode") { (columns) throws(StoreFailure) in
      try columns.text()
    }
    #expect(mode == "wal")
    // 2 is FULL.
    #expect(try writer.number("PRAGMA synchronous") == 2)
    #expect(try writer.number("PRAGMA foreign_keys") == 1)
  }
}

/// Runs something as a user who owns nothing, where this process is root.
private enum WithoutRights {
  private typealias SetUser = @convention(c) (UInt32) -> Int32

  /// `nil` when the rights could not be given up.
  static func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result? {
    if geteuid() != 0 { return body() }
    guard let symbol = dlsym(nil, "setfsuid") else { return nil }
    // setfsuid takes one uid_t and returns an int; it changes the calling thread only.
    let setUser = unsafeBitCast(symbol, to: SetUser.self)
    let work = Work<Result> {
      _ = setUser(65_534)
      // An impossible user changes nothing and returns the present one.
      guard setUser(.max) == 65_534 else { return nil }
      return body()
    }
    var thread = pthread_t()
    let started = pthread_create(
      &thread,
      nil,
      { box in
        // Retained for this thread when it was started.
        if let box { Unmanaged<AnyWork>.fromOpaque(box).takeRetainedValue().run() }
        return nil
      },
      Unmanaged<AnyWork>.passRetained(work).toOpaque()
    )
    guard started == 0 else { return nil }
    pthread_join(thread, nil)
    return work.result
  }

  private class AnyWork {
    func run() {}
  }

  private final class Work<Result>: AnyWork {
    private let body: () -> Result?
    private(set) var result: Result?

    init(_ body: @escaping () -> Result?) { self.body = body }

    override func run() { result = body() }
  }
}
