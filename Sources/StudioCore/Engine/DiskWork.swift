/// Decodes, hashes and syncs files on a thread of its own, so that a slow disk or a large picture
/// never keeps looks, leases or the person waiting.
actor DiskWork {
  private let executor = QueueExecutor(label: "seedream.disk")

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  func run<Value: Sendable, Problem: Error>(
    _ work: @Sendable () throws(Problem) -> Value
  ) throws(Problem) -> Value {
    try work()
  }
}
