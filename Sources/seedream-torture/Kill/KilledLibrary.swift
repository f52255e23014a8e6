import CSQLite
import FoundationEssentials
import StudioCore
import StudioModel

/// What lies in the library at a moment, read past every program.
struct KilledLibrary {
  let ground: TortureGround

  struct Row: Sendable {
    let id: String
    let status: JobStatus
    /// The service's id, where it is known.
    let prediction: String?
    /// Something goes on by itself, sooner or later.
    let hasPlan: Bool
    /// The person said that it is lost.
    let isGivenUp: Bool

    var isOver: Bool { status.isFinal }
    /// Only a person can say what becomes of it.
    var needsPerson: Bool { status == .unconfirmed && !hasPlan }
  }

  /// Every sequence, oldest first; none where there is no library yet.
  func rows() -> [Row] {
    var database: OpaquePointer?
    defer { sqlite3_close(database) }
    guard sqlite3_open_v2(ground.database, &database, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else {
      return []
    }
    sqlite3_busy_timeout(database, 2_000)
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    let question = """
      SELECT id, status, coalesce(failure_code, ''), prediction_id, next_poll_at FROM sequences
      ORDER BY row
      """
    guard sqlite3_prepare_v2(database, question, -1, &statement, nil) == SQLITE_OK else {
      return []
    }
    var rows: [Row] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      let words = (0..<3).map { column in
        sqlite3_column_text(statement, Int32(column)).map { String(cString: $0) } ?? ""
      }
      rows.append(
        Row(
          id: words[0],
          status: JobStatus(rawValue: words[1]) ?? .drafted,
          prediction: sqlite3_column_text(statement, 3).map { String(cString: $0) },
          hasPlan: sqlite3_column_type(statement, 4) != SQLITE_NULL,
          isGivenUp: words[2] == "marked_lost"
        )
      )
    }
    return rows
  }

  /// Makes the library as a studio leaves it that was open before: what it says to newcomers was
  /// read, and `draft` is what the next one has in its editor, settings, references and all.
  func seed(_ draft: Draft?) async throws {
    let store = try await Store.open(path: ground.database)
    try await store.setPreference("studio.greeted", "yes")
    await store.close()
    if let draft { try leave(draft) }
  }

  private func leave(_ draft: Draft) throws {
    let body = String(decoding: try JSONEncoder().encode(draft), as: UTF8.self)
    var database: OpaquePointer?
    defer { sqlite3_close(database) }
    guard sqlite3_open_v2(ground.database, &database, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK
    else {
      throw TortureGround.Absent(description: "the library could not be made")
    }
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    sqlite3_prepare_v2(
      database,
      "INSERT INTO drafts (id, owner, saved_at, body) VALUES ('left', '1-ended', 1, ?)",
      -1,
      &statement,
      nil
    )
    let isBound = body.withCString { text in
      sqlite3_bind_text(statement, 1, text, -1, nil) == SQLITE_OK
        && sqlite3_step(statement) == SQLITE_DONE
    }
    guard isBound else { throw TortureGround.Absent(description: "the draft was not taken") }
  }
}
