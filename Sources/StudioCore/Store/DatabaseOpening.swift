import CSQLite
import Glibc

extension Connection {
  /// How long a statement waits for another program's transaction.
  static let busyTimeout: Duration = .seconds(5)

  /// Files up to this size are looked through whole when they are opened; larger ones are checked
  /// page by page as they are used, and as a whole by `integrityProblems`.
  static let quickCheckLimit: Int64 = 1 << 20

  /// Opens the library at `path` after proving that it is one. Whatever is refused keeps every
  /// byte it had.
  static func open(
    path: String,
    access: DatabaseAccess,
    busyTimeout: Duration = busyTimeout,
    failpoints: Failpoints = .none
  ) throws(StoreFailure) -> Connection {
    switch access {
    case .writer:
      return try openWriter(path: path, busyTimeout: busyTimeout, failpoints: failpoints)
    case .reader:
      let connection = try opened(path, flags: SQLITE_OPEN_READWRITE, busyTimeout: busyTimeout)
      if connection.isReadOnly { throw DatabaseFile.refusalToWrite(path: path) }
      try connection.configureReader()
      return connection
    case .readOnly: return try openReadOnly(path: path, busyTimeout: busyTimeout)
    }
  }

  private static func openWriter(
    path: String,
    busyTimeout: Duration,
    failpoints: Failpoints
  ) throws(StoreFailure) -> Connection {
    let isNew = try DatabaseFile.createIfMissing(path)
    do throws(StoreFailure) {
      let connection = try opened(
        path,
        flags: SQLITE_OPEN_READWRITE,
        busyTimeout: busyTimeout,
        failpoints: failpoints
      )
      if connection.isReadOnly { throw DatabaseFile.refusalToWrite(path: path) }
      connection.setKeepsLogOnClose(true)
      try connection.proveLibrary(mayBeEmpty: true)
      try connection.run("PRAGMA foreign_keys = ON")
      try connection.run("PRAGMA synchronous = FULL")
      try connection.run("PRAGMA temp_store = MEMORY")
      try connection.run("PRAGMA cache_size = -8192")
      try connection.run("PRAGMA journal_size_limit = 4194304")
      try connection.migrate()
      try connection.useWriteAheadLog(within: busyTimeout)
      connection.setKeepsLogOnClose(false)
      if isNew { DatabaseFile.syncFolder(of: path) }
      return connection
    } catch {
      throw DatabaseFile.sayingReadOnly(error, path: path)
    }
  }

  private static func openReadOnly(
    path: String,
    busyTimeout: Duration
  ) throws(StoreFailure) -> Connection {
    guard DatabaseFile.exists(path) else { throw DatabaseFile.absence(of: path) }
    do throws(StoreFailure) {
      let connection = try opened(path, flags: SQLITE_OPEN_READONLY, busyTimeout: busyTimeout)
      try connection.proveLibrary(mayBeEmpty: false)
      try connection.configureReader()
      return connection
    } catch {
      switch error {
      case .cannotOpen, .readOnly, .inputOutput:
        guard !DatabaseFile.isFolderWritable(of: path) else { throw error }
        return try openFrozen(path: path, busyTimeout: busyTimeout, after: error)
      default: throw error
      }
    }
  }

  /// Opens a library in a folder that cannot be written to, where SQLite cannot make the shared
  /// memory that its log needs.
  ///
  /// Without a log the main file is complete, and SQLite is told that nobody will change it. That
  /// is true of read-only media and of a snapshot; a program with more rights than ours that
  /// starts writing meanwhile makes a query fail or show the old state, and changes nothing on
  /// disk. With a log but no shared memory (a copy of a library that was never closed) the log is
  /// indexed in this program's own memory, without locks. With both, somebody is writing right
  /// now and we may not take part: that is refused.
  private static func openFrozen(
    path: String,
    busyTimeout: Duration,
    after error: StoreFailure
  ) throws(StoreFailure) -> Connection {
    let option: String
    if DatabaseFile.size(path + "-wal") ?? 0 == 0 {
      option = "immutable=1"
    } else if DatabaseFile.size(path + "-shm") == nil {
      option = "vfs=unix-none"
    } else {
      throw error
    }
    let connection = try opened(
      DatabaseFile.uri(path) + "?mode=ro&" + option,
      flags: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
      busyTimeout: busyTimeout,
      shownPath: path
    )
    try connection.run("PRAGMA locking_mode = EXCLUSIVE")
    try connection.proveLibrary(mayBeEmpty: false)
    try connection.configureReader()
    return connection
  }

  private static func opened(
    _ name: String,
    flags: Int32,
    busyTimeout: Duration,
    shownPath: String? = nil,
    failpoints: Failpoints = .none
  ) throws(StoreFailure) -> Connection {
    let path = shownPath ?? name
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(
      name,
      &handle,
      flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE,
      nil
    )
    guard code == SQLITE_OK, let handle else {
      let failure = StoreFailure(code: code, handle: handle, path: path)
      sqlite3_close_v2(handle)
      throw failure
    }
    let connection = Connection(handle: handle, path: path, failpoints: failpoints)
    try connection.harden(busyTimeout: busyTimeout)
    return connection
  }

  private func configureReader() throws(StoreFailure) {
    try run("PRAGMA query_only = ON")
    try run("PRAGMA temp_store = MEMORY")
    try run("PRAGMA cache_size = -8192")
  }

  /// Reads, without changing anything, whether this is a library this program may use.
  private func proveLibrary(mayBeEmpty: Bool) throws(StoreFailure) {
    let found = try transaction(.deferred) { () throws(StoreFailure) in
      (
        tables: try number("SELECT count(*) FROM sqlite_schema"),
        application: try number("PRAGMA application_id"),
        version: Int(try number("PRAGMA user_version"))
      )
    }
    if found.tables == 0, found.application == 0, found.version == 0 {
      guard mayBeEmpty else { throw .missing(path: path) }
      return
    }
    guard found.application == Migrations.applicationID else { throw .notADatabase(path: path) }
    try refuseVersion(found.version, mayMigrate: mayBeEmpty)
    if DatabaseFile.size(path) ?? 0 <= Self.quickCheckLimit { try quickCheck() }
  }

  func refuseVersion(_ version: Int, mayMigrate: Bool) throws(StoreFailure) {
    let supported = Migrations.current
    if version > supported {
      throw .newerSchema(path: path, found: version, supported: supported)
    }
    if version < supported, !mayMigrate {
      throw .olderSchema(path: path, found: version, supported: supported)
    }
  }

  private func quickCheck() throws(StoreFailure) {
    let problem = try first("PRAGMA quick_check(1)") { (columns) throws(StoreFailure) in
      try columns.text()
    }
    if let problem, problem != "ok" { throw .corrupt(path: path, detail: problem) }
  }

  /// Switching to the log needs the file for itself for a moment, and SQLite does not wait for
  /// that by itself.
  private func useWriteAheadLog(within limit: Duration) throws(StoreFailure) {
    let deadline = ContinuousClock.now + limit
    while true {
      do throws(StoreFailure) {
        let mode = try first("PRAGMA journal_mode = WAL") { (columns) throws(StoreFailure) in
          try columns.text()
        }
        guard mode == "wal" else {
          throw StoreFailure.cannotOpen(
            path: path,
            reason: "its file system does not support a write-ahead log"
          )
        }
        return
      } catch {
        guard case .busy = error, ContinuousClock.now < deadline else { throw error }
        usleep(5_000)
      }
    }
  }
}
