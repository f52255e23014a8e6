import Glibc

/// The built program that these tests run.
enum ProgramUnderTest {
  /// Beside the test executable, where the build puts both; else in the package's debug build.
  static let path: String? = candidates.first { access($0, X_OK) == 0 }

  struct Absent: Error, CustomStringConvertible {
    var description: String {
      "The program `seedream` was not built: looked for "
        + ProgramUnderTest.candidates.joined(separator: " and ")
    }
  }

  static func required() throws -> String {
    guard let path else { throw Absent() }
    return path
  }

  private static var candidates: [String] {
    [ownFolder + "/seedream", packageRoot + "/.build/debug/seedream"]
  }

  private static var ownFolder: String {
    guard let executable = realpath("/proc/self/exe", nil) else { return "." }
    defer { free(executable) }
    return folder(of: String(cString: executable))
  }

  private static var packageRoot: String {
    (0..<4).reduce(#filePath) { path, _ in folder(of: path) }
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}
