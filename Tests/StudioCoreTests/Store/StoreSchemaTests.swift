import CSQLite
import FoundationEssentials
import StudioModel
import Testing

@testable import StudioCore

/// Libraries as earlier programs left them. `Fixtures/Schemas` has one of each schema that was ever
/// published, with the rows that the program of that time wrote.
@Suite struct StoreSchemaTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private static let released = Array(1...Migrations.current)

  /// The library of a schema, made anew, and every row in it.
  private func library(_ version: Int) throws -> [PlainTable] {
    let file = try PlainDatabase(folder.database)
    try file.run(try Self.script(version))
    return try file.tables()
  }

  private static func script(_ version: Int) throws -> String {
    let fixtures = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    let path = "/\(fixtures)/Fixtures/Schemas/schema-\(version).sql"
    return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  /// Opens the library as today's program does, and compares what is in it with what went in.
  private func expectNothingLost(_ before: [PlainTable], at path: String) async throws {
    let store = try await Store.open(path: path)
    #expect(try await store.integrityCheck() == [])
    for id in before.first(named: "sequences")?.column("id") ?? [] {
      let job = try await store.job(SequenceID(rawValue: id))
      #expect(job?.id.rawValue == id)
      _ = try await store.timeline(SequenceID(rawValue: id))
    }
    await store.close()
    let file = try PlainDatabase(path)
    #expect(try file.value("PRAGMA user_version") == "\(Migrations.current)")
    for table in before {
      #expect(try file.table(table.name, table.columns) == table, "\(table.name)")
    }
  }

  /// A step without a fixture would go untested.
  @Test func everyPublishedSchemaIsHere() throws {
    for version in Self.released {
      let rows = try PlainDatabase(folder("\(version).db"))
      try rows.run(try Self.script(version))
      #expect(try rows.value("PRAGMA user_version") == "\(version)")
      #expect(try rows.value("PRAGMA application_id") == "\(Migrations.applicationID)")
      let counts = try rows.tables().map { (name: $0.name, rows: $0.rows.count) }
      for table in counts { #expect(table.rows > 0, "\(table.name) of \(version) is empty") }
      // The steps lead to the same tables as the program of that time made.
      let steps = try PlainDatabase(folder("\(version)-steps.db"))
      for step in Migrations.steps.prefix(version) { try steps.run(step) }
      #expect(try rows.schema() == steps.schema())
    }
  }

  @Test(arguments: released) func anOlderLibraryOpensAndLosesNothing(version: Int) async throws {
    let before = try library(version)
    try await expectNothingLost(before, at: folder.database)
    // And once more, when there is nothing left to do.
    try await expectNothingLost(before, at: folder.database)
  }

  @Test(arguments: released) func whatWasWrittenBeforeIsFoundByItsWords(version: Int) async throws {
    _ = try library(version)
    let store = try await Store.open(path: folder.database)
    for (text, count) in [("fox", 3), ("FOX sno", 2), ("狐狸", 2), ("cafe", 1), ("badger", 0)] {
      let query = HistoryQuery(text: text)
      #expect(try await store.history(query, limit: 10).jobs.count == count, "\(text)")
      #expect(try await store.historyCount(query) == count, "\(text)")
    }
    await store.close()
  }

  @Test(arguments: released) func lookingAtAnOlderLibraryRefusesAndChangesNothing(
    version: Int
  ) async throws {
    guard version < Migrations.current else { return }
    _ = try library(version)
    let file = bytes(of: folder.database)
    let path = folder.database
    let refusal = await failure { () throws(StoreFailure) in
      try await Store.open(path: path, mode: .readOnly)
    }
    #expect(
      refusal == .olderSchema(path: path, found: version, supported: Migrations.current)
    )
    #expect(bytes(of: folder.database) == file)
  }

  /// A program that was killed leaves its files as they are at that moment. They are copied after
  /// each statement of the migration, with everything written out that memory need not hold.
  @Test(arguments: released, ["wal", "delete"])
  func aMigrationThatIsCutShortIsDoneAgain(version: Int, mode: String) async throws {
    let before = try library(version)
    let statements = try PlainDatabase.statements(
      of: Migrations.steps.dropFirst(version).joined()
        + "PRAGMA user_version = \(Migrations.current);"
    )
    for count in 0...statements.count {
      let dying = try PlainDatabase(folder.database)
      try dying.run("PRAGMA journal_mode = \(mode); PRAGMA cache_size = 1; BEGIN IMMEDIATE")
      for statement in statements.prefix(count) { try dying.run(statement) }
      // A large change makes SQLite write to its files before the commit.
      try dying.run("UPDATE sequences SET prompt = prompt || printf('%.200000c', 'x')")
      let copy = try ScratchFolder()
      for ending in ["", "-wal", "-journal"] {
        guard let file = bytes(of: folder.database + ending) else { continue }
        writeFile(copy.database + ending, file)
      }
      try dying.run("ROLLBACK")
      let spilled = bytes(of: copy.database + (mode == "wal" ? "-wal" : "-journal"))?.count ?? 0
      #expect(spilled > 4_096)
      try await expectNothingLost(before, at: copy.database)
    }
  }

  /// The commit is in the log and not yet in the main file.
  @Test func aNewerLibraryWithAnOpenLogIsRefusedAndLeftAlone() async throws {
    _ = try library(Migrations.current)
    let newer = try PlainDatabase(folder.database)
    try newer.run(
      """
      PRAGMA journal_mode = wal; PRAGMA wal_autocheckpoint = 0;
      BEGIN; CREATE TABLE later (word TEXT); PRAGMA user_version = \(Migrations.current + 1); COMMIT
      """
    )
    let copy = try ScratchFolder()
    for ending in ["", "-wal"] {
      writeFile(copy.database + ending, try #require(bytes(of: folder.database + ending)))
    }
    let (file, log) = (bytes(of: copy.database), bytes(of: copy.database + "-wal"))
    for mode in [StoreMode.readWrite, .readOnly] {
      let path = copy.database
      let refusal = await failure { () throws(StoreFailure) in
        try await Store.open(path: path, mode: mode)
      }
      let current = Migrations.current
      #expect(refusal == .newerSchema(path: path, found: current + 1, supported: current))
      #expect(bytes(of: copy.database) == file)
      #expect(bytes(of: copy.database + "-wal") == log)
    }
  }
}
