import FoundationEssentials
import Glibc
import ProviderSimulator
import TerminalScreen
import TestSupport

/// Everything that is made is its owner's alone, whatever the umask and whatever was there before.
struct PermissionRounds {
  let report: TrialReport
  let picture: [UInt8]

  /// What the program is started with.
  struct Case: Sendable {
    let umask: String
    /// The mode of the folders that are there before; `nil` leaves everything to the program.
    let folders: mode_t?
  }

  static let cases: [Case] = ["000", "022", "077", "0777"].flatMap { mask in
    [nil, 0o777 as mode_t, 0o755].map { Case(umask: mask, folders: $0) }
  }

  func run(_ one: Case) async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    let reference = ground.home + "/own.jpg"
    try Data(picture).write(to: URL(filePath: reference))
    var before: Set = ["own.jpg"]
    if let mode = one.folders {
      for name in ["data", "data/library", "data/locks", "data/references", "cache", "config"] {
        mkdir("\(ground.home)/\(name)", mode)
        chmod("\(ground.home)/\(name)", mode)
        before.insert(name)
      }
    }
    let title = "umask \(one.umask), folders \(one.folders.map { String($0, radix: 8) } ?? "none")"
    let generate = [
      "generate", "--model", "bytedance/seedream-v4/edit-sequential", "--image", reference,
      "--size",
      "1024x1024", "--max-images", "2", "two foxes",
    ]
    ground.server.script(FaultRule(call: .download, fault: .truncated(afterBytes: 100)))
    let made = try await run(generate, one.umask, ground)
    if made.code != 0 { report.fail("\(title): \(made.code) \(made.errors)") }
    report.fail(faults(ground, before), in: title)
    // In the middle of things there are files that are gone later.
    let points = ["after-intent", "after-id-stored", "after-part-written", "after-frame-stored"]
    for point in points {
      let words = generate.dropLast() + ["foxes, \(point)"]
      _ = try await run(Array(words), one.umask, ground, ["SEEDREAM_FAILPOINT": point])
      report.fail(faults(ground, before), in: "\(title), \(point)")
      report.count("moments at which modes were looked at")
    }
    try await studio(one, ground)
    report.fail(faults(ground, before), in: "\(title), studio")
    report.count("umasks × folders")
  }

  private func run(
    _ words: [String],
    _ mask: String,
    _ ground: TortureGround,
    _ changes: [String: String] = [:]
  ) async throws -> ChildProgram.Ending {
    let program = try TortureGround.requiredProgram()
    let child = try ChildProgram(
      "/bin/sh",
      ["-c", "umask \(mask); exec \"$0\" \"$@\"", program] + words,
      environment: ground.environment().merging(changes) { $1 }
    )
    return await TortureGround.ended(child)
  }

  private func studio(_ one: Case, _ ground: TortureGround) async throws {
    let terminal = ["TERM": "xterm-256color", "PATH": "/usr/bin:/bin"]
    let studio = try TerminalScreen(
      ["/bin/sh", "-c", "umask \(one.umask); exec \"$0\"", try TortureGround.requiredProgram()],
      environment: ground.environment().merging(terminal) { $1 },
      columns: 120,
      rows: 40
    )
    defer { studio.signal(SIGKILL) }
    try await studio.waitFor("F1", atMost: .seconds(20))
    try studio.press("enter")
    // A key to leave with would ask about what is unfinished.
    studio.signal(SIGTERM)
    _ = try await studio.ended(atMost: .seconds(20))
  }

  private func faults(_ ground: TortureGround, _ before: Set<String>) -> [String] {
    let below = (try? FileManager.default.subpathsOfDirectory(atPath: ground.home)) ?? []
    return below.filter { !before.contains($0) }.compactMap { path in
      var facts = stat()
      guard lstat(ground.home + "/" + path, &facts) == 0 else { return nil }
      let isFolder = facts.st_mode & S_IFMT == S_IFDIR
      let mode = facts.st_mode & 0o7777
      if mode == (isFolder ? 0o700 : 0o600) { return nil }
      return "\(path) has mode \(String(mode, radix: 8))"
    }
  }
}
