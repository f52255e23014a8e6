import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite struct LastWillTests {
  @Test func whatATestLeftRunningEndsWithTheTests() async throws {
    let result = await #expect(
      processExitsWith: .signal(SIGKILL),
      observing: [\.standardOutputContent]
    ) {
      let over = try ChildProgram("/bin/sleep", ["0"])
      _ = over.wait()
      let first = try ChildProgram("/bin/sleep", ["600"])
      let second = try ChildProgram("/bin/sleep", ["600"])
      print("pids \(first.pid) \(second.pid)")
      fflush(nil)
      raise(SIGKILL)
    }
    let output = String(decoding: try #require(result).standardOutputContent, as: UTF8.self)
    let line = try #require(output.split(separator: "\n").first { $0.hasPrefix("pids ") })
    let pids = line.split(separator: " ").compactMap { Int($0) }
    #expect(pids.count == 2)
    let deadline = ContinuousClock.now + .seconds(30)
    while pids.contains(where: isRunning), ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(!pids.contains(where: isRunning))
  }

  /// Whether it is there and is not only waiting to be counted out.
  private func isRunning(_ pid: Int) -> Bool {
    guard let data = try? Data(contentsOf: URL(filePath: "/proc/\(pid)/stat")) else { return false }
    return !String(decoding: data, as: UTF8.self).contains(") Z ")
  }
}
