import CellGrid
import StudioModel
import Testing

@testable import StudioUI

@Suite struct PromptPaneTests {
  private static let series = "A series of 4 images: a fox through the seasons."

  @Test func typingPastingAndEveryMotionAskForTheDraftToBeSaved() {
    var desk = PromptDesk()
    desk.type("a")
    #expect(desk.takeReactions() == [.promptChanged])
    desk.paste("b\nc")
    #expect(desk.takeReactions() == [.promptChanged])
    desk.press("left")
    #expect(desk.takeReactions() == [.promptChanged])
    desk.press("enter")
    #expect(desk.takeReactions() == [.promptChanged])
    #expect(desk.pane.text == "ab\n\nc")
    #expect(desk.pane.caret == 4)
  }

  @Test func keysThatTypeNothingAreLeftToTheBindings() throws {
    var desk = PromptDesk("text")
    for spelling in ["ctrl-a", "f5", "esc", "tab", "enter", "alt-x"] {
      let key = try #require(KeyPress(spelled: spelling))
      let reactions = desk.pane.handle(.key(key), desk.context)
      #expect(reactions == nil, "\(spelling)")
    }
    #expect(desk.pane.text == "text")
  }

  @Test func aPastedLineBreakSendsNothing() {
    var desk = PromptDesk()
    desk.paste("one\ntwo\n")
    #expect(desk.takeReactions() == [.promptChanged])
    #expect(desk.pane.text == "one\ntwo\n")
  }

  @Test func copyingASelectionAlsoPutsItOnTheClipboard() {
    var desk = PromptDesk("one two")
    desk.press("ctrl-a shift-right shift-right alt-w")
    #expect(desk.takeReactions().last == .effect(.copy("on", label: "selection")))
    desk.press("alt-w")
    #expect(desk.takeReactions() == [.promptChanged])
    desk.press("alt-c")
    #expect(desk.takeReactions() == [.effect(.copy("one two", label: "prompt"))])
  }

  @Test func aDraftComesBackWithItsCaretAndNothingToUndo() {
    var desk = PromptDesk("left here", caret: 4)
    #expect(desk.pane.caret == 4)
    desk.press("ctrl-_")
    #expect(desk.pane.text == "left here")
    desk.type("!")
    #expect(desk.pane.text == "left! here")
  }

  @Test func aReplacedTextIsOneEdit() {
    var desk = PromptDesk("one")
    desk.type("!")
    desk.pane.replace(with: "another one")
    desk.press("ctrl-_")
    #expect(desk.pane.text == "one!")
  }

  // MARK: The editor of one's own

  @Test func theTextGoesToAnEditorAndComesBackAsOneEdit() {
    var desk = PromptDesk("one")
    desk.press("alt-e")
    #expect(desk.takeReactions() == [.effect(.openEditor("one"))])
    desk.report(.editorClosed("one\ntwo\n"))
    #expect(desk.pane.text == "one\ntwo")
    #expect(desk.takeReactions().first == .promptChanged)
    desk.press("ctrl-_")
    #expect(desk.pane.text == "one")
  }

  @Test(arguments: [nil, "one", "one\n"])
  func anEditorThatChangedNothingChangesNothing(left: String?) {
    var desk = PromptDesk("one")
    desk.report(.editorClosed(left))
    #expect(desk.pane.text == "one")
    #expect(desk.takeReactions().isEmpty)
    #expect(!desk.pane.editor.canUndo)
  }

  @Test func aLineBreakAtTheEndThatWasThereStays() {
    var desk = PromptDesk("one\n")
    desk.report(.editorClosed("two\n"))
    #expect(desk.pane.text == "two\n")
  }

  @Test func aFailedEditorLosesNothing() {
    var desk = PromptDesk("one")
    desk.press("alt-e")
    desk.report(.editorFailed(Failure(.refused, "vi was not found", cost: .nothing)))
    #expect(desk.pane.text == "one")
  }

  // MARK: Earlier prompts

  @Test func altUpWalksBackAndAltDownComesBackToWhatWasWritten() {
    var desk = PromptDesk("half a thou", earlier: ["newest", "older", "oldest"])
    desk.press("alt-up")
    #expect(desk.pane.text == "newest")
    #expect(desk.pane.caret == 6)
    desk.press("alt-up alt-up alt-up")
    #expect(desk.pane.text == "oldest")
    desk.press("alt-down alt-down")
    #expect(desk.pane.text == "newest")
    desk.press("alt-down")
    #expect(desk.pane.text == "half a thou")
    desk.press("alt-down")
    #expect(desk.pane.text == "half a thou")
  }

  @Test func everyStepOfTheWalkCanBeUndone() {
    var desk = PromptDesk("mine", earlier: ["newest", "older"])
    desk.press("alt-up alt-up ctrl-_")
    #expect(desk.pane.text == "newest")
    desk.press("ctrl-_")
    #expect(desk.pane.text == "mine")
  }

  @Test func anEarlierPromptThatIsEditedIsWhatIsBeingWritten() {
    var desk = PromptDesk("", earlier: ["newest", "older"])
    desk.press("alt-up alt-up")
    desk.type("!")
    desk.press("alt-up")
    #expect(desk.pane.text == "newest")
    desk.press("alt-down")
    #expect(desk.pane.text == "older!")
  }

  @Test func whatStandsInTheEditorIsNoStep() {
    var desk = PromptDesk("newest", earlier: ["newest", "older"])
    desk.press("alt-up")
    #expect(desk.pane.text == "older")
  }

  @Test func promptsThatComeLateDoNotLoseThePlace() {
    var desk = PromptDesk("mine", earlier: ["b", "a"])
    desk.press("alt-up")
    desk.report(.promptsLoaded(["c", "b", "a"]))
    desk.press("alt-up")
    #expect(desk.pane.text == "a")
    desk.press("alt-down alt-down alt-down")
    #expect(desk.pane.text == "mine")
  }

  @Test func rememberedDraftsStandBeforeTheOthers() {
    var desk = PromptDesk("", earlier: ["sent"])
    desk.pane.remember("left behind")
    desk.pane.remember("   ")
    desk.report(.promptsLoaded(["sent later", "sent"]))
    #expect(desk.pane.earlier.texts == ["left behind", "sent later", "sent"])
  }

  @Test(arguments: [PromptCommand.earlier, .find])
  func withoutEarlierPromptsItSaysSo(command: PromptCommand) {
    let desk = PromptDesk("text")
    #expect(
      desk.pane.objection(to: command, desk.context) == "There are no earlier prompts yet."
    )
  }

  @Test func theEndsOfTheWalkAreSaid() {
    var desk = PromptDesk("", earlier: ["only"])
    #expect(desk.pane.objection(to: .later, desk.context) == "This is the newest prompt.")
    #expect(desk.pane.objection(to: .earlier, desk.context) == nil)
    desk.press("alt-up")
    #expect(desk.pane.objection(to: .earlier, desk.context) == "This is the oldest prompt.")
    #expect(desk.pane.objection(to: .later, desk.context) == nil)
  }

  // MARK: Advice

  @Test func theCostliestAdviceShowsFirstAndOneKeyFollowsIt() {
    var desk = PromptDesk("A series of 6 images of a fox\u{200B}.", maxImages: 4)
    #expect(desk.screenText.contains("asks for 6 images"))
    #expect(desk.screenText.contains("M-l ask for 6 · 1 more M-n"))
    desk.press("alt-l")
    #expect(desk.request.maxImages == 6)
    #expect(desk.takeReactions().contains(.toast(Toast(.done, "max_images is 6 now"))))
    #expect(desk.screenText.contains("M-l take them out"))
    desk.press("alt-l")
    #expect(desk.pane.text == "A series of 6 images of a fox.")
    desk.press("ctrl-_")
    #expect(desk.pane.text == "A series of 6 images of a fox\u{200B}.")
  }

  @Test func adviceIsLeafedThroughRoundAndStartsOverWhenTheTextChanges() {
    var desk = PromptDesk("A series of 6 images of a fox\u{200B}.", maxImages: 4)
    let first = desk.pane.shownAdvice(desk.context)
    desk.press("alt-n")
    let second = desk.pane.shownAdvice(desk.context)
    #expect(first != second)
    desk.press("alt-n")
    #expect(desk.pane.shownAdvice(desk.context) == first)
    desk.press("alt-n")
    desk.type(".")
    #expect(desk.pane.shownAdvice(desk.context)?.text == first?.text)
  }

  @Test func theOtherKeyTurnsThePromptToTheNumberThatIsSet() {
    var desk = PromptDesk("A series of 6 images of a fox.", maxImages: 4)
    #expect(desk.pane.objection(to: .otherFix, desk.context) == nil)
    desk.press("alt-o")
    #expect(desk.pane.text == "A series of 4 images of a fox.")
    #expect(desk.request.maxImages == 4)
    #expect(desk.pane.objection(to: .otherFix, desk.context) != nil)
    desk.press("ctrl-_")
    #expect(desk.pane.text == "A series of 6 images of a fox.")
  }

  @Test func aMissingCountIsPutInFrontWithTheCaretWhereItWas() {
    var desk = PromptDesk("a fox in the snow", caret: 5, maxImages: 4)
    desk.press("alt-l")
    #expect(desk.pane.text == "A series of 4 images: a fox in the snow")
    #expect(desk.pane.caret == 5 + 22)
  }

  @Test func refusalsGoBeforeNoticesAndAreRed() {
    var desk = PromptDesk("A series of 6 images of a fox", maxImages: 99)
    let advice = desk.pane.advice(desk.context)
    #expect(advice.first?.isRefusal == true)
    let row = (0..<desk.size.height).first { desk.surface[0, $0].glyph.text == "✗" }
    #expect(row.map { desk.surface[0, $0].style } == Theme.standard.error)
    desk.press("alt-l")
    #expect(desk.request.maxImages < 99)
  }

  @Test func anEmptyPromptIsNotScolded() {
    let desk = PromptDesk()
    #expect(desk.pane.advice(desk.context).isEmpty)
    #expect(desk.pane.objection(to: .fix, desk.context) != nil)
    #expect(desk.pane.objection(to: .nextAdvice, desk.context) != nil)
    #expect(desk.pane.objection(to: .copy, desk.context) != nil)
  }

  @Test func blanksAloneAreRefused() {
    #expect(PromptDesk("   ").pane.advice(PromptDesk("   ").context).first?.isRefusal == true)
  }

  @Test func aFixOfAnOlderTextLosesNothingThatWasTyped() {
    var desk = PromptDesk("a fox", maxImages: 4)
    let stale = desk.context
    desk.type(" in the snow")
    let reactions = desk.pane.perform(.fix, stale)
    guard case .apply(.prompt(let text))? = reactions.first else {
      Issue.record("no fix")
      return
    }
    #expect(text == "A series of 4 images: a fox in the snow")
  }

  // MARK: The mouse

  @Test func aClickPutsTheCaretAndTheWheelScrolls() {
    var desk = PromptDesk((0..<40).map { "line \($0)" }.joined(separator: "\n"), caret: 0)
    desk.mouse(.pressed, x: 4, y: 2)
    #expect(desk.pane.caret == 18)
    desk.mouse(.wheelDown, x: 4, y: 2)
    #expect(desk.screenText.hasPrefix("line 3 "))
    desk.mouse(.wheelUp, x: 4, y: 2)
    #expect(desk.screenText.hasPrefix("line 0"))
    let below = MouseEvent(.pressed, at: Point(x: 2, y: 11))
    let reactions = desk.pane.handle(.mouse(below), desk.context)
    #expect(reactions == nil)
  }

  @Test func aSelectionIsReplacedByWhatIsTypedThroughThePane() {
    var desk = PromptDesk(Self.series)
    desk.press("alt-a")
    desk.type("x")
    #expect(desk.pane.text == "x")
  }
}
