import Dispatch
import Glibc
import Synchronization
import TestSupport

/// The program with a pseudo-terminal of its own: what it shows is collected, keys can be pressed.
final class TerminalProgram: Sendable {
  let pid: pid_t
  private let master: Int32
  private let shown = Mutex<[UInt8]>([])
  private let code = Mutex<Int32?>(nil)
  private let isOpen = Atomic(true)

  // Linux's requests TIOCSPTLCK and TIOCGPTN, and the C library's POSIX_SPAWN_SETSID, which its
  // module leaves out.
  private static let unlock: UInt = 0x4004_5431
  private static let number: UInt = 0x8004_5430
  private static let newSession: Int16 = 0x80

  struct Failure: Error {
    let code: Int32
  }

  init(
    _ path: String,
    _ arguments: [String],
    environment: [String: String],
    columns: UInt16 = 100
  ) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard master >= 0 else { throw Failure(code: errno) }
    var size = winsize(ws_row: 30, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    var (number, locked): (Int32, Int32) = (0, 0)
    guard ioctl(master, Self.unlock, &locked) == 0, ioctl(master, Self.number, &number) == 0,
      ioctl(master, UInt(TIOCSWINSZ), &size) == 0
    else {
      let code = errno
      Glibc.close(master)
      throw Failure(code: code)
    }
    do {
      pid = try Self.spawn(path, arguments, environment, terminal: "/dev/pts/\(number)")
    } catch {
      Glibc.close(master)
      throw error
    }
    collect()
  }

  deinit {
    if code.withLock({ $0 == nil }) {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
    hangUp()
  }

  /// A session of its own, in which the first terminal that is opened is the controlling one.
  private static func spawn(
    _ path: String,
    _ arguments: [String],
    _ environment: [String: String],
    terminal: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor: Int32 in 0...2 {
      posix_spawn_file_actions_addopen(&actions, descriptor, terminal, O_RDWR, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, newSession)
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    var pairs = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + pairs { free(pointer) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, path, &actions, &attributes, &words, &pairs)
    guard code == 0 else { throw Failure(code: code) }
    return child
  }

  /// Reads until the program has closed the terminal, or it is hung up: then this side closes.
  private func collect() {
    let master = master
    DispatchQueue(label: "terminal").async { [weak self] in
      var chunk = [UInt8](repeating: 0, count: 4096)
      var readiness = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      while self?.isOpen.load(ordering: .acquiring) == true {
        guard poll(&readiness, 1, 20) > 0 else { continue }
        let count = read(master, &chunk, chunk.count)
        guard count > 0 else { break }
        self?.shown.withLock { $0 += chunk[..<count] }
      }
      Glibc.close(master)
    }
  }

  func press(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// The terminal goes away, as when a connection breaks.
  func hangUp() { isOpen.store(false, ordering: .releasing) }

  /// What came onto the terminal so far.
  var transcript: String { shown.withLock { String(decoding: $0, as: UTF8.self) } }

  /// The exit code, 128 + the signal's number after a signal; `nil` when it takes too long.
  func ended(atMost limit: Duration = .seconds(30)) async -> Int32? {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
      if let code = reap() { return code }
      try? await Task.sleep(for: .milliseconds(5))
    }
    return nil
  }

  private func reap() -> Int32? {
    code.withLock { code in
      var status: Int32 = 0
      guard code == nil, waitpid(pid, &status, WNOHANG) == pid else { return code }
      code = status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
      return code
    }
  }
}

extension Ground {
  /// Starts the program on a terminal.
  func startOnTerminal(
    _ words: [String],
    _ changes: [String: String] = [:]
  ) throws -> TerminalProgram {
    try TerminalProgram(
      ProgramUnderTest.required(),
      words,
      environment: environment.merging(["TERM": "xterm", "PATH": "/usr/bin:/bin"]) { $1 }
        .merging(changes) { $1 }
    )
  }
}
