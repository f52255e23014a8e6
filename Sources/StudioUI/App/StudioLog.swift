import StudioModel

/// The last lines of what the studio did.
struct StudioLog: Hashable, Sendable {
  /// Oldest first.
  private(set) var lines: [LogLine] = []
  private let limit = 2_000

  mutating func add(_ line: LogLine) {
    lines.append(line)
    // In large steps: removing at the front moves everything behind it.
    if lines.count > limit + limit / 4 { lines.removeFirst(lines.count - limit) }
  }
}
