import Dispatch
import Synchronization

/// Asynchronous work for a thread that may wait.
enum BlockingWait {
  /// Runs `work` and blocks this thread until it is done.
  ///
  /// The work runs on the global executor: a task made in a synchronous `main` would belong to the
  /// main actor and never get its turn while the thread waits.
  static func value<Value: Sendable>(
    otherwise fallback: Value,
    _ work: @escaping @Sendable () async -> Value
  ) -> Value {
    let done = DispatchSemaphore(value: 0)
    let result = Mutex(fallback)
    Task.detached {
      let value = await work()
      result.withLock { $0 = value }
      done.signal()
    }
    done.wait()
    return result.withLock { $0 }
  }
}
