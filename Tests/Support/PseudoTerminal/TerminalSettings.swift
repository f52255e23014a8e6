import Glibc

/// How a terminal's driver treats lines and keys; equal when a program left nothing changed.
public struct TerminalSettings: Hashable, Sendable {
  public let input: UInt32
  public let output: UInt32
  public let control: UInt32
  public let local: UInt32
  /// The keys that interrupt, erase and so on.
  public let characters: [UInt8]

  init?(of descriptor: Int32) {
    var settings = termios()
    guard descriptor >= 0, tcgetattr(descriptor, &settings) == 0 else { return nil }
    input = settings.c_iflag
    output = settings.c_oflag
    control = settings.c_cflag
    local = settings.c_lflag
    characters = withUnsafeBytes(of: settings.c_cc) { Array($0) }
  }

  /// Input comes in whole lines.
  public var isCanonical: Bool { local & UInt32(ICANON) != 0 }
  /// What is typed shows by itself.
  public var echoes: Bool { local & UInt32(ECHO) != 0 }
  /// Ctrl-C and Ctrl-Z are signals.
  public var hasSignalKeys: Bool { local & UInt32(ISIG) != 0 }
}
