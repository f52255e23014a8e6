import Glibc

/// A program run for a measurement.
struct BenchChild {
  let pid: pid_t

  struct SpawnFailure: Error {
    let program: String
    let code: Int32
  }

  /// Starts a program found on `PATH`; its output goes to `output`, by default nowhere, and its
  /// input comes from a file.
  init(
    _ words: [String],
    environment: [String: String] = [:],
    output: String = "/dev/null",
    input: String = "/dev/null"
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    let added = environment.map { "\($0.key)=\($0.value)" }
    let path = getenv("PATH").map { "PATH=" + String(cString: $0) } ?? "PATH=/usr/bin:/bin"
    var child: pid_t = 0
    let code = Self.withCStrings(words) { arguments in
      Self.withCStrings(added + [path]) { variables in
        posix_spawnp(&child, words[0], &actions, nil, arguments, variables)
      }
    }
    guard code == 0 else { throw SpawnFailure(program: words[0], code: code) }
    pid = child
  }

  /// Waits for its end; the exit code.
  @discardableResult
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) == -1 && errno == EINTR {}
    return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
  }

  /// Waits for its end; the exit code, and the most memory it had. A child of a large process counts
  /// what that process had when it was started.
  func waitForUsage() -> (code: Int32, megabytes: Double) {
    var status: Int32 = 0
    var usage = rusage()
    while wait4(pid, &status, 0, &usage) == -1 && errno == EINTR {}
    let code = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    return (code, Double(usage.ru_maxrss) / 1_024)
  }

  func end() {
    kill(pid, SIGTERM)
    wait()
  }

  /// Milliseconds from start to end of one run; throws when it fails.
  static func milliseconds(
    _ words: [String],
    environment: [String: String] = [:]
  ) throws -> Double {
    let began = now()
    let code = try BenchChild(words, environment: environment).wait()
    guard code == 0 else { throw SpawnFailure(program: words[0], code: code) }
    return (now() - began) * 1_000
  }

  /// Seconds on the monotonic clock.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func withCStrings<Value>(
    _ words: [String],
    _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let pointers = words.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
