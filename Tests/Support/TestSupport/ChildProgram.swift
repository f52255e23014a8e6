import FoundationEssentials
public import Glibc
import Synchronization

/// A program started by a test, with its output caught in files; ended by pid when the test is.
public final class ChildProgram: Sendable {
  public let pid: pid_t
  private let folder: String
  private let reaped = Mutex<Int32?>(nil)

  /// How a program ended and what it said.
  public struct Ending: Sendable {
    /// The exit code; 128 + the signal's number after a signal.
    public let code: Int32
    /// What it wrote to stdout and stderr, byte for byte.
    public let outputBytes: [UInt8]
    public let errorBytes: [UInt8]

    public init(code: Int32, outputBytes: [UInt8], errorBytes: [UInt8]) {
      self.code = code
      self.outputBytes = outputBytes
      self.errorBytes = errorBytes
    }

    public var output: String { String(decoding: outputBytes, as: UTF8.self) }
    public var errors: String { String(decoding: errorBytes, as: UTF8.self) }
  }

  public struct StartFailure: Error {
    public let code: Int32
  }

  /// Starts `path`. `environment` is the whole of its environment, but for `PATH`.
  public init(
    _ path: String,
    _ arguments: [String],
    environment: [String: String] = [:],
    input: String = ""
  ) throws {
    folder = try ScratchPath.make("child")
    try Data(input.utf8).write(to: URL(filePath: folder + "/in"))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, folder + "/in", O_RDONLY, 0)
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, folder + "/out", flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, folder + "/err", flags, 0o600)
    var environment = environment
    environment["PATH"] = environment["PATH"] ?? "/usr/bin:/bin"
    let pairs = environment.map { "\($0.key)=\($0.value)" }
    var child: pid_t = 0
    var attributes = Self.ordinarySignals()
    defer { posix_spawnattr_destroy(&attributes) }
    let code = withCStrings([path] + arguments) { words in
      withCStrings(pairs) { posix_spawn(&child, path, &actions, &attributes, words, $0) }
    }
    guard code == 0 else { throw StartFailure(code: code) }
    pid = child
    LastWill.add(child)
  }

  /// Signals as a shell in the foreground leaves them, whatever this process was started with: a
  /// background job of a script ignores SIGINT, and some threads block everything.
  private static func ordinarySignals() -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
    )
    return attributes
  }

  deinit {
    if exitCode(blocking: false) == nil { kill() }
    ScratchPath.remove(folder)
  }

  public func signal(_ number: Int32) { Glibc.kill(pid, number) }

  /// Ends it at once and reaps it.
  public func kill() {
    signal(SIGKILL)
    _ = exitCode(blocking: true)
  }

  /// Waits at most `seconds`, then ends it; the ending either way.
  public func wait(atMost seconds: Int = 60) -> Ending {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var code = exitCode(blocking: false)
    while code == nil && ContinuousClock.now < deadline {
      usleep(2_000)
      code = exitCode(blocking: false)
    }
    if code == nil { kill() }
    return Ending(
      code: exitCode(blocking: true) ?? -1,
      outputBytes: bytes("out"),
      errorBytes: bytes("err")
    )
  }

  public var hasEnded: Bool { exitCode(blocking: false) != nil }

  /// What it wrote to stdout so far.
  public var outputSoFar: String { text("out") }

  public var errorsSoFar: String { text("err") }

  private func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }

  private func bytes(_ name: String) -> [UInt8] {
    (try? Data(contentsOf: URL(filePath: folder + "/" + name))).map { [UInt8]($0) } ?? []
  }

  private func exitCode(blocking: Bool) -> Int32? {
    reaped.withLock { reaped in
      if let reaped { return reaped }
      var status: Int32 = 0
      while true {
        let result = waitpid(pid, &status, blocking ? 0 : WNOHANG)
        if result == 0 { return nil }
        if result == -1 && errno == EINTR { continue }
        break
      }
      let signal = status & 0x7f
      LastWill.remove(pid)
      reaped = signal == 0 ? (status >> 8) & 0xff : 128 + signal
      return reaped
    }
  }
}

/// Runs `body` with a null-terminated array of C strings.
func withCStrings<Value>(
  _ words: [String],
  _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
) -> Value {
  let pointers = words.map { strdup($0) }
  defer { for pointer in pointers { free(pointer) } }
  return body(pointers + [nil])
}
