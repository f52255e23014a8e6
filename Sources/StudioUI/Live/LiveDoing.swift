import CellGrid
import StudioModel

/// What an unfinished job is about right now, in the rest of its line.
struct LiveDoing {
  let entry: LiveJob
  let usual: Duration?
  let context: PaneContext

  /// As wide as `~2 m 00 s left`.
  private static let leftCells = 14
  private static let barCells = 10

  private var job: Job { entry.job }

  func line(cells: Int) -> TonedLine {
    switch entry.stand {
    case .ended: .empty
    case .working: TonedLine(working(cells))
    case .paused: TonedLine("polling is paused", .warning)
    case .blocked(let failure):
      TonedLine([
        .init(PlainText.line(failure.message), .error), .init(" · goes on by itself", .faint),
      ])
    case .heldElsewhere: TonedLine("another program works on it", .faint)
    case .needsPerson:
      TonedLine("needs you: \(needed)", .warning)
    case .unattended: TonedLine([.init("nobody works on it", .warning)] + keyTrouble)
    }
  }

  private var needed: String {
    if job.status == .unconfirmed { return "no answer came" }
    return PlainText.line(job.failure?.message ?? "not sent")
  }

  private var keyTrouble: [TonedLine.Span] {
    guard case .missing(let reason, _)? = context.account.access[job.request.provider] else {
      return []
    }
    return [.init(" · \(PlainText.line(reason))", .faint)]
  }

  private func working(_ cells: Int) -> [TonedLine.Span] {
    switch job.status {
    case .queued: queued(cells)
    case .submitting: [.init("being sent", .faint)]
    case .submitted, .running: running(cells)
    case .downloading: downloading(cells)
    case .unconfirmed: [next("search"), .init(" · the answer was lost", .warning)]
    case .drafted, .finished, .partial, .failed, .cancelled: []
    }
  }

  private func queued(_ cells: Int) -> [TonedLine.Span] {
    if case .uploading(let index, let count, let sent, let total)? = entry.activities[0] {
      return [.init("ref \(index)/\(count) ")] + FrameRows.bar(sent, of: total)
    }
    if entry.untilLook(context.now) != nil { return [next("try")] + reason }
    return [.init("in turn", .faint)] + reason
  }

  /// The time left, and at a column of its own the next poll; trouble in the place of the former.
  private func running(_ cells: Int) -> [TonedLine.Span] {
    let next = next("poll")
    if job.failure != nil { return [next] + reason }
    guard let usual, let left = JobTimes.left(job, usual: usual, now: context.now) else {
      return [next]
    }
    let words = JobTimes.leftWords(left, usual: usual)
    if Self.leftCells + 1 + CellWidth.of(next.text) > cells { return [.init(words)] }
    return [.init(TextFlow.padded(words, to: Self.leftCells + 1)), next]
  }

  private func downloading(_ cells: Int) -> [TonedLine.Span] {
    if entry.untilLook(context.now) != nil, troubles != nil { return [next("retry")] + reason }
    let bytes = ArrivingBytes(job, entry.activities)
    let bar = TonedLine.Span(Meter.bar(bytes.share, of: 1_000, cells: Self.barCells), .progress)
    let amount = TextFlow.padded(bytes.words, to: 12, .trailing)
    return Self.barCells + 12 <= cells ? [bar, .init(amount)] : [bar]
  }

  /// For example `poll in 3 s`.
  private func next(_ word: String) -> TonedLine.Span {
    guard let span = entry.untilLook(context.now) else {
      return .init(word == "search" ? "searching" : "polling", .active)
    }
    return .init("\(word) in \(Quantities.timeLeft(span))", .faint)
  }

  /// What went wrong last and did not end it.
  private var troubles: Failure? {
    job.failure ?? job.frames.lazy.filter { $0.status == .pending }.compactMap(\.failure).first
  }

  private var reason: [TonedLine.Span] {
    guard let failure = troubles else { return [] }
    return [.init(" · ", .faint), .init(PlainText.line(failure.message), .warning)]
  }
}

/// How much of a sequence's pictures is there.
struct ArrivingBytes: Hashable, Sendable {
  /// How far it is, in thousandths, each picture counting the same.
  private(set) var share: Int64 = 0
  private(set) var received: Int64 = 0
  /// `nil` while the size of a picture is not known.
  private(set) var total: Int64? = 0

  init(_ job: Job, _ activities: [Int: JobActivity]) {
    let frames = job.frames.filter { $0.status != .failed }
    for frame in frames {
      if frame.status == .stored {
        let count = max(frame.byteCount ?? 0, 0)
        add(count, of: count, share: 1_000)
      } else if case .downloading(_, let part, let whole)? = activities[frame.index] {
        let part = max(part, 0)
        let done = whole.map { $0 > 0 ? Double(min(part, $0)) / Double($0) : 0 } ?? 0
        add(part, of: whole.map { max($0, part) }, share: Int64(done * 1_000))
      } else {
        total = nil
      }
    }
    share /= Int64(max(frames.count, 1))
  }

  private mutating func add(_ part: Int64, of whole: Int64?, share more: Int64) {
    share += more
    received = Self.sum(received, part)
    if let known = total, let whole { total = Self.sum(known, whole) } else { total = nil }
  }

  /// Sizes come from a service's headers and may be absurd.
  private static func sum(_ left: Int64, _ right: Int64) -> Int64 {
    let (value, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : value
  }

  /// For example `4.6 MB`, `4.6/13.6 MB`.
  var words: String {
    guard let total, total > 0 else { return Quantities.bytes(received) }
    return Quantities.bytes(received, of: total)
  }
}
