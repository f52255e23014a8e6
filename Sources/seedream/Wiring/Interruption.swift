import TerminalKit

/// The signals that ask a command to let go of its jobs and leave.
enum Interruption {
  /// One element each time the person or the system asks; the handling of signals is put back when
  /// the stream is let go.
  static func signals() -> AsyncStream<TerminalSignal> {
    guard let pipe = try? SignalPipe([.interrupted, .terminated, .hungUp]) else {
      return AsyncStream { $0.finish() }
    }
    let (stream, continuation) = AsyncStream.makeStream(of: TerminalSignal.self)
    let relay = Task {
      for await signal in pipe.signals() { continuation.yield(signal) }
      continuation.finish()
    }
    continuation.onTermination = { _ in
      relay.cancel()
      pipe.close()
    }
    return stream
  }
}
