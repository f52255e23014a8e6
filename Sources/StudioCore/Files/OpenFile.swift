import Glibc

/// One open descriptor, closed when the value goes away and never inherited by a child.
struct OpenFile: ~Copyable {
  let descriptor: Int32
  let path: String

  init(
    _ path: String,
    flags: Int32,
    mode: mode_t = 0,
    for action: FileAction
  ) throws(FileFailure) {
    guard !path.utf8.contains(0) else { throw FileFailure(.invalidName, action, path: path) }
    let opened = retrying { open(path, flags | O_CLOEXEC, mode) }
    guard opened >= 0 else { throw FileFailure(errno: errno, action, path: path) }
    descriptor = opened
    self.path = path
  }

  /// Takes over an open descriptor.
  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  func facts(for action: FileAction) throws(FileFailure) -> stat {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else {
      throw FileFailure(errno: errno, action, path: path)
    }
    return facts
  }

  /// Opening a pipe or a device with `O_NONBLOCK` does not wait; this refuses it afterwards.
  func requireRegular(for action: FileAction) throws(FileFailure) {
    guard try facts(for: action).st_mode & S_IFMT == S_IFREG else {
      throw FileFailure(.notARegularFile, action, path: path)
    }
  }

  /// Reads from the present place to the end, or fails past `limit` bytes.
  func readAll(limit: Int) throws(FileFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = try read(into: &chunk)
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else {
        throw FileFailure(.tooLarge(limit: limit), .read, path: path)
      }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// The number of bytes read; 0 at the end of the file.
  func read(into chunk: inout [UInt8]) throws(FileFailure) -> Int {
    let descriptor = descriptor
    let count = chunk.withUnsafeMutableBytes { buffer in
      retrying { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
    }
    guard count >= 0 else { throw FileFailure(errno: errno, .read, path: path) }
    return count
  }

  /// Writes every byte; a write that is cut short by a full disk fails on the next one.
  func writeAll(_ bytes: [UInt8], as path: String) throws(FileFailure) {
    let descriptor = descriptor
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
        return retrying { Glibc.write(descriptor, rest.baseAddress, rest.count) }
      }
      guard count > 0 else {
        throw FileFailure(errno: count == 0 ? ENOSPC : errno, .write, path: path)
      }
      done += count
    }
  }

  /// Waits until the bytes are on the disk.
  func sync(as path: String) throws(FileFailure) {
    guard retrying({ fsync(descriptor) }) == 0 else {
      throw FileFailure(errno: errno, .write, path: path)
    }
  }
}

/// Repeats a system call that a signal interrupted.
func retrying<Count: FixedWidthInteger>(_ call: () -> Count) -> Count {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
