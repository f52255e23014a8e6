import FuzzTargets

/// The target of this process.
enum ChosenTarget {
  // Set once, before libFuzzer begins, and read by its one thread.
  nonisolated(unsafe) static var target: FuzzTarget?

  /// Ends the process with a finding, which is how libFuzzer hears of it.
  static func trial(_ bytes: [UInt8]) {
    // libFuzzer keeps the input of a process that ends like this: that is how a finding is told.
    do { try target?.trial(bytes) } catch { fatalError("\(error)") }
  }
}
