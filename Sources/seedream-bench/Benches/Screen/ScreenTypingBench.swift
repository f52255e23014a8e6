import PseudoTerminal

/// One character typed in the middle of 2,000, and 200 at once, beside editors.
struct ScreenTypingBench {
  let ground: ScreenGround

  private static let letters = Array("thequickbrownfoxjumpsove".utf8)
  /// The first keys change more than a line: a title, a mark that the text differs.
  private static let warmUp = 4
  private static let burst = Array(String(repeating: "lantern ", count: 25).utf8)

  func run() throws {
    var rows: [[String]] = []
    for place in TypingPlace.allCases {
      let contenders = try [
        ground.nano(place.nanoWords(ground)), ground.vim(place.vimWords(ground)),
        ground.studio(on: ground.freshLibrary()),
      ]
      var outcomes: [ScreenOutcome] = []
      var bursts: [ScreenOutcome] = []
      for contender in contenders {
        let (single, burst) = measure(contender, at: place)
        outcomes.append(single)
        bursts.append(burst)
      }
      rows += zip(outcomes, bursts).map { Self.row(place, $0, $1, Array(outcomes.dropLast())) }
    }
    BenchOutput.table(
      "A typed character among 2,000",
      [
        "where", "program", "median ms", "p95 ms", "bytes", "200 at once: ms", "bytes",
        "one key: ratio",
      ],
      rows
    )
  }

  private static func row(
    _ place: TypingPlace,
    _ single: ScreenOutcome,
    _ burst: ScreenOutcome,
    _ peers: [ScreenOutcome]
  ) -> [String] {
    [place.title]
      + single.row {
        [
          BenchOutput.number($0.median, 2), BenchOutput.number($0.percentile(0.95), 2),
          BenchOutput.number(single.bytes.mean), BenchOutput.number(burst.milliseconds.median),
          BenchOutput.number(burst.bytes.median, 0), single.ratios(to: peers),
        ]
      }
  }

  private func measure(
    _ contender: ScreenContender,
    at place: TypingPlace
  ) -> (ScreenOutcome, ScreenOutcome) {
    var single = ScreenOutcome(name: contender.name)
    var burst = ScreenOutcome(name: contender.name)
    do {
      let (terminal, frame) = try ground.open(contender)
      defer { ground.close(terminal) }
      if contender.name == "seedream" { try place.prepare(terminal, after: frame) }
      for (number, letter) in Self.letters.enumerated() {
        let reaction = try terminal.reaction(
          to: [letter],
          quiet: ScreenGround.keyQuiet,
          atMost: .seconds(2)
        )
        guard reaction.isComplete else { throw NoFigures(reason: "no reaction to a key") }
        if number >= Self.warmUp { single.add(reaction) }
      }
      burst.add(try terminal.reaction(to: Self.burst, quiet: ScreenGround.burstQuiet))
    } catch {
      single.reason = ScreenOutcome.text(error)
    }
    return (single, burst)
  }
}

/// Where in the text is typed.
enum TypingPlace: CaseIterable {
  case lineEnd, insideLine, insideParagraph

  private static let line = EditedText.lineCount / 2
  private static let column = EditedText.lineLength / 2
  private static let offset = 1_000

  var title: String {
    switch self {
    case .lineEnd: "at the end of a line"
    case .insideLine: "inside a line"
    case .insideParagraph: "inside a paragraph"
    }
  }

  private var text: String { self == .insideParagraph ? EditedText.paragraph : EditedText.lines }

  func nanoWords(_ ground: ScreenGround) -> [String] {
    switch self {
    case .lineEnd: ["+\(Self.line + 1),\(EditedText.lineLength + 1)", ground.linesFile]
    case .insideLine: ["+\(Self.line + 1),\(Self.column + 1)", ground.linesFile]
    case .insideParagraph: ["--softwrap", "+1,\(Self.offset + 1)", ground.paragraphFile]
    }
  }

  func vimWords(_ ground: ScreenGround) -> [String] {
    switch self {
    case .lineEnd: ["+\(Self.line + 1)", "+startinsert!", ground.linesFile]
    case .insideLine:
      ["+call cursor(\(Self.line + 1), \(Self.column + 1))", "+startinsert", ground.linesFile]
    case .insideParagraph:
      ["+call cursor(1, \(Self.offset + 1))", "+startinsert", ground.paragraphFile]
    }
  }

  /// Pastes the text into the studio's prompt and goes to the place.
  func prepare(_ terminal: PseudoTerminal, after frame: Reaction) throws {
    let paste = "\u{1b}[200~" + text.split(separator: "\n").joined(separator: "\r") + "\u{1b}[201~"
    let pasted = try terminal.reaction(to: Array(paste.utf8), quiet: ScreenGround.frameQuiet)
    guard pasted.isComplete else { throw NoFigures(reason: "no reaction to a paste") }
    var keys: [String]
    switch self {
    case .lineEnd: keys = Self.repeated("up", EditedText.lineCount - 1 - Self.line) + ["end"]
    case .insideLine:
      keys = Self.repeated("up", EditedText.lineCount - 1 - Self.line) + ["home"]
      keys += Self.repeated("right", Self.column)
    case .insideParagraph: keys = Self.repeated("left", EditedText.paragraph.count - Self.offset)
    }
    let bytes = keys.flatMap { frame.bytes(ofKey: $0) }
    _ = try terminal.reaction(to: bytes, quiet: ScreenGround.frameQuiet)
  }

  private static func repeated(_ key: String, _ count: Int) -> [String] {
    Array(repeating: key, count: count)
  }
}

extension Reaction {
  /// A key's bytes in the mode that the program asked for on its first screen.
  func bytes(ofKey name: String) -> [UInt8] {
    let mode = Array("\u{1b}[?1h".utf8)
    let isApplication = bytes.indices.contains { bytes[$0...].starts(with: mode) }
    return TerminalKey.bytes(name, inApplicationMode: isApplication) ?? []
  }
}

extension [Double] {
  /// The average; nought of none.
  var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }
}
