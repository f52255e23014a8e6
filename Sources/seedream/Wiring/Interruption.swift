import Glibc
import Synchronization
import TerminalKit

/// The signals that ask a command to let go of its jobs and leave, taken for as long as a command
/// works on something.
///
/// The first asks the command to detach. The second says what is still waited for: the answer to a
/// paid request. Only the third ends the program at once.
final class Interruption: Sendable {
  private let pipe: SignalPipe?
  private let requests: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation
  private let count = Mutex(0)

  init(output: Output) {
    pipe = try? SignalPipe([.interrupted, .terminated, .hungUp])
    (requests, continuation) = AsyncStream.makeStream()
    guard let pipe else { return }
    Task { [weak self] in
      for await _ in pipe.signals() { self?.arrived(output) }
    }
  }

  deinit { close() }

  /// Waits until somebody asked; returns at once when they have.
  func wait() async {
    if count.withLock({ $0 > 0 }) { return }
    for await _ in requests { return }
  }

  /// Gives the signals back to the system.
  func close() {
    pipe?.close()
    continuation.finish()
  }

  private func arrived(_ output: Output) {
    let number = count.withLock { count in
      count += 1
      return count
    }
    continuation.yield()
    if number == 2 {
      output.note("Leaving; the answer to a request on the wire is still waited for.")
    }
    // Everything that is known is on disk after each step: a third request is taken at its word.
    if number >= 3 { _exit(ExitCode.interrupted.rawValue) }
  }
}
