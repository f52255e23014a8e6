import CellGrid
import Glibc
import PseudoTerminal
import TerminalKit
import TestSupport

/// A pane of a real tmux: what the test writes goes to it as from a program, and what tmux gives
/// that program to read comes back. The terminal outside tmux is played by the test too.
final class TmuxPane {
  static var isThere: Bool { access("/usr/bin/tmux", X_OK) == 0 }

  struct NoPipe: Error {
    let code: Int32
  }

  private let folder: String
  private let outside: PseudoTerminal
  private let pipe: Int32
  private var decoder = InputDecoder()
  private var readSoFar = 0
  private var unanswered: [UInt8] = []
  /// Everything that tmux has sent to the terminal outside.
  private(set) var transcript: [UInt8] = []
  /// What the terminal outside answers to what it is asked.
  var answers: [(question: String, answer: String)] = []

  init(allowsPassthrough: Bool) throws {
    folder = try ScratchPath.make("tmux")
    let path = "\(folder)/program"
    guard mkfifo(path, 0o600) == 0 else { throw NoPipe(code: errno) }
    pipe = open(path, O_RDWR | O_CLOEXEC)
    let tmux = "/usr/bin/tmux -S \(folder)/socket"
    let allowed = allowsPassthrough ? "on" : "off"
    let script =
      "\(tmux) set -g allow-passthrough \(allowed); stty raw -echo; cat \(path) & "
      + "cat > \(folder)/answers"
    outside = try PseudoTerminal(
      ["/bin/sh", "-c", "exec \(tmux) -f /dev/null new-session '\(script)'"],
      environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]
    )
  }

  deinit {
    _ = try? ChildProgram("/usr/bin/tmux", ["-S", "\(folder)/socket", "kill-server"]).wait()
    outside.end()
    close(pipe)
    ScratchPath.remove(folder)
  }

  /// Writes as the program in the pane does.
  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(pipe, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// The answers that came to the program within a moment.
  func replies() -> [TerminalReply] {
    if outside.read(atMost: .milliseconds(20)) == .bytes { answer(outside.takeOutput()) }
    let file = open("\(folder)/answers", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var piece = [UInt8](repeating: 0, count: 65_536)
    let count = pread(file, &piece, piece.count, off_t(readSoFar))
    guard count > 0 else { return [] }
    readSoFar += count
    _ = decoder.decode(piece[..<count])
    return decoder.takeReplies()
  }

  private func answer(_ bytes: [UInt8]) {
    transcript += bytes
    unanswered += bytes
    while let found = firstQuestion() {
      unanswered.removeFirst(found.end)
      try? outside.send(Array(found.answer.utf8))
    }
    // Half of a question may stand at the end.
    unanswered.removeFirst(max(unanswered.count - 64, 0))
  }

  private func firstQuestion() -> (end: Int, answer: String)? {
    for start in unanswered.indices {
      let rest = unanswered[start...]
      if let pair = answers.first(where: { rest.starts(with: $0.question.utf8) }) {
        return (start + pair.question.utf8.count, pair.answer)
      }
    }
    return nil
  }
}
