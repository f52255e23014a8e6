/// One SQLite connection on its own queue. Everything that touches the connection runs there.
actor Database {
  private let executor: QueueExecutor
  private let path: String
  private var connection: Connection?

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private init(path: String, access: DatabaseAccess) {
    executor = QueueExecutor(label: "seedream.store.\(access)")
    self.path = path
  }

  static func open(
    path: String,
    access: DatabaseAccess
  ) async throws(StoreFailure) -> Database {
    let database = Database(path: path, access: access)
    try await database.connect(access)
    return database
  }

  private func connect(_ access: DatabaseAccess) throws(StoreFailure) {
    connection = try Connection.open(path: path, access: access)
  }

  /// Runs `body` in one transaction that holds the write lock from its first statement on.
  func write<Result: Sendable>(
    _ body: @Sendable (Connection) throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    let connection = try opened
    return try connection.transaction(.immediate) { () throws(StoreFailure) in
      try body(connection)
    }
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
