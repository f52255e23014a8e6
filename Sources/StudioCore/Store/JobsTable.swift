import StudioModel

/// One sequence's row number and state, as a step finds them.
struct StoredState {
  var row: Int64
  var status: JobStatus
  var submissions: Int
  var isStarred: Bool
}

/// The sequences themselves.
struct JobsTable {
  let connection: Connection

  /// The index over unfinished sequences serves a query that says exactly this.
  static let isUnfinished = "status NOT IN ('finished', 'partial', 'failed', 'cancelled')"

  /// How many sequences made in one millisecond get rows in their own millisecond.
  private static let rowsPerMillisecond: Int64 = 1 << 10

  /// Keeps row numbers far from the ends of their range, whatever a clock says.
  private static let lastSlot: Int64 = 1 << 50

  private static let columnList = JobColumns.names.joined(separator: ", ")

  private static let selectList = JobColumns.names.map { "s." + $0 }.joined(separator: ", ")

  private static let insertion =
    "INSERT INTO sequences (row, \(columnList)) VALUES (?"
    + String(repeating: ", ?", count: JobColumns.names.count) + ")"

  /// Stars and the trash are a person's, not the runner's: `setStar` and `TrashTable` change them.
  private static let savedNames = JobColumns.names.filter {
    !["id", "created_at", "is_starred", "trashed_at", "prompt"].contains($0)
  }

  private static let update =
    "UPDATE sequences SET " + savedNames.map { "\($0) = ?" }.joined(separator: ", ")
    + " WHERE row = ?"

  private static let savedPlaces = JobColumns.names.indices.filter {
    savedNames.contains(JobColumns.names[$0])
  }

  private static let selection = "SELECT \(selectList) FROM sequences s WHERE s.row = ?"

  /// The lowest row number that makes a sequence newer than all others of its moment and older
  /// than all of later moments.
  static func lowestRow(at moment: Timestamp) -> Int64 {
    max(-lastSlot, min(lastSlot, moment.milliseconds)) * rowsPerMillisecond
  }

  private func freeRow(at moment: Timestamp) throws(StoreFailure) -> Int64 {
    var lowest = Self.lowestRow(at: moment)
    while true {
      let highest = lowest + Self.rowsPerMillisecond - 1
      let last = try connection.first(
        "SELECT max(row) FROM sequences WHERE row BETWEEN ? AND ?",
        lowest,
        highest
      ) { (columns) throws(StoreFailure) in columns.optionalInteger() }
      guard let last = last ?? nil else { return lowest }
      if last < highest { return last + 1 }
      lowest = highest + 1
    }
  }

  /// The unfinished sequence whose pictures go into a folder, if there is one.
  func unfinished(in folder: String) throws(StoreFailure) -> SequenceID? {
    try connection.first(
      "SELECT id FROM sequences WHERE \(Self.isUnfinished) AND folder = ?",
      folder
    ) { (columns) throws(StoreFailure) in SequenceID(rawValue: try columns.text()) }
  }

  /// Stores a new sequence with its frames and references; returns its row.
  func insert(_ job: Job) throws(StoreFailure) -> Int64 {
    let row = try freeRow(at: job.createdAt)
    try connection.run(Self.insertion, [row] + JobColumns.values(job))
    try SearchIndex(connection: connection).add(row: row, prompt: job.request.prompt)
    try FramesTable(connection: connection).replace(row: row, frames: job.frames, known: [])
    try ReferencesTable(connection: connection).replace(
      row: row,
      references: job.request.references,
      known: []
    )
    try ReferencesTable(connection: connection).replaceURLs(
      row: row,
      urls: job.referenceURLs,
      known: []
    )
    return row
  }

  /// Stores all of a known sequence but its star and its time of making.
  func update(_ job: Job, row: Int64) throws(StoreFailure) {
    let values = JobColumns.values(job)
    try connection.run(Self.update, Self.savedPlaces.map { values[$0] } + [row])
    let prompt = job.request.prompt
    let changed = try connection.run(
      "UPDATE sequences SET prompt = ? WHERE row = ? AND prompt <> ?",
      prompt,
      row,
      prompt
    )
    if changed > 0 {
      try SearchIndex(connection: connection).change(row: row, prompt: prompt)
    }
    let frames = FramesTable(connection: connection)
    try frames.replace(row: row, frames: job.frames, known: try frames.load(row: row))
    let references = ReferencesTable(connection: connection)
    try references.replace(
      row: row,
      references: job.request.references,
      known: try references.load(row: row)
    )
    try references.replaceURLs(
      row: row,
      urls: job.referenceURLs,
      known: try references.loadURLs(row: row)
    )
  }

  func load(row: Int64) throws(StoreFailure) -> Job? {
    guard var job = try connection.first(Self.selection, row, read: JobColumns.read) else {
      return nil
    }
    job.frames = try FramesTable(connection: connection).load(row: row)
    let references = ReferencesTable(connection: connection)
    job.request.references = try references.load(row: row)
    job.referenceURLs = try references.loadURLs(row: row)
    return job
  }

  func load(_ id: SequenceID) throws(StoreFailure) -> Job? {
    guard let state = try state(of: id) else { return nil }
    return try load(row: state.row)
  }

  func state(of id: SequenceID) throws(StoreFailure) -> StoredState? {
    try connection.first(
      "SELECT row, status, submissions, is_starred FROM sequences WHERE id = ?",
      id
    ) {
      (columns) throws(StoreFailure) in
      StoredState(
        row: try columns.integer(),
        status: try columns.word(),
        submissions: try columns.int(),
        isStarred: try columns.bool()
      )
    }
  }

  /// The same, where the sequence has to be there.
  func knownState(of id: SequenceID) throws(StoreFailure) -> StoredState {
    guard let state = try state(of: id) else { throw .noSuchSequence(id) }
    return state
  }

  /// Rows whose id starts with `prefix`, at most `limit`, in the order of ids.
  func rows(prefix: String, limit: Int) throws(StoreFailure) -> [Int64] {
    try connection.rows(
      "SELECT row FROM sequences WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
      [prefix, prefix + "\u{10FFFF}", limit]
    ) { (columns) throws(StoreFailure) in try columns.integer() }
  }

  func rows(
    provider: ProviderID,
    prediction: PredictionID
  ) throws(StoreFailure) -> [Int64] {
    try connection.rows(
      "SELECT row FROM sequences WHERE prediction_id = ? AND +provider = ? ORDER BY row DESC",
      [prediction, provider]
    ) { (columns) throws(StoreFailure) in try columns.integer() }
  }

  func setStar(_ id: SequenceID, _ isStarred: Bool) throws(StoreFailure) {
    let changed = try connection.run(
      "UPDATE sequences SET is_starred = ? WHERE id = ?",
      isStarred,
      id
    )
    if changed == 0 { throw .noSuchSequence(id) }
  }

  /// Takes a sequence out of the library; its spending stays on the books.
  func delete(row: Int64) throws(StoreFailure) {
    try connection.run("DELETE FROM sequences WHERE row = ?", row)
  }

  /// The newest tasks of a model that ended with pictures. Time at the service is the service's
  /// own word where it gave one; otherwise everything from acceptance to the last file counts.
  func recentRuns(
    provider: ProviderID,
    model: ModelID,
    limit: Int
  ) throws(StoreFailure) -> [PastRun] {
    try connection.rows(
      """
      SELECT max_images, coalesce(nullif(inference_time, 0), (finished_at - accepted_at) * 1000000)
      FROM sequences
      WHERE model = ? AND provider = ? AND +status IN ('finished', 'partial')
        AND (inference_time > 0 OR finished_at >= accepted_at)
      ORDER BY row DESC LIMIT ?
      """,
      [model, provider, limit]
    ) { (columns) throws(StoreFailure) in
      PastRun(maxImages: try columns.int(), duration: .nanoseconds(try columns.integer()))
    }
  }
}
