import Glibc

/// Starts a program as the leader of a session whose terminal is the given one.
enum TerminalSpawn {
  // The C library's POSIX_SPAWN_SETSID, which its module leaves out.
  private static let newSession: Int32 = 0x80

  static func start(
    _ words: [String],
    environment: [String: String],
    terminal: String,
    blocking: [Int32]
  ) throws(TerminalFailure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a new session opens becomes its own.
    for descriptor: Int32 in 0...2 {
      posix_spawn_file_actions_addopen(&actions, descriptor, terminal, O_RDWR, 0)
    }
    var attributes = Self.attributes(blocking)
    defer { posix_spawnattr_destroy(&attributes) }
    var child: pid_t = 0
    let pairs = environment.map { "\($0.key)=\($0.value)" }
    let code = withCStrings(words) { arguments in
      withCStrings(pairs) { variables in
        posix_spawnp(&child, words[0], &actions, &attributes, arguments, variables)
      }
    }
    guard code == 0 else { throw .notStarted(program: words[0], code: code) }
    return child
  }

  /// Signals as a shell leaves them, whatever this process was started with.
  private static func attributes(_ blocking: [Int32]) -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var blocked = sigset_t()
    sigemptyset(&blocked)
    for number in blocking { sigaddset(&blocked, number) }
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &blocked)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let flags = newSession | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    return attributes
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
