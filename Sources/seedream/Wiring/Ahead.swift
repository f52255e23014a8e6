import Dispatch
import Synchronization

/// Something worked out on another thread while this one has other things to do.
final class Ahead<Value: Sendable, Problem: Error>: Sendable {
  private let result = Mutex<Result<Value, Problem>?>(nil)
  private let done = DispatchSemaphore(value: 0)

  init(_ work: @escaping @Sendable () throws(Problem) -> Value) {
    DispatchQueue.global(qos: .userInteractive).async {
      let result = Result { () throws(Problem) in try work() }
      self.result.withLock { $0 = result }
      self.done.signal()
    }
  }

  /// Waits for it where it is not there yet.
  func value() throws(Problem) -> Value {
    while true {
      if let result = result.withLock({ $0 }) { return try result.get() }
      done.wait()
    }
  }
}
