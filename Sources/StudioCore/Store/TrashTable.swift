import StudioModel

/// Sequences a person threw away. Their rows stay, and so do their pictures, in a folder of the
/// trash; what they cost stays on the books even after the trash is emptied.
struct TrashTable {
  let connection: Connection

  /// `folder` is where its pictures lie from now on; `nil` where they stay.
  func add(row: Int64, at moment: Timestamp, movingTo folder: String?) throws(StoreFailure) {
    try connection.run(
      """
      UPDATE sequences SET trashed_at = ?1,
        untrashed_folder = CASE WHEN ?2 IS NULL THEN NULL ELSE folder END,
        folder = coalesce(?2, folder)
      WHERE row = ?3
      """,
      moment,
      folder,
      row
    )
  }

  /// `folder` is where its pictures lie from now on; `nil` where they stay.
  func remove(row: Int64, movingTo folder: String?) throws(StoreFailure) {
    try connection.run(
      """
      UPDATE sequences SET trashed_at = NULL, untrashed_folder = NULL, folder = coalesce(?, folder)
      WHERE row = ?
      """,
      folder,
      row
    )
  }

  /// Where the pictures lay before; `nil` when they never moved.
  func formerFolder(row: Int64) throws(StoreFailure) -> String? {
    let folder = try connection.first(
      "SELECT untrashed_folder FROM sequences WHERE row = ?",
      row
    ) { (columns) throws(StoreFailure) in columns.optionalText() }
    return folder ?? nil
  }

  /// Everything in the trash, newest sequence first.
  func all(limit: Int) throws(StoreFailure) -> [TrashedSequence] {
    try connection.rows(
      """
      SELECT id, folder, untrashed_folder FROM sequences INDEXED BY sequences_in_trash
      WHERE trashed_at IS NOT NULL ORDER BY row DESC LIMIT ?
      """,
      [limit]
    ) { (columns) throws(StoreFailure) in
      TrashedSequence(
        id: SequenceID(rawValue: try columns.text()),
        folder: try columns.text(),
        formerFolder: columns.optionalText()
      )
    }
  }
}

/// A sequence in the trash and its folders.
struct TrashedSequence: Hashable, Sendable {
  var id: SequenceID
  /// Where the pictures lie.
  var folder: String
  /// Where they lay before; `nil` when they never moved.
  var formerFolder: String?
}
