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
  private struct Queue {
    var messages: [Message] = []
    /// How many at the front were taken already.
    var taken = 0
  }

  private let waiting = Mutex(Queue())

  public init() throws(Failure) {
    var made: Int32 = -1
    let problem = terminal_wake_open(&made)
    guard problem == 0 else { throw .system(errno: problem) }
    descriptor = made
  }

  deinit { close(descriptor) }

  /// Puts a message in. Only the first of many wakes the reader.
  public func send(_ message: Message) {
    waiting.withLock { queue in
      queue.messages.append(message)
      if queue.messages.count == queue.taken + 1 { terminal_wake_set(descriptor) }
    }
  }

  /// Takes messages out, the oldest first and all of them unless told otherwise; none is no error.
  /// While some stay, the descriptor stays readable.
  public func drain(atMost limit: Int = .max) -> [Message] {
    waiting.withLock { queue in
      let rest = queue.messages[queue.taken...]
      guard rest.count > limit else {
        guard !rest.isEmpty else { return [] }
        defer {
          queue.messages.removeAll(keepingCapacity: queue.messages.count < 1_000)
          queue.taken = 0
        }
        terminal_wake_clear(descriptor)
        return Array(rest)
      }
      let oldest = Array(rest.prefix(limit))
      queue.taken += limit
      // Only now and then, or every handful would move all that is left.
      if queue.taken > queue.messages.count / 2 {
        queue.messages.removeFirst(queue.taken)
        queue.taken = 0
      }
      return oldest
    }
  }
}
