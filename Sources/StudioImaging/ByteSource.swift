import Glibc

/// Bytes that can be read at any place without reading what lies before.
protocol ByteSource: ~Copyable {
  var count: Int { get }
  /// Up to `length` bytes from `offset`; fewer only where the source ends.
  func bytes(at offset: Int, count length: Int) throws(PictureFailure) -> [UInt8]
}

extension ByteSource where Self: ~Copyable {
  /// Exactly `length` bytes; fewer is a truncated picture.
  func exactly(_ length: Int, at offset: Int) throws(PictureFailure) -> [UInt8] {
    let found = try bytes(at: offset, count: length)
    guard found.count == length else { throw .truncated }
    return found
  }
}

/// Bytes that the libraries behind the wall can read by themselves.
protocol StreamSource: ByteSource, ~Copyable {
  /// Calls `body` with the bytes as a stream from their start.
  func withStream<Result>(
    _ body: (UnsafeMutablePointer<FILE>) -> Result
  ) throws(PictureFailure) -> Result
}

/// Bytes in memory.
struct MemorySource: StreamSource {
  let memory: [UInt8]

  var count: Int { memory.count }

  func bytes(at offset: Int, count length: Int) -> [UInt8] {
    guard offset >= 0, offset < memory.count, length > 0 else { return [] }
    return Array(memory[offset..<min(memory.count, offset + min(length, memory.count))])
  }
}

/// What changes when a file is replaced or written to.
struct FileIdentity: Hashable {
  let device: UInt
  let number: UInt
  let byteCount: Int
  /// Of the last writing, since 1970.
  let nanoseconds: Int64

  init(_ facts: stat) {
    device = UInt(facts.st_dev)
    number = UInt(facts.st_ino)
    byteCount = Int(facts.st_size)
    nanoseconds =
      Int64(facts.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(facts.st_mtim.tv_nsec)
  }
}

/// A regular file, open as long as the value lives.
struct PictureFile: StreamSource, ~Copyable {
  let count: Int
  let identity: FileIdentity
  private let descriptor: Int32

  /// Refuses what is not a regular file: a pipe or a device could block for ever.
  init(path: String) throws(PictureFailure) {
    let opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard opened >= 0 else { throw .unreadable(errno: errno) }
    var facts = stat()
    let answer = fstat(opened, &facts)
    let reason = answer == 0 ? Self.refusal(of: facts.st_mode) : errno
    guard reason == 0 else {
      close(opened)
      throw .unreadable(errno: reason)
    }
    descriptor = opened
    count = Int(facts.st_size)
    identity = FileIdentity(facts)
  }

  deinit { close(descriptor) }

  private static func refusal(of mode: mode_t) -> Int32 {
    switch mode & S_IFMT {
    case S_IFREG: 0
    case S_IFDIR: EISDIR
    default: EINVAL
    }
  }

  func bytes(at offset: Int, count length: Int) throws(PictureFailure) -> [UInt8] {
    guard offset >= 0, offset < count, length > 0 else { return [] }
    let wanted = min(length, count - offset)
    var problem: Int32 = 0
    let found = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      while filled < wanted {
        let got = pread(
          descriptor,
          buffer.baseAddress?.advanced(by: filled),
          wanted - filled,
          offset + filled
        )
        if got > 0 {
          filled += got
        } else if got == 0 {
          break
        } else if errno != EINTR {
          problem = errno
          break
        }
      }
    }
    guard problem == 0 else { throw .unreadable(errno: problem) }
    return found
  }

  func withStream<Result>(
    _ body: (UnsafeMutablePointer<FILE>) -> Result
  ) throws(PictureFailure) -> Result {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw .unreadable(errno: errno) }
    guard let stream = fdopen(copy, "rb") else {
      let reason = errno
      close(copy)
      throw .unreadable(errno: reason)
    }
    defer { fclose(stream) }
    rewind(stream)
    return body(stream)
  }
}

extension MemorySource {
  func withStream<Result>(
    _ body: (UnsafeMutablePointer<FILE>) -> Result
  ) throws(PictureFailure) -> Result {
    let result: Result? = memory.withUnsafeBytes { bytes in
      // A stream opened for reading never writes through the pointer.
      let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
      guard let stream = fmemopen(start, bytes.count, "rb") else { return nil }
      defer { fclose(stream) }
      return body(stream)
    }
    guard let result else { throw .outOfMemory }
    return result
  }
}
