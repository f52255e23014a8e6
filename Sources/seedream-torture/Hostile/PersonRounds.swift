import FoundationEssentials
import Glibc
import ProviderSimulator
import TestSupport

/// Everything that a person, a script or a file on the machine can hand to the program.
struct PersonRounds {
  let report: TrialReport
  let picture: [UInt8]

  /// All of the ways in for one text.
  func run(_ text: HostileText) async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    let programs = HostilePrograms(ground: ground, report: report)
    try await prompts(text, programs)
    try await arguments(text, programs)
    try await environment(text, programs)
    try await settings(text, programs)
    try await files(text, programs)
  }

  // MARK: - Prompts

  /// A prompt is sent, stored and given back to the letter.
  private func prompts(_ text: HostileText, _ programs: HostilePrograms) async throws {
    let prompt = text.withoutZeros
    let words = ["generate", "--size", "1024x1024", "--max-images", "1", "--json"]
    let fits = prompt.utf8.count < 100_000
    let sent = fits ? 2 : 1
    var documents: [HostilePrograms.Run] = []
    if fits {
      documents.append(
        try await programs.run(words + ["--", prompt], in: text.name + ", argument")
      )
    }
    let typed = try await programs.run(
      words + ["-"],
      input: text.text + "\n",
      in: text.name + ", stdin",
      atMost: 240
    )
    documents.append(typed)
    report.count("ways in × texts", 2)
    for (place, run) in documents.enumerated() {
      let given = fits && place == 0 ? prompt : text.text
      guard run.code == 0 else { continue }
      expectSame(run.document?["prompt"]?.text, given, text.name)
      guard let id = run.document?["id"]?.text else { continue }
      let shown = try await programs.run(["show", "--json", id], in: text.name)
      expectSame(shown.document?["prompt"]?.text, given, text.name)
      _ = try await programs.run(["show", id], in: text.name)
    }
    let bodies = programs.ground.server.requests.compactMap { $0.body?["prompt"]?.text }
    // The simulator keeps no body of more than 64 KB.
    let isKept = prompt.utf8.count < 10_000
    if isKept, documents.allSatisfy({ $0.code == 0 }), bodies.count != sent {
      report.fail("\(text.name): \(bodies.count) prompts were sent, not \(sent)")
    }
    for body in bodies where !Self.isSame(body, prompt) && !Self.isSame(body, text.text) {
      report.fail("\(text.name): the service was sent \(Harmlessness.excerpt(body))")
    }
    _ = try await programs.run(["history"], in: text.name)
    _ = try await programs.run(["history", "--json"], in: text.name)
    report.fail(programs.faultsOnDisk(), in: text.name)
  }

  private func expectSame(_ found: String?, _ wanted: String, _ name: String) {
    if found.map({ Self.isSame($0, wanted) }) == true { return }
    report.fail("\(name): not to the letter: \(Harmlessness.excerpt(found ?? "nothing"))")
  }

  /// By scalars: equal strings may be spelled differently.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    one.unicodeScalars.elementsEqual(other.unicodeScalars)
  }

  // MARK: - The command line

  private func arguments(_ text: HostileText, _ programs: HostilePrograms) async throws {
    let word = String(text.withoutZeros.unicodeScalars.prefix(20_000))
    let before = programs.ground.server.ledger.count
    let dry = ["generate", "--dry-run", "--json"]
    var calls = ["model", "size", "provider", "delivery", "max-images", "seed", "image", "out"].map
    {
      dry + ["--\($0)", word, "fox"]
    }
    calls += [
      dry + ["--image", "https://\(word)", "fox"], dry + ["--\(word)", "fox"], [word],
      ["--\(word)"],
      dry + ["--out=\(word)", "fox"], ["show", word], ["show", "--json", word], ["wait", word],
      ["resume", word], ["resume", "--json", word], ["history", "--search", word],
      ["history", "--search", "model:\(word)"], ["history", "--search", "\(word):x", "--json"],
      ["history", "--limit", word], ["sizes", "--model", word], ["models", word],
      ["simulate", "--port", word], ["doctor", word], ["--script", word],
      ["--script", "-", "--size", word],
    ]
    for call in calls {
      _ = try await programs.run(call, in: text.name)
      report.count("ways in × texts")
    }
    _ = try await programs.run(["--demo", "--script", "-"], input: text.text + "\n", in: text.name)
    try await adopt(text, word, programs)
    // A word that happens to be a folder's name may be dry run; nothing may be paid.
    if programs.ground.server.ledger.count != before {
      report.fail("\(text.name): something was paid for by a word on the command line")
    }
  }

  /// An id that a person says, for a request whose answer was lost.
  private func adopt(_ text: HostileText, _ word: String, _ programs: HostilePrograms) async throws
  {
    let ground = programs.ground
    ground.server.script(FaultRule(call: .submit, fault: .dropBeforeAcceptance))
    let words = [
      "generate", "--provider", "atlascloud", "--size", "1024x1024", "--max-images", "1",
    ]
    let lost = try await programs.run(words + ["--json", "lost fox"], in: text.name)
    guard let id = lost.document?["id"]?.text else { return }
    let adopted = try await programs.run(["resume", id, "--adopt", word, "--json"], in: text.name)
    report.count("ways in × texts")
    if let owned = adopted.document?.items?.first?["prediction_id"]?.text {
      expectSame(owned, word, text.name + ", --adopt")
    }
    _ = try await programs.run(["show", id], in: text.name)
    _ = try await programs.run(["resume", id, "--mark-lost"], in: text.name)
  }

  // MARK: - The environment and the settings

  private func environment(_ text: HostileText, _ programs: HostilePrograms) async throws {
    let word = String(text.withoutZeros.unicodeScalars.prefix(20_000))
    let names = [
      "WAVESPEED_API_KEY", "ATLASCLOUD_API_KEY", "WAVESPEED_BASE_URL", "ATLASCLOUD_BASE_URL",
      "LANG",
      "LC_ALL", "TERM", "EDITOR", "VISUAL", "NO_COLOR", "COLORTERM", "TERM_PROGRAM", "TZ", "HOME",
      "XDG_DATA_HOME", "SEEDREAM_FAILPOINT", "SEEDREAM_PREVIEW", "PATH",
    ]
    for name in names {
      _ = try await programs.run(["doctor"], [name: word], in: "\(text.name), \(name)")
      let dry = ["generate", "--dry-run", "--json", "fox"]
      _ = try await programs.run(dry, [name: word], in: "\(text.name), \(name)")
      report.count("ways in × texts")
    }
    for scheme in ["https://", "http://127.0.0.1:1/", "http://127.0.0.1@"] {
      let changes = ["WAVESPEED_BASE_URL": scheme + word]
      _ = try await programs.run(["generate", "--dry-run", "fox"], changes, in: text.name)
    }
  }

  private func settings(_ text: HostileText, _ programs: HostilePrograms) async throws {
    let content = String(decoding: text.escaped.prefix(200_000), as: UTF8.self)
    let raw = String(text.text.unicodeScalars.prefix(20_000))
    let forms = [
      "{provider: \"\(content)\"}", "{model: \"\(content)\"}", "{library: \"\(content)\"}",
      "{library: \"/proc/\(content)\"}", "{theme: \"\(content)\"}", "{\"\(content)\": 1}",
      "{spending: {daily_cap_usd: \"\(content)\"}}", "{key_command: {wavespeed: [\"\(content)\"]}}",
      "{limits: {\"\(content)\": 1}}", "{keys: {\"\(content)\": \"\(content)\"}}",
      "{keys: {'app.quit': \"\(content)\"}}", "{notify: \"\(content)\"}", raw, "{\(raw)}",
      "{provider: '\(raw)'}", "// \(raw)\n{theme: 1}", "{editor: \"\(content)\"}",
    ]
    let folder = programs.ground.home + "/config"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/config.json5"
    defer { unlink(path) }
    for form in forms {
      try Data(form.utf8).write(to: URL(filePath: path))
      let title = text.name + ", settings"
      let noKey = ["WAVESPEED_API_KEY": "", "ATLASCLOUD_API_KEY": ""]
      _ = try await programs.run(["generate", "--dry-run", "--json", "fox"], in: title)
      _ = try await programs.run(["doctor"], noKey, in: title)
      report.count("ways in × texts")
    }
  }

  // MARK: - Names of files

  private func files(_ text: HostileText, _ programs: HostilePrograms) async throws {
    let name = text.fileName
    guard !name.isEmpty, name != ".", name != ".." else { return }
    let folder = programs.ground.home + "/own"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = "\(folder)/\(name)"
    let edit = [
      "generate", "--model", "bytedance/seedream-v4/edit-sequential", "--size", "1024x1024",
      "--max-images", "1", "--json",
    ]
    try write(Array("no picture".utf8), path)
    _ = try await programs.run(edit + ["--image", path, "fox"], in: text.name + ", no picture")
    try write(picture, path)
    let made = try await programs.run(
      edit + ["--image", path, "fox"],
      in: text.name + ", reference"
    )
    if made.code == 0 {
      expectSame(made.document?["references"]?.items?.first?.text, path, text.name + ", reference")
      if let id = made.document?["id"]?.text {
        _ = try await programs.run(["show", id], in: text.name)
      }
    } else {
      report.fail("\(text.name): a picture of that name is no reference: \(made.code)")
    }
    let out = "\(folder)/out \(name)"
    let words = ["generate", "--size", "1024x1024", "--max-images", "1"]
    let placed = try await programs.run(
      words + ["--json", "--out", out, "fox"],
      in: text.name + ", --out"
    )
    expectSame(placed.document?["folder"]?.text, out, text.name + ", --out")
    _ = try await programs.run(words + ["--out", out, "hare"], in: text.name + ", --out again")
    let home = ["SEEDREAM_HOME": "\(folder)/home \(name)"]
    _ = try await programs.run(words + ["fox"], home, in: text.name + ", SEEDREAM_HOME")
    _ = try await programs.run(["doctor"], home, in: text.name + ", SEEDREAM_HOME")
    report.count("ways in × texts", 5)
    report.fail(programs.faultsOnDisk(ignoring: ["own/"]), in: text.name)
  }

  private func write(_ bytes: [UInt8], _ path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw ScriptedServer.NoSocket(code: errno) }
    defer { close(descriptor) }
    _ = Glibc.write(descriptor, bytes, bytes.count)
  }
}
