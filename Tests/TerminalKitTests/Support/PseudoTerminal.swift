import Glibc

/// A pair of connected terminal ends; what is written to `terminal` is read back from the other.
final class PseudoTerminal {
  let terminal: Int32
  /// The file of the terminal's end.
  let path: String
  private let controller: Int32

  /// The requests of the Linux driver that Swift does not import: unlock, and name by number.
  private static let unlock: UInt = 0x4004_5431
  private static let number: UInt = 0x8004_5430

  init?(columns: Int, rows: Int) {
    let opened = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var isLocked: Int32 = 0
    var number: Int32 = 0
    guard opened >= 0, ioctl(opened, Self.unlock, &isLocked) == 0,
      ioctl(opened, Self.number, &number) == 0
    else { return nil }
    controller = opened
    path = "/dev/pts/\(number)"
    terminal = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    resize(columns: columns, rows: rows)
  }

  deinit {
    close(terminal)
    close(controller)
  }

  func resize(columns: Int, rows: Int) {
    var size = winsize()
    size.ws_col = UInt16(columns)
    size.ws_row = UInt16(rows)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
  }

  /// Another descriptor of the end that people sit at, for another thread; to be closed.
  func copyOfController() -> Int32 { fcntl(controller, F_DUPFD_CLOEXEC, 3) }

  /// Types on its keyboard.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    write(controller, bytes, bytes.count)
  }

  /// How the driver handles it now, as bytes to compare.
  var modes: [UInt8] {
    var modes = termios()
    tcgetattr(terminal, &modes)
    return withUnsafeBytes(of: &modes) { Array($0) }
  }

  /// Everything written so far, with the driver's line ends as they came.
  func output() -> String {
    let mark = "\u{1}end\u{1}"
    _ = mark.utf8.withContiguousStorageIfAvailable { write(terminal, $0.baseAddress, $0.count) }
    return readText(from: controller, until: mark)
  }
}

/// Reads until `mark`, the end of the data or three seconds of silence; the mark is left out.
func readText(
  from descriptor: Int32,
  until mark: String? = nil,
  inPiecesOf size: Int = 4_096
) -> String {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: size)
  while true {
    var readiness = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&readiness, 1, 3_000) > 0 else { break }
    let count = read(descriptor, &buffer, buffer.count)
    guard count > 0 else { break }
    bytes += buffer[..<count]
    if let mark, bytes.count >= mark.utf8.count,
      bytes.suffix(mark.utf8.count).elementsEqual(mark.utf8)
    {
      bytes.removeLast(mark.utf8.count)
      break
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

extension String {
  /// Where the last occurrence starts, in bytes; -1 for none.
  func lastRange(of part: String) -> Int {
    let (bytes, part) = (Array(utf8), Array(part.utf8))
    guard bytes.count >= part.count else { return -1 }
    return (0...bytes.count - part.count).last { bytes[$0...].starts(with: part) } ?? -1
  }
}
