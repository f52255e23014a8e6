import Glibc
import Synchronization

/// What one trial did and what did not hold; Markdown on stdout.
final class TrialReport: Sendable {
  private struct State {
    var counts: [(what: String, number: Int)] = []
    var failures = 0
  }

  /// Failures that are printed whole; more are only counted.
  private static let shownFailures = 40

  private let name: String
  private let seed: UInt64
  private let began = ContinuousClock.now
  private let state = Mutex(State())

  init(name: String, summary: String, seed: UInt64) {
    self.name = name
    self.seed = seed
    Self.write("\n### \(name): \(summary)\n\n")
  }

  /// Adds to a line of the table; lines stand in the order in which they were first counted.
  func count(_ what: String, _ number: Int = 1) {
    state.withLock { state in
      if let place = state.counts.firstIndex(where: { $0.what == what }) {
        state.counts[place].number += number
      } else {
        state.counts.append((what, number))
      }
    }
  }

  /// Keeps the largest number of a line of the table.
  func peak(_ what: String, _ number: Int) {
    state.withLock { state in
      if let place = state.counts.firstIndex(where: { $0.what == what }) {
        state.counts[place].number = max(state.counts[place].number, number)
      } else {
        state.counts.append((what, number))
      }
    }
  }

  /// Says at once what did not hold, with what is needed to see it again.
  func fail(_ what: String) {
    let number = state.withLock { state in
      state.failures += 1
      return state.failures
    }
    if number <= Self.shownFailures { Self.write("FAILED (seed \(seed)): \(what)\n") }
  }

  func fail(_ faults: [String], in what: String) {
    for fault in faults { fail("\(what): \(fault)") }
  }

  /// A line of its own, for a figure that is not a count.
  func note(_ line: String) { Self.write("\(line)\n") }

  var failures: Int { state.withLock { $0.failures } }

  /// Prints the table; whether everything held.
  func finish() -> Bool {
    let (counts, failures) = state.withLock { ($0.counts, $0.failures) }
    let seconds = (ContinuousClock.now - began).components.seconds
    var lines = ["", "| \(name), seed \(seed), \(seconds) s | count |", "|---|---|"]
    lines += counts.map { "| \($0.what) | \($0.number) |" }
    lines.append("| did not hold | \(failures) |")
    Self.write(lines.joined(separator: "\n") + "\n")
    return failures == 0
  }

  static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
