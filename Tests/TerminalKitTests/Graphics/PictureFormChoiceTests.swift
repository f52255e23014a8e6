import CellGrid
import Testing

@testable import TerminalKit

@Suite struct PictureFormChoiceTests {
  private func findings(
    _ environment: [String: String] = ["TERM": "xterm-256color"],
    _ replies: TerminalReply...
  ) -> TerminalFindings {
    let now = ContinuousClock.now
    var questions = TerminalQuestions(environment, colours: 256)
    questions.note(.start, size: Size(width: 80, height: 24), at: now)
    _ = questions.questions(isAtKeys: true, at: now)
    for reply in replies { _ = questions.take(reply, at: now) }
    _ = questions.pass(to: now + .seconds(2))
    return questions.findings
  }

  private func choice(
    _ findings: TerminalFindings,
    _ wish: PictureWish = .auto,
    isUTF8: Bool = true,
    colours: Int = 256,
    sixels: Bool = true
  ) -> PictureFormChoice {
    PictureFormChoice(
      findings,
      PictureFormChoice.Surroundings(
        wish: wish,
        isUTF8: isUTF8,
        colours: colours,
        canWriteSixels: sixels
      )
    )
  }

  private let ok = TerminalReply.kitty(id: 31, isOK: true)
  private let tmux = ["TERM": "tmux-256color", "TMUX": "/tmp/t,1,0"]

  @Test func placeholdersComeFirst() {
    let kitty = choice(findings([:], ok, .version("kitty(0.41.1)"), .deviceAttributes([62])))
    #expect(kitty.form == .kittyPlaceholders && kitty.passage == .direct && kitty.advice.isEmpty)
    #expect(kitty.reason == "kitty 0.41 answered and knows kitty's placeholders")
    #expect(kitty.colours == .trueColour)
  }

  @Test func anOldKittyPutsPicturesAtTheCursor() {
    let old = choice(findings([:], ok, .version("kitty(0.26.5)"), .deviceAttributes([62])))
    #expect(old.form == .kittyPlacement)
  }

  @Test func placeholdersNeedUTF8AndEnoughColours() {
    let kitty = findings([:], ok, .version("kitty(0.41.1)"), .deviceAttributes([62]))
    #expect(choice(kitty, isUTF8: false).form == .kittyPlacement)
    #expect(choice(kitty, colours: 16).form == .kittyPlacement)
  }

  @Test(arguments: ["WezTerm 2024", "iTerm2 3.5", "Konsole 23.8", "mintty 3.6"])
  func inlinePicturesComeBeforeKittysPlacement(version: String) {
    let found = findings([:], ok, .version(version), .deviceAttributes([65, 4]))
    #expect(choice(found).form == .iterm2)
  }

  @Test func theTerminalOfVSCodeNeedsItsImagesSwitchedOn() {
    let environment = ["TERM": "xterm-256color", "TERM_PROGRAM": "vscode"]
    #expect(choice(findings(environment, .deviceAttributes([1, 2]))).form == .symbols)
    #expect(choice(findings(environment, .deviceAttributes([62, 4]))).form == .iterm2)
  }

  @Test func anUnknownTerminalIsTakenByItsAnswers() {
    #expect(choice(findings([:], ok, .deviceAttributes([62, 4]))).form == .kittyPlacement)
    #expect(choice(findings([:], .deviceAttributes([62, 4]))).form == .sixel)
    #expect(choice(findings([:], .deviceAttributes([62]))).form == .symbols)
    // The first number is the kind of terminal.
    #expect(choice(findings([:], .deviceAttributes([4, 62]))).form == .symbols)
    #expect(choice(findings()).form == .symbols)
  }

  @Test func sixelsNeedWhatWritesThem() {
    let found = findings([:], .version("foot(1.13.1)"), .deviceAttributes([62, 4]))
    #expect(choice(found).form == .sixel)
    let without = choice(found, sixels: false)
    #expect(without.form == .symbols && without.advice == "install libchafa")
  }

  @Test func withoutColoursPicturesAreWords() {
    let kitty = findings([:], ok, .version("kitty(0.41.1)"), .deviceAttributes([62]))
    let plain = choice(kitty, colours: 0)
    #expect(plain.form == .text && plain.colours == .none)
  }

  @Test func withoutUTF8SymbolsAreASCII() {
    let plain = choice(findings(), isUTF8: false)
    #expect(plain.form == .symbols && plain.isASCII && plain.advice == "export LANG=C.UTF-8")
  }

  @Test func aWishWins() {
    let none = findings([:], .deviceAttributes([1]))
    let forms: [(PictureWish, PictureForm)] = [
      (.kitty, .kittyPlaceholders), (.iterm2, .iterm2), (.sixel, .sixel), (.symbols, .symbols),
      (.text, .text), (.off, .off),
    ]
    for (wish, form) in forms { #expect(choice(none, wish).form == form) }
    #expect(choice(none, .sixel, sixels: false).form == .symbols)
    #expect(choice(none, .symbols, colours: 0).form == .text)
    let old = findings([:], ok, .version("kitty(0.26.5)"), .deviceAttributes([62]))
    #expect(choice(old, .kitty).form == .kittyPlacement)
  }

  @Test func insideTmuxPlaceholdersGoThroughIt() {
    let found = findings(
      tmux,
      .version("tmux 3.3a"),
      .deviceAttributes([1, 2]),
      .version("kitty(0.41.1)"),
      ok
    )
    let kitty = choice(found)
    #expect(kitty.form == .kittyPlaceholders && kitty.passage == .tmux)
    #expect(kitty.colours == .trueColour)
  }

  @Test func insideTmuxWithoutPassthroughTheSettingIsNamed() {
    let shut = choice(findings(tmux, .version("tmux 3.3a"), .deviceAttributes([1, 2])))
    #expect(shut.form == .symbols && shut.advice.contains("tmux set -g allow-passthrough on"))
  }

  @Test func tmuxDrawsSixelsOnlyForATerminalThatShowsThem() {
    let foot = findings(
      tmux,
      .version("tmux 3.5"),
      .deviceAttributes([1, 2, 4]),
      .version("foot(1.13.1)")
    )
    #expect(choice(foot).form == .sixel && choice(foot).passage == .direct)
    let alacritty = findings(
      tmux,
      .version("tmux 3.5"),
      .deviceAttributes([1, 2, 4]),
      .version("Alacritty 0.13")
    )
    #expect(choice(alacritty).form == .symbols)
  }

  @Test func nestedMultiplexersShowSymbols() {
    let nested = choice(
      findings(tmux, .version("tmux 3.3a"), .deviceAttributes([1]), .version("tmux 3.3a"))
    )
    #expect(nested.form == .symbols && !nested.advice.isEmpty)
    let screen = choice(findings(["TERM": "screen", "STY": "1"], .deviceAttributes([1, 4])))
    #expect(screen.form == .symbols && screen.advice.contains("tmux"))
  }

  @Test func theCellIsThatOfTheTerminalOrTheUsualOne() {
    #expect(choice(findings()).cell == .standard && !choice(findings()).isCellKnown)
    let told = choice(findings([:], .cell(CellPixels(width: 8, height: 17))))
    #expect(told.cell == CellPixels(width: 8, height: 17) && told.isCellKnown)
    let window = choice(findings([:], .window(width: 720, height: 432)))
    #expect(window.cell == CellPixels(width: 9, height: 18))
  }
}
