import Glibc

/// Sends what is written to standard error into a file, so that no library writes over the screen.
///
/// One at a time; ends with `restore()` or with this value.
public final class StandardErrorFile {
  public struct Failure: Error, Sendable, Hashable {
    public let errno: Int32
  }

  /// Standard error as it was; -1 when it is back.
  private var former: Int32

  /// Appends to the file at `path`, which is made readable by its owner only.
  public init(path: String) throws(Failure) {
    // Never through a link, and never waiting for the reader of a pipe.
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW | O_NONBLOCK
    let file = open(path, flags, 0o600)
    guard file >= 0 else { throw Failure(errno: errno) }
    defer { close(file) }
    Self.makePrivate(file)
    former = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    guard former >= 0 else { throw Failure(errno: errno) }
    guard dup2(file, STDERR_FILENO) >= 0 else {
      let problem = errno
      close(former)
      former = -1
      throw Failure(errno: problem)
    }
  }

  deinit { restore() }

  /// Whatever the umask, and whoever made the file; a device stays as it is.
  private static func makePrivate(_ file: Int32) {
    var facts = stat()
    guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return }
    fchmod(file, 0o600)
  }

  /// Puts standard error back.
  public func restore() {
    guard former >= 0 else { return }
    dup2(former, STDERR_FILENO)
    close(former)
    former = -1
  }
}
