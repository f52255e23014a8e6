import CellGrid
public import StudioModel

/// What happened to a sequence, one entry after the other, oldest first.
public enum TimelineRows {
  private static let clockWidth = 8
  private static let latencyWidth = 7

  /// Each entry with its local time, its words, how long the call took, and its detail wrapped
  /// under itself.
  ///
  /// - Parameter before: the entry that stands above the first one; another day is named.
  public static func lines(
    _ entries: some Sequence<TimelineEntry>,
    after before: TimelineEntry? = nil,
    zone: ZoneTable,
    width: Int
  ) -> [TonedLine] {
    var day = before.map { zone.local($0.at).date } ?? ""
    return entries.flatMap { entry in
      let time = zone.local(entry.at)
      let heading = day.isEmpty || day == time.date ? [] : [TonedLine(time.date, .faint)]
      day = time.date
      return heading + lines(entry, clock: time.clockTime, width: width)
    }
  }

  private static func lines(_ entry: TimelineEntry, clock: String, width: Int) -> [TonedLine] {
    let tone = tone(entry.kind)
    var spans: [TonedLine.Span] = [.init("\(clock)  ", .faint)]
    spans.append(.init(words(entry.kind), tone))
    var facts: [String] = []
    if let latency = entry.latency { facts.append(Quantities.latency(latency)) }
    if let status = entry.httpStatus { facts.append("HTTP \(status)") }
    if !facts.isEmpty { spans.append(.init("  " + facts.joined(separator: "  "), .faint)) }
    let detail = PlainText.line(entry.detail)
    let used = spans.reduce(0) { $0 + CellWidth.of($1.text) }
    if detail.isEmpty { return [TonedLine(spans)] }
    if used + 2 + CellWidth.of(detail) <= width {
      return [TonedLine(spans + [.init("  " + detail)])]
    }
    let indent = min(clockWidth + 2, max(width - 16, 0))
    let blanks = String(repeating: " ", count: indent)
    let rest = TextFlow.wrapped(detail, width: width - indent)
    return [TonedLine(spans)] + rest.map { TonedLine(blanks + $0) }
  }

  /// What an entry says happened.
  public static func words(_ kind: TimelineEntry.Kind) -> String {
    switch kind {
    case .created: "made"
    case .queued: "queued"
    case .uploaded: "reference uploaded"
    case .submitting: "sending"
    case .accepted: "accepted"
    case .polled: "polled"
    case .pollFailed: "no answer"
    case .throttled: "asked to wait"
    case .refused: "refused"
    case .unconfirmed: "unconfirmed"
    case .reconciled: "searched its list"
    case .adopted: "id taken over"
    case .downloaded: "image fetched"
    case .downloadFailed: "image not fetched"
    case .storageFailed: "could not store"
    case .finished: "ended"
    case .failed: "failed"
    case .cancelled: "cancelled"
    case .decided: "decided"
    }
  }

  private static func tone(_ kind: TimelineEntry.Kind) -> Tone {
    switch kind {
    case .created, .queued, .uploaded, .polled, .cancelled, .reconciled: .plain
    case .submitting, .accepted, .adopted, .decided: .active
    case .downloaded, .finished: .good
    case .pollFailed, .throttled, .unconfirmed, .downloadFailed, .storageFailed: .warning
    case .refused, .failed: .error
    }
  }
}
