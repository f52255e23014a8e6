import Glibc

/// Writes whole texts to a descriptor and gives up quietly where nobody takes them.
struct StatusOutput {
  let descriptor: Int32
  /// How long a full pipe or a stopped terminal may hold up the program, in milliseconds.
  private let patience: Int32 = 2_000

  init(descriptor: Int32) { self.descriptor = descriptor }

  func write(_ text: String) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count > 0 {
        written += count
      } else if errno == EINTR {
        continue
      } else if errno != EAGAIN || !waitForRoom() {
        return
      }
    }
  }

  private func waitForRoom() -> Bool {
    var readiness = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&readiness, 1, patience) > 0 && readiness.revents & Int16(POLLOUT) != 0
  }
}
