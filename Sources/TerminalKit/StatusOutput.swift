import Glibc

/// Writes whole texts to a descriptor and gives up quietly where nobody takes them.
public struct StatusOutput: Sendable {
  let descriptor: Int32
  /// How long a full pipe or a stopped terminal may hold up the program, in milliseconds. After ^S
  /// a terminal takes nothing more, and the program has to be able to end all the same.
  private let patience: Int32

  public init(descriptor: Int32) {
    self.descriptor = descriptor
    patience = Terminal.isTerminal(descriptor) ? 40 : 2_000
  }

  public func write(_ text: String) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      guard waitForRoom() else { return }
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count > 0 {
        written += count
      } else if errno == EINTR {
        continue
      } else if errno != EAGAIN {
        return
      }
    }
  }

  private func waitForRoom() -> Bool {
    var readiness = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    while true {
      let count = poll(&readiness, 1, patience)
      if count < 0 && errno == EINTR { continue }
      return count > 0 && readiness.revents & Int16(POLLOUT) != 0
    }
  }
}
