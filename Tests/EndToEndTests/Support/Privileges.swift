import Glibc
import TestSupport

/// What the person who runs the tests may do.
enum Privileges {
  static let areOrdinary = geteuid() != 0

  /// True where a test may have file systems of its own that nobody else sees.
  static let canMount: Bool = {
    let script = "mkdir -p \"$1\" && mount -t tmpfs -o size=64k none \"$1\""
    guard let folder = try? ScratchPath.make("mount") else { return false }
    defer { ScratchPath.remove(folder) }
    return (try? inNamespace(script, [folder]).wait(atMost: 10).code) == 0
  }()

  static func setMode(_ path: String, _ mode: mode_t) { chmod(path, mode) }

  /// Starts a shell script whose mounts, and whatever it started, end with it.
  static func inNamespace(
    _ script: String,
    _ words: [String],
    environment: [String: String] = [:]
  ) throws -> ChildProgram {
    let flags = (areOrdinary ? ["-r"] : []) + ["-m", "-p", "-f", "--kill-child", "--mount-proc"]
    return try ChildProgram(
      "/usr/bin/unshare",
      flags + ["/bin/sh", "-c", script, "sh"] + words,
      environment: environment.merging(["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]) { _, new in new }
    )
  }
}
