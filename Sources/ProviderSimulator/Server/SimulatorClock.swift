import Glibc
import Synchronization

/// Where the simulator takes the time of day from.
public struct SimulatorClock: Sendable {
  /// Milliseconds since 1970.
  let now: @Sendable () -> Int64

  public init(milliseconds: @escaping @Sendable () -> Int64) { now = milliseconds }

  /// The machine's own clock.
  public static let system = SimulatorClock {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

/// A clock that stands until it is moved: tasks of a simulator on it advance only by `advance`.
public final class ManualClock: Sendable {
  private let milliseconds: Mutex<Int64>

  /// Starts at a moment of 2025 unless told otherwise.
  public init(milliseconds: Int64 = 1_757_000_000_000) {
    self.milliseconds = Mutex(milliseconds)
  }

  public func advance(by duration: Duration) {
    milliseconds.withLock { $0 += duration.milliseconds }
  }

  public var clock: SimulatorClock {
    SimulatorClock { [self] in milliseconds.withLock { $0 } }
  }
}

extension Duration {
  /// Whole milliseconds, rounded down.
  var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
