import Glibc
import StudioModel

/// The service's id of an accepted task, in a file of its own: written when the database refuses
/// it, read when another program finds the job without an id.
///
/// The room is taken before the call is let go, so that a disk that filled up meanwhile still has a
/// place for what was paid.
struct AcceptanceNote: Sendable {
  let folder: String
  let files: FileSystem

  /// Bytes of a note; longer ids are no ids.
  private static let size = 1_024

  private func path(of id: SequenceID) -> String { PathName.join(folder, "accepted-\(id)") }

  /// Takes the room for an id. Nothing may be sent when this fails.
  func reserve(for id: SequenceID) throws(FileFailure) {
    try files.write([UInt8](repeating: 0x20, count: Self.size), to: path(of: id))
  }

  /// Writes into the room that was taken; `false` when that cannot be.
  func write(_ prediction: PredictionID, for id: SequenceID) -> Bool {
    let bytes = Array(prediction.rawValue.utf8)
    guard bytes.count <= Self.size else { return false }
    let descriptor = open(path(of: id), O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return pwrite(descriptor, bytes, bytes.count, 0) == bytes.count && fsync(descriptor) == 0
  }

  func read(for id: SequenceID) -> PredictionID? {
    guard let bytes = try? files.read(path(of: id), limit: Self.size),
      let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    let word = text.trimmed
    return word.isEmpty ? nil : PredictionID(rawValue: word)
  }

  func remove(for id: SequenceID) {
    guard files.exists(path(of: id)) else { return }
    // One that stays is harmless: it is blank, or names the right task.
    try? files.remove(path(of: id))
  }
}
