import FoundationEssentials
import Glibc
import Synchronization

/// Accepted tasks on disk, a JSON document a line. Several simulators may share one: each appends
/// whole lines, and reads what the others added when it meets an id it does not know.
final class Journal: Sendable {
  enum Line: Codable {
    case accepted(SimulatedTask)
    case deleted(id: String)
    /// The upload's bytes are in the folder beside the journal, under its token.
    case uploaded(token: String, type: String)
  }

  private struct State {
    var descriptor: Int32
    /// How far the file was read.
    var offset: Int64 = 0
  }

  let path: String
  private let state: Mutex<State>

  var uploadsFolder: String { path + ".uploads" }

  init(path: String) throws(SimulatorFailure) {
    self.path = path
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .journalUnusable(path: path, code: errno) }
    self.state = Mutex(State(descriptor: descriptor))
    guard mkdir(path + ".uploads", 0o700) == 0 || errno == EEXIST else {
      let code = errno
      close(descriptor)
      throw .journalUnusable(path: path + ".uploads", code: code)
    }
    forgetOldUploads()
  }

  /// Removes the files that no service would hold any more.
  private func forgetOldUploads() {
    guard let folder = opendir(uploadsFolder) else { return }
    defer { closedir(folder) }
    let limit = time(nil) - 8 * 86_400
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let file = uploadsFolder + "/" + name
      var status = stat()
      guard lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      if status.st_mtim.tv_sec < limit { unlink(file) }
    }
  }

  func holds(upload token: String) -> Bool {
    access(uploadsFolder + "/" + token, R_OK) == 0
  }

  deinit {
    state.withLock { _ = Glibc.close($0.descriptor) }
  }

  /// The lines that were added since the last call, by anyone.
  func newLines() -> [Line] {
    state.withLock { state in
      let bytes = Self.read(state.descriptor, from: state.offset)
      // A line without its end is still being written, or was torn by a crash.
      guard let end = bytes.lastIndex(of: 0x0A) else { return [] }
      state.offset += Int64(end + 1)
      let decoder = JSONDecoder()
      return bytes[...end].split(separator: 0x0A).compactMap { line in
        try? decoder.decode(Line.self, from: Data(line))
      }
    }
  }

  /// Appends a line and waits until it is on the disk. False when it could not be written.
  func append(_ line: Line) -> Bool {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(line) else { return false }
    // A line that a crash tore is ended first, so that it can't swallow this one; empty lines
    // are skipped when reading.
    let bytes: [UInt8] = [0x0A] + Array(data) + [0x0A]
    return state.withLock { state in
      Self.write(state.descriptor, bytes) && fsync(state.descriptor) == 0
    }
  }

  func saveUpload(_ bytes: [UInt8], token: String) -> Bool {
    let target = uploadsFolder + "/" + token
    let partial = "\(target).\(getpid())"
    let file = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    let isWritten = Self.write(file, bytes) && fsync(file) == 0
    close(file)
    guard isWritten, rename(partial, target) == 0 else {
      unlink(partial)
      return false
    }
    return true
  }

  func upload(token: String) -> [UInt8]? {
    let file = open(uploadsFolder + "/" + token, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return Self.read(file, from: 0)
  }

  private static func read(_ descriptor: Int32, from offset: Int64) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int64(status.st_size) > offset else { return [] }
    let wanted = Int(Int64(status.st_size) - offset)
    return [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
      while count < wanted, let start = buffer.baseAddress {
        let got = pread(descriptor, start + count, wanted - count, Int(offset) + count)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { break }
        count += got
      }
    }
  }

  private static func write(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count, let start = buffer.baseAddress {
        let put = Glibc.write(descriptor, start + done, buffer.count - done)
        if put < 0, errno == EINTR { continue }
        guard put > 0 else { return false }
        done += put
      }
      return true
    }
  }
}
