import CTerminal

/// Whether the system may write this program's memory to a file when it crashes.
///
/// A limit on the size of core files would be inherited by every program that is started, and does
/// not count where the system pipes them to a handler; this does neither.
public enum CoreDumps {
  /// Nobody but the superuser can look into the process from now on, debuggers included.
  public static func forbid() { _ = terminal_forbid_core_dumps() }

  public static var areForbidden: Bool { terminal_core_dumps_forbidden() }
}
