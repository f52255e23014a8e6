import CTerminal
import CellGrid
import Glibc

/// Asks a terminal and waits for its answers, for programs that show no screen.
public enum TerminalInquiry {
  /// Why a terminal was not asked.
  public enum Refusal: Error, Hashable, Sendable {
    case notATerminal
    /// Its description says that it cannot even move its cursor.
    case tooPlain
    /// Another program has it.
    case inBackground
    case system(errno: Int32)
  }

  /// Asks and waits until everything is answered, or the time is over. What is typed meanwhile is
  /// lost; Ctrl-C ends the wait, and then interrupts this process. Blocks its thread.
  public static func findings(
    input: Int32 = 0,
    output: Int32 = 1,
    environment: [String: String],
    colours: Int,
    patience: Duration = TerminalQuestions.patience
  ) throws(Refusal) -> TerminalFindings {
    guard Terminal.isTerminal(input), Terminal.isTerminal(output) else { throw .notATerminal }
    let description = try? TerminalDescription.named(environment["TERM"])
    guard description?.canMoveCursor == true else { throw .tooPlain }
    let problem = terminal_quiet_begin(input)
    switch problem {
    case 0: break
    case EAGAIN: throw .inBackground
    default: throw .system(errno: problem)
    }
    var asking = Asking(input, output, environment, colours)
    let isInterrupted = asking.run(for: patience)
    terminal_quiet_end()
    if isInterrupted { raise(SIGINT) }
    return asking.questions.findings
  }
}

private struct Asking {
  var questions: TerminalQuestions
  private var decoder = InputDecoder()
  private let input: Int32
  private let output: Int32

  init(_ input: Int32, _ output: Int32, _ environment: [String: String], _ colours: Int) {
    self.input = input
    self.output = output
    questions = TerminalQuestions(
      environment,
      colours: colours,
      cell: TerminalSize.cell(descriptor: output)
    )
  }

  /// True where the person wanted no more of it.
  mutating func run(for patience: Duration) -> Bool {
    let end = ContinuousClock.now + patience
    let size = TerminalSize(descriptor: output)
    questions.note(.start, size: Size(width: size?.columns ?? 0, height: size?.rows ?? 0), at: .now)
    defer { write(Array("\r\u{1B}[K".utf8)) }
    var loop = RunLoop(input: input)
    while true {
      // The terminal outside tmux may be asked at any time: the person has just started this.
      write(questions.questions(isAtKeys: true, at: .now))
      if questions.findings.isComplete { return false }
      let wake = loop.wait(until: end)
      for key in decoder.decode(wake.bytes) where key == .key(KeyPress("c", .control)) {
        return true
      }
      for reply in decoder.takeReplies() { _ = questions.take(reply, at: .now) }
      _ = questions.pass(to: .now)
      if wake.terminalGone || ContinuousClock.now >= end { return false }
    }
  }

  private func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { return }
      rest = rest.dropFirst(max(count, 0))
    }
  }
}
