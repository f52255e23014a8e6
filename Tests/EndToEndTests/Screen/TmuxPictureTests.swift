import CellGrid
import TerminalKit
import Testing

/// Questions and pictures through a real tmux.
@Suite(.inTurn, .enabled(if: TmuxPane.isThere)) struct TmuxPictureTests {
  private static let kitty = [
    (question: "\u{1b}[>q", answer: "\u{1b}P>|kitty(0.41.1)\u{1b}\\"),
    (question: "\u{1b}_Gi=31,", answer: "\u{1b}_Gi=31;OK\u{1b}\\"),
    (question: "\u{1b}[c", answer: "\u{1b}[?62;c"),
  ]
  private static let environment = ["TERM": "tmux-256color", "TMUX": "/tmp/tmux,1,0"]

  /// Asks until the findings are as wanted; what they are in the end.
  private func ask(_ pane: TmuxPane, until isEnough: (TerminalFindings) -> Bool) -> TerminalFindings
  {
    var questions = TerminalQuestions(Self.environment, colours: 256)
    questions.note(.start, size: Size(width: 80, height: 24), at: .now)
    for _ in 0..<1_500 where !isEnough(questions.findings) {
      pane.write(questions.questions(isAtKeys: true, at: .now))
      for reply in pane.replies() { _ = questions.take(reply, at: .now) }
    }
    return questions.findings
  }

  private func choice(_ findings: TerminalFindings) -> PictureFormChoice {
    PictureFormChoice(
      findings,
      PictureFormChoice.Surroundings(wish: .auto, isUTF8: true, colours: 256, canWriteSixels: true)
    )
  }

  @Test(.timeLimit(.minutes(2))) func kittyIsFoundOutsideTmux() throws {
    let pane = try TmuxPane(allowsPassthrough: true)
    pane.answers = Self.kitty
    let found = ask(pane) { $0.isComplete }
    #expect(found.version?.hasPrefix("tmux ") == true && found.outerVersion == "kitty(0.41.1)")
    #expect(choice(found).form == .kittyPlaceholders && choice(found).passage == .tmux)
  }

  @Test(.timeLimit(.minutes(2))) func nothingIsFoundWhereTmuxHandsNothingOn() throws {
    let pane = try TmuxPane(allowsPassthrough: false)
    pane.answers = Self.kitty
    let found = ask(pane) { $0.deviceAttributes != nil }
    #expect(found.outerVersion == nil && found.multiplexer == .tmux)
    #expect(choice(found).form == .symbols)
  }

  @Test(.timeLimit(.minutes(2))) func everySliceOfAPictureArrivesInOrder() throws {
    let pane = try TmuxPane(allowsPassthrough: true)
    pane.answers = Self.kitty
    _ = ask(pane) { $0.isComplete }
    let before = pane.transcript.count
    var sending = PictureSending(isPaced: true)
    let slices = (0..<40).map { number in
      let text = "\u{1b}_Gm=1,q=2;\(number):" + String(repeating: "A", count: 4_000) + "\u{1b}\\"
      return wrapped(Array(text.utf8))
    }
    sending.add(.kitty(number: 1, slices: slices, through: .tmux))
    for _ in 0..<3_000 where !sending.isEmpty || !sending.maySend(at: .now) {
      pane.write(sending.next(at: .now))
      for reply in pane.replies() where reply == .ready { sending.answered(at: .now) }
      let sent = sending.takeNews().sent
      if sent == [1] { break }
    }
    for _ in 0..<200 where !text(pane, from: before).contains(";39:") { _ = pane.replies() }
    let arrived = text(pane, from: before)
    let numbers = arrived.split(
      separator: "\u{1b}_Gm=1,q=2;",
      omittingEmptySubsequences: false
    ).dropFirst().compactMap {
      Int($0.prefix { $0 != ":" })
    }
    #expect(numbers == Array(0..<40))
  }

  private func text(_ pane: TmuxPane, from start: Int) -> String {
    String(decoding: pane.transcript[start...], as: UTF8.self)
  }

  private func wrapped(_ sequence: [UInt8]) -> [UInt8] {
    Array("\u{1b}Ptmux;".utf8) + sequence.flatMap { $0 == 0x1b ? [0x1b, 0x1b] : [$0] }
      + Array("\u{1b}\\".utf8)
  }
}
