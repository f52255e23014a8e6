import CellGrid
import Testing

@testable import TerminalKit

@Suite struct TerminalQuestionsTests {
  private let start = ContinuousClock.now
  private let size = Size(width: 80, height: 24)

  private func questions(_ environment: [String: String] = ["TERM": "xterm-256color"])
    -> TerminalQuestions
  {
    var questions = TerminalQuestions(environment, colours: 256)
    questions.note(.start, size: size, at: start)
    return questions
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func everythingIsAskedAtTheStartWithTheFenceLast() {
    var questions = questions()
    let asked = text(questions.questions(isAtKeys: false, at: start))
    #expect(asked.hasPrefix("\u{1B}_Gi=31,") && asked.hasSuffix("\u{1B}[c"))
    for part in ["\u{1B}[>q", "\u{1B}[16t", "P$qm", "P+q524742"] { #expect(asked.contains(part)) }
    #expect(questions.questions(isAtKeys: true, at: start).isEmpty)
    #expect(questions.deadline == start + TerminalQuestions.patience)
    #expect(!questions.findings.isComplete)
  }

  @Test func theFenceEndsTheRound() {
    var questions = questions()
    _ = questions.questions(isAtKeys: false, at: start)
    let later = start + .milliseconds(40)
    #expect(questions.take(.kitty(id: 31, isOK: true), at: later) == true)
    #expect(questions.take(.version("kitty(0.41.1)"), at: later) == true)
    #expect(questions.take(.cell(CellPixels(width: 9, height: 18)), at: later) == true)
    #expect(!questions.findings.isComplete)
    #expect(questions.take(.deviceAttributes([62, 4]), at: later) == true)
    let findings = questions.findings
    #expect(findings.isComplete && findings.hasKitty && findings.hasSixel)
    #expect(findings.brand == TerminalBrand(.kitty, 0, 41) && findings.hasTrueColour)
    #expect(findings.roundTrip == .milliseconds(40))
    #expect(questions.deadline == nil)
  }

  @Test func silenceEndsTheRoundAndLateAnswersCount() {
    var questions = questions()
    _ = questions.questions(isAtKeys: false, at: start)
    #expect(questions.pass(to: start + .seconds(1)) == false)
    #expect(questions.pass(to: start + .seconds(2)) && questions.findings.isComplete)
    #expect(questions.take(.kitty(id: 31, isOK: true), at: start + .seconds(9)) == true)
    #expect(questions.findings.hasKitty && questions.findings.isComplete)
  }

  @Test func whatNobodyAskedForIsNoAnswer() {
    var questions = TerminalQuestions(["TERM": "xterm-256color"], colours: 256)
    #expect(questions.take(.kitty(id: 31, isOK: true), at: start) == false)
    questions.note(.start, size: size, at: start)
    _ = questions.questions(isAtKeys: false, at: start)
    #expect(questions.take(.kitty(id: 7, isOK: true), at: start) == false)
    #expect(questions.take(.version("kitty(0.41.1)"), at: start + .seconds(61)) == false)
    #expect(!questions.findings.hasKitty && questions.findings.version == nil)
  }

  @Test func withoutColoursNothingIsAsked() {
    var questions = TerminalQuestions(["TERM": "vt100"], colours: 0)
    questions.note(.start, size: size, at: start)
    #expect(questions.questions(isAtKeys: true, at: start).isEmpty)
    #expect(questions.findings.isComplete)
  }

  @Test func theLinuxConsoleGetsNoStrings() {
    var questions = questions(["TERM": "linux"])
    let asked = text(questions.questions(isAtKeys: false, at: start))
    #expect(asked.hasSuffix("\u{1B}[c") && !asked.contains("\u{1B}_") && !asked.contains("\u{1B}P"))
  }

  @Test func screenIsAskedForItsAttributesOnly() {
    var questions = questions(["TERM": "screen-256color", "STY": "1"])
    #expect(text(questions.questions(isAtKeys: false, at: start)) == "\u{1B}[c")
    _ = questions.take(.deviceAttributes([1, 2]), at: start)
    #expect(questions.findings.isComplete && !questions.findings.hasTrueColour)
  }

  @Test func aResizeAsksForWhatMayHaveChangedButNotTwiceASecond() {
    var questions = questions()
    _ = questions.questions(isAtKeys: false, at: start)
    _ = questions.take(.version("foot(1.13.1)"), at: start)
    _ = questions.take(.deviceAttributes([62, 4]), at: start)
    questions.note(.resized, size: size, at: start + .milliseconds(100))
    #expect(questions.questions(isAtKeys: false, at: start + .milliseconds(100)).isEmpty)
    #expect(questions.deadline == start + .seconds(1))
    let asked = text(questions.questions(isAtKeys: false, at: start + .seconds(1)))
    #expect(asked == "\u{1B}[>q\u{1B}[16t\u{1B}[14t\u{1B}[c")
    #expect(questions.findings.isComplete)
    #expect(questions.generation == 0)
  }

  @Test func whoAnswersOutsideTmuxIsAskedForPicturesAtOnce() {
    var questions = questions(["TERM": "tmux-256color", "TMUX": "/tmp/tmux,1,0"])
    _ = questions.questions(isAtKeys: false, at: start)
    #expect(questions.questions(isAtKeys: false, at: start).isEmpty)
    _ = questions.take(.version("kitty(0.41.1)"), at: start + .milliseconds(30))
    let asked = text(questions.questions(isAtKeys: false, at: start + .milliseconds(30)))
    #expect(asked.hasPrefix("\u{1B}Ptmux;") && asked.contains("_Gi=31,"))
  }

  @Test func anotherTerminalIsAskedEverything() {
    var questions = questions()
    _ = questions.questions(isAtKeys: false, at: start)
    _ = questions.take(.kitty(id: 31, isOK: true), at: start)
    _ = questions.take(.version("kitty(0.41.1)"), at: start)
    _ = questions.take(.deviceAttributes([62]), at: start)
    let later = start + .seconds(10)
    questions.note(.resized, size: size, at: later)
    _ = questions.questions(isAtKeys: false, at: later)
    #expect(questions.take(.version("foot(1.13.1)"), at: later) == true)
    #expect(!questions.findings.hasKitty && questions.generation == 1)
    let asked = text(questions.questions(isAtKeys: false, at: later + .seconds(1)))
    #expect(asked.contains("\u{1B}_Gi=31,"))
  }

  @Test func givingTheTerminalAwayLosesWhatItHeld() {
    var questions = questions()
    questions.note(.continued, size: size, at: start)
    questions.note(.cameBack, size: size, at: start)
    #expect(questions.generation == 2)
  }

  @Test func forgedNamesDoNotMakeItAskWithoutEnd() {
    var questions = questions()
    var bytes = 0
    for step in 0..<2_000 {
      let now = start + .milliseconds(step)
      bytes += questions.questions(isAtKeys: true, at: now).count
      _ = questions.take(.version(step % 2 == 0 ? "kitty(0.41.1)" : "foot(1.13.1)"), at: now)
    }
    #expect(bytes < 600)
  }

  // MARK: Inside tmux

  private var tmux: [String: String] { ["TERM": "tmux-256color", "TMUX": "/tmp/t,1,0"] }

  @Test func outsideTmuxIsAskedForItsNameFirst() {
    var questions = questions(tmux)
    let asked = text(questions.questions(isAtKeys: false, at: start))
    #expect(asked.contains("\u{1B}Ptmux;\u{1B}\u{1B}[>q\u{1B}\\") && !asked.contains("_G"))
    _ = questions.take(.version("tmux 3.3a"), at: start)
    _ = questions.take(.deviceAttributes([1, 2]), at: start)
    #expect(!questions.findings.isComplete)
    _ = questions.take(.version("kitty(0.41.1)"), at: start)
    let more = text(questions.questions(isAtKeys: true, at: start + .milliseconds(5)))
    #expect(more.hasPrefix("\u{1B}Ptmux;\u{1B}\u{1B}_Gi=31,"))
    _ = questions.take(.kitty(id: 31, isOK: true), at: start + .milliseconds(9))
    #expect(questions.findings.isComplete && questions.findings.hasKitty)
    #expect(questions.findings.version == "tmux 3.3a")
  }

  @Test func withoutPassthroughTheTimeRunsOut() {
    var questions = questions(tmux)
    _ = questions.questions(isAtKeys: false, at: start)
    _ = questions.take(.version("tmux 3.3a"), at: start)
    _ = questions.take(.deviceAttributes([1, 2]), at: start)
    #expect(questions.pass(to: start + .seconds(2)) == true)
    #expect(questions.findings.outerVersion == nil && questions.findings.multiplexer == .tmux)
  }

  @Test func twoNamesOfTmuxMeanOneInsideTheOther() {
    var questions = questions(tmux)
    _ = questions.questions(isAtKeys: false, at: start)
    for reply in [TerminalReply.version("tmux 3.3a"), .deviceAttributes([1]), .version("tmux 3.4")]
    {
      _ = questions.take(reply, at: start)
    }
    #expect(questions.findings.multiplexer == .nestedTmux && questions.findings.brand == nil)
  }

  @Test func laterOnlyAKeyLetsTheTerminalOutsideBeAsked() {
    var questions = questions(tmux)
    _ = questions.questions(isAtKeys: false, at: start)
    _ = questions.pass(to: start + .seconds(2))
    let later = start + .seconds(5)
    questions.note(.resized, size: size, at: later)
    #expect(questions.questions(isAtKeys: false, at: later).isEmpty && questions.deadline == nil)
    #expect(!questions.questions(isAtKeys: true, at: later).isEmpty)
  }

  @Test func aKeyAfterALongPauseAsksAgain() {
    var questions = questions(tmux)
    _ = questions.questions(isAtKeys: false, at: start)
    _ = questions.pass(to: start + .seconds(2))
    questions.notePress(at: start + .seconds(3))
    #expect(questions.questions(isAtKeys: true, at: start + .seconds(3)).isEmpty)
    let later = start + .seconds(1_000)
    questions.notePress(at: later)
    #expect(!questions.questions(isAtKeys: true, at: later).isEmpty && questions.generation == 1)
  }
}
