import StudioModel

/// Which sequences changed since a number of the log.
struct LibraryChanges: Hashable, Sendable {
  /// The number to ask from next time.
  var last: Int64
  /// Each once, in the order of their latest change.
  var ids: [SequenceID]
  /// True when entries between are gone: more changed than can be told.
  var hasGap: Bool
}

/// The log of changes that triggers keep.
struct ChangesTable {
  let connection: Connection

  /// The number of the latest change.
  func last() throws(StoreFailure) -> Int64 {
    try connection.number("SELECT max(number) FROM changes")
  }

  func since(_ number: Int64) throws(StoreFailure) -> LibraryChanges {
    let entries = try connection.rows(
      "SELECT number, id FROM changes WHERE number > ? ORDER BY number",
      [number]
    ) { (columns) throws(StoreFailure) in
      (number: try columns.integer(), id: SequenceID(rawValue: try columns.text()))
    }
    guard let first = entries.first, let last = entries.last else {
      return LibraryChanges(last: number, ids: [], hasGap: false)
    }
    var seen: Set<SequenceID> = []
    let ids = entries.reversed().map(\.id).filter { seen.insert($0).inserted }
    return LibraryChanges(
      last: last.number,
      ids: ids.reversed(),
      hasGap: first.number > number + 1
    )
  }
}
