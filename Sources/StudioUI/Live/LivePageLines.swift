import CellGrid
import StudioModel

/// The lines of a job's page that time does not change, kept because the page is drawn at every
/// key and a long prompt takes its time.
struct LivePageLines: Hashable, Sendable {
  let id: SequenceID
  let width: Int
  private var prompt: [TonedLine]
  private var promptText: String
  private var facts: [TonedLine]
  private var revision: Int
  private var timeline: [TonedLine]
  private var edition: Int
  /// How many entries of the timeline `timeline` is made from, and the last of them.
  private var entryCount: Int
  private var lastEntry: TimelineEntry?

  init(_ entry: LiveJob, _ context: PaneContext, width: Int) {
    id = entry.id
    self.width = width
    promptText = entry.job.request.prompt
    prompt = Self.prompt(promptText, width: width)
    facts = Self.facts(entry.job, context, width: width)
    revision = entry.revision
    timeline = []
    edition = -1
    entryCount = 0
    takeTimeline(entry.timeline, context)
  }

  /// The same as they are now, with as little made anew as can be.
  func brought(to entry: LiveJob, _ context: PaneContext, width: Int) -> LivePageLines {
    guard entry.id == id, width == self.width, entry.job.request.prompt == promptText else {
      return LivePageLines(entry, context, width: width)
    }
    var lines = self
    if revision != entry.revision {
      lines.facts = Self.facts(entry.job, context, width: width)
      lines.revision = entry.revision
    }
    lines.takeTimeline(entry.timeline, context)
    return lines
  }

  var parts: [[TonedLine]] { [facts, prompt, timeline] }

  private mutating func takeTimeline(_ source: LiveTimeline, _ context: PaneContext) {
    let isSame = edition == source.edition && entryCount <= source.entries.count
    if !isSame {
      timeline = [.empty, TonedLine("Timeline", .heading)]
      if source.left > 0 { timeline.append(TonedLine("… \(source.left) earlier", .faint)) }
      if !source.isLoaded { timeline.append(TonedLine("being read", .faint)) }
      entryCount = 0
      lastEntry = nil
      edition = source.edition
    }
    guard entryCount < source.entries.count else { return }
    timeline += TimelineRows.lines(
      source.entries[entryCount...],
      after: lastEntry,
      zone: context.zone,
      width: width
    )
    entryCount = source.entries.count
    lastEntry = source.entries.last
  }

  private static func prompt(_ text: String, width: Int) -> [TonedLine] {
    [.empty, TonedLine("Prompt", .heading)] + TonedLine.wrapped(text, width: width)
  }

  private static func facts(_ job: Job, _ context: PaneContext, width: Int) -> [TonedLine] {
    [.empty]
      + FactRows.lines(
        job,
        context.catalog,
        zone: context.zone,
        isDemo: context.account.isDemo,
        width: width
      )
  }
}
