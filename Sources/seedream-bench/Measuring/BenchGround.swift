import FoundationEssentials
import Glibc

/// A scratch folder and the program under test, which stands beside this one.
final class BenchGround: Sendable {
  let folder: String
  let seedream: String
  let own: String

  struct GroundFailure: Error {
    let message: String
  }

  init() throws {
    var template = Array("/tmp/seedream-bench-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw GroundFailure(message: "no scratch folder: errno \(errno)")
    }
    folder = String(cString: made)
    own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let home = own.split(separator: "/").dropLast().joined(separator: "/")
    seedream = "/\(home)/seedream"
    guard access(seedream, X_OK) == 0 else {
      throw GroundFailure(message: "\(seedream) is not built: run swift build -c release first")
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Starts the simulator as a process of its own; its address.
  func simulator(_ options: [String] = []) async throws -> (child: BenchChild, address: String) {
    let output = folder + "/simulator-\(UInt32.random(in: 0...(.max)))"
    let child = try BenchChild([seedream, "simulate"] + options, output: output)
    for _ in 0..<500 {
      if let text = try? String(contentsOfFile: output, encoding: .utf8), text.hasSuffix("\n") {
        return (child, String(text.dropLast()))
      }
      try await Task.sleep(for: .milliseconds(10))
    }
    child.end()
    throw GroundFailure(message: "the simulator did not start")
  }
}
