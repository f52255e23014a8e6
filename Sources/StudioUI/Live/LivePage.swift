import CellGrid
import StudioModel

/// Everything about one job, as lines.
struct LivePage {
  let entry: LiveJob
  let usual: Duration?
  let context: PaneContext
  let width: Int
  /// Whether nothing else in the pane says which job this is.
  let isAlone: Bool
  /// The parts one below the other.
  private let parts: [[TonedLine]]

  init(
    _ entry: LiveJob,
    usual: Duration?,
    _ context: PaneContext,
    width: Int,
    isAlone: Bool,
    _ lasting: LivePageLines
  ) {
    self.entry = entry
    self.usual = usual
    self.context = context
    self.width = width
    self.isAlone = isAlone
    parts = lasting.parts
    passing = []
    passing = made
  }

  /// What changes with time.
  private var passing: [TonedLine]

  var count: Int { parts.reduce(passing.count) { $0 + $1.count } }

  /// At most `height` lines from one on.
  func lines(from top: Int, height: Int) -> [TonedLine] {
    var lines: [TonedLine] = []
    var start = max(0, top)
    for part in [passing] + parts {
      guard lines.count < height else { break }
      lines += part.dropFirst(start).prefix(height - lines.count)
      start = max(0, start - part.count)
    }
    return lines
  }

  private var job: Job { entry.job }

  private var isDemo: Bool { context.account.isDemo }

  private var made: [TonedLine] {
    var lines = [head]
    if isAlone, !entry.excerpt.isEmpty { lines.append(TonedLine(entry.excerpt, .faint)) }
    lines += progress
    lines += trouble
    let frames = FrameRows.lines(job, entry.activities, width: width)
    return lines + (frames.isEmpty ? [] : [.empty] + frames)
  }

  private var head: TonedLine {
    let mark = LiveMark(entry, beat: context.beat)
    var spans: [TonedLine.Span] = [.init("\(mark.sign) \(mark.word)", mark.tone)]
    if entry.stand == .ended {
      spans.append(.init("  " + JobResult(job, isDemo: isDemo).text))
    } else {
      if entry.counts {
        let clock = JobTimes.clock(JobTimes.elapsed(job, now: context.now))
        spans.append(.init(TextFlow.padded(clock, to: 9, .trailing)))
      }
      spans.append(.init("  " + JobResult(job).images))
    }
    if job.isStarred { spans.append(.init("  ★", .star)) }
    return TonedLine(spans)
  }

  private var progress: [TonedLine] {
    switch entry.stand {
    case .ended: []
    case .paused:
      wrapped("Polling is paused; the service works on all the same.", .warning)
    case .blocked(let failure):
      FailureRows.lines(failure, width: width, isDemo: isDemo)
        + wrapped("It goes on by itself as soon as the disk takes it.")
    case .heldElsewhere: wrapped("Another program works on it.") + looks
    case .needsPerson: choices
    case .unattended: unattended
    case .working: looks
    }
  }

  private var looks: [TonedLine] {
    var lines: [TonedLine] = []
    if let usual, let left = JobTimes.left(job, usual: usual, now: context.now) {
      let images = JobResult.count(job.request.maxImages)
      lines += wrapped(
        "\(JobTimes.leftWords(left, usual: usual)) (usually \(Quantities.duration(usual)) for \(images))"
      )
    }
    if case .uploading(let index, let count, let sent, let total)? = entry.activities[0] {
      let name = TonedLine.Span("Reference \(index) of \(count)  ")
      lines.append(TonedLine([name] + FrameRows.bar(sent, of: total)))
    }
    if let span = entry.untilLook(context.now) {
      lines += wrapped("\(awaited) in \(Quantities.timeLeft(span)).")
    }
    return lines
  }

  private var awaited: String {
    switch job.status {
    case .queued: "Next try to send"
    case .downloading: "Next try to fetch"
    case .unconfirmed: "Next search in the service's list"
    default: "Next poll"
    }
  }

  private var choices: [TonedLine] {
    guard job.status == .unconfirmed else {
      return wrapped(
        "It was not sent. Take it up\(key(.takeUp)) once nothing stands against it, or cancel "
          + "it\(key(.cancel)).",
        .warning
      )
    }
    return wrapped(
      "It was sent, and no trustworthy answer came. Adopt the service's task if there is one"
        + "\(key(.adopt)), mark it lost\(key(.markLost)), or send it once more"
        + "\(key(.sendAgain))\(isDemo ? "" : " knowing that it may be paid twice").",
      .warning
    )
  }

  /// The key of a command in brackets; nothing where it has none.
  private func key(_ command: LiveCommand) -> String {
    context.keymap.hint(for: .live(command), whileTyping: false).map { " (\($0.label))" } ?? ""
  }

  private var unattended: [TonedLine] {
    if case .missing(let reason, let advice)? = context.account.access[job.request.provider] {
      return wrapped("Nobody works on it: \(reason)", .warning) + wrapped("→ \(advice)", indent: 2)
    }
    if job.status == .queued {
      return wrapped(
        "It was not sent, and nobody is known to work on it. Taking it up\(key(.takeUp)) sends "
          + (isDemo ? "it." : "it: up to \(job.estimate)."),
        .warning
      )
    }
    return wrapped(
      "Nobody is known to work on it. Take it up\(key(.takeUp)) to go on.",
      .warning
    )
  }

  private var trouble: [TonedLine] {
    var lines: [TonedLine] = []
    if let failure = job.failure {
      let tone: Tone = job.status == .failed ? .error : .warning
      lines += [.empty] + FailureRows.lines(failure, width: width, isDemo: isDemo, tone)
    }
    if let refusal = entry.refusal {
      lines += [.empty] + wrapped("The last decision was refused.", .error)
      lines += FailureRows.lines(refusal, width: width, isDemo: isDemo)
    }
    return lines
  }

  private func wrapped(_ text: String, _ tone: Tone = .plain, indent: Int = 0) -> [TonedLine] {
    TonedLine.wrapped(text, tone, width: width, indent: indent)
  }
}
