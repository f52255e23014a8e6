import Glibc

/// What woke the thread that decides.
public struct Wake: Sendable, Hashable {
  /// What was typed, all that waited, up to a bound.
  public var bytes: [UInt8] = []
  /// Each kind at most once, in the order they came.
  public var signals: [TerminalSignal] = []
  /// `Inbox.drain()` has something.
  public var hasMessages = false
  /// What was waited on for room has some, or is gone.
  public var hasRoom = false
  /// The terminal hung up or its input ended; said once.
  public var terminalGone = false

  public init() {}

  /// Nothing happened until the time given.
  public var isTimeOut: Bool { self == Wake() }
}

/// The wait of the one thread that decides: for keys, messages, signals and a time.
public struct RunLoop {
  private let input: Int32
  private var inbox: Int32
  private let signals: SignalPipe?
  private var isInputOpen = true
  private var buffer: [UInt8]
  /// What one wake takes in at most, so that a flood of input does not starve the rest.
  private let mostBytes = 256 * 1_024

  /// - Parameters:
  ///   - input: a descriptor that nobody else reads; it may block.
  ///   - inbox: the descriptor of an `Inbox`.
  public init(input: Int32, inbox: Int32? = nil, signals: SignalPipe? = nil) {
    self.input = input
    self.inbox = inbox ?? -1
    self.signals = signals
    buffer = [UInt8](repeating: 0, count: 16 * 1_024)
  }

  /// Waits until something happens or the time has come; without a time, for as long as it takes.
  ///
  /// - Parameter output: a descriptor that has more to be written once it has room.
  public mutating func wait(
    until deadline: ContinuousClock.Instant?,
    orRoomIn output: Int32? = nil
  ) -> Wake {
    while true {
      // A negative descriptor is skipped by the system.
      var ready = [isInputOpen ? input : -1, inbox, signals?.descriptorToPoll ?? -1].map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      ready.append(pollfd(fd: output ?? -1, events: Int16(POLLOUT), revents: 0))
      let count = poll(&ready, nfds_t(ready.count), Self.milliseconds(until: deadline))
      if count < 0 && errno != EINTR && errno != EAGAIN { return gone() }
      var wake = Wake()
      if count > 0 { collect(ready, into: &wake) }
      if !wake.isTimeOut { return wake }
      if let deadline, ContinuousClock.now >= deadline { return wake }
    }
  }

  /// Rounded up: waking before the time would mean waking twice.
  private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
    guard let deadline else { return -1 }
    let rest = ContinuousClock.now.duration(to: deadline)
    guard rest > .zero else { return 0 }
    guard rest < .seconds(1_000_000) else { return 1_000_000_000 }
    let (seconds, attoseconds) = rest.components
    return Int32(seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  private mutating func collect(_ ready: [pollfd], into wake: inout Wake) {
    if ready[0].revents != 0 { readInput(ready[0].revents, into: &wake) }
    wake.hasMessages = ready[1].revents & Int16(POLLIN) != 0
    // An inbox that is gone would be reported without end.
    if ready[1].revents & Int16(POLLNVAL | POLLERR) != 0 { inbox = -1 }
    wake.hasRoom = ready[3].revents != 0
    guard ready[2].revents != 0, let signals else { return }
    while let signal = signals.next() {
      if !wake.signals.contains(signal) { wake.signals.append(signal) }
    }
  }

  private mutating func readInput(_ events: Int16, into wake: inout Wake) {
    var events = events
    while events & Int16(POLLIN) != 0, wake.bytes.count < mostBytes {
      let count = read(input, &buffer, buffer.count)
      if count > 0 {
        wake.bytes += buffer[..<count]
      } else if count == 0 || errno != EINTR && errno != EAGAIN {
        return endInput(&wake)
      }
      var ready = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      events = poll(&ready, 1, 0) > 0 ? ready.revents : 0
    }
    // What was typed before the end has been read by now.
    if events & Int16(POLLIN) == 0, events & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 {
      endInput(&wake)
    }
  }

  private mutating func endInput(_ wake: inout Wake) {
    isInputOpen = false
    wake.terminalGone = true
  }

  /// Without a working poll nothing could be waited for.
  private mutating func gone() -> Wake {
    var wake = Wake()
    endInput(&wake)
    return wake
  }
}
