import CellGrid
import StudioModel

/// The details of one sequence as lines for a width: what became of it, the prompt, the images,
/// what it cost, how it was asked for, where it lies, what happened when.
struct SequencePage {
  private(set) var lines: [TonedLine] = []
  /// The rows of the prompt, where what was searched for is marked.
  private(set) var promptRows = 0..<0
  /// The row of the chosen image, where one was chosen.
  private(set) var chosenRow: Int?

  private let job: Job
  private let width: Int
  private let zone: ZoneTable
  /// The numbers of the images that were marked to be compared.
  private let marked: Set<Int>

  init(
    _ shown: ShownSequence,
    _ context: PaneContext,
    width: Int,
    marked: Set<Int> = []
  ) {
    self.marked = marked
    job = shown.job
    self.width = max(width, 1)
    zone = context.zone
    guard width > 0 else { return }
    addOutcome()
    let laidOut = shown.prompt.flatMap { $0.width == width && $0.job == job.id ? $0 : nil }
    addPrompt(laidOut ?? PromptLines(job, width: self.width))
    // With pictures the first one is what their commands are about, until another is chosen.
    addImages(chosen: context.shownPictures == nil ? shown.frame : shown.chosenFrame?.index)
    let facts = SequenceFacts(job: job, width: self.width, zone: zone, now: context.now)
    add("Cost", facts.cost(context.catalog, isDemo: context.account.isDemo))
    add("Settings", facts.settings(context.catalog))
    if !job.request.references.isEmpty { add("References", facts.references) }
    add("Files", facts.files)
    add("Times", facts.times)
    add("Timeline", timeline(shown.timeline))
    add("Names", facts.names)
  }

  private mutating func add(_ heading: String, _ body: [TonedLine]) {
    lines.append(.empty)
    lines.append(TonedLine(heading, .heading))
    lines += body
  }

  private mutating func addOutcome() {
    let tone = JobSign.tone(job.status)
    let made = zone.local(job.createdAt)
    var spans: [TonedLine.Span] = [
      .init("\(JobSign.still(job.status)) \(JobSign.word(job.status))", tone),
      .init("  \(made.date) \(made.clockTime.prefix(5))", .faint),
    ]
    if job.isStarred { spans.append(.init("  ★", .star)) }
    lines.append(TonedLine(spans))
    if let at = job.trashedAt {
      let time = zone.local(at)
      let text = "In the trash since \(time.date) \(time.clockTime.prefix(5))."
      lines += TonedLine.wrapped(text, .warning, width: width)
    }
    if let failure = job.failure {
      lines += FailureRows.lines(failure, width: width, job.status == .failed ? .error : .warning)
    }
    if !job.status.isFinal, job.status != .drafted {
      let text =
        job.status == .unconfirmed
        ? "The Live pane lets you decide what becomes of it." : "The Live pane follows it."
      lines += TonedLine.wrapped(text, .faint, width: width)
    }
  }

  private mutating func addPrompt(_ prompt: PromptLines) {
    lines.append(.empty)
    lines.append(TonedLine("Prompt", .heading))
    promptRows = lines.count..<lines.count + prompt.lines.count
    lines += prompt.lines
    guard prompt.isCut else { return }
    let bytes = Quantities.bytes(Int64(job.request.prompt.utf8.count))
    let text = "Only the beginning of \(bytes) is shown; copying it or taking it again has all."
    lines += TonedLine.wrapped(text, .faint, width: width)
  }

  // MARK: Images

  private mutating func addImages(chosen: Int?) {
    lines.append(.empty)
    let count = "\(job.storedFrames.count) of up to \(job.request.maxImages) on disk"
    lines.append(TonedLine([.init("Images", .heading), .init("  \(count)", .faint)]))
    for frame in job.frames.sorted(by: { $0.index < $1.index }) {
      if frame.index == chosen { chosenRow = lines.count }
      lines.append(line(frame, isChosen: frame.index == chosen))
      if let url = frame.url { lines.append(link(url)) }
      if frame.isNSFW == true {
        lines.append(TonedLine("     flagged by the content filter", .warning))
      }
      if let failure = frame.failure {
        let text = [failure.message, failure.advice].filter { !$0.isEmpty }.joined(separator: " ")
        lines += TonedLine.wrapped("     " + text, .warning, width: width, indent: 5)
      }
    }
  }

  private func line(_ frame: Frame, isChosen: Bool) -> TonedLine {
    let number = LocalTime.padded(frame.index)
    var spans: [TonedLine.Span] = [
      .init(isChosen ? "▸ " : "  ", .active), .init("\(number) ", isChosen ? .heading : .faint),
    ]
    switch frame.status {
    case .stored: spans.append(.init("✓ ", .good))
    case .failed: spans.append(.init("✗ will not come  ", .error))
    case .pending: spans.append(.init("○ not on disk yet  ", .faint))
    }
    if let name = frame.fileName {
      let address = FileAddress.of(job.folder + "/" + name)
      spans.append(.init(PlainText.line(name), .link, address: address))
    }
    if marked.contains(frame.index) { spans.append(.init("  ●", .active)) }
    var facts: [String] = []
    if let size = frame.size { facts.append("\(size)") }
    if let bytes = frame.byteCount { facts.append(Quantities.bytes(bytes)) }
    if !facts.isEmpty { spans.append(.init("  " + facts.joined(separator: "  "))) }
    return TonedLine(spans)
  }

  /// One line of it, which a terminal opens whole where it is an address that may be opened.
  private func link(_ url: String) -> TonedLine {
    let isSafe = ReferenceAddress.fault(in: url) == nil
    let text = PlainText.line(String(url.unicodeScalars.prefix(1_000)), width: max(width - 5, 1))
    return TonedLine([
      .init("     "), .init(text, isSafe ? .link : .plain, address: isSafe ? url : nil),
    ])
  }

  // MARK: Timeline

  private func timeline(_ timeline: ShownSequence.Timeline) -> [TonedLine] {
    switch timeline {
    case .unread: [TonedLine("Opening the details reads it.", .faint)]
    case .reading: [TonedLine("Reading…", .faint)]
    case .failed(let reason):
      TonedLine.wrapped("It could not be read: \(reason)", .warning, width: width)
    case .read(let entries):
      entries.isEmpty
        ? [TonedLine("Nothing yet.", .faint)]
        : TimelineRows.lines(entries, zone: zone, width: width)
    }
  }
}

/// A prompt in lines.
struct PromptLines: Hashable, Sendable {
  /// Prompts are shown up to here, in scalars; the whole of a longer one is copied or taken again.
  private static let limit = 8_000

  let job: SequenceID
  let width: Int
  let lines: [TonedLine]
  /// True when there is more of it.
  let isCut: Bool

  init(_ job: Job, width: Int) {
    self.job = job.id
    self.width = width
    let scalars = job.request.prompt.unicodeScalars
    let limit = scalars.index(
      scalars.startIndex,
      offsetBy: Self.limit,
      limitedBy: scalars.endIndex
    )
    let end = limit ?? scalars.endIndex
    isCut = end < scalars.endIndex
    lines =
      scalars.isEmpty
      ? [TonedLine("(none)", .faint)] : TonedLine.wrapped(String(scalars[..<end]), width: width)
  }
}
