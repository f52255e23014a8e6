import StudioModel

/// The reference pictures of each request, and the addresses the service was given for them.
struct ReferencesTable {
  let connection: Connection

  func load(row: Int64) throws(StoreFailure) -> [Reference] {
    try connection.rows(
      """
      SELECT is_file, spelled, sha256, byte_count, format, width, height
      FROM sequence_references WHERE sequence = ? ORDER BY position
      """,
      [row],
      read: Self.read
    )
  }

  func loadURLs(row: Int64) throws(StoreFailure) -> [String] {
    try connection.rows(
      "SELECT url FROM reference_urls WHERE sequence = ? ORDER BY position",
      [row]
    ) { (columns) throws(StoreFailure) in try columns.text() }
  }

  /// Makes the stored references equal to `references`; writes nothing when they are `known`.
  func replace(
    row: Int64,
    references: [Reference],
    known: [Reference]
  ) throws(StoreFailure) {
    guard references != known else { return }
    try connection.run("DELETE FROM sequence_references WHERE sequence = ?", row)
    for (position, reference) in references.enumerated() {
      let isFile = if case .file = reference.source { true } else { false }
      let facts = reference.facts
      try connection.run(
        """
        INSERT INTO sequence_references
          (sequence, position, is_file, spelled, sha256, byte_count, format, width, height)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        row,
        position,
        isFile,
        reference.spelled,
        facts?.sha256,
        facts?.byteCount,
        facts?.format,
        facts?.size.width,
        facts?.size.height
      )
    }
  }

  /// Makes the stored addresses equal to `urls`; writes nothing when they are `known`.
  func replaceURLs(row: Int64, urls: [String], known: [String]) throws(StoreFailure) {
    guard urls != known else { return }
    try connection.run("DELETE FROM reference_urls WHERE sequence = ?", row)
    for (position, url) in urls.enumerated() {
      try connection.run(
        "INSERT INTO reference_urls (sequence, position, url) VALUES (?, ?, ?)",
        row,
        position,
        url
      )
    }
  }

  private static func read(_ columns: inout Columns) throws(StoreFailure) -> Reference {
    let isFile = try columns.bool()
    let spelled = try columns.text()
    var reference = Reference(source: isFile ? .file(path: spelled) : .url(spelled))
    guard let sha256 = columns.optionalText() else { return reference }
    let byteCount = try columns.integer()
    let format = try columns.word(PictureFormat.self)
    let size = PixelSize(width: try columns.int(), height: try columns.int())
    reference.facts = ReferenceFacts(
      sha256: sha256,
      byteCount: byteCount,
      format: format,
      size: size
    )
    return reference
  }
}
