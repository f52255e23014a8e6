import StudioModel

/// The timeline of a sequence as far as it was read.
struct LiveTimeline: Hashable, Sendable {
  /// As many entries as are kept at least, the latest; a job that is looked at for a week makes
  /// thousands.
  static let limit = 400
  /// In large steps, so that what was made of the entries seldom has to be made again.
  private static let slack = 100

  private(set) var entries: [TimelineEntry] = []
  /// How many came before those that are kept.
  private(set) var left = 0
  var isAsked = false
  private(set) var isLoaded = false
  /// Goes up when something else than an entry at the end changed.
  private(set) var edition = 0

  /// Adds what an event told; what has not been read yet will hold it.
  mutating func add(_ entry: TimelineEntry) {
    entries.append(entry)
    trim()
  }

  /// Takes what was read, and keeps what events told since.
  mutating func take(_ read: [TimelineEntry]) {
    let known = Set(read.map(Mark.init))
    let newest = read.last?.at
    let later = entries.filter { entry in
      !known.contains(Mark(entry)) && newest.map { entry.at >= $0 } ?? true
    }
    entries = read + later
    left = 0
    isLoaded = true
    edition += 1
    trim()
  }

  /// What tells entries apart: what was stored comes back with its times rounded.
  private struct Mark: Hashable {
    var kind: TimelineEntry.Kind
    var at: Timestamp
    var detail: String

    init(_ entry: TimelineEntry) {
      (kind, at, detail) = (entry.kind, entry.at, entry.detail)
    }
  }

  private mutating func trim() {
    guard entries.count > Self.limit + Self.slack else { return }
    let excess = entries.count - Self.limit
    edition += 1
    entries.removeFirst(excess)
    left += excess
  }
}
