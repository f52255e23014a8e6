import Glibc
import StudioModel
import TerminalKit

/// The progress of followed jobs on stderr: one rewritten line on a terminal, plain lines elsewhere.
struct ProgressDisplay: ~Copyable {
  private var line: StatusLine
  private let isUTF8: Bool
  private var spinnerStep = 0
  private var told = 0

  init(environment: [String: String]) {
    isUTF8 = Terminal.isUTF8 { environment[$0] }
    line = StatusLine(descriptor: STDERR_FILENO, terminal: environment["TERM"], isUTF8: isUTF8)
  }

  /// How often the line is worth drawing again: a spinner turns only where somebody sees it.
  var pace: Duration { line.form == .live ? .milliseconds(100) : .milliseconds(500) }

  mutating func show(_ board: JobBoard, now: Timestamp) {
    for words in board.news.dropFirst(told) { line.say(words) }
    told = board.news.count
    guard line.form == .live else { return }
    spinnerStep += 1
    line.show(
      BoardLine(board: board, now: now, step: spinnerStep, isUTF8: isUTF8).text(width: line.width),
      otherwise: nil
    )
  }

  mutating func end() { line.clear() }
}
