import CTerminal
import Glibc
import Synchronization

/// Messages from any thread to the one that decides, in the order they were sent.
public final class Inbox<Message: Sendable>: Sendable {
  public enum Failure: Error, Sendable, Hashable {
    /// No descriptor could be had.
    case system(errno: Int32)
  }

  /// Readable while messages wait; for `poll`.
  public let descriptor: Int32
  private let waiting = Mutex<[Message]>([])

  public init() throws(Failure) {
    var made: Int32 = -1
    let problem = terminal_wake_open(&made)
    guard problem == 0 else { throw .system(errno: problem) }
    descriptor = made
  }

  deinit { close(descriptor) }

  /// Puts a message in. Only the first of many wakes the reader.
  public func send(_ message: Message) {
    waiting.withLock { messages in
      messages.append(message)
      if messages.count == 1 { terminal_wake_set(descriptor) }
    }
  }

  /// Takes all messages out; none is no error.
  public func drain() -> [Message] {
    waiting.withLock { messages in
      guard !messages.isEmpty else { return [] }
      defer { messages.removeAll(keepingCapacity: messages.count < 1_000) }
      terminal_wake_clear(descriptor)
      return messages
    }
  }
}
