import CellGrid
import StudioModel

/// The one line of a job in the list. Numbers that change stand in columns of their own, so that a
/// second that passes costs a few cells.
struct LiveRow {
  let entry: LiveJob
  let usual: Duration?
  let context: PaneContext

  private static let wordColumn = 2
  private static let clockColumn = 14
  private static let framesColumn = 22
  private static let whatColumn = 28
  /// Where the prompt starts in lines that have room for it.
  private static let promptColumn = 57
  private static let widthForPrompt = 70

  private var job: Job { entry.job }

  func draw(in canvas: inout Canvas, y: Int) {
    let theme = context.theme
    let hasPrompt = canvas.width >= Self.widthForPrompt
    let end = hasPrompt ? Self.promptColumn - 2 : canvas.width
    let mark = LiveMark(entry, beat: context.beat)
    canvas.text(mark.sign, x: 0, y: y, mark.tone.style(theme))
    canvas.text(mark.word, x: Self.wordColumn, y: y, mark.tone.style(theme), width: 11)
    if entry.stand == .ended {
      let room = end - Self.clockColumn
      LiveEnd(job, isDemo: context.account.isDemo).line(cells: room)
        .draw(in: &canvas, x: Self.clockColumn, y: y, width: room, theme)
    } else {
      drawCounts(in: &canvas, y: y)
      let room = end - Self.whatColumn
      LiveDoing(entry: entry, usual: usual, context: context).line(cells: room)
        .draw(in: &canvas, x: Self.whatColumn, y: y, width: room, theme)
    }
    if hasPrompt { drawPrompt(in: &canvas, y: y) }
  }

  private func drawCounts(in canvas: inout Canvas, y: Int) {
    let theme = context.theme
    if entry.counts {
      let clock = JobTimes.clock(JobTimes.elapsed(job, now: context.now))
      let text = TextFlow.padded(clock, to: 7, .trailing)
      canvas.text(text, x: Self.clockColumn, y: y, theme.plain)
    }
    let frames = "\(job.storedFrames.count)/\(job.request.maxImages)"
    canvas.text(frames, x: Self.framesColumn, y: y, theme.plain, width: 5)
  }

  private func drawPrompt(in canvas: inout Canvas, y: Int) {
    let star: [TonedLine.Span] = job.isStarred ? [.init("★ ", .star)] : []
    let room = canvas.width - Self.promptColumn
    TonedLine(star + [.init(entry.excerpt, .faint)])
      .draw(in: &canvas, x: Self.promptColumn, y: y, width: room, context.theme)
  }
}

/// What became of a job that ended, in the rest of its line.
struct LiveEnd {
  let job: Job
  let isDemo: Bool

  init(_ job: Job, isDemo: Bool) {
    self.job = job
    self.isDemo = isDemo
  }

  func line(cells: Int) -> TonedLine {
    let result = JobResult(job, isDemo: isDemo)
    let counts = CellWidth.of(result.text) <= cells ? result.text : result.short
    switch job.status {
    case .partial:
      let reason = job.frames.lazy.filter { $0.status == .failed }.compactMap(\.failure).first
      let message = PlainText.line((reason ?? job.failure)?.message ?? "")
      let start = CellWidth.of(counts) + 8 <= cells ? counts : result.images
      return TonedLine([.init(start + " · "), .init(message, .warning)])
    case .failed:
      guard let failure = job.failure else { return TonedLine(counts) }
      let message = TonedLine.Span(PlainText.line(failure.message), .error)
      if isDemo { return TonedLine([message]) }
      return TonedLine([message, .init(" · \(failure.cost.words)", .faint)])
    default: return TonedLine(counts, job.status == .cancelled ? .faint : .plain)
    }
  }
}
