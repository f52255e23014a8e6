import Synchronization

/// The library's memory: every sequence, what happened to it and what it cost, in one SQLite file
/// that several programs may share.
///
/// Writes go through one connection and reads through another, so that looking something up never
/// waits for a commit. A call that returned has reached the disk.
public final class Store: Sendable {
  /// The database file.
  public let path: String
  public let mode: StoreMode
  let reader: Database
  private let writingDatabase: Database?
  /// Used on the writer's queue; `nil` until somebody listens.
  let position = Mutex<LogPosition?>(nil)

  private init(path: String, mode: StoreMode, reader: Database, writer: Database?) {
    self.path = path
    self.mode = mode
    self.reader = reader
    writingDatabase = writer
  }

  /// Opens the library at `path`, making it (0600, in a 0700 folder) where there is none.
  ///
  /// What is not a library of this program, is damaged, or was written by a newer version, is
  /// refused and keeps every byte. `.readOnly` makes nothing, and throws `.missing` where there is
  /// no library. `onChange` is called after each commit that changed sequences; `failpoints` are
  /// reached around every commit.
  public static func open(
    path: String,
    mode: StoreMode = .readWrite,
    failpoints: Failpoints = .none,
    onChange: (@Sendable () -> Void)? = nil
  ) async throws(StoreFailure) -> Store {
    switch mode {
    case .readWrite:
      let writer = try await Database.open(
        path: path,
        access: .writer,
        failpoints: failpoints,
        onChange: onChange
      )
      let reader = try await Database.open(path: path, access: .reader)
      return Store(path: path, mode: mode, reader: reader, writer: writer)
    case .readOnly:
      let reader = try await Database.open(path: path, access: .readOnly)
      return Store(path: path, mode: mode, reader: reader, writer: nil)
    }
  }

  /// Folds the log into the main file, as far as other programs let it, and lets go of the file.
  /// Calls made later throw `.closed`.
  public func close() async {
    await reader.close()
    guard let writingDatabase else { return }
    // The log is safe to leave behind: whoever opens the library next reads it.
    _ = try? await writingDatabase.withConnection { (connection) throws(StoreFailure) in
      try connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
    }
    await writingDatabase.close()
  }

  /// Looks through the whole file; one sentence for each thing that is wrong with it.
  public func integrityCheck() async throws(StoreFailure) -> [String] {
    var problems = try await reader.withConnection { (connection) throws(StoreFailure) in
      try connection.integrityProblems()
    }
    guard let writingDatabase else { return problems }
    do throws(StoreFailure) {
      try await writingDatabase.write { (connection) throws(StoreFailure) in
        try SearchIndex(connection: connection).check()
      }
    } catch {
      guard case .corrupt = error else { throw error }
      problems.append("the search index does not agree with the prompts")
    }
    return problems
  }

  var writer: Database {
    get throws(StoreFailure) {
      guard let writingDatabase else { throw .readOnly(path: path) }
      return writingDatabase
    }
  }
}
