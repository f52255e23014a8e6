/// One SQLite connection on its own queue. Everything that touches the connection runs there.
actor Database {
  private let executor: QueueExecutor
  private let path: String
  private var connection: Connection?
  /// Called after a commit that changed sequences.
  private let onChange: (@Sendable () -> Void)?
  private var lastChange: Int64 = 0

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private init(path: String, access: DatabaseAccess, onChange: (@Sendable () -> Void)?) {
    executor = QueueExecutor(label: "seedream.store.\(access)")
    self.path = path
    self.onChange = onChange
  }

  static func open(
    path: String,
    access: DatabaseAccess,
    failpoints: Failpoints = .none,
    onChange: (@Sendable () -> Void)? = nil
  ) async throws(StoreFailure) -> Database {
    let database = Database(path: path, access: access, onChange: onChange)
    try await database.connect(access, failpoints)
    return database
  }

  private func connect(
    _ access: DatabaseAccess,
    _ failpoints: Failpoints
  ) throws(StoreFailure) {
    connection = try Connection.open(path: path, access: access, failpoints: failpoints)
  }

  /// Runs `body` in one transaction that holds the write lock from its first statement on.
  func write<Result: Sendable>(
    _ body: @Sendable (Connection) throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    let connection = try opened
    let result = try connection.transaction(.immediate) { () throws(StoreFailure) in
      try body(connection)
    }
    tell(connection)
    return result
  }

  /// Leases and drafts are nobody else's news: only the log of changes counts.
  private func tell(_ connection: Connection) {
    guard let onChange, let last = try? ChangesTable(connection: connection).last(),
      last != lastChange
    else { return }
    lastChange = last
    onChange()
  }

  /// The same, and reports once it is on disk, before any other use of this connection: reports
  /// come in the order of the commits they tell of.
  func write<Result: Sendable>(
    _ body: @Sendable (Connection) throws(StoreFailure) -> Result,
    reporting: @Sendable (Result) -> Void
  ) throws(StoreFailure) -> Result {
    let result = try write(body)
    reporting(result)
    return result
  }

  /// Runs `body` on one unchanging view of the library.
  func read<Result: Sendable>(
    _ body: @Sendable (Connection) throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    let connection = try opened
    return try connection.transaction(.deferred) { () throws(StoreFailure) in
      try body(connection)
    }
  }

  /// Runs `body` outside any transaction.
  func withConnection<Result: Sendable>(
    _ body: @Sendable (Connection) throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    try body(try opened)
  }

  func close() {
    connection?.close()
    connection = nil
  }

  private var opened: Connection {
    get throws(StoreFailure) {
      guard let connection else { throw .closed }
      return connection
    }
  }
}
