import StudioModel

/// The rows a reader sees: what is in memory, what is being read, and where the cursor stands.
///
/// Asking gives requests to be sent; answers to an older question than the present one fall by the
/// way. The cursor stays with its sequence while others come and go.
struct HistoryList: Hashable, Sendable {
  /// What an answer is for.
  enum Purpose: Hashable, Sendable {
    /// The rows of a new question; `keeping` is the sequence the cursor stays with, if it is there.
    case first(keeping: SequenceID?)
    case older
    case newer
    /// Whether sequences that came meanwhile are among what is asked for.
    case newcomers
  }

  /// What could not be read.
  struct Trouble: Hashable, Sendable {
    var request: HistoryRequest
    var purpose: Purpose
    var failure: Failure
  }

  static let pageSize = 50
  private static let longestRestart = 200

  private(set) var loaded = LoadedHistory()
  private(set) var window = ListWindow()
  private(set) var query = HistoryQuery()
  private(set) var generation = 0
  private(set) var pending: [HistoryRequest: Purpose] = [:]
  private(set) var trouble: Trouble?
  /// True once any question was answered.
  private(set) var hasAnswer = false
  /// What changed since the requests under way were made: their answers may not know it yet.
  private var changed: [SequenceID: Job] = [:]
  private var removed: Set<SequenceID> = []
  /// Sequences that were looked for by the text of this question.
  private var judged: Set<SequenceID> = []
  /// More came while newcomers were looked for.
  private var wantsNewcomers = false
  /// True while someone reads here: then the cursor stays with its sequence on the first row too,
  /// and new ones come above it. Otherwise it stays on top, so that the newest shows.
  var isRead = true

  var count: Int { loaded.count }
  var selected: Job? { loaded[window.selected] }

  /// True while the rows are those of an older question, or there are none yet.
  var isReadingAnew: Bool { pending.values.contains { $0.isFirst } }

  // MARK: Asking

  /// Puts another question.
  mutating func ask(_ query: HistoryQuery, keeping: SequenceID? = nil) -> [HistoryRequest] {
    self.query = query
    judged = []
    return startOver(from: nil, rows: 0, keeping: keeping)
  }

  /// Puts the same question again, from about where the reader is.
  mutating func reload() -> [HistoryRequest] {
    let (start, rows) = hasAnswer ? loaded.restart(around: window.top) : (nil, 0)
    window.shift(by: -loaded.descend(to: start))
    judged = []
    return startOver(from: start, rows: rows, keeping: selected?.id)
  }

  private mutating func startOver(
    from start: HistoryCursor?,
    rows: Int,
    keeping: SequenceID?
  ) -> [HistoryRequest] {
    generation += 1
    pending = [:]
    changed = [:]
    removed = []
    wantsNewcomers = false
    trouble = nil
    let limit = max(Self.pageSize, min(rows, Self.longestRestart))
    return [request(before: start, limit: limit, .first(keeping: keeping))]
  }

  private mutating func request(
    before cursor: HistoryCursor?,
    limit: Int = HistoryList.pageSize,
    _ purpose: Purpose
  ) -> HistoryRequest {
    let request = HistoryRequest(
      generation: generation,
      query: query,
      before: cursor,
      limit: limit
    )
    pending[request] = purpose
    return request
  }

  /// Asks for what the reader will soon reach.
  mutating func readAhead(visible: Int) -> [HistoryRequest] {
    guard hasAnswer, !isReadingAnew, trouble == nil else { return [] }
    let reach = 2 * max(visible, 1) + 10
    var requests: [HistoryRequest] = []
    if let next = loaded.next, window.selected + reach >= count, !pending.values.contains(.older) {
      requests.append(request(before: next, .older))
    }
    if let start = loaded.above.last, window.selected < reach, !pending.values.contains(.newer) {
      requests.append(request(before: start, .newer))
    }
    return requests
  }

  /// Asks again for what could not be read.
  mutating func retry() -> [HistoryRequest] {
    guard let trouble else { return [] }
    self.trouble = nil
    pending[trouble.request] = trouble.purpose
    return [trouble.request]
  }

  // MARK: Answers

  mutating func answer(
    _ request: HistoryRequest,
    _ page: HistoryPage,
    visible: Int
  ) -> [HistoryRequest] {
    guard let purpose = pending.removeValue(forKey: request) else { return [] }
    switch purpose {
    case .first(let keeping):
      loaded.replace(with: page, from: request.before)
      hasAnswer = true
      let row = keeping.flatMap { loaded.row(of: $0) }
      window = row == nil && keeping == nil ? ListWindow() : window
      if row != nil || keeping == nil {
        window.select(row ?? 0, of: count, visible: visible)
      } else {
        window.settle(count: count, visible: visible)
      }
    case .older:
      if let start = request.before { loaded.append(page, from: start) }
    case .newer:
      switch loaded.prepend(page) {
      case .joined(let rows): window.shift(by: rows)
      case .gap: break
      case .lost: return reload()
      }
    case .newcomers:
      for job in page.jobs { place(job, visible: visible) }
    }
    let margin = max(150, 3 * visible + 60)
    window.shift(by: -loaded.trim(around: window.selected, margin: margin))
    window.settle(count: count, visible: visible)
    return catchUp(visible: visible)
  }

  mutating func fail(_ request: HistoryRequest, _ failure: Failure) {
    guard let purpose = pending.removeValue(forKey: request) else { return }
    // Newcomers are found with the next question.
    guard purpose != .newcomers else { return }
    trouble = Trouble(request: request, purpose: purpose, failure: failure)
  }

  /// An answer may have been read before things that are known already.
  private mutating func catchUp(visible: Int) -> [HistoryRequest] {
    for id in removed { takeOut(id, visible: visible) }
    let known = changed.values.sorted { $0.createdAt < $1.createdAt }
    if pending.isEmpty {
      changed = [:]
      removed = []
    }
    var requests = known.flatMap { take($0, visible: visible) }
    if wantsNewcomers, !pending.values.contains(.newcomers) {
      wantsNewcomers = false
      requests.append(request(before: nil, .newcomers))
    }
    return requests
  }

  // MARK: Changes

  /// Takes the new state of a sequence, which may come, stay or go by it.
  mutating func take(_ job: Job, visible: Int) -> [HistoryRequest] {
    if !pending.isEmpty {
      changed[job.id] = job
      removed.remove(job.id)
    }
    guard hasAnswer else { return [] }
    if query.hasText, loaded.row(of: job.id) == nil {
      return lookForNewcomer(job)
    }
    settle(job, visible: visible)
    return []
  }

  /// Whether its text fits only the store can tell, and once is enough: a prompt does not change.
  private mutating func lookForNewcomer(_ job: Job) -> [HistoryRequest] {
    guard !isReadingAnew, query.fitsFields(of: job), judged.insert(job.id).inserted else {
      return []
    }
    if pending.values.contains(.newcomers) {
      wantsNewcomers = true
      return []
    }
    return [request(before: nil, .newcomers)]
  }

  private mutating func settle(_ job: Job, visible: Int) {
    if query.fitsFields(of: job) {
      place(job, visible: visible)
    } else {
      takeOut(job.id, visible: visible)
    }
  }

  private mutating func place(_ job: Job, visible: Int) {
    let wasEmpty = loaded.isEmpty
    guard case .inserted(let row) = loaded.take(job), !wasEmpty else { return }
    if row == 0, window.selected == 0, !isRead { return }
    if row < window.top || row == window.top && window.top > 0 {
      window.shift(by: 1)
    } else if row <= window.selected {
      window.move(by: 1, of: count, visible: visible)
    }
  }

  /// A sequence that is gone.
  mutating func remove(_ id: SequenceID, visible: Int) {
    if !pending.isEmpty {
      changed[id] = nil
      removed.insert(id)
    }
    takeOut(id, visible: visible)
  }

  private mutating func takeOut(_ id: SequenceID, visible: Int) {
    guard let row = loaded.remove(id) else { return }
    if row < window.top {
      window.shift(by: -1)
    } else if row < window.selected {
      window.move(by: -1, of: count, visible: visible)
    }
    window.settle(count: count, visible: visible)
  }

  // MARK: The cursor

  /// Goes to the newest, which may have to be read again.
  mutating func selectFirst(visible: Int) -> [HistoryRequest] {
    select(0, visible: visible)
    return loaded.above.isEmpty ? [] : startOver(from: nil, rows: 0, keeping: nil)
  }

  mutating func select(_ row: Int, visible: Int) {
    window.select(row, of: count, visible: visible)
  }

  mutating func select(_ id: SequenceID, visible: Int) {
    if let row = loaded.row(of: id) { select(row, visible: visible) }
  }

  mutating func settle(visible: Int) { window.settle(count: count, visible: visible) }
}

extension HistoryList.Purpose {
  var isFirst: Bool { if case .first = self { true } else { false } }
}
