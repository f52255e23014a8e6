import StudioModel
import Synchronization

/// What other programs did to the library since the last look.
struct ForeignChanges: Hashable, Sendable {
  /// As they are stored now.
  var jobs: [Job] = []
  /// Gone, or in the trash.
  var removed: [SequenceID] = []
  /// True when it is more than is told one by one.
  var isTooMuch = false
}

extension Store {
  /// More sequences than this at once are not told one by one.
  static let toldAtOnce = 256

  /// From here on `tellForeignChanges` tells what others do.
  func startListening() async throws(StoreFailure) {
    try await writer.read { (connection) throws(StoreFailure) in
      let mark = try Self.mark(connection)
      position.withLock { $0 = mark }
    }
  }

  /// Reports what others changed since the last call, if they did. The report comes on the queue
  /// that commits, so that nothing it tells is older than what was reported before it.
  ///
  /// The connection that writes sees a new `data_version` only when another one committed. Changes
  /// of our own that lie between are told along with the others, as they are now.
  func tellForeignChanges(
    _ report: @Sendable (ForeignChanges) -> Void
  ) async throws(StoreFailure) {
    try await writer.read { (connection) throws(StoreFailure) in
      guard let former = position.withLock({ $0 }) else { return }
      var mark = try Self.mark(connection)
      defer { position.withLock { $0 = mark } }
      guard mark.dataVersion != former.dataVersion else { return }
      let changes = try ChangesTable(connection: connection).since(former.number)
      mark.number = changes.last
      guard !changes.ids.isEmpty || changes.hasGap else { return }
      report(try Self.foreign(changes, connection))
    }
  }

  /// The number of the latest change of a sequence.
  public func latestChange() async throws(StoreFailure) -> Int64 {
    try await reader.read { (connection) throws(StoreFailure) in
      try ChangesTable(connection: connection).last()
    }
  }

  /// What anybody changed after that number, our own changes included.
  func changes(after number: Int64) async throws(StoreFailure) -> ForeignChanges {
    try await writer.read { (connection) throws(StoreFailure) in
      try Self.foreign(ChangesTable(connection: connection).since(number), connection)
    }
  }

  private static func mark(_ connection: Connection) throws(StoreFailure) -> LogPosition {
    let version = try connection.number("PRAGMA data_version")
    return LogPosition(
      dataVersion: version,
      number: try ChangesTable(connection: connection).last()
    )
  }

  private static func foreign(
    _ changes: LibraryChanges,
    _ connection: Connection
  ) throws(StoreFailure) -> ForeignChanges {
    guard !changes.hasGap, changes.ids.count <= toldAtOnce else {
      return ForeignChanges(isTooMuch: true)
    }
    var told = ForeignChanges()
    for id in changes.ids {
      if let job = try JobsTable(connection: connection).load(id), job.trashedAt == nil {
        told.jobs.append(job)
      } else {
        told.removed.append(id)
      }
    }
    return told
  }
}

/// How far one program has read the log of changes.
struct LogPosition: Hashable, Sendable {
  var dataVersion: Int64
  var number: Int64
}
