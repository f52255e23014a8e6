import CellGrid
public import StudioModel

/// The pictures of a sequence, one line each.
public enum FrameRows {
  private static let barCells = 10

  /// - Parameter activities: what moves, by frame; see `JobActivity.lane`.
  public static func lines(
    _ job: Job,
    _ activities: [Int: JobActivity] = [:],
    width: Int
  ) -> [TonedLine] {
    job.frames.sorted { $0.index < $1.index }
      .flatMap { lines($0, activities[$0.index], isOver: job.status.isFinal, width: width) }
  }

  private static func lines(
    _ frame: Frame,
    _ activity: JobActivity?,
    isOver: Bool,
    width: Int
  ) -> [TonedLine] {
    let number = TonedLine.Span(Quantities.twoDigits(Int64(frame.index)) + " ", .faint)
    switch frame.status {
    case .stored: return [TonedLine([number, .init("✓ ", .good)] + stored(frame))]
    case .failed:
      return [TonedLine([number, .init("✗ ", .error), .init("will not come", .error)])]
        + reason(frame, width: width)
    case .pending:
      let line = TonedLine([number] + arriving(activity, isOver: isOver))
      return [line] + reason(frame, width: width)
    }
  }

  private static func stored(_ frame: Frame) -> [TonedLine.Span] {
    var words = [TextFlow.padded(frame.size?.description ?? "", to: 9)]
    words.append(
      TextFlow.padded(frame.byteCount.map { Quantities.bytes($0) } ?? "", to: 7, .trailing)
    )
    if let name = frame.fileName { words.append(PlainText.line(name)) }
    var spans: [TonedLine.Span] = [.init(words.joined(separator: "  "))]
    if frame.isNSFW == true { spans.append(.init("  flagged by the filter", .warning)) }
    return spans
  }

  private static func arriving(_ activity: JobActivity?, isOver: Bool) -> [TonedLine.Span] {
    guard case .downloading(_, let received, let total)? = activity else {
      return [.init("○ ", .faint), .init(isOver ? "not fetched" : "to be fetched", .faint)]
    }
    return [.init("↓ ", .active)] + bar(received, of: total)
  }

  /// A bar with its amount; the amount alone while the whole is not known.
  static func bar(_ received: Int64, of total: Int64?) -> [TonedLine.Span] {
    guard let total, total > 0 else { return [.init(Quantities.bytes(received), .progress)] }
    let received = min(received, total)
    let amount = TextFlow.padded(Quantities.bytes(received, of: total), to: 12, .trailing)
    return [.init(Meter.bar(received, of: total, cells: barCells), .progress), .init(amount)]
  }

  private static func reason(_ frame: Frame, width: Int) -> [TonedLine] {
    guard let failure = frame.failure else { return [] }
    let indent = min(5, max(width - 16, 0))
    let blanks = String(repeating: " ", count: indent)
    let tries =
      frame.status == .pending && frame.downloadAttempts > 0
      ? " (\(frame.downloadAttempts) \(frame.downloadAttempts == 1 ? "try" : "tries"))" : ""
    let text = [failure.message + tries, frame.status == .failed ? failure.advice : ""]
      .filter { !$0.isEmpty }.joined(separator: " ")
    return TextFlow.wrapped(PlainText.line(text), width: width - indent)
      .map { TonedLine(blanks + $0, .warning) }
  }
}
