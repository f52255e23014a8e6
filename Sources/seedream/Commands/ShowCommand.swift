import CellGrid
import StudioCore
import StudioModel
import StudioUI

/// One sequence, whole: request, frames, cost and everything that happened to it.
enum ShowCommand: HeadlessCommand {
  static let name = "show"
  static let summary = "Show one sequence: request, images, cost, timeline."
  static let operands = "ID"
  static let options: [Option] = [
    Option("preview", "show its images as well, in the best form the terminal has"),
    .demo, .json, .help,
  ]
  static let notes = """
    SEEDREAM_PREVIEW=kitty|iterm2|sixel|symbols|text|off chooses another form for --preview;
    symbols and text are written to files and pipes too.
    """

  static func run(_ arguments: Arguments, _ process: ProcessContext) async -> ExitCode {
    await CommandRun.withLibrary(arguments, process) { (store) async throws(Failure) in
      let strip = try preview(arguments, process)
      guard arguments.operands.count == 1, let word = arguments.operands.first else {
        throw Failure(.invalidRequest, "Name exactly one ID.", cost: .nothing)
      }
      guard let store else {
        throw Failure(
          .invalidRequest,
          "There is no library yet, so there is no sequence “\(word)”.",
          cost: .nothing
        )
      }
      let job = try await SequenceLookup(store: store).one(word)
      if arguments.has("json") {
        process.output.result(JobDocument.of(job).printed)
        return .done
      }
      let timeline: [TimelineEntry]
      do throws(StoreFailure) {
        timeline = try await store.timeline(job.id)
      } catch {
        throw error.asFailure()
      }
      process.output.result(page(job, timeline))
      strip?.show(job, on: process.output)
      if job.status == .unconfirmed { process.output.note(choices(job)) }
      return .done
    }
  }

  /// Where images are wanted as well; refused before the library is read.
  private static func preview(
    _ arguments: Arguments,
    _ process: ProcessContext
  ) throws(Failure) -> PreviewStrip? {
    guard arguments.has("preview") else { return nil }
    guard !arguments.has("json") else {
      throw Failure(.invalidRequest, "--preview and --json exclude each other.", cost: .nothing)
    }
    return try PreviewStrip(
      LoadedSettings.load(process, isDemo: arguments.has("demo")),
      process.environment
    )
  }

  private static func page(_ job: Job, _ timeline: [TimelineEntry]) -> String {
    var lines = facts(job)
    lines.append("")
    lines += PlainText.lines(job.request.prompt).split(
      separator: "\n",
      omittingEmptySubsequences: false
    ).map { "  " + $0 }
    lines.append("")
    lines += job.frames.map(frameLine)
    if let failure = job.failure {
      lines += ["", "\(failure.code.rawValue): \(PlainText.line(failure.message))"]
      if !failure.advice.isEmpty { lines.append(PlainText.line(failure.advice)) }
    }
    lines += ["", "Timeline"]
    lines += timeline.map(timelineLine)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func facts(_ job: Job) -> [String] {
    let time = LocalTime(job.createdAt)
    var lines = [
      "\(job.id)  \(job.status.rawValue)  \(time.date) \(time.clockTime)",
      "\(job.request.provider.displayName) · \(PlainText.line(job.request.model.rawValue))",
      "\(job.request.size) · up to \(job.request.maxImages) images · up to \(job.estimate) "
        + "(estimate) · delivery \(job.request.delivery.rawValue)",
      "folder      \(PlainText.line(job.folder))",
    ]
    if let id = job.predictionID { lines.append("prediction  \(PlainText.line(id.rawValue))") }
    if let id = job.serviceRequestID { lines.append("request     \(PlainText.line(id))") }
    for (place, reference) in job.request.references.enumerated() {
      lines.append("image \(place + 1)     \(PlainText.line(reference.spelled))")
    }
    return lines
  }

  private static func frameLine(_ frame: Frame) -> String {
    let name = frame.fileName ?? "image \(frame.index)"
    var words = ["\(name)", frame.status.rawValue]
    if let size = frame.size { words.append(size.description) }
    if let count = frame.byteCount { words.append(Quantities.bytes(count)) }
    if frame.isNSFW == true { words.append("flagged by the content filter") }
    if let failure = frame.failure { words.append(PlainText.line(failure.message)) }
    return words.joined(separator: "  ")
  }

  private static func timelineLine(_ entry: TimelineEntry) -> String {
    let time = LocalTime(entry.at)
    var line = "  \(time.clockTime)  \(entry.kind.rawValue)"
    if let latency = entry.latency { line += "  \(Quantities.latency(latency))" }
    if let status = entry.httpStatus { line += "  HTTP \(status)" }
    return entry.detail.isEmpty ? line : line + "  " + PlainText.line(entry.detail)
  }

  private static func choices(_ job: Job) -> String {
    """
    It was sent and no trustworthy answer came. `seedream resume \(job.id)` looks for it again;
    --adopt PREDICTION, --mark-lost or --send-again decide.
    """
  }
}
