import Glibc
import StudioCore

/// A folder of its own for one test, taken away with everything in it when the value goes.
final class ScratchFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/seedream-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw FileFailure(.other(errno), .create, path: "/tmp")
    }
    path = template.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
  }

  deinit { Self.removeTree(path) }

  func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  func fill(_ name: String, _ text: String, mode: mode_t = 0o600) throws {
    let descriptor = open(self(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileFailure(.other(errno), .create, path: self(name)) }
    defer { close(descriptor) }
    fchmod(descriptor, mode)
    let bytes = Array(text.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count else {
      throw FileFailure(.other(errno), .write, path: self(name))
    }
  }

  func text(_ name: String) throws -> String {
    String(decoding: try FileSystem().read(self(name), limit: 1 << 24), as: UTF8.self)
  }

  func names(_ name: String = "") throws -> [String] { try FileSystem().list(self(name)) }

  /// Permission bits without following a link.
  func mode(_ name: String) -> mode_t {
    var facts = stat()
    return lstat(self(name), &facts) == 0 ? facts.st_mode & 0o7777 : 0
  }

  private static func removeTree(_ path: String) {
    var facts = stat()
    guard lstat(path, &facts) == 0 else { return }
    guard facts.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    chmod(path, 0o700)
    for name in (try? FileSystem().list(path)) ?? [] { removeTree("\(path)/\(name)") }
    rmdir(path)
  }
}
