public import Glibc

/// A program on a pseudo-terminal of its own, and the keyboard and wire at the other end.
///
/// Nothing runs behind it: output is taken in by `read`, `send` and `wait`. One thread at a time.
public final class PseudoTerminal {
  public let pid: pid_t
  public let startedAt: ContinuousClock.Instant
  /// Bytes that came since the start.
  public private(set) var byteCount = 0
  /// When the newest byte came.
  public private(set) var lastByteAt: ContinuousClock.Instant?

  /// This side's end, to wait on; -1 after a hang-up.
  public var descriptor: Int32 { controller }

  private var controller: Int32
  private var unread: [UInt8] = []
  private var chunk = [UInt8](repeating: 0, count: 65_536)
  private var ending: Ending?

  /// How a program ended.
  public enum Ending: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
  }

  /// What one look at the wire brought.
  public enum Reading: Hashable, Sendable {
    case bytes
    /// Nothing came in time.
    case quiet
    /// The program has closed its terminal, or it was hung up.
    case ended
  }

  /// A terminal that most programs know, in UTF-8.
  public static let usualEnvironment = [
    "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin",
  ]

  /// Starts the program `words[0]`, found on this process's `PATH`; `environment` is all of it, and
  /// the signals in `blocking` are held back from it.
  public init(
    _ words: [String],
    environment: [String: String] = usualEnvironment,
    columns: Int = 80,
    rows: Int = 24,
    blocking: [Int32] = []
  ) throws(TerminalFailure) {
    precondition(!words.isEmpty, "a program has a name")
    let device = try TerminalDevice(columns: columns, rows: rows)
    startedAt = .now
    do {
      pid = try TerminalSpawn.start(
        words,
        environment: environment,
        terminal: device.path,
        blocking: blocking
      )
    } catch {
      close(device.controller)
      throw error
    }
    controller = device.controller
  }

  deinit {
    hangUp()
    if reap(blocking: false) == nil { end() }
  }

  // MARK: - Output

  /// Looks at the wire once and waits at most so long for something to come; a slow reader takes
  /// only so many bytes.
  public func read(atMost limit: Duration, upTo most: Int = .max) -> Reading {
    guard controller >= 0 else { return .ended }
    var readiness = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    guard poll(&readiness, 1, limit.wholeMilliseconds) > 0 else { return .quiet }
    let count = Glibc.read(controller, &chunk, min(chunk.count, most))
    guard count > 0 else {
      return count < 0 && (errno == EAGAIN || errno == EINTR) ? .quiet : .ended
    }
    lastByteAt = .now
    byteCount += count
    unread += chunk[..<count]
    return .bytes
  }

  /// What came since the last call.
  public func takeOutput() -> [UInt8] {
    defer { unread.removeAll(keepingCapacity: true) }
    return unread
  }

  /// What came since output was last taken, without taking it.
  public var untakenOutput: [UInt8] { unread }

  /// Waits at most so long for something to read, and reads nothing: any thread may ask.
  public static func waitForOutput(of descriptor: Int32, atMost limit: Duration) {
    var readiness = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = poll(&readiness, 1, limit.wholeMilliseconds)
  }

  // MARK: - Input

  /// Sends bytes as the keyboard would. Output that comes meanwhile is kept.
  public func send(
    _ bytes: [UInt8],
    atMost limit: Duration = .seconds(10)
  ) throws(TerminalFailure) {
    let deadline = ContinuousClock.now + limit
    var rest = bytes[...]
    while !rest.isEmpty {
      guard controller >= 0 else { throw .notTaken(bytes: rest.count) }
      let count = rest.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EAGAIN && errno != EINTR {
        throw .notTaken(bytes: rest.count)
      } else {
        guard ContinuousClock.now < deadline else { throw .notTaken(bytes: rest.count) }
        waitForRoom()
      }
    }
  }

  /// Takes in output while the input is full: a program may be stuck on either.
  private func waitForRoom() {
    let events = Int16(POLLIN) | Int16(POLLOUT)
    var readiness = pollfd(fd: controller, events: events, revents: 0)
    _ = poll(&readiness, 1, 50)
    if readiness.revents & Int16(POLLIN) != 0 { _ = read(atMost: .zero) }
  }

  /// Changes the terminal's size; the program gets SIGWINCH.
  public func resize(columns: Int, rows: Int) {
    TerminalDevice.resize(controller, columns: columns, rows: rows)
  }

  /// How the program has set its terminal up; `nil` once it was hung up.
  public var settings: TerminalSettings? { TerminalSettings(of: controller) }

  /// The terminal goes away, as when a connection breaks.
  public func hangUp() {
    if controller >= 0 { close(controller) }
    controller = -1
  }

  // MARK: - Life

  public func signal(_ number: Int32) {
    if ending == nil { kill(pid, number) }
  }

  /// Waits for the program's end and takes in its output meanwhile; `nil` when it goes on.
  public func wait(atMost limit: Duration = .seconds(10)) -> Ending? {
    let deadline = ContinuousClock.now + limit
    while true {
      if let ending = reap(blocking: false) {
        while read(atMost: .zero) == .bytes {}
        return ending
      }
      if ContinuousClock.now >= deadline { return nil }
      if read(atMost: .milliseconds(2)) == .ended { usleep(1_000) }
    }
  }

  /// Ends the program and what it started in its own group, at once.
  public func end() {
    guard ending == nil else { return }
    kill(-pid, SIGKILL)
    kill(pid, SIGKILL)
    _ = reap(blocking: true)
  }

  private func reap(blocking: Bool) -> Ending? {
    if let ending { return ending }
    var status: Int32 = 0
    var result = waitpid(pid, &status, blocking ? 0 : WNOHANG)
    while result == -1 && errno == EINTR { result = waitpid(pid, &status, blocking ? 0 : WNOHANG) }
    guard result == pid else { return nil }
    let signal = status & 0x7f
    ending = signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
    return ending
  }
}

extension Duration {
  /// For poll: rounded up, so that nothing spins through the last part of one.
  var wholeMilliseconds: Int32 {
    let (seconds, attoseconds) = components
    let milliseconds = seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(clamping: max(0, milliseconds))
  }
}
