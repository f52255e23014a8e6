import FoundationEssentials
import Glibc

/// Folders for one test each.
public enum ScratchPath {
  /// A new empty folder below the system's temporary one.
  public static func make(_ label: String) throws -> String {
    var template = Array("/tmp/seedream-\(label)-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw MakeFailure(code: errno) }
    return String(cString: made)
  }

  public static func remove(_ path: String) {
    try? FileManager.default.removeItem(atPath: path)
  }

  public struct MakeFailure: Error {
    public let code: Int32
  }
}
