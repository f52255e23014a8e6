import StudioModel

/// The service's id of an accepted task, in a file of its own: written when the database refuses
/// it, read when another program finds the job without an id.
struct AcceptanceNote: Sendable {
  let folder: String
  let files: FileSystem

  /// Longer ids are no ids.
  private static let limit = 1_024

  private func path(of id: SequenceID) -> String { PathName.join(folder, "accepted-\(id)") }

  func write(_ prediction: PredictionID, for id: SequenceID) throws(FileFailure) {
    try files.write(Array(prediction.rawValue.utf8), to: path(of: id))
  }

  func read(for id: SequenceID) -> PredictionID? {
    guard let bytes = try? files.read(path(of: id), limit: Self.limit), !bytes.isEmpty,
      let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    return PredictionID(rawValue: text)
  }

  func remove(for id: SequenceID) {
    guard files.exists(path(of: id)) else { return }
    // One that stays is harmless: it names the right task.
    try? files.remove(path(of: id))
  }
}
