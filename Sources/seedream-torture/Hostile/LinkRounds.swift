import FoundationEssentials
import Glibc
import ProviderSimulator
import TestSupport

/// Links, pipes and folders where the program's own files go, put there between a crash and the next
/// start: nothing is written through them, and what was paid is fetched all the same where it can be.
struct LinkRounds {
  let report: TrialReport

  /// What somebody puts there.
  enum Trap: String, CaseIterable, Sendable {
    case partLink = ".01.part", pictureLink = "01.jpg", recipeLink = "recipe.json"
    case partPipe = "a pipe for .01.part", recipePipe = "a pipe for recipe.json"
    case partFolder = "a folder for .01.part", danglingPart = "a dangling .01.part"
    case folderLink = "the sequence's folder", dayLink = "the day's folder"
  }

  func run(_ trap: Trap) async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    let words = [
      "generate", "--provider", "wavespeed", "--size", "1024x1024", "--max-images", "2",
      "two foxes",
    ]
    let crashed = try await ground.run(words, ["SEEDREAM_FAILPOINT": "after-id-stored"])
    guard crashed.code == 137, let folder = try await folder(on: ground) else {
      return report.fail("\(trap.rawValue): it was not ended: \(crashed.code) \(crashed.errors)")
    }
    let outside = try Outside(ground.home)
    try set(trap, in: folder, outside, ground)
    report.count("links and pipes in place of files")
    switch trap {
    case .folderLink, .dayLink, .partFolder: try await expectTold(trap, ground)
    default:
      let resumed = try await ground.run(["resume"], atMost: 30)
      if resumed.code != 0 {
        report.fail("\(trap.rawValue): resume ended with \(resumed.code) \(resumed.errors)")
      }
      let audit = try await Audit(ground: ground, intents: 1).faults()
      report.fail(audit, in: trap.rawValue)
    }
    report.fail(outside.faults, in: trap.rawValue)
  }

  /// What only a person can put right is said, and waited for.
  private func expectTold(_ trap: Trap, _ ground: TortureGround) async throws {
    let child = try ground.start(["resume"])
    let deadline = ContinuousClock.now + .seconds(20)
    var isTold = false
    while ContinuousClock.now < deadline, !isTold {
      let errors = child.errorsSoFar
      isTold = errors.contains("symbolic link") || errors.contains("not a regular file")
      try await Task.sleep(for: .milliseconds(20))
    }
    child.signal(SIGINT)
    let ending = await TortureGround.ended(child, atMost: 20)
    if !isTold { report.fail("\(trap.rawValue): not told: \(ending.code) \(ending.errors)") }
  }

  private func folder(on ground: TortureGround) async throws -> String? {
    let listed = try await ground.run(["history", "--json"])
    return Harmlessness.document(listed.outputBytes)?.items?.first?["folder"]?.text
  }

  private func set(
    _ trap: Trap,
    in folder: String,
    _ outside: Outside,
    _ ground: TortureGround
  ) throws {
    let part = folder + "/.01.part"
    let isSet =
      switch trap {
      case .partLink, .pictureLink, .recipeLink: link(outside.file, "\(folder)/\(trap.rawValue)")
      case .partPipe: unlink(part) <= 0 && mkfifo(part, 0o600) == 0
      case .recipePipe: pipe(folder + "/recipe.json")
      case .partFolder: mkdir(part, 0o700) == 0
      case .danglingPart: symlink(outside.folder + "/absent", part) == 0
      case .folderLink: replace(folder, by: outside.folder)
      case .dayLink:
        replace(
          folder.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 },
          by: outside.folder
        )
      }
    if !isSet { report.fail("\(trap.rawValue): could not be put there: \(errno)") }
  }

  private func link(_ target: String, _ path: String) -> Bool {
    unlink(path)
    return symlink(target, path) == 0
  }

  private func pipe(_ path: String) -> Bool {
    unlink(path)
    return mkfifo(path, 0o600) == 0
  }

  private func replace(_ folder: String, by target: String) -> Bool {
    rename(folder, folder + ".away") == 0 && symlink(target, folder) == 0
  }
}

/// A file and a folder that are none of the program's business.
private struct Outside {
  let file: String
  let folder: String
  private static let content = "none of your business\n"

  init(_ home: String) throws {
    file = home + "/victim"
    folder = home + "/victims"
    try Data(Self.content.utf8).write(to: URL(filePath: file))
    chmod(file, 0o644)
    guard mkdir(folder, 0o755) == 0 else { throw ScriptedServer.NoSocket(code: errno) }
  }

  var faults: [String] {
    var facts = stat()
    let content = try? Data(contentsOf: URL(filePath: file))
    let isSame =
      lstat(file, &facts) == 0 && facts.st_mode & 0o7777 == 0o644
      && content == Data(Self.content.utf8)
    let inside = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? ["?"]
    return (isSame ? [] : ["the file outside was changed"])
      + (inside.isEmpty ? [] : ["the folder outside has \(inside)"])
  }
}
