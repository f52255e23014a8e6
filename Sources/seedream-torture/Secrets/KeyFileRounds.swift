import FoundationEssentials
import Glibc
import ProviderSimulator
import TestSupport

/// Key files as people and strangers leave them: taken, or refused with the command that mends it.
struct KeyFileRounds {
  let report: TrialReport

  struct Case: Sendable {
    let name: String
    /// What is in the file; `nil` makes none.
    var content: [UInt8]? = Array(TortureGround.key.utf8)
    var mode: mode_t = 0o600
    var folderMode: mode_t = 0o700
    var special = Special.none
    /// A word of the refusal; `nil` where the key is taken.
    var refusal: String?

    enum Special: Sendable {
      case none, link, pipe, folder, huge
    }
  }

  private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }
  private static let key = TortureGround.key

  static let cases: [Case] = [
    Case(name: "as it should be"), Case(name: "line end", content: text(key + "\n")),
    Case(name: "CR LF", content: text(key + "\r\n")),
    Case(name: "blanks", content: text("  \(key) \n\n")),
    Case(name: "read-only", mode: 0o400),
    Case(
      name: "BOM",
      content: [0xEF, 0xBB, 0xBF] + text(key),
      refusal: "character that no key has"
    ),
    Case(
      name: "two lines",
      content: text("\(key)\nuser: me\n"),
      refusal: "character that no key has"
    ),
    Case(name: "a space", content: text("test key"), refusal: "character that no key has"),
    Case(
      name: "a header",
      content: text("\(key)\r\nX-Evil: 1"),
      refusal: "character that no key has"
    ),
    Case(name: "a zero", content: text("\(key)\0"), refusal: "character that no key has"),
    Case(
      name: "binary",
      content: (0...255).map { UInt8($0) },
      refusal: "character that no key has"
    ),
    Case(
      name: "UTF-16",
      content: key.utf8.flatMap { [$0, 0] },
      refusal: "character that no key has"
    ),
    Case(name: "empty", content: [], refusal: "empty"),
    Case(name: "long", content: [UInt8](repeating: 0x61, count: 5_000), refusal: "larger"),
    Case(name: "for the group", mode: 0o640, refusal: "chmod 600"),
    Case(name: "for all", mode: 0o644, refusal: "chmod 600"),
    Case(name: "writable for all", mode: 0o606, refusal: "chmod 600"),
    Case(name: "a folder for all", folderMode: 0o777, refusal: "chmod go-w"),
    Case(name: "a sticky folder for all", folderMode: 0o1777, refusal: "chmod go-w"),
    Case(name: "a folder for the group", folderMode: 0o770, refusal: "chmod go-w"),
    Case(name: "a folder that others read", folderMode: 0o755),
    Case(name: "a link", special: .link),
    Case(name: "a link to a file for all", mode: 0o644, special: .link, refusal: "chmod 600"),
    Case(name: "a pipe", special: .pipe, refusal: "regular file"),
    Case(name: "a folder", special: .folder, refusal: "regular file"),
    Case(name: "a terabyte", special: .huge, refusal: "larger"),
  ]

  func run(_ one: Case) async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    let folder = ground.home + "/config/keys"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    chmod(folder, 0o700)
    try make(one, folder + "/wavespeed", ground.home + "/elsewhere")
    chmod(folder, one.folderMode)
    let words = [
      "generate", "--provider", "wavespeed", "--size", "1024x1024", "--max-images", "1", "fox",
    ]
    let noKeys = ["WAVESPEED_API_KEY": "", "ATLASCLOUD_API_KEY": ""]
    let ending = try await ground.run(words, noKeys, atMost: 20)
    let doctor = try await ground.run(["doctor"], noKeys, atMost: 20)
    report.count("key files")
    if (ending.output + ending.errors + doctor.output + doctor.errors).contains(Self.key) {
      report.fail("\(one.name): the key is shown")
    }
    if let refusal = one.refusal {
      let isTold = ending.code == 3 && ending.errors.contains(refusal)
      if !isTold {
        report.fail("\(one.name): \(ending.code) \(Harmlessness.excerpt(ending.errors))")
      }
      if !(doctor.output + doctor.errors).contains(refusal) {
        report.fail(
          "\(one.name): doctor says \(Harmlessness.excerpt(doctor.output + doctor.errors))"
        )
      }
      if !ground.server.requests.filter({ $0.path.contains("sequential") }).isEmpty {
        report.fail("\(one.name): something was sent")
      }
    } else if ending.code != 0 {
      report.fail("\(one.name): refused: \(ending.code) \(Harmlessness.excerpt(ending.errors))")
    }
  }

  private func make(_ one: Case, _ path: String, _ elsewhere: String) throws {
    let file = one.special == .link ? elsewhere : path
    switch one.special {
    case .pipe: mkfifo(path, 0o600)
    case .folder: mkdir(path, 0o700)
    case .link, .none, .huge:
      try Data(one.content ?? []).write(to: URL(filePath: file))
      chmod(file, one.mode)
      if one.special == .link { symlink(file, path) }
      if one.special == .huge { truncate(path, 1 << 40) }
    }
  }

  /// Keys in the environment that would write header lines of their own.
  func injections() async throws {
    let bad = [
      "\(Self.key)\r\nX-Evil: 1", "\(Self.key)\nX-Evil: 1", "\(Self.key)\rX", "a b",
      "\(Self.key)\u{1b}[31m",
      "\(Self.key)\u{85}X-Evil: 1", "\(Self.key)\u{2028}X", "clé", "\u{feff}\(Self.key)",
    ]
    for key in bad {
      let ground = try TortureGround()
      defer { ground.clearUp() }
      let words = [
        "generate", "--provider", "wavespeed", "--size", "1024x1024", "--max-images", "1", "fox",
      ]
      let ending = try await ground.run(
        words,
        ["WAVESPEED_API_KEY": key, "ATLASCLOUD_API_KEY": ""]
      )
      report.count("keys that would write headers")
      let isSent = !ground.server.requests.isEmpty
      if ending.code != 3 || isSent || ending.errors.contains(Self.key) {
        report.fail("the key \(Harmlessness.excerpt(key)): \(ending.code), sent: \(isSent)")
      }
    }
  }
}
