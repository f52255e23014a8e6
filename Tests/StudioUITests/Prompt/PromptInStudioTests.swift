import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// The prompt pane with the rest of the studio around it.
@Suite struct PromptInStudioTests {
  @Test func everyEditSavesTheDraftWithItsCaret() {
    var desk = Desk.ready()
    desk.type("ab")
    desk.press("left")
    #expect(desk.lastDraft?.request.prompt == "ab")
    #expect(desk.lastDraft?.caret == 1)
  }

  @Test func aPersonsOwnKeysEditAndTheOldOnesDoNot() {
    var desk = Desk(keys: ["edit.undo": ["ctrl-x"], "edit.word-left": ["f7"]])
    desk.type("one two")
    desk.press("ctrl-_ f7")
    #expect(desk.app.prompt.text == "one two")
    #expect(desk.app.prompt.caret == 4)
    desk.press("ctrl-x")
    #expect(desk.app.prompt.text == "one ")
  }

  @Test func theKeyOfTheAdviceIsTheOneThatIsBound() {
    var desk = Desk(keys: ["prompt.fix": ["f8"]])
    desk.type("a fox in the snow")
    #expect(desk.row(with: "F8 say it") != nil)
    desk.press("alt-l")
    #expect(desk.app.prompt.text == "a fox in the snow")
    desk.press("f8")
    #expect(desk.app.prompt.text == "A series of 4 images: a fox in the snow")
  }

  @Test func oneKeyChangesTheSettingThatThePromptAsksFor() {
    var desk = Desk.ready()
    desk.type("A series of 6 images: a fox through the year")
    #expect(desk.screen.contains("M-l ask for 6"))
    desk.press("alt-l")
    #expect(desk.app.request.maxImages == 6)
    #expect(desk.app.prompt.text == "A series of 6 images: a fox through the year")
    #expect(desk.screen.contains("max_images is 6 now"))
  }

  @Test func enterTypesALineBreakAndNeverSends() {
    var desk = Desk.ready()
    desk.type("one")
    desk.press("enter")
    desk.paste("two\nthree\n")
    let isSent = desk.takeEffects().contains { if case .admit = $0 { true } else { false } }
    #expect(!isSent)
    #expect(desk.app.prompt.text == "one\ntwo\nthree\n")
  }

  @Test func enterAmongCommandsGoesBackToTyping() {
    var desk = Desk.ready()
    desk.type("one")
    desk.press("esc enter")
    #expect(desk.app.prompt.text == "one")
    desk.type("!")
    #expect(desk.app.prompt.text == "one!")
  }

  @Test func theListOfEarlierPromptsKeepsItsKeysToItself() {
    var desk = Desk.ready()
    desk.report(.promptsLoaded(["a red fox", "一只狐狸"]))
    desk.press("alt-r tab f5 alt-2")
    desk.type("狐")
    #expect(desk.screen.contains("Earlier prompts"))
    #expect(desk.app.focus == .prompt)
    #expect(desk.takeEffects().isEmpty)
    desk.press("enter")
    #expect(desk.app.prompt.text == "一只狐狸")
  }

  @Test func whatWasSentIsAmongTheEarlierPrompts() {
    var desk = Desk.ready()
    desk.type("a fox")
    desk.report(.promptsLoaded(["a fox", "older"]))
    desk.press("alt-up")
    #expect(desk.app.prompt.text == "older")
    desk.press("alt-down")
    #expect(desk.app.prompt.text == "a fox")
  }

  @Test func whatIsBeingWrittenStaysTheDraftWhileEarlierPromptsAreLookedAt() {
    var desk = Desk.ready()
    desk.report(.promptsLoaded(["a fox", "older"]))
    desk.type("half a thought")
    desk.press("alt-up alt-up")
    #expect(desk.app.prompt.text == "older")
    #expect(desk.lastDraft?.request.prompt == "half a thought")
    #expect(desk.lastDraft?.caret == 14)
    desk.type("!")
    #expect(desk.lastDraft?.request.prompt == "older!")
  }

  @Test func aTextThatGaveWayToAnEarlierPromptIsOneOfThemNow() {
    var desk = Desk.ready()
    desk.report(.promptsLoaded(["a fox"]))
    desk.type("half a thought")
    desk.press("alt-r f o x enter")
    #expect(desk.app.prompt.text == "a fox")
    desk.press("alt-up")
    #expect(desk.app.prompt.text == "half a thought")
  }

  @Test func aHugePasteIsCheckedOnlyAfterAPause() {
    var desk = Desk.ready()
    desk.paste(String(repeating: "a lighthouse at dusk ", count: 2_000))
    desk.type("x")
    #expect(desk.app.checkDueAt != nil)
    desk.pass(.seconds(1))
    #expect(desk.app.checkDueAt == nil)
    #expect(desk.screen.contains("over "))
    desk.press("alt-l")
    #expect(desk.app.prompt.text.hasPrefix("A series of 4 images: a lighthouse"))
    #expect(desk.app.prompt.text.hasSuffix("x"))
  }

  @Test func aMotionChecksNothingAnew() {
    var desk = Desk.ready()
    desk.paste(String(repeating: "a lighthouse at dusk ", count: 2_000))
    desk.pass(.seconds(1))
    desk.press("left up ctrl-home")
    #expect(desk.app.checkDueAt == nil)
  }
}

extension Desk {
  /// The draft that was to be saved last, of what was asked for since it was looked at before.
  fileprivate var lastDraft: Draft? {
    var copy = self
    return copy.takeEffects().reversed().lazy.compactMap {
      if case .saveDraft(let draft) = $0 { draft } else { nil }
    }.first
  }
}
