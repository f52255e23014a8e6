import StudioModel

/// What people are writing, and small things worth remembering.
extension Store {
  /// Keeps a draft in a slot of `owner`, in place of what the slot held.
  func saveDraft(
    _ draft: Draft,
    id: DraftID,
    owner: LeaseOwnerID,
    at moment: Timestamp
  ) async throws(StoreFailure) {
    try await writer.write { (connection) throws(StoreFailure) in
      try DraftsTable(connection: connection).save(
        StoredDraft(kept: KeptDraft(id: id, draft: draft, savedAt: moment), owner: owner)
      )
    }
  }

  /// All drafts, the newest first.
  func drafts() async throws(StoreFailure) -> [StoredDraft] {
    try await reader.read { (connection) throws(StoreFailure) in
      try DraftsTable(connection: connection).all()
    }
  }

  /// Gives a draft another owner; `false` when somebody was faster.
  func passDraft(
    _ id: DraftID,
    from former: LeaseOwnerID,
    to owner: LeaseOwnerID
  ) async throws(StoreFailure) -> Bool {
    try await writer.write { (connection) throws(StoreFailure) in
      try DraftsTable(connection: connection).pass(id, from: former, to: owner)
    }
  }

  /// Keeps a text beside the slots of programs, each text once and so many of them as are bounded.
  func putAside(_ kept: KeptDraft) async throws(StoreFailure) {
    try await writer.write { (connection) throws(StoreFailure) in
      try DraftsTable(connection: connection).putAside(kept)
    }
  }

  /// Lets a text that was put aside go.
  func dropAside(_ text: String) async throws(StoreFailure) {
    try await writer.write { (connection) throws(StoreFailure) in
      try DraftsTable(connection: connection).removeAside(text)
    }
  }

  /// Texts that were put aside unsent, the newest first.
  public func textsAside() async throws(StoreFailure) -> [String] {
    try await reader.read { (connection) throws(StoreFailure) in
      try DraftsTable(connection: connection).aside().map(\.draft.request.prompt)
    }
  }

  func removeDraft(_ id: DraftID) async throws(StoreFailure) {
    try await writer.write { (connection) throws(StoreFailure) in
      try DraftsTable(connection: connection).remove(id)
    }
  }

  /// What was remembered under a name; `nil` when nothing was.
  public func preference(_ name: String) async throws(StoreFailure) -> String? {
    try await reader.read { (connection) throws(StoreFailure) in
      try connection.first("SELECT value FROM preferences WHERE name = ?", name) {
        (columns) throws(StoreFailure) in try columns.text()
      }
    }
  }

  /// Remembers a value under a name; `nil` forgets it.
  public func setPreference(_ name: String, _ value: String?) async throws(StoreFailure) {
    try await writer.write { (connection) throws(StoreFailure) -> Void in
      if let value {
        try connection.run(
          "INSERT OR REPLACE INTO preferences (name, value) VALUES (?, ?)",
          name,
          value
        )
      } else {
        try connection.run("DELETE FROM preferences WHERE name = ?", name)
      }
    }
  }
}
