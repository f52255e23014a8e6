import CTerminal

/// The end of this process.
public enum ProcessEnd {
  /// Ends it at once with an exit code. Nothing is flushed, and no library takes itself down: a thread
  /// that is still inside one would crash, and the crash would stand in for the code.
  public static func now(_ code: Int32) -> Never { terminal_end_process(code) }
}
