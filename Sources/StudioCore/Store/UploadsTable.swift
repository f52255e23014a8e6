import StudioModel

/// Files the services hold for us now, found again by what is in them.
struct UploadsTable {
  let connection: Connection

  /// No service keeps a file for longer than a day; what claims more was written by a clock that has
  /// been set back since.
  private static let keptAtMost = Duration.hours(25)

  func find(
    provider: ProviderID,
    sha256: String,
    now: Timestamp
  ) throws(StoreFailure) -> UploadedReference? {
    try connection.first(
      """
      SELECT url, expires_at FROM uploads
      WHERE provider = ? AND sha256 = ? AND expires_at > ? AND expires_at <= ?
      """,
      provider,
      sha256,
      now,
      now + Self.keptAtMost
    ) { (columns) throws(StoreFailure) in
      UploadedReference(url: try columns.text(), expiresAt: try columns.timestamp())
    }
  }

  /// Remembers an upload, and drops those that have expired.
  func remember(
    provider: ProviderID,
    sha256: String,
    _ upload: UploadedReference,
    now: Timestamp
  ) throws(StoreFailure) {
    try connection.run(
      "DELETE FROM uploads WHERE expires_at <= ? OR expires_at > ?",
      now,
      now + Self.keptAtMost
    )
    try connection.run(
      """
      INSERT OR REPLACE INTO uploads (provider, sha256, url, expires_at) VALUES (?, ?, ?, ?)
      """,
      provider,
      sha256,
      upload.url,
      upload.expiresAt
    )
  }

  func forget(provider: ProviderID, sha256: String) throws(StoreFailure) {
    try connection.run(
      "DELETE FROM uploads WHERE provider = ? AND sha256 = ?",
      provider,
      sha256
    )
  }
}
