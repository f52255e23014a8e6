import CSQLite
import Glibc
import StudioModel

/// What a connection may do.
enum DatabaseAccess: Sendable {
  /// Makes the library where there is none, brings it up to date, and writes.
  case writer
  /// Reads beside a writer of the same program; never waits for a commit.
  case reader
  /// Reads a library that may be impossible to write to; never changes the main file or the log.
  case readOnly
}

/// One open database and its prepared statements. Used by one thread at a time.
final class Connection {
  let path: String
  private let handle: OpaquePointer
  private var statements: [String: Statement] = [:]
  private var isClosed = false
  /// Reached around each commit of a transaction that writes.
  private let failpoints: Failpoints

  /// Takes over an open handle.
  init(handle: OpaquePointer, path: String, failpoints: Failpoints = .none) {
    self.handle = handle
    self.path = path
    self.failpoints = failpoints
  }

  deinit { close() }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    statements.removeAll()
    sqlite3_close_v2(handle)
  }

  /// How a transaction starts: with the write lock, or as a reader.
  enum TransactionKind: String {
    case immediate = "BEGIN IMMEDIATE"
    case deferred = "BEGIN"
  }

  /// Runs `body` and commits; when either fails, nothing of it is kept.
  func transaction<Result>(
    _ kind: TransactionKind,
    _ body: () throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    try run(kind.rawValue)
    do throws(StoreFailure) {
      let result = try body()
      if kind == .immediate { failpoints.reach(.beforeCommit) }
      try run("COMMIT")
      if kind == .immediate { failpoints.reach(.afterCommit) }
      return result
    } catch {
      // A full disk may have rolled back by itself already. A rollback that fails leaves nothing
      // to do: the transaction dies with the connection.
      if sqlite3_get_autocommit(handle) == 0 { _ = try? run("ROLLBACK") }
      throw error
    }
  }

  /// Runs a statement to its end and returns how many rows it inserted, changed or deleted.
  @discardableResult
  func run(_ sql: String, _ values: any Storable...) throws(StoreFailure) -> Int {
    try run(sql, values)
  }

  @discardableResult
  func run(_ sql: String, _ values: [any Storable]) throws(StoreFailure) -> Int {
    let statement = try prepared(sql)
    defer { statement.reset() }
    try check(statement.bind(values))
    while try step(statement) {}
    return Int(sqlite3_changes64(handle))
  }

  /// Every row, each read by `read`, which must not use the connection.
  func rows<Row>(
    _ sql: String,
    _ values: [any Storable],
    read: (inout Columns) throws(StoreFailure) -> Row
  ) throws(StoreFailure) -> [Row] {
    let statement = try prepared(sql)
    defer { statement.reset() }
    try check(statement.bind(values))
    var rows: [Row] = []
    while try step(statement) {
      var columns = Columns(statement: statement, path: path)
      rows.append(try read(&columns))
    }
    return rows
  }

  /// The first row, read by `read`; `nil` where there is none.
  func first<Row>(
    _ sql: String,
    _ values: any Storable...,
    read: (inout Columns) throws(StoreFailure) -> Row
  ) throws(StoreFailure) -> Row? {
    let statement = try prepared(sql)
    defer { statement.reset() }
    try check(statement.bind(values))
    guard try step(statement) else { return nil }
    var columns = Columns(statement: statement, path: path)
    return try read(&columns)
  }

  /// The first column of the first row; 0 where there is no row or no value.
  func number(_ sql: String, _ values: any Storable...) throws(StoreFailure) -> Int64 {
    let statement = try prepared(sql)
    defer { statement.reset() }
    try check(statement.bind(values))
    guard try step(statement) else { return 0 }
    var columns = Columns(statement: statement, path: path)
    return columns.optionalInteger() ?? 0
  }

  /// Runs SQL of the schema: several statements, no values, not kept.
  func runScript(_ sql: String) throws(StoreFailure) {
    errno = 0
    try check(sqlite3_exec(handle, sql, nil, nil, nil))
  }

  /// True when SQLite could open the file for reading only.
  var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") == 1 }

  /// While true, closing changes neither the main file nor its log.
  func setKeepsLogOnClose(_ keeps: Bool) { _ = csqlite_keep_log_on_close(handle, keeps ? 1 : 0) }

  func harden(busyTimeout: Duration) throws(StoreFailure) {
    try check(csqlite_harden(handle))
    try check(sqlite3_busy_timeout(handle, Int32(busyTimeout.milliseconds)))
  }

  private func prepared(_ sql: String) throws(StoreFailure) -> Statement {
    if let statement = statements[sql] { return statement }
    guard !isClosed else { throw .closed }
    var pointer: OpaquePointer?
    try check(sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil))
    guard let pointer else {
      throw .unexpected(code: Int(SQLITE_MISUSE), detail: "an empty statement")
    }
    let statement = Statement(handle: pointer)
    statements[sql] = statement
    return statement
  }

  /// True when the statement stands on a row, false at its end.
  private func step(_ statement: Statement) throws(StoreFailure) -> Bool {
    errno = 0
    switch sqlite3_step(statement.handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw StoreFailure(code: code, handle: handle, path: path)
    }
  }

  private func check(_ code: Int32) throws(StoreFailure) {
    guard code == SQLITE_OK else { throw StoreFailure(code: code, handle: handle, path: path) }
  }
}

extension StoreFailure {
  /// What SQLite's result means; the handle tells the rest while no other call was made on it.
  ///
  /// SQLite forgets the system's error where a commit fails; the thread still has it.
  init(code: Int32, handle: OpaquePointer?, path: String) {
    let lastError = errno
    let detail = String(cString: handle.map { sqlite3_errmsg($0) } ?? sqlite3_errstr(code))
    let keptError = handle.map { sqlite3_system_errno($0) } ?? 0
    let systemError = keptError == 0 && code & 0xff == SQLITE_IOERR ? lastError : keptError
    let reason = systemError == 0 ? detail : String(cString: strerror(systemError))
    switch code & 0xff {
    case SQLITE_FULL: self = .full(path: path)
    case SQLITE_IOERR where systemError == ENOSPC || systemError == EDQUOT:
      self = .full(path: path)
    case SQLITE_IOERR where systemError == EFBIG: self = .sizeLimit(path: path)
    case SQLITE_IOERR where Self.lacksDescriptors(systemError),
      SQLITE_CANTOPEN where Self.lacksDescriptors(systemError):
      self = .tooManyOpen(path: path)
    case SQLITE_IOERR: self = .inputOutput(path: path, reason: reason)
    case SQLITE_BUSY, SQLITE_LOCKED: self = .busy(path: path)
    // The file itself is open for writing: it is one beside it that SQLite may not write to.
    case SQLITE_READONLY where handle.map { sqlite3_db_readonly($0, "main") } == 0:
      self = DatabaseFile.refusalToWrite(path: path)
    case SQLITE_READONLY, SQLITE_PERM: self = .readOnly(path: path)
    case SQLITE_CORRUPT: self = .corrupt(path: path, detail: detail)
    case SQLITE_NOTADB: self = .notADatabase(path: path)
    case SQLITE_CANTOPEN: self = .cannotOpen(path: path, reason: reason)
    case SQLITE_CONSTRAINT: self = .constraint(detail: detail)
    default: self = .unexpected(code: Int(code), detail: detail)
    }
  }

  private static func lacksDescriptors(_ systemError: Int32) -> Bool {
    systemError == EMFILE || systemError == ENFILE
  }
}
