import StudioModel

/// The part of the history that is in memory: pages that follow each other, newest first.
///
/// The store pages from newer to older only. Going back up is done with the places where the pages
/// above began; while a reader was further down, sequences may have come there, so a page that is
/// read again need not end where the next one begins.
struct LoadedHistory: Hashable, Sendable {
  /// One page as it was read, with what changed since.
  struct Part: Hashable, Sendable {
    /// `nil` for the newest page.
    var start: HistoryCursor?
    var jobs: [Job]
    /// Where the next page begins; `nil` when there is none.
    var next: HistoryCursor?
  }

  /// What became of a page that was to be put above the others.
  enum Joining: Hashable, Sendable {
    /// So many rows came before the first one.
    case joined(Int)
    /// There is more between it and the first one.
    case gap
    /// It reaches the end of the history and has none of the rows that are here.
    case lost
  }

  /// Rows in memory past this number go, the furthest from the reader first.
  static let rowLimit = 500

  private(set) var parts: [Part] = []
  /// Where the pages above begin that are not in memory, the nearest last.
  private(set) var above: [HistoryCursor?] = []

  var count: Int { parts.reduce(0) { $0 + $1.jobs.count } }

  var isEmpty: Bool { parts.allSatisfy(\.jobs.isEmpty) }

  /// Where older sequences go on; `nil` when all of them are here.
  var next: HistoryCursor? { parts.last?.next }

  /// True when the newest and the oldest are here, and all between.
  var isWhole: Bool { !parts.isEmpty && above.isEmpty && next == nil }

  /// `nil` outside.
  subscript(row: Int) -> Job? {
    guard let place = place(of: row) else { return nil }
    return parts[place.part].jobs[place.index]
  }

  func rows(_ range: Range<Int>) -> [Job] { range.compactMap { self[$0] } }

  func row(of id: SequenceID) -> Int? {
    var before = 0
    for part in parts {
      if let index = part.jobs.firstIndex(where: { $0.id == id }) { return before + index }
      before += part.jobs.count
    }
    return nil
  }

  private func place(of row: Int) -> (part: Int, index: Int)? {
    guard row >= 0 else { return nil }
    var index = row
    for (part, one) in parts.enumerated() {
      if index < one.jobs.count { return (part, index) }
      index -= one.jobs.count
    }
    return nil
  }

  // MARK: Pages

  /// Starts over with one page; the places above it stay as far as they lie above it.
  mutating func replace(with page: HistoryPage, from start: HistoryCursor?) {
    parts = [Part(start: start, jobs: page.jobs, next: page.next)]
    if let place = above.firstIndex(of: start) { above.removeSubrange(place...) }
    if start == nil { above = [] }
  }

  /// Adds the page that begins where the last one ended; another one is not taken.
  mutating func append(_ page: HistoryPage, from start: HistoryCursor) {
    guard start == next else { return }
    let known = Set(parts.flatMap { $0.jobs.map(\.id) })
    let jobs = page.jobs.filter { !known.contains($0.id) }
    parts.append(Part(start: start, jobs: jobs, next: page.next))
  }

  /// Puts the nearest page above on top of the others.
  mutating func prepend(_ page: HistoryPage) -> Joining {
    guard let start = above.last, let first = parts.first else { return .lost }
    let known = Set(parts.flatMap { $0.jobs.map(\.id) })
    let touching = page.jobs.firstIndex { known.contains($0.id) }
    if touching != nil || page.next == first.start {
      above.removeLast()
      let jobs = touching.map { Array(page.jobs[..<$0]) } ?? page.jobs
      parts.insert(Part(start: start, jobs: jobs, next: first.start), at: 0)
      return .joined(jobs.count)
    }
    guard let next = page.next else { return .lost }
    above.append(next)
    return .gap
  }

  /// Lets pages go that are far from a row. Returns how many rows went above it.
  ///
  /// - Parameter margin: so many rows on both sides of it always stay.
  mutating func trim(around row: Int, margin: Int) -> Int {
    var gone = 0
    while count > Self.rowLimit, parts.count > 1, let first = parts.first, let last = parts.last {
      if row - gone - first.jobs.count >= margin {
        above.append(first.start)
        gone += first.jobs.count
        parts.removeFirst()
      } else if count - last.jobs.count - (row - gone) > margin {
        parts.removeLast()
      } else {
        break
      }
    }
    return gone
  }

  /// Where to begin so that a row is on the first page, and how many rows reach to the end of what
  /// is here.
  func restart(around row: Int) -> (start: HistoryCursor?, rows: Int) {
    var before = 0
    for part in parts {
      if row < before + part.jobs.count { return (part.start, count - before) }
      before += part.jobs.count
    }
    return (parts.last?.start, parts.last?.jobs.count ?? 0)
  }

  /// Lets the pages before the one that begins at `start` go. Returns how many rows that were.
  mutating func descend(to start: HistoryCursor?) -> Int {
    var gone = 0
    while parts.count > 1, let first = parts.first, first.start != start {
      above.append(first.start)
      gone += first.jobs.count
      parts.removeFirst()
    }
    return gone
  }

  // MARK: Single sequences

  /// What a job that changed did to the rows.
  enum Change: Hashable, Sendable {
    case updated
    case inserted(Int)
    /// It has no place among the rows in memory, or is older than what is here.
    case none
  }

  /// Takes a job's new state, at its place by age when it was not there.
  mutating func take(_ job: Job) -> Change {
    if let row = row(of: job.id), let place = place(of: row) {
      let present = parts[place.part].jobs[place.index]
      guard present.isFollowed(by: job) else { return .none }
      parts[place.part].jobs[place.index] = job
      return .updated
    }
    return insert(job)
  }

  private mutating func insert(_ job: Job) -> Change {
    // Of one as old as all that is here only the store knows whether it comes before what is not.
    guard !parts.isEmpty, next == nil || oldest.map({ $0.createdAt < job.createdAt }) ?? false
    else { return .none }
    var before = 0
    for part in parts.indices {
      if let index = parts[part].jobs.firstIndex(where: { $0.createdAt <= job.createdAt }) {
        // Above the first row may lie pages that are not here, and this job in them.
        if before + index == 0, !above.isEmpty { return .none }
        parts[part].jobs.insert(job, at: index)
        return .inserted(before + index)
      }
      before += parts[part].jobs.count
    }
    parts[parts.count - 1].jobs.append(job)
    return .inserted(before)
  }

  private var oldest: Job? { parts.last { !$0.jobs.isEmpty }?.jobs.last }

  /// Returns the row where it was.
  mutating func remove(_ id: SequenceID) -> Int? {
    guard let row = row(of: id), let place = place(of: row) else { return nil }
    parts[place.part].jobs.remove(at: place.index)
    return row
  }
}
