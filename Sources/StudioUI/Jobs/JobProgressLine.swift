import CellGrid
import StudioModel

/// One line of text for a sequence that runs or has just ended.
public struct JobProgressLine: Sendable, Hashable {
  /// What the terminal can show.
  public enum Charset: Sendable, Hashable {
    case unicode, ascii
  }

  public var charset: Charset

  public init(charset: Charset) { self.charset = charset }

  /// The line for a terminal, at most `width` cells; where room is short, bars go first, then the
  /// single files, then the end of the line.
  ///
  /// - Parameter step: counts up while something runs; it turns the spinner.
  public func text(_ progress: JobProgress, step: Int, width: Int) -> String {
    let start = "\(mark(progress.status, step: step)) \(word(progress.status))"
    let body = [start, Quantities.duration(progress.elapsed)] + looks(progress) + counts(progress)
    let note = notes(progress)
    let arriving = progress.frames.filter(\.isArriving)
    let variants = [
      arriving.map { detail($0, hasBar: true) }, arriving.map { detail($0, hasBar: false) },
      summary(arriving),
    ]
    let lines = variants.map { joined(body + $0 + note) }
    let fitting = lines.first { CellWidth.of($0) <= width } ?? joined(body + note)
    return TextFlow.truncated(fitting, to: width, ellipsis: charset == .ascii ? "~" : "…")
  }

  /// The line for logs and pipes: only what changes with the job, not with the clock.
  public func plain(_ progress: JobProgress) -> String {
    joined([word(progress.status)] + counts(progress) + notes(progress))
  }

  private func joined(_ parts: [String]) -> String {
    parts.joined(separator: charset == .ascii ? " - " : " · ")
  }

  private func mark(_ status: JobStatus, step: Int) -> String {
    switch status {
    case .finished where charset == .ascii: "+"
    case .failed where charset == .ascii: "x"
    case .finished, .failed, .cancelled, .partial, .unconfirmed: JobSign.still(status)
    case .drafted, .queued, .submitting, .submitted, .running, .downloading: spinner(step)
    }
  }

  private func spinner(_ step: Int) -> String {
    guard charset == .ascii else { return JobSign.turning(step) }
    let frames = ["|", "/", "-", "\\"]
    let remainder = step % frames.count
    return frames[remainder < 0 ? remainder + frames.count : remainder]
  }

  private func word(_ status: JobStatus) -> String {
    switch status {
    case .drafted: "draft"
    case .queued: "waiting to be sent"
    case .submitting: "sending"
    case .submitted: "accepted"
    case .running: "running"
    case .downloading: "downloading"
    case .finished: "finished"
    case .partial: "partly finished"
    case .failed: "failed"
    case .cancelled: "cancelled"
    case .unconfirmed: "sent, not confirmed"
    }
  }

  private func looks(_ progress: JobProgress) -> [String] {
    guard !progress.status.isFinal, let nextLook = progress.nextLook else { return [] }
    let what = progress.status == .queued ? "next try" : "next poll"
    return [nextLook > .zero ? "\(what) in \(Quantities.timeLeft(nextLook))" : "\(what) now"]
  }

  private func counts(_ progress: JobProgress) -> [String] {
    let stored = progress.frames.count(where: \.isStored)
    let failed = progress.frames.count(where: \.hasFailed)
    switch progress.status {
    case .submitted, .running, .downloading, .finished, .partial:
      let images = progress.asked == 1 ? "image" : "images"
      let done = "\(stored)/\(progress.asked) \(images)"
      return failed == 0 ? [done] : [done, "\(failed) failed"]
    case .drafted, .queued, .submitting, .failed, .cancelled, .unconfirmed:
      return stored == 0 ? [] : ["\(stored)/\(progress.asked) images"]
    }
  }

  private func notes(_ progress: JobProgress) -> [String] {
    let note = safe(progress.note)
    return note.isEmpty ? [] : [note]
  }

  private func safe(_ text: String) -> String {
    charset == .ascii ? PlainText.ascii(PlainText.line(text)) : PlainText.line(text)
  }

  private func detail(_ frame: FrameProgress, hasBar: Bool) -> String {
    let name = safe(frame.name)
    guard let total = frame.total, total > 0 else {
      return "\(name) \(Quantities.bytes(frame.received))"
    }
    let amount = Quantities.bytes(min(frame.received, total), of: total)
    return hasBar ? "\(name) \(bar(frame.received, of: total)) \(amount)" : "\(name) \(amount)"
  }

  private func bar(_ received: Int64, of total: Int64) -> String {
    let bar = Meter.bar(received, of: total, cells: 8)
    guard charset == .ascii else { return bar }
    return "[\(String(bar.map { $0 == "█" ? "#" : "." }))]"
  }

  /// All that is arriving as one amount.
  private func summary(_ arriving: [FrameProgress]) -> [String] {
    guard !arriving.isEmpty else { return [] }
    var received: Int64 = 0
    var total: Int64? = 0
    for frame in arriving {
      received = sum(received, frame.received)
      if let known = total, let own = frame.total { total = sum(known, own) } else { total = nil }
    }
    guard let total, total > 0 else { return [Quantities.bytes(received)] }
    return [Quantities.bytes(min(received, total), of: total)]
  }

  /// Sizes come from a service's headers and may be absurd.
  private func sum(_ left: Int64, _ right: Int64) -> Int64 {
    let (value, overflow) = left.addingReportingOverflow(max(right, 0))
    return overflow ? .max : value
  }
}
