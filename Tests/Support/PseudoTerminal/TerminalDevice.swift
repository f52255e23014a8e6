import Glibc

/// The two ends of a pseudo-terminal, before a program has the far one.
struct TerminalDevice {
  let controller: Int32
  /// Where a program opens its end.
  let path: String

  // The driver's requests TIOCSPTLCK and TIOCGPTN, which the C library's module leaves out.
  private static let unlock: UInt = 0x4004_5431
  private static let number: UInt = 0x8004_5430

  init(columns: Int, rows: Int) throws(TerminalFailure) {
    controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    guard controller >= 0 else { throw .noTerminal(code: errno) }
    var number: Int32 = 0
    var locked: Int32 = 0
    guard ioctl(controller, Self.unlock, &locked) == 0,
      ioctl(controller, Self.number, &number) == 0
    else {
      let code = errno
      close(controller)
      throw .noTerminal(code: code)
    }
    path = "/dev/pts/\(number)"
    Self.resize(controller, columns: columns, rows: rows)
  }

  static func resize(_ controller: Int32, columns: Int, rows: Int) {
    var size = winsize()
    size.ws_col = UInt16(clamping: columns)
    size.ws_row = UInt16(clamping: rows)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
  }
}

/// Why a terminal could not be used.
public enum TerminalFailure: Error, Equatable {
  /// The system lends no pseudo-terminal; with its errno.
  case noTerminal(code: Int32)
  case notStarted(program: String, code: Int32)
  /// So many bytes of the input were not taken in time, or the program is gone.
  case notTaken(bytes: Int)
}
