import Glibc

/// Ends the programs that tests started when the tests themselves end first: killed, out of time, or
/// stopped by the person who ran them.
///
/// A shell reads which programs come and go; when nobody is left to write, the tests are over.
enum LastWill {
  static func add(_ pid: pid_t) { write("+ \(pid)\n") }

  static func remove(_ pid: pid_t) { write("- \(pid)\n") }

  private static let script = """
    trap '' INT TERM HUP QUIT
    left=' '
    while read -r sign pid; do
      case $sign in
        +) left="$left$pid " ;;
        -) left="${left%% $pid *} ${left#* $pid }" ;;
      esac
    done
    for pid in $left; do kill -9 "$pid"; done 2>/dev/null
    """

  /// Where the shell listens; -1 where there is none, and then nothing is promised.
  private static let line: Int32 = {
    var ends: [Int32] = [-1, -1]
    // Unlike a pipe, never open in a program that another thread starts meanwhile.
    let kind = Int32(SOCK_STREAM.rawValue) | O_CLOEXEC
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return -1 }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    // Whoever reads what the tests print waits for all who could write there.
    for descriptor: Int32 in [1, 2] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    var shell: pid_t = 0
    let code = withCStrings(["/bin/sh", "-c", script]) {
      posix_spawn(&shell, "/bin/sh", &actions, nil, $0, environ)
    }
    close(ends[0])
    return code == 0 ? ends[1] : -1
  }()

  private static func write(_ news: String) {
    let bytes = Array(news.utf8)
    // Short enough to go in one piece, whoever else writes.
    _ = send(line, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }
}
