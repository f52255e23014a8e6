import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// Searching while typing.
@Suite struct HistorySearchLineTests {
  @Test(arguments: [("modle:v4", "modle"), ("fox Stat:done", "Stat")])
  func aFieldThatIsNoneIsNamedWhereNothingFits(typed: String, name: String) {
    var desk = HistoryDesk.opened(HistoryDesk.many(3))
    desk.search(typed)
    desk.answerAll()
    #expect(desk.screen.contains("There is no field “\(name):”."))
  }

  @Test(arguments: ["16:30", "https://example.com", "a:b", "nothing", "fox:"])
  func whatIsNoFieldByItsLookIsNotCalledOne(typed: String) {
    var desk = HistoryDesk.opened(HistoryDesk.many(3))
    desk.search(typed)
    desk.answerAll()
    #expect(desk.screen.contains("There is no field") == (typed == "fox:"))
  }

  @Test func aReasonIsReadToItsEndWhereThereIsRoom() {
    var desk = HistoryDesk.opened(HistoryDesk.many(3), width: 40, height: 16)
    desk.search("size:x")
    desk.answerAll()
    #expect(desk.screen.contains("takes pixels"))
    #expect(desk.screen.contains("16:9."))
  }

  private static let animals = [
    Job.numbered(3, at: HistoryDesk.now, prompt: "a red fox at dusk"),
    Job.numbered(2, .failed, at: HistoryDesk.now + .seconds(-60), prompt: "an owl, a fox, a moon"),
    Job.numbered(1, at: HistoryDesk.now + .seconds(-120), prompt: "an owl in winter"),
  ]

  @Test func everyKeystrokeAsksAnewAndOlderAnswersAreDropped() {
    var desk = HistoryDesk.opened(Self.animals)
    desk.search("owl")
    #expect(desk.requests.map(\.query.text) == ["o", "ow", "owl"])
    #expect(desk.requests.map(\.generation) == [2, 3, 4])
    // The last answer comes first; the others are of no interest any more.
    desk.answerLast()
    #expect(desk.prompts == ["an owl, a fox, a moon", "an owl in winter"])
    desk.answer()
    desk.answer()
    #expect(desk.prompts == ["an owl, a fox, a moon", "an owl in winter"])
    #expect(desk.pane.facts(desk.context) == ["2 found"])
  }

  @Test func theOldRowsStayUntilTheAnswerComes() {
    var desk = HistoryDesk.opened(Self.animals)
    desk.search("zebra")
    #expect(desk.prompts.count == 3)
    #expect(desk.pane.facts(desk.context) == ["searching…"])
    desk.answerAll()
    #expect(desk.prompts.isEmpty)
    #expect(desk.screen.contains("Nothing fits “zebra”."))
  }

  @Test func aKeyThatChangesNothingAsksNothing() {
    var desk = HistoryDesk.opened(Self.animals)
    desk.search("fox")
    desk.answerAll()
    desk.press("left right home end")
    desk.type(" ")
    #expect(desk.requests.isEmpty)
  }

  @Test func fieldsBecomePartsOfTheQuestion() {
    var desk = HistoryDesk.opened(Self.animals)
    desk.search("fox status:failed")
    desk.answerAll()
    #expect(desk.pane.list.query.text == "fox")
    #expect(desk.pane.list.query.statuses == [.failed])
    #expect(desk.prompts == ["an owl, a fox, a moon"])
  }

  @Test func whatAFieldTakesIsSaidBelowTheLine() {
    var desk = HistoryDesk.opened(Self.animals, width: 78)
    desk.search("size:huge")
    desk.answerAll()
    let rows = desk.screen.split(separator: "\n")
    #expect(rows[0].hasPrefix("/ size:huge"))
    #expect(rows[1].contains("size: takes pixels"))
  }

  @Test func escapeClearsThenLeaves() {
    var desk = HistoryDesk.opened(Self.animals)
    desk.search("owl")
    desk.answerAll()
    desk.press("esc")
    desk.answerAll()
    #expect(desk.pane.takesTyping && desk.prompts.count == 3)
    desk.press("esc")
    #expect(!desk.pane.takesTyping)
    #expect(!desk.screen.contains("/ "))
  }

  @Test func clearingKeepsTheCursorOnItsSequence() {
    var desk = HistoryDesk.opened(HistoryDesk.many(40))
    desk.search("7")
    desk.answerAll()
    desk.press("down")
    let found = desk.selected?.id
    #expect(desk.selected?.request.prompt == "prompt 27 of many")
    desk.press("esc")
    desk.answerAll()
    #expect(desk.selected?.id == found)
  }

  @Test func enterGoesToTheListAndKeepsWhatWasFound() {
    var desk = HistoryDesk.opened(Self.animals)
    desk.search("owl")
    desk.answerAll()
    desk.press("enter")
    #expect(!desk.pane.takesTyping)
    #expect(desk.prompts.count == 2)
    #expect(desk.screen.hasPrefix("/ owl"))
    // Outside the line letters are commands again; Esc takes the search back.
    desk.press("j")
    #expect(desk.selected?.request.prompt == "an owl in winter")
    desk.press("esc")
    desk.answerAll()
    #expect(desk.prompts.count == 3)
    #expect(desk.pane.handle(.key(KeyPress(.escape)), desk.context) == nil)
  }

  @Test func arrowsMoveInTheListWhileTyping() {
    var desk = HistoryDesk.opened(Self.animals)
    desk.search("owl")
    desk.answerAll()
    desk.press("down")
    #expect(desk.selected?.request.prompt == "an owl in winter")
    desk.type(" w")
    #expect(desk.pane.field.text == "owl w")
  }

  @Test func backspaceInAnEmptyLineLeaves() {
    var desk = HistoryDesk.opened(Self.animals)
    desk.search("o")
    desk.press("backspace")
    #expect(desk.pane.takesTyping)
    desk.press("backspace")
    #expect(!desk.pane.takesTyping)
  }

  @Test func aPasteIsOneQuestionAndOneLine() {
    var desk = HistoryDesk.opened(Self.animals)
    desk.press("/")
    _ = desk.pane.handle(.paste("red\nfox\u{1B}[31m"), desk.context)
    #expect(desk.pane.field.text.hasPrefix("red fox"))
    #expect(!desk.screen.contains("\u{1B}"))
    let megabyte = String(repeating: "fox ", count: 250_000)
    _ = desk.pane.handle(.paste(megabyte), desk.context)
    #expect(desk.pane.field.text.count < 2_000)
  }

  @Test func aPasteOutsideTheLineMeansNothing() {
    var desk = HistoryDesk.opened(Self.animals)
    #expect(desk.pane.handle(.paste("d"), desk.context) == nil)
    #expect(desk.takeReactions().isEmpty)
  }

  @Test func theTrashIsASearchAndBackAgain() {
    var desk = HistoryDesk.opened(Self.animals)
    desk.press("T")
    desk.answerAll()
    #expect(desk.pane.list.query.isInTrash)
    #expect(desk.screen.contains("The trash is empty."))
    #expect(desk.pane.facts(desk.context) == ["trash"])
    desk.press("T")
    desk.answerAll()
    #expect(!desk.pane.list.query.isInTrash && desk.prompts.count == 3)
  }

  @Test func clearSearchWorksOutsideTheLine() {
    var desk = HistoryDesk.opened(Self.animals)
    #expect(desk.objection(.clearSearch) != nil)
    desk.search("owl")
    desk.press("enter")
    desk.answerAll()
    desk.press("c")
    desk.answerAll()
    #expect(desk.prompts.count == 3 && desk.pane.field.isEmpty)
  }

  @Test func aFailedSearchIsTriedAgainByTyping() {
    var desk = HistoryDesk.opened(Self.animals)
    desk.search("o")
    desk.fail(Failure(.storage, "No answer.", cost: .nothing))
    #expect(desk.prompts.count == 3)
    desk.type("w")
    desk.answerAll()
    #expect(desk.prompts.count == 2)
    #expect(desk.objection(.retry) != nil)
  }

  @Test func theCursorOfTheTerminalStandsInTheLine() {
    var desk = HistoryDesk.opened(Self.animals)
    desk.search("狐狸")
    #expect(desk.surface.cursor == Point(x: 6, y: 0))
    desk.context.isFocused = false
    #expect(desk.surface.cursor == nil)
  }
}

/// What of a row is marked as found.
@Suite struct FoundWordsTests {
  @Test(arguments: [
    ("fox", "a Fox, foxes", [2..<5, 7..<10]),
    ("fox a", "a fox, foxes", [0..<1, 2..<5]),
    ("f", "a fox f", [6..<7]),
    ("v4.5", "v4 5 45", [0..<2, 3..<4]),
    ("狐狸", "红狐狸 狐", [2..<6]),
    ("狐狸 moon", "moon 狐狸", [0..<4, 5..<9]),
    ("ＦＯＸ", "fox", [0..<3]),
    ("", "fox", []), ("-- !", "fox - !", []),
  ])
  func wordsAreMarkedWhereTheyStand(search: String, line: String, cells: [Range<Int>]) {
    #expect(FoundWords(search).cells(in: line) == cells)
  }

  @Test func aGlimpseShowsWhatWasFoundFarInside() {
    let prompt = String(repeating: "filler ", count: 40) + "with a hedgehog at the end"
    let line = PromptGlimpse.line(prompt, FoundWords("hedgehog"), cells: 30)
    #expect(line.hasPrefix("…") && line.contains("hedgehog"))
    #expect(CellWidth.of(line) <= 30)
    #expect(PromptGlimpse.line(prompt, FoundWords(""), cells: 30).hasPrefix("filler filler"))
  }

  @Test func aGlimpseShowsWholeWordsAndNotPartsOfOthers() {
    let prompt = String(repeating: "bowls ", count: 20) + "and an Owl at the end"
    let line = PromptGlimpse.line(prompt, FoundWords("owl at"), cells: 40)
    #expect(line.contains("Owl at"))
    let none = PromptGlimpse.line(prompt, FoundWords("owl elsewhere"), cells: 20)
    #expect(!FoundWords("owl").cells(in: none).isEmpty || none.hasPrefix("bowls"))
  }

  @Test(arguments: ["\u{200B}", "\n", "\u{301}", "  "])
  func aBeginningThatTakesNoRoomIsPassedOver(sign: String) {
    let prompt = String(repeating: sign, count: 100) + "a fox"
    #expect(PromptGlimpse.line(prompt, FoundWords(""), cells: 30).hasSuffix("a fox"))
  }

  @Test func aHugePromptCostsARowLittle() {
    let accents = "e" + String(repeating: "\u{301}", count: 2_000_000)
    let line = PromptGlimpse.line(accents, FoundWords("x"), cells: 30)
    #expect(CellWidth.of(line) <= 30)
  }
}
