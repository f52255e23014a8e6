import FuzzTargets

/// The target of this process.
enum ChosenTarget {
  // Set once, before libFuzzer begins, and read by its one thread.
  nonisolated(unsafe) static var target: FuzzTarget?

  /// Ends the process with a finding, which is how libFuzzer hears of it.
  static func trial(_ bytes: [UInt8]) {
    do { try target?.trial(bytes) } catch { fatalError("\(error)") }
  }
}
