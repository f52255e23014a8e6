import Synchronization

/// Counts how often a failpoint was reached.
final class FailpointCountdown: Sendable {
  private let left: Mutex<Int>

  init(_ count: Int) { left = Mutex(count) }

  /// True from the last counted time on.
  func isOver() -> Bool {
    left.withLock { left in
      left -= 1
      return left <= 0
    }
  }
}
