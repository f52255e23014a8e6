import CTerminal

/// What the terminfo database says of a terminal, read without touching the screen.
public struct TerminalDescription: Sendable, Hashable {
  public let name: String
  /// `nil` where the description does not say, as for terminals without colour.
  public let colours: Int?
  public let hasDirectColour: Bool
  public let canMoveCursor: Bool
  public let canEraseLine: Bool
  public let hasAlternateScreen: Bool

  /// Why a name has no description.
  public enum Failure: Error, Sendable, Hashable {
    /// `TERM` is empty or not set.
    case noName
    /// The database does not know the name, or knows it as no real terminal.
    case unknown(name: String)
    /// It prints on paper.
    case hardcopy(name: String)
    case noDatabase
  }

  /// Looks up a terminal by the value of `TERM`.
  ///
  /// The library behind this keeps a global; call it from one thread at a time.
  public static func named(_ name: String?) throws(Failure) -> TerminalDescription {
    guard let name, !name.isEmpty else { throw .noName }
    // A zero inside would make the library look up another name than the one reported.
    guard !name.utf8.contains(0), name.utf8.count < 256 else { throw .unknown(name: name) }
    var found = terminal_description()
    switch terminal_describe(name, &found) {
    case TERMINAL_DESCRIBED: break
    case TERMINAL_HARDCOPY: throw .hardcopy(name: name)
    case TERMINAL_NO_DATABASE: throw .noDatabase
    default: throw .unknown(name: name)
    }
    return TerminalDescription(
      name: name,
      colours: found.colours > 0 ? Int(found.colours) : nil,
      hasDirectColour: found.has_direct_colour,
      canMoveCursor: found.can_move_cursor,
      canEraseLine: found.can_erase_line,
      hasAlternateScreen: found.has_alternate_screen
    )
  }
}

/// Facts about this program's terminal that need no description.
public enum Terminal {
  /// The version of the curses library in use, for example `ncurses 6.4.20221231`.
  public static var libraryVersion: String { String(cString: terminal_library_version()) }

  public static func isTerminal(_ descriptor: Int32) -> Bool { terminal_is_terminal(descriptor) }

  /// True when the variables that choose a locale choose one in UTF-8. They count in the order of
  /// POSIX: the first that is not empty decides, whatever the others say.
  public static func isUTF8(_ variable: (String) -> String?) -> Bool {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      guard let value = variable(name), !value.isEmpty else { continue }
      let charset = value.lowercased().split(separator: ".", maxSplits: 1).last ?? ""
      let plain = charset.prefix { $0 != "@" }.filter { $0 != "-" }
      return plain == "utf8"
    }
    return false
  }
}
