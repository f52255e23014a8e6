import Glibc
import StudioCore

/// A prompt in a file of its own, readable by its owner only, while an editor has it.
struct EditedFile: Sendable {
  let path: String
  /// What was put into it.
  let before: [UInt8]
  private let files = FileSystem()

  /// Never takes a name that is in use: such a file may hold the only copy of an earlier text.
  init(_ text: String, in folder: String) throws(FileFailure) {
    let tag = String(UInt32.random(in: .min ... .max), radix: 36)
    path = "\(folder)/seedream-prompt-\(getpid())-\(tag).txt"
    before = Array(text.utf8)
    try files.makeFolder(folder)
    try files.write(before, to: path, replacing: false)
  }

  func read(limit: Int) throws(FileFailure) -> [UInt8] {
    try files.read(path, limit: limit, followingLinks: true)
  }

  func remove() { try? files.remove(path) }

  /// Removes it where it holds nothing but what was put into it; false when it stays.
  func removeUnlessWritten() -> Bool {
    guard files.exists(path) else { return true }
    guard (try? read(limit: before.count)) == before else { return false }
    remove()
    return true
  }
}
