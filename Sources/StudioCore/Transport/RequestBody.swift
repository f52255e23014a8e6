import Glibc

/// The bytes of a request's body, read while they are sent.
final class RequestBody {
  private enum Source {
    case bytes([UInt8])
    case file(Int32)
  }

  let size: Int64
  private let source: Source
  private var position: Int64 = 0
  /// Why `read` gave up.
  private(set) var failure: TransportFailure?

  init(bytes: [UInt8]) {
    source = .bytes(bytes)
    size = Int64(bytes.count)
  }

  init(path: String) throws(TransportFailure) {
    let (descriptor, size) = try Self.open(path)
    source = .file(descriptor)
    self.size = size
  }

  deinit {
    if case .file(let descriptor) = source { _ = close(descriptor) }
  }

  /// Checks, before anything is sent, that a file can be.
  static func check(path: String) throws(TransportFailure) {
    _ = close(try open(path).descriptor)
  }

  /// Fills `buffer` from the front; 0 at the end, −1 when the file can't be read or has shrunk.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int64 {
    let wanted = Int(min(Int64(buffer.count), size - position))
    guard wanted > 0 else { return 0 }
    switch source {
    case .bytes(let bytes):
      bytes.withUnsafeBytes {
        buffer.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: $0[Int(position)...].prefix(wanted))
        )
      }
      position += Int64(wanted)
      return Int64(wanted)
    case .file(let descriptor):
      return read(descriptor, into: buffer, wanted)
    }
  }

  func seek(to offset: Int64) -> Bool {
    guard (0...size).contains(offset) else { return false }
    position = offset
    return true
  }

  private func read(
    _ descriptor: Int32,
    into buffer: UnsafeMutableRawBufferPointer,
    _ wanted: Int
  ) -> Int64 {
    var count: Int
    repeat {
      count = pread(descriptor, buffer.baseAddress, wanted, off_t(position))
    } while count < 0 && errno == EINTR
    guard count > 0 else {
      failure =
        count == 0
        ? .storage("the file became shorter while it was sent", nil)
        : .storage("the file cannot be read", errno)
      return -1
    }
    position += Int64(count)
    return Int64(count)
  }

  private static func open(
    _ path: String
  ) throws(TransportFailure) -> (descriptor: Int32, size: Int64) {
    // Not blocking: opening a pipe would wait for a writer.
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      throw .storage("the file to send cannot be opened", errno, reach: .neverLeft)
    }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      _ = close(descriptor)
      throw .storage("what should be sent is not a file", nil, reach: .neverLeft)
    }
    return (descriptor, Int64(facts.st_size))
  }
}
