import CellGrid
import StudioModel

/// Everything about one job, as lines.
struct LivePage {
  /// The part that time does not change, and what it was made from.
  struct Kept: Hashable, Sendable {
    struct Key: Hashable, Sendable {
      var id: SequenceID
      var revision: Int
      var width: Int
    }

    var key: Key
    var lines: [TonedLine]
  }

  let entry: LiveJob
  let usual: Duration?
  let context: PaneContext
  let width: Int
  /// The kept part, if it is known to be right already.
  let kept: [TonedLine]

  init(
    _ entry: LiveJob,
    usual: Duration?,
    _ context: PaneContext,
    width: Int,
    kept: Kept?
  ) {
    self.entry = entry
    self.usual = usual
    self.context = context
    self.width = width
    let key = Kept.Key(id: entry.id, revision: entry.revision, width: width)
    if let kept, kept.key == key {
      self.kept = kept.lines
    } else {
      self.kept = Self.lasting(entry, context, width: width)
    }
  }

  /// The lasting part with its key, to be handed to later pages.
  var keeping: Kept {
    Kept(
      key: Kept.Key(id: entry.id, revision: entry.revision, width: width),
      lines: kept
    )
  }

  var lines: [TonedLine] { passing + kept }

  private var job: Job { entry.job }

  // MARK: What changes with time

  private var passing: [TonedLine] {
    var lines = [head] + progress
    lines += trouble
    let frames = FrameRows.lines(job, entry.activities, width: width)
    return lines + (frames.isEmpty ? [] : [.empty] + frames)
  }

  private var head: TonedLine {
    let mark = LiveMark(entry, beat: context.beat)
    var spans: [TonedLine.Span] = [.init("\(mark.sign) \(mark.word)", mark.tone)]
    if entry.stand == .ended {
      spans.append(.init("  " + JobResult(job).text))
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
      wrapped("Looking at the service is paused; it works on all the same.", .warning)
    case .blocked(let failure):
      FailureRows.lines(failure, width: width)
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
    default: "Next look"
    }
  }

  private var choices: [TonedLine] {
    guard job.status == .unconfirmed else {
      return wrapped(
        "It was not sent. Take it up once nothing stands against it, or cancel it.",
        .warning
      )
    }
    return wrapped(
      "It was sent, and no trustworthy answer came. Adopt the service's task if there is one, mark "
        + "it lost, or send it once more knowing that it may be paid twice.",
      .warning
    )
  }

  private var unattended: [TonedLine] {
    if case .missing(let reason, let advice)? = context.account.access[job.request.provider] {
      return wrapped("Nobody works on it: \(reason)", .warning) + wrapped("→ \(advice)", indent: 2)
    }
    return wrapped("Nobody is known to work on it. Take it up to go on.", .warning)
  }

  private var trouble: [TonedLine] {
    var lines: [TonedLine] = []
    if let failure = job.failure {
      let tone: Tone = job.status == .failed ? .error : .warning
      lines += [.empty] + FailureRows.lines(failure, width: width, tone)
    }
    if let refusal = entry.refusal {
      lines += [.empty] + wrapped("The last decision was refused.", .error)
      lines += FailureRows.lines(refusal, width: width)
    }
    return lines
  }

  private func wrapped(_ text: String, _ tone: Tone = .plain, indent: Int = 0) -> [TonedLine] {
    TonedLine.wrapped(text, tone, width: width, indent: indent)
  }

  // MARK: What stays until something happens

  private static func lasting(
    _ entry: LiveJob,
    _ context: PaneContext,
    width: Int
  ) -> [TonedLine] {
    var lines: [TonedLine] = [.empty]
    lines += FactRows.lines(
      entry.job,
      context.catalog,
      zone: context.zone,
      isDemo: context.account.isDemo,
      width: width
    )
    lines += [.empty, TonedLine("Prompt", .heading)]
    lines += TonedLine.wrapped(entry.job.request.prompt, width: width)
    lines += [.empty, TonedLine("Timeline", .heading)]
    return lines + timeline(entry.timeline, context, width: width)
  }

  private static func timeline(
    _ timeline: LiveTimeline,
    _ context: PaneContext,
    width: Int
  ) -> [TonedLine] {
    var lines: [TonedLine] = []
    if timeline.left > 0 { lines.append(TonedLine("… \(timeline.left) earlier", .faint)) }
    if !timeline.isLoaded { lines.append(TonedLine("being read", .faint)) }
    return lines + TimelineRows.lines(timeline.entries, zone: context.zone, width: width)
  }
}
