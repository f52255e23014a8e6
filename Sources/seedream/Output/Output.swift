import CellGrid
import Glibc
import StudioModel
import TerminalKit

/// The two streams of a headless command: results on stdout, everything else on stderr.
///
/// The one door for text from outside is in here: a sentence that reaches stderr went through
/// `PlainText`.
struct Output: Sendable {
  /// Writes a result as it is; the caller made it of safe text or escaped JSON.
  func result(_ text: String) { Self.write(text, to: STDOUT_FILENO) }

  /// Writes one line about what is going on.
  func note(_ text: String) {
    let line = PlainText.lines(text) + "\n"
    // A terminal that was stopped must not keep the program; a reader of a pipe gets every line.
    guard Terminal.isTerminal(STDERR_FILENO) else { return Self.write(line, to: STDERR_FILENO) }
    StatusOutput(descriptor: STDERR_FILENO).write(line)
  }

  func warning(_ text: String) { note("warning: " + PlainText.line(text)) }

  func error(_ message: String, advice: String = "") {
    note("seedream: " + Self.paragraph(message))
    if !advice.isEmpty { note("          " + PlainText.line(advice)) }
  }

  /// What goes between the sentences of a message that has several.
  static let continuation = "\n          "

  /// A message with each of its sentences on one line: no line break of what is quoted in it makes a
  /// line that looks like one of ours.
  static func paragraph(_ message: String) -> String {
    message.split(separator: continuation, omittingEmptySubsequences: false)
      .map { PlainText.line(String($0)) }.joined(separator: continuation)
  }

  /// What happened, what it cost, what to do next.
  func failure(_ failure: Failure) {
    error(failure.message)
    note("          " + Self.cost(failure.cost))
    if !failure.advice.isEmpty { note("          " + PlainText.line(failure.advice)) }
  }

  static func cost(_ cost: Failure.Cost) -> String {
    switch cost {
    case .nothing: "It cost nothing."
    case .possible: "It may have been charged."
    case .charged: "The task itself counts as paid."
    }
  }

  /// Writes all of a text, or as much as anybody takes.
  static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      // A reader that went away, or a full disk behind the stream: nobody is left to tell.
      if count <= 0 { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
