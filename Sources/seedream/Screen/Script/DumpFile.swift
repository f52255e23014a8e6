import CellGrid
import Glibc
import StudioCore

/// The file, or stdout, that screens are written down in.
final class DumpFile {
  private let descriptor: Int32

  /// Empties the file, or makes it readable by its owner only; `-` is stdout.
  init(_ path: String, _ process: ProcessContext) throws(UsageError) {
    guard path != "-" else {
      descriptor = STDOUT_FILENO
      return
    }
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY
    descriptor = open(process.absolute(path), flags, 0o600)
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      throw UsageError("The dump file \(path) cannot be written: \(reason).")
    }
  }

  deinit { if descriptor != STDOUT_FILENO { close(descriptor) } }

  func write(_ text: String) { Output.write(text, to: descriptor) }
}
