import FoundationEssentials
import ProviderSimulator
import TestSupport

/// Everything that a service can say, in the words of somebody hostile.
struct ServiceRounds {
  let report: TrialReport
  let picture: [UInt8]

  /// One field of one service with one text.
  struct Round: Sendable {
    let field: HostileService.Field
    let service: SimulatedService
    let name: String
    /// Between the quotes of a JSON string.
    let content: [UInt8]
    /// Where there is no JSON.
    let plain: [UInt8]

    var title: String { "\(service.rawValue), \(field.rawValue), \(name)" }
  }

  /// Every text in every spelling; `short` takes one of them for each field of each service.
  static func all(_ setting: TrialSetting) -> [Round] {
    var numbers = setting.numbers(1)
    var rounds: [Round] = []
    let spellings = spellings()
    for service in SimulatedService.allCases {
      for field in HostileService.Field.allCases {
        let chosen =
          setting.length == .short
          ? Array(spellings.shuffled(using: &numbers).prefix(1)) : spellings
        rounds += chosen.map { spelling in
          Round(
            field: field,
            service: service,
            name: spelling.name,
            content: spelling.content,
            plain: spelling.plain
          )
        }
      }
    }
    return rounds.shuffled(using: &numbers)
  }

  private static func spellings() -> [(name: String, content: [UInt8], plain: [UInt8])] {
    var spellings: [(name: String, content: [UInt8], plain: [UInt8])] = []
    for text in HostileText.all {
      let plain = Array(text.text.utf8.filter { ![0, 0x0A, 0x0D].contains($0) })
      spellings.append((text.name + " escaped", text.escaped, plain))
      spellings.append((text.name + " raw", text.barelyEscaped, plain))
    }
    let odd: [(String, [UInt8])] = [
      ("lone surrogates", Array(#"x \ud800 \udc00 \udbff\udbff \u001b[31m end"#.utf8)),
      ("cut escape", Array(#"x \u00"#.utf8)),
      (
        "invalid UTF-8",
        Array("x ".utf8) + [0xFF, 0xFE, 0xC0, 0xAF, 0xED, 0xA0, 0x80, 0x9B, 0x33, 0x31, 0x6D]
      ),
      (
        "overlong escape",
        Array("x ".utf8) + [0xC0, 0x9B, 0xE0, 0x80, 0x9B, 0xF0, 0x80, 0x80, 0x9B]
      ),
    ]
    spellings += odd.map { ($0.0, $0.1, $0.1) }
    for text in [HostileText.megabyte, .flood] {
      let plain = Array(text.text.utf8.filter { ![0, 0x0A, 0x0D].contains($0) }.prefix(90_000))
      spellings.append((text.name, text.escaped, plain))
    }
    return spellings
  }

  /// Does one and says what does not hold.
  func run(_ round: Round) async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    let service = try HostileService(
      round.field,
      content: round.content,
      plain: round.plain,
      picture: picture
    )
    defer { service.server.stop() }
    let programs = HostilePrograms(ground: ground, address: service.server.baseURL, report: report)
    var words = ["generate", "--provider", round.service.rawValue, "--max-images", "2"]
    if HostileService.needsReference(round.field) {
      let path = ground.home + "/reference.jpg"
      try Data(picture).write(to: URL(filePath: path))
      words += ["--model", "bytedance/seedream-v4/edit-sequential", "--image", path]
    }
    words += ["--size", "1024x1024"]
    let begun = try await programs.run(words + ["--json", "two foxes"], in: round.title)
    let id = begun.document?["id"]?.text
    _ = try await programs.run(words + ["two hares"], in: round.title)
    if let id {
      _ = try await programs.run(["show", id], in: round.title)
      _ = try await programs.run(["show", id, "--json"], in: round.title)
      _ = try await programs.run(["resume", id], in: round.title)
    }
    _ = try await programs.run(["history"], in: round.title)
    _ = try await programs.run(["history", "--json"], in: round.title)
    if [.balance, .currency, .statusLine, .plainBody].contains(round.field) {
      _ = try await programs.run(["doctor"], in: round.title)
      _ = try await programs.run(["doctor", "--json"], in: round.title)
    }
    report.fail(programs.faultsOnDisk(), in: round.title)
    report.count("fields of a service's replies × texts")
  }
}

/// Runs programs and looks at everything they say.
struct HostilePrograms {
  let ground: TortureGround
  /// Another address than the simulator's.
  var address: String?
  let report: TrialReport

  struct Run {
    let code: Int32
    let document: JSONValue?
    let errors: String
  }

  /// Whatever happens, it ends by itself and says nothing raw.
  @discardableResult
  func run(
    _ words: [String],
    _ changes: [String: String] = [:],
    input: String = "",
    in title: String,
    atMost seconds: Int = 40
  ) async throws -> Run {
    let ending = try await ground.run(
      words,
      changes,
      through: address,
      input: input,
      atMost: seconds
    )
    report.count("programs run")
    let command = Harmlessness.excerpt(words.joined(separator: " "))
    var faults = Harmlessness.faults(ending.errorBytes, "stderr")
    faults += Harmlessness.faults(ending.outputBytes, "stdout")
    if ending.code > 128, ending.code != 130 { faults.append("ended with \(ending.code)") }
    if ending.code == 1, words.first != "doctor" {
      faults.append("internal error: \(Harmlessness.excerpt(ending.errors))")
    }
    if (ending.output + ending.errors).contains(TortureGround.key) {
      faults.append("shows the key")
    }
    let document = words.contains("--json") ? Harmlessness.document(ending.outputBytes) : nil
    if words.contains("--json"), document == nil { faults.append("stdout is not one document") }
    report.fail(faults, in: "\(title): \(command)")
    return Run(code: ending.code, document: document, errors: ending.errors)
  }

  /// File names below the library, and texts beside the pictures.
  func faultsOnDisk(ignoring own: Set<String> = []) -> [String] {
    let files = ground.files.filter { path in
      // By bytes: a mark that comes first in a name joins the slash before it.
      !own.contains { path.utf8.starts(with: $0.utf8) }
    }
    var faults = Harmlessness.faults(inNames: files)
    for path in files where path.hasSuffix(".log") || path.hasSuffix(".json") {
      let bytes = (try? Data(contentsOf: URL(filePath: ground.home + "/" + path))) ?? Data()
      faults += Harmlessness.faults([UInt8](bytes), path)
    }
    let key = Data(TortureGround.key.utf8)
    for path in files {
      let bytes = (try? Data(contentsOf: URL(filePath: ground.home + "/" + path))) ?? Data()
      if bytes.firstRange(of: key) != nil { faults.append("\(path) holds the key") }
    }
    return faults
  }
}
