import FoundationEssentials

/// A git repository with many commits, made in one go.
enum BenchRepository {
  /// Begins the newest commit's message.
  static let newest = "Newest"

  static func make(at path: String, commits: Int, in folder: String) throws {
    let stream = folder + "/commits"
    try script(commits).write(toFile: stream, atomically: false, encoding: .utf8)
    try git(["init", "-q", "-b", "main", path], folder)
    try git(["-C", path, "fast-import", "--quiet"], folder, input: stream)
  }

  private static func git(
    _ words: [String],
    _ home: String,
    input: String = "/dev/null"
  ) throws {
    let child = try BenchChild(["git"] + words, environment: ["HOME": home], input: input)
    let code = child.wait()
    guard code == 0 else { throw BenchChild.SpawnFailure(program: "git", code: code) }
  }

  private static func script(_ commits: Int) -> String {
    var lines: [String] = []
    lines.reserveCapacity(commits * 6)
    for number in 0..<commits {
      let message =
        number + 1 == commits ? "\(newest) of all" : "Change scene \(number) of the harbour"
      let content = "scene \(number)\n"
      lines.append("commit refs/heads/main")
      lines.append("committer A Person <person@example.org> \(1_700_000_000 + number * 60) +0000")
      lines.append("data \(message.utf8.count)\n\(message)")
      lines.append("M 100644 inline scene-\(number % 50)")
      lines.append("data \(content.utf8.count)\n\(content)")
    }
    return lines.joined(separator: "\n")
  }
}
