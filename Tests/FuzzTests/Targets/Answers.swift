import CellGrid

@testable import TerminalKit

extension FuzzTarget {
  /// What a terminal answers, or is made to answer, to an asking studio: the first line is the
  /// environment, words such as `TERM=xterm`, the rest is what it sends, in pieces with pauses.
  @Sendable static func answers(_ supply: inout Supply) throws {
    var environment: [String: String] = [:]
    for word in supply.line().split(separator: " ") {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { environment[String(parts[0])] = String(parts[1]) }
    }
    var numbers = SeededNumbers(seed: UInt64(supply.byte()))
    var asking = AskingStudio(environment)
    var rest = supply.bytes()[...]
    while !rest.isEmpty {
      let count = Int.random(in: 1...min(rest.count, 40), using: &numbers)
      try asking.hear(
        rest.prefix(count),
        after: .milliseconds(Int.random(in: 0...900, using: &numbers))
      )
      rest = rest.dropFirst(count)
    }
    try asking.end()
  }
}

/// Asks, hears and sends as the screen does, on a clock of its own.
private struct AskingStudio {
  private var questions: TerminalQuestions
  private var sending: PictureSending
  private var reader = KeyboardReader()
  private var now = ContinuousClock.now
  private let start: ContinuousClock.Instant
  private var asked = 0

  init(_ environment: [String: String]) {
    questions = TerminalQuestions(environment, colours: 256)
    sending = PictureSending(isPaced: questions.findings.multiplexer == .tmux)
    start = now
    questions.note(.start, size: Size(width: 80, height: 24), at: now)
    let slices = (0..<64).map { [UInt8](repeating: 0x30 + UInt8($0 % 10), count: 1_000) }
    sending.add(.kitty(number: 1, slices: slices, place: Point(x: 1, y: 1)))
  }

  mutating func hear(_ bytes: some Collection<UInt8>, after pause: Duration) throws {
    now += pause
    let inputs = reader.inputs(bytes, at: now)
    for case .key(let press) in inputs {
      guard case .character(let character) = press.key else { continue }
      let isControl = character.unicodeScalars.first?.properties.generalCategory == .control
      try hold(!isControl, "a control character was typed: \(press)")
    }
    if !inputs.isEmpty { questions.notePress(at: now) }
    let replies = reader.takeReplies()
    try hold(replies.count <= 64, "\(replies.count) replies were kept")
    for reply in replies {
      if case .version(let text) = reply {
        try hold(text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }, "\(text) is no name")
      }
      if reply == .ready { sending.answered(at: now) }
      _ = questions.take(reply, at: now)
    }
    _ = questions.pass(to: now)
    asked += questions.questions(isAtKeys: !inputs.isEmpty, at: now).count
    if sending.maySend(at: now) { _ = sending.next(at: now) }
    let seconds = LinkMeter.seconds(now - start)
    try hold(Double(asked) <= 800 + 400 * seconds, "\(asked) bytes asked in \(seconds) s")
    try hold(LinkMeter.ladder.contains(sending.meter.budget), "a budget beside the ladder")
    try check()
  }

  private func check() throws {
    for wish in PictureWish.allCases {
      let choice = PictureFormChoice(
        questions.findings,
        PictureFormChoice.Surroundings(wish: wish, isUTF8: true, colours: 256, canWriteSixels: true)
      )
      let text = choice.reason + choice.advice
      try hold(Steering.first(in: text) == nil, "\(text) steers terminals")
      try hold(!choice.reason.isEmpty, "no reason for \(choice.form)")
    }
  }

  /// After a silence keys work, and what was on its way can be let go.
  mutating func end() throws {
    now += .seconds(4)
    _ = reader.inputs([], at: now)
    now += .seconds(4)
    _ = reader.inputs([0x18, 0x1B], at: now)
    now += .seconds(4)
    _ = reader.inputs([], at: now)
    try hold(reader.inputs("q".utf8, at: now) == [.key(KeyPress("q"))], "q is not q any more")
    sending.forget()
    now += .seconds(4)
    _ = sending.next(at: now)
    try hold(sending.isEmpty, "something stays on its way")
  }
}
