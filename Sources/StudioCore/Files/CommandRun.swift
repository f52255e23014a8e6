import Glibc

/// One run of a person's command: no input, its errors dropped, its output bounded in size and time.
struct CommandRun {
  static let outputLimit = 4_096

  let words: [String]
  let environment: [String: String]
  let timeLimit: Duration
  let clock: StudioClock

  /// Waits for the end of the command and gives what it printed. Holds the calling thread.
  func output() throws(KeyCommandProblem) -> [UInt8] {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .cannotStart(reason: Self.text(errno)) }
    // A child started elsewhere in this very moment may keep a copy: no end of file is waited for.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    let started: Result<pid_t, KeyCommandProblem>
    do throws(KeyCommandProblem) { started = .success(try start(output: ends[1])) } catch {
      started = .failure(error)
    }
    close(ends[1])
    let child = try started.get()
    do throws(KeyCommandProblem) { return try collect(from: ends[0], of: child) } catch {
      // Its own process group holds whatever it started.
      kill(-child, SIGKILL)
      kill(child, SIGKILL)
      if case .exited = error { throw error }
      if case .killed = error { throw error }
      _ = retrying { waitpid(child, nil, 0) }
      throw error
    }
  }

  private func start(output: Int32) throws(KeyCommandProblem) -> pid_t {
    guard let program = words.first, !program.isEmpty,
      words.allSatisfy({ !$0.utf8.contains(0) })
    else { throw .cannotStart(reason: "it names no program") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The studio ignores and blocks signals; what it starts must not.
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(&attributes, Int16(flags))

    var arguments = words.map { strdup($0) } + [nil]
    var variables =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in arguments + variables { free(word) } }
    var child: pid_t = 0
    let code = posix_spawnp(&child, program, &actions, &attributes, &arguments, &variables)
    guard code == 0 else { throw .cannotStart(reason: Self.text(code)) }
    return child
  }

  /// Reads until the command has ended and nothing more waits: what it left running may hold the
  /// pipe open for ever.
  private func collect(from pipe: Int32, of child: pid_t) throws(KeyCommandProblem) -> [UInt8] {
    let deadline = clock.monotonic + timeLimit
    var collected: [UInt8] = []
    var isOpen = true
    while true {
      var status: Int32 = 0
      let hasEnded = retrying { waitpid(child, &status, WNOHANG) } == child
      while isOpen, Self.isReadable(pipe, within: hasEnded ? 0 : 50) {
        isOpen = try Self.read(pipe, into: &collected)
        if !hasEnded { break }
      }
      if hasEnded {
        try Self.judge(status)
        return collected
      }
      if clock.monotonic > deadline { throw .tooSlow(limit: timeLimit) }
      // Output is closed and the command still runs: nothing to wait on but time.
      if !isOpen { usleep(5_000) }
    }
  }

  private static func isReadable(_ pipe: Int32, within milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, milliseconds) > 0
  }

  /// `false` at the end of the output.
  private static func read(
    _ pipe: Int32,
    into collected: inout [UInt8]
  ) throws(KeyCommandProblem) -> Bool {
    var chunk = [UInt8](repeating: 0, count: outputLimit + 1)
    let count = retrying { Glibc.read(pipe, &chunk, chunk.count) }
    guard count > 0 else { return false }
    collected.append(contentsOf: chunk[..<count])
    guard collected.count <= outputLimit else { throw .tooMuchOutput(limit: outputLimit) }
    return true
  }

  /// The wait status of Linux: the low seven bits name a signal, the second byte a status.
  private static func judge(_ status: Int32) throws(KeyCommandProblem) {
    let signal = status & 0x7F
    if signal != 0 { throw .killed(signal: signal) }
    let code = (status >> 8) & 0xFF
    if code != 0 { throw .exited(status: code) }
  }

  private static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
