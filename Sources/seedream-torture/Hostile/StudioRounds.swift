import FoundationEssentials
import Glibc
import ProviderSimulator
import TerminalScreen
import TestSupport

/// The studio with hostile text in every place where text can be, and every byte that it sends to its
/// terminal.
struct StudioRounds {
  let report: TrialReport

  /// What curses and the studio use on an xterm; anything else came from outside.
  private static let usual: Set<String> = [
    "07", "08", "09", "0A", "0D", "0E", "0F", "ESC (B", "ESC )0", "ESC (0", "ESC =", "ESC >",
    "ESC 7", "ESC 8", "ESC M", "CSI m", "CSI H", "CSI J", "CSI K", "CSI r", "CSI A", "CSI B",
    "CSI C", "CSI D", "CSI G", "CSI d", "CSI X", "CSI P", "CSI @", "CSI L", "CSI M", "CSI S",
    "CSI T", "CSI b", "CSI Z", "CSI ?h", "CSI ?l", "CSI ?r", "CSI ?s", "CSI h", "CSI l", "CSI t",
    "CSI n",
    "OSC 0", "OSC 2", "OSC 8", "OSC 52", "OSC 777",
  ]

  func run(_ text: HostileText) async throws {
    let ground = try TortureGround()
    defer { ground.clearUp() }
    try await fill(ground, text)
    let studio = try open(ground)
    defer { studio.signal(SIGKILL) }
    try await studio.waitFor("Enter starts", atMost: .seconds(20))
    try studio.press("enter")
    try await studio.waitForNo("Enter starts")
    try await send(text, studio, ground)
    try await look(studio, text)
    // A key to leave with would ask about what is unfinished.
    studio.signal(SIGTERM)
    _ = try await studio.ended(atMost: .seconds(20))
    report.fail(faults(studio), in: "studio, \(text.name)")
    let programs = HostilePrograms(ground: ground, report: report)
    report.fail(programs.faultsOnDisk(ignoring: ["own/"]), in: "studio, \(text.name)")
    report.count("studios")
    report.count("bytes sent to terminals", studio.transcript.count)
  }

  /// A library whose history is hostile already: a prompt, a refusal, a failed task, names of files.
  private func fill(_ ground: TortureGround, _ text: HostileText) async throws {
    let words = ["generate", "--provider", "wavespeed", "--size", "1024x1024", "--max-images", "1"]
    let message = text.text
    let out = ground.home + "/own/out " + text.fileName
    _ = try await ground.run(words + ["--out", out, "-"], input: text.text)
    ground.server.script(
      FaultRule(call: .submit, fault: .status(400, retryAfter: nil, message: message))
    )
    _ = try await ground.run(words + ["a refused fox"])
    ground.server.script(
      FaultRule(call: .submit, fault: .failedTask(code: 1_403, message: message))
    )
    _ = try await ground.run(words + ["a failed fox"])
    ground.server.script(FaultRule(call: .submit, fault: .dropBeforeAcceptance))
    _ = try await ground.run(
      [
        "generate", "--provider", "atlascloud", "--size", "1024x1024", "--max-images", "1",
        "a lost fox",
      ]
    )
    ground.server.clearFaults()
    let settings = "{links: 'on', notify: 'osc777', mouse: true}"
    let folder = ground.home + "/config"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(settings.utf8).write(to: URL(filePath: folder + "/config.json5"))
  }

  private func open(_ ground: TortureGround) throws -> TerminalScreen {
    let terminal = ["TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "VTE_VERSION": "7000"]
    return try TerminalScreen(
      [try TortureGround.requiredProgram()],
      environment: ground.environment().merging(terminal) { $1 },
      columns: 120,
      rows: 40
    )
  }

  /// Pastes, sends, and is answered with the same text.
  private func send(_ text: HostileText, _ studio: TerminalScreen, _ ground: TortureGround)
    async throws
  {
    let message = text.text
    ground.server.script(FaultRule(call: .result, times: 2, fault: .unknownStatus(word: message)))
    try studio.paste("a pasted fox " + text.withoutZeros)
    try await studio.settle(quiet: .milliseconds(200), atMost: .seconds(30))
    try studio.press("f5")
    try await studio.settle(quiet: .milliseconds(400), atMost: .seconds(30))
    try studio.press("y")
    try await studio.settle(quiet: .milliseconds(700), atMost: .seconds(30))
    ground.server.script(
      FaultRule(call: .submit, fault: .status(402, retryAfter: nil, message: message))
    )
    try studio.press("esc", "alt-1", "i")
    try studio.paste("a second fox \(text.withoutZeros)")
    try studio.press("f5")
    try await studio.settle(quiet: .milliseconds(400), atMost: .seconds(30))
    ground.server.clearFaults()
  }

  /// Opens every page and copies everything that can be copied.
  private func look(_ studio: TerminalScreen, _ text: HostileText) async throws {
    let live = [
      "alt-3", "esc", "enter", "y", "Y", "down", "down", "left", "down", "enter", "y", "left",
    ]
    let adopt = ["alt-3", "esc", "end", "enter", "a"]
    let history = ["alt-4", "esc", "home"]
    let pages = [
      "enter", "y", "U", "P", "Y", "I", "]", "down", "down", "J", "y", "U", "P", "J", "J", "left",
    ]
    for keys in [live, adopt] { try await press(keys, studio) }
    try studio.paste(text.withoutZeros)
    try await press(["enter", "esc", "esc"], studio)
    for keys in [history, pages, ["alt-4", "esc", "/"]] { try await press(keys, studio) }
    try studio.paste(text.withoutZeros)
    try await press(["enter", "esc", "f12", "end", "esc", "f1", "esc", ":"], studio)
    try studio.paste(text.withoutZeros)
    try await press(["esc", "alt-2", "esc", "down", "down", "enter"], studio)
    try studio.paste(text.withoutZeros)
    try await press(["enter", "esc", "esc", "alt-1", "esc", "ctrl-r"], studio)
    for size in [(60, 16), (40, 10), (120, 40)] {
      studio.resize(columns: size.0, rows: size.1)
      try await studio.settle(quiet: .milliseconds(150), atMost: .seconds(20))
    }
  }

  private func press(_ keys: [String], _ studio: TerminalScreen) async throws {
    for key in keys {
      try studio.press(key)
      try await studio.settle(quiet: .milliseconds(60), atMost: .seconds(20))
    }
  }

  // MARK: - What came out

  private func faults(_ studio: TerminalScreen) -> [String] {
    let bytes = studio.transcript
    let stray = ControlInventory.kindsBesideQuestions(in: bytes).subtracting(Self.usual)
    var faults = stray.isEmpty ? [] : ["strange sequences: \(stray.sorted())"]
    let text = String(decoding: bytes, as: UTF8.self)
    let hidden = Set(
      text.unicodeScalars.filter { $0.value > 0x9F && Harmlessness.steersTerminals($0) }.map(
        \.value
      )
    )
    if !hidden.isEmpty {
      faults.append("raw \(hidden.sorted().map { "U+" + String($0, radix: 16, uppercase: true) })")
    }
    if String(validating: bytes, as: UTF8.self) == nil {
      faults.append("no UTF-8")
    }
    if text.contains(TortureGround.key) { faults.append("the key is on the screen") }
    return faults + studio.commands.flatMap { Self.faults(ofCommand: $0) }
  }

  /// Titles, links, notices and what is put into the clipboard.
  private static func faults(ofCommand command: String) -> [String] {
    let safe = Harmlessness.excerpt(command)
    if command.unicodeScalars.contains(where: Harmlessness.steersTerminals) {
      return ["command \(safe)"]
    }
    if command.hasPrefix("8;") {
      let isPlain = command.utf8.allSatisfy { (0x21..<0x7F).contains($0) }
      let target = command.split(separator: ";", maxSplits: 2, omittingEmptySubsequences: false)
        .last
      let isKnown = ["", "file://", "http://127.0.0.1", "https://"].contains { start in
        start.isEmpty ? target == "" : target?.hasPrefix(start) == true
      }
      return isPlain && isKnown ? [] : ["link \(safe)"]
    }
    guard command.hasPrefix("52;") else { return [] }
    let payload = command.split(separator: ";", omittingEmptySubsequences: false).last ?? ""
    guard let data = Data(base64Encoded: String(payload)),
      let copied = String(validating: data, as: UTF8.self)
    else { return ["clipboard without text: \(safe)"] }
    let controls = copied.unicodeScalars.filter { scalar in
      scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
    }
    return controls.isEmpty ? [] : ["controls in the clipboard: \(Harmlessness.excerpt(copied))"]
  }
}
