import FoundationEssentials
import StudioModel

/// A draft and the program it belongs to.
struct StoredDraft: Hashable, Sendable {
  var kept: KeptDraft
  var owner: LeaseOwnerID
}

/// What people are writing, one row for each program that has a prompt open.
struct DraftsTable {
  let connection: Connection

  /// Drafts past this number are not looked at.
  static let limit = 200
  /// Texts that were put aside past this number go, the oldest first.
  static let asideLimit = 100
  /// The owner of texts that were put aside; no program has this name.
  static let nobody = LeaseOwnerID(rawValue: "nobody")

  func save(_ stored: StoredDraft) throws(StoreFailure) {
    guard let body = Self.body(stored.kept.draft) else {
      throw .unexpected(code: 0, detail: "a draft that cannot be written down")
    }
    try connection.run(
      """
      INSERT INTO drafts (id, owner, saved_at, body) VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
        owner = excluded.owner, saved_at = excluded.saved_at, body = excluded.body
      """,
      stored.kept.id,
      stored.owner,
      stored.kept.savedAt,
      body
    )
  }

  /// The newest first. One that a newer version wrote and this one cannot read is left out.
  func all() throws(StoreFailure) -> [StoredDraft] {
    let rows = try connection.rows(
      "SELECT id, owner, saved_at, body FROM drafts ORDER BY saved_at DESC, id LIMIT ?",
      [Self.limit]
    ) { (columns) throws(StoreFailure) in
      (
        id: try columns.text(), owner: try columns.text(), at: try columns.timestamp(),
        body: try columns.text()
      )
    }
    return rows.compactMap { row in
      guard let draft = Self.draft(row.body) else { return nil }
      return StoredDraft(
        kept: KeptDraft(id: DraftID(rawValue: row.id), draft: draft, savedAt: row.at),
        owner: LeaseOwnerID(rawValue: row.owner)
      )
    }
  }

  /// Gives a draft another owner; `false` when `former` no longer is its owner.
  func pass(
    _ id: DraftID,
    from former: LeaseOwnerID,
    to owner: LeaseOwnerID
  ) throws(StoreFailure) -> Bool {
    try connection.run(
      "UPDATE drafts SET owner = ? WHERE id = ? AND owner = ?",
      owner,
      id,
      former
    ) == 1
  }

  /// The texts that were put aside, the newest first.
  func aside() throws(StoreFailure) -> [KeptDraft] {
    try all().filter { $0.owner == Self.nobody }.map(\.kept)
  }

  /// Puts a text where no program's own slot is, each text once.
  func putAside(_ kept: KeptDraft) throws(StoreFailure) {
    try save(StoredDraft(kept: kept, owner: Self.nobody))
    try removeAside(kept.draft.request.prompt, except: kept.id)
    for old in try aside().dropFirst(Self.asideLimit) { try remove(old.id) }
  }

  /// Lets a text that was put aside go.
  func removeAside(_ text: String, except id: DraftID? = nil) throws(StoreFailure) {
    for kept in try aside()
    where kept.id != id && kept.draft.request.prompt.utf8.elementsEqual(text.utf8) {
      try remove(kept.id)
    }
  }

  func remove(_ id: DraftID) throws(StoreFailure) {
    try connection.run("DELETE FROM drafts WHERE id = ?", id)
  }

  private static func body(_ draft: Draft) -> String? {
    guard let data = try? JSONEncoder().encode(draft) else { return nil }
    return String(decoding: data, as: UTF8.self)
  }

  private static func draft(_ body: String) -> Draft? {
    try? JSONDecoder().decode(Draft.self, from: Data(body.utf8))
  }
}
