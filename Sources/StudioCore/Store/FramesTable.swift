import StudioModel

/// The pictures of each sequence, in the job's order.
struct FramesTable {
  let connection: Connection

  private static let names =
    [
      "number", "status", "url", "file_name", "format", "width", "height", "byte_count", "sha256",
      "is_nsfw", "download_attempts",
    ] + FailureColumns.names

  private static let selection =
    "SELECT \(names.joined(separator: ", ")) FROM frames WHERE sequence = ? ORDER BY position"

  private static let insertion =
    "INSERT OR REPLACE INTO frames (sequence, position, \(names.joined(separator: ", ")))"
    + " VALUES (?, ?" + String(repeating: ", ?", count: names.count) + ")"

  func load(row: Int64) throws(StoreFailure) -> [Frame] {
    try connection.rows(Self.selection, [row], read: Self.read)
  }

  /// Makes the stored frames equal to `frames`, writing only those that differ from `known`.
  func replace(row: Int64, frames: [Frame], known: [Frame]) throws(StoreFailure) {
    for (position, frame) in frames.enumerated()
    where position >= known.count || known[position] != frame {
      let place: [any Storable] = [row, position]
      try connection.run(Self.insertion, place + Self.values(frame))
    }
    if known.count > frames.count {
      try connection.run(
        "DELETE FROM frames WHERE sequence = ? AND position >= ?",
        row,
        frames.count
      )
    }
  }

  private static func values(_ frame: Frame) -> [any Storable] {
    let own: [any Storable] = [
      frame.index, frame.status, frame.url, frame.fileName, frame.format, frame.size?.width,
      frame.size?.height, frame.byteCount, frame.sha256, frame.isNSFW, frame.downloadAttempts,
    ]
    return own + FailureColumns.values(frame.failure)
  }

  private static func read(_ columns: inout Columns) throws(StoreFailure) -> Frame {
    var frame = Frame(index: try columns.int())
    frame.status = try columns.word()
    frame.url = columns.optionalText()
    frame.fileName = columns.optionalText()
    frame.format = try columns.optionalWord()
    frame.size = columns.optionalSize()
    frame.byteCount = columns.optionalInteger()
    frame.sha256 = columns.optionalText()
    frame.isNSFW = columns.optionalBool()
    frame.downloadAttempts = try columns.int()
    frame.failure = try FailureColumns.read(&columns)
    return frame
  }
}

extension Columns {
  /// A width and a height; `nil` unless both are there.
  mutating func optionalSize() -> PixelSize? {
    let width = optionalInt()
    let height = optionalInt()
    guard let width, let height else { return nil }
    return PixelSize(width: width, height: height)
  }
}
