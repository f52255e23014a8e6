import CTerminal
import Glibc
import Synchronization

/// A signal that a program at a terminal answers.
public enum TerminalSignal: Sendable, Hashable, CaseIterable {
  /// Ctrl-C.
  case interrupted
  case terminated
  /// The terminal or the connection to it is gone.
  case hungUp
  case resized
  /// Ctrl-Z: put the terminal in order, then call `SignalPipe.stopProcess()`.
  case stopRequested
  case continued

  fileprivate var bit: terminal_signal {
    switch self {
    case .interrupted: TERMINAL_SIGNAL_INTERRUPT
    case .terminated: TERMINAL_SIGNAL_TERMINATE
    case .hungUp: TERMINAL_SIGNAL_HANG_UP
    case .resized: TERMINAL_SIGNAL_RESIZED
    case .stopRequested: TERMINAL_SIGNAL_STOP
    case .continued: TERMINAL_SIGNAL_CONTINUE
    }
  }
}

/// Signals as values that are read when it suits, one pipe at a time in a program.
///
/// Signals that whoever started the program had ignored (`nohup`) stay ignored. Either one thread
/// reads, by `next()` or `wait()`, or `signals()` does.
public final class SignalPipe: Sendable {
  public enum Failure: Error, Sendable, Hashable {
    /// Another pipe has not been closed.
    case inUse
    case system(errno: Int32)
  }

  /// Becomes readable when a signal came; for `poll`.
  public let descriptor: Int32
  private let isOpen = Atomic(true)

  /// Takes the signals over, until `close()` or the end of this value.
  public init(_ signals: Set<TerminalSignal>) throws(Failure) {
    let set = signals.reduce(UInt32(0)) { $0 | UInt32($1.bit.rawValue) }
    var readable: Int32 = -1
    switch terminal_signals_install(set, &readable) {
    case 0: descriptor = readable
    case EBUSY: throw .inUse
    case let problem: throw .system(errno: problem)
    }
  }

  deinit { close() }

  /// Puts the former handling of the signals back and ends every wait.
  public func close() {
    guard isOpen.exchange(false, ordering: .acquiringAndReleasing) else { return }
    terminal_signals_restore()
    terminal_signals_wake()
  }

  /// What to poll; once closed the descriptor stays readable, so that every wait ends.
  var descriptorToPoll: Int32 { isOpen.load(ordering: .acquiring) ? descriptor : -1 }

  /// The next signal that came, or `nil` at once when none did.
  public func next() -> TerminalSignal? {
    guard isOpen.load(ordering: .acquiring) else { return nil }
    let bit = terminal_signals_next()
    return TerminalSignal.allCases.first { $0.bit == bit }
  }

  /// Waits for a signal; `nil` once the pipe is closed.
  public func wait() -> TerminalSignal? {
    while isOpen.load(ordering: .acquiring) {
      if let signal = next() { return signal }
      var readiness = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      poll(&readiness, 1, -1)
    }
    return nil
  }

  /// The signals as they come, read by a thread of their own until the pipe is closed.
  public func signals() -> AsyncStream<TerminalSignal> {
    let (stream, continuation) = AsyncStream.makeStream(of: TerminalSignal.self)
    let listener = Unmanaged.passRetained(Listener(pipe: self, continuation: continuation))
    var thread = pthread_t()
    let problem = pthread_create(
      &thread,
      nil,
      { raw in
        if let raw { Unmanaged<Listener>.fromOpaque(raw).takeRetainedValue().listen() }
        return nil
      },
      listener.toOpaque()
    )
    if problem == 0 {
      pthread_detach(thread)
    } else {
      listener.release()
      continuation.finish()
    }
    return stream
  }

  /// Stops this process, as Ctrl-Z would have done, until it is continued.
  public static func stopProcess() { terminal_stop_process() }
}

/// What the listening thread holds.
private final class Listener: Sendable {
  let pipe: SignalPipe
  let continuation: AsyncStream<TerminalSignal>.Continuation

  init(pipe: SignalPipe, continuation: AsyncStream<TerminalSignal>.Continuation) {
    self.pipe = pipe
    self.continuation = continuation
  }

  func listen() {
    while let signal = pipe.wait() { continuation.yield(signal) }
    continuation.finish()
  }
}
