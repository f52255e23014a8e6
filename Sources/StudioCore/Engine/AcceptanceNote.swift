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

  private static let beginning = "accepted-"

  private func path(of id: SequenceID) -> String {
    PathName.join(folder, Self.beginning + id.rawValue)
  }

  /// The sequences of all notes that are there.
  var ids: [SequenceID] {
    let names = (try? files.list(folder)) ?? []
    return names.filter { $0.hasPrefix(Self.beginning) }
      .map { SequenceID(rawValue: String($0.dropFirst(Self.beginning.count))) }
  }

  /// Takes the room for an id. Nothing may be sent when this fails.
  ///
  /// Written in place: blanks are no id, so a half-written note says nothing wrong, and a program
  /// that dies here leaves no other file behind.
  func reserve(for id: SequenceID) throws(FileFailure) {
    let blanks = [UInt8](repeating: 0x20, count: Self.size)
    guard put(blanks, for: id, flags: O_CREAT | O_TRUNC) else {
      throw FileFailure(errno: errno, .write, path: path(of: id))
    }
  }

  /// Writes into the room that was taken; `false` when that cannot be.
  func write(_ prediction: PredictionID, for id: SequenceID) -> Bool {
    let bytes = Array(prediction.rawValue.utf8)
    return bytes.count <= Self.size && put(bytes, for: id, flags: 0)
  }

  private func put(_ bytes: [UInt8], for id: SequenceID, flags: Int32) -> Bool {
    let descriptor = open(path(of: id), O_WRONLY | O_NOFOLLOW | O_CLOEXEC | flags, 0o600)
    guard descriptor >= 0 else { return false }
    // The umask may have taken the owner's own bits, and the note is opened again.
    fchmod(descriptor, 0o600)
    let isWritten =
      pwrite(descriptor, bytes, bytes.count, 0) == bytes.count && fsync(descriptor) == 0
    let problem = errno
    close(descriptor)
    errno = problem
    return isWritten
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
