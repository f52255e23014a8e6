import Dispatch
import Glibc
import StudioCore

/// Named pipes and children: how two processes of a test wait for one another.
enum Pipe {
  /// Waits for a reader.
  static func send(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(.other(errno), .write, path: path) }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count else {
      throw FileFailure(.other(errno), .write, path: path)
    }
  }

  /// Waits for a writer, and until it is done.
  static func receive(from path: String) throws -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(.other(errno), .read, path: path) }
    defer { close(descriptor) }
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      guard count > 0 else { return String(decoding: text, as: UTF8.self) }
      text += chunk[..<count]
    }
  }

  /// The same without holding a thread that tasks run on.
  static func received(from path: String) async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try receive(from: path) })
      }
    }
  }

  /// Starts a program without waiting for it.
  static func spawn(_ program: String, _ arguments: [String]) throws -> pid_t {
    var child: pid_t = 0
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    guard posix_spawn(&child, program, nil, nil, &words, nil) == 0 else {
      throw FileFailure(.notFound, .read, path: program)
    }
    return child
  }

  /// Runs a program to its end; its exit status.
  static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
    var status: Int32 = 0
    waitpid(try spawn(program, arguments), &status, 0)
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}
