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

  // MARK: Nothing typed is lost

  @Test func aTextThatGaveWayIsPutAsideBeforeTheSlotIsWritten() {
    var desk = Desk.ready()
    desk.report(.promptsLoaded(["a fox"]))
    desk.type("half a thought")
    _ = desk.takeEffects()
    desk.press("alt-r f o x enter")
    #expect(desk.keeping == ["aside: half a thought", "slot: a fox"])
    desk.type("!")
    #expect(desk.keeping == ["slot: a fox!"])
  }

  @Test func anEditedEarlierPromptPutsAsideWhatWasHiddenUnderIt() {
    var desk = Desk.ready()
    desk.report(.promptsLoaded(["a fox"]))
    desk.type("half a thought")
    desk.press("alt-up")
    _ = desk.takeEffects()
    desk.type("!")
    #expect(desk.keeping == ["aside: half a thought", "slot: a fox!"])
    desk.press("alt-up")
    #expect(desk.app.prompt.text == "half a thought")
    // It is in no slot of its own any more, so this leaves the edited one to be kept.
    #expect(desk.keeping == ["slot: a fox!"])
    desk.type("?")
    #expect(desk.keeping == ["aside: a fox!", "slot: half a thought?"])
  }

  @Test func whatComesBackByUndoWasNotLeft() {
    var desk = Desk.ready()
    desk.report(.promptsLoaded(["a fox"]))
    desk.type("half a thought")
    desk.press("alt-up")
    _ = desk.takeEffects()
    desk.press("ctrl-_")
    #expect(desk.app.prompt.text == "half a thought")
    #expect(desk.keeping == ["slot: half a thought"])
  }

  @Test func aTextThatIsInTheListAlreadyIsNotPutAsideAgain() {
    var desk = Desk.ready()
    desk.report(.promptsLoaded(["a fox", "an owl"], unsent: ["a kite"]))
    desk.press("alt-r f o x enter")
    desk.press("alt-r k i t e enter")
    desk.press("alt-r o w l enter")
    #expect(desk.keeping == ["slot: a fox", "slot: a kite", "slot: an owl"])
  }

  @Test func aRecalledSequencePutsTheTextAsideWithItsOwnSettings() throws {
    var desk = Desk.ready()
    var job = Job.sample(prompt: "a fox")
    job.request.maxImages = 9
    desk.report(.historyLoaded(desk.historyRequest, HistoryPage(jobs: [job], next: nil)))
    desk.type("a red kite")
    desk.press("alt-4 e")
    let aside = try #require(
      desk.takeEffects().compactMap {
        if case .putAside(let draft, nil) = $0 { draft } else { nil }
      }.first
    )
    #expect(desk.app.prompt.text == "a fox" && desk.app.request.maxImages == 9)
    #expect(aside.request.prompt == "a red kite" && aside.request.maxImages == 4)
    desk.press("alt-1 alt-up")
    #expect(desk.app.prompt.text == "a red kite")
  }

  @Test func aDraftThatShowsIsTakenAndOneThatComesLateIsPutAside() {
    var request = Desk.request
    request.prompt = "long and dear"
    let kept = KeptDraft(
      id: DraftID(rawValue: "left"),
      draft: Draft(request: request, caret: 4),
      savedAt: Timestamp(milliseconds: 0)
    )
    var desk = Desk.ready()
    desk.report(.draftLoaded(.recovered(kept)))
    #expect(desk.takeEffects() == [.takeDraft(kept.id)])
    #expect(desk.app.prompt.text == "long and dear")

    var late = Desk.ready()
    late.type("Z")
    _ = late.takeEffects()
    late.report(.draftLoaded(.recovered(kept)))
    #expect(late.takeEffects() == [.putAside(kept.draft, as: kept.id)])
    #expect(late.screen.contains("is among the earlier prompts (M-r)"))
    late.press("alt-up")
    #expect(late.app.prompt.text == "long and dear")
  }

  @Test func afterAnEarlierPromptWasSentTheUnsentTextComesBack() {
    var desk = Desk.ready()
    desk.report(.promptsLoaded(["A series of 4 images: a fox"]))
    desk.type("my long unsent text")
    desk.press("alt-up f5")
    let sent = desk.takeEffects().compactMap { effect -> (SequenceRequest, Int)? in
      if case .admit(let request, _, let ticket) = effect { (request, ticket) } else { nil }
    }
    var job = Job.sample()
    job.request = sent[0].0
    desk.report(.admitted(job, tookUp: false, ticket: sent[0].1))
    #expect(desk.app.prompt.text == "my long unsent text")
    #expect(desk.keeping == ["slot: my long unsent text"])
  }

  @Test func unsentTextsStandFirstUntilTheyAreSentOrDropped() {
    var desk = Desk.ready()
    desk.report(.promptsLoaded(["a fox"], unsent: ["a kite", "an owl"]))
    #expect(desk.app.prompt.earlier.texts == ["a kite", "an owl", "a fox"])
    var job = Job.sample(prompt: "an owl")
    job.request.prompt = "an owl"
    desk.report(.admitted(job, tookUp: false, ticket: 7))
    #expect(desk.app.prompt.earlier.texts == ["a kite", "a fox"])
    _ = desk.takeEffects()
    desk.press("alt-r ctrl-x")
    #expect(desk.takeEffects() == [.dropAside("a kite")])
    #expect(desk.app.prompt.earlier.texts == ["a fox"])
    // What was sent cannot be dropped, and an older list brings nothing back.
    desk.press("ctrl-x")
    desk.report(.promptsLoaded(["a fox"], unsent: ["a kite", "an owl"]))
    #expect(desk.takeEffects().isEmpty)
    #expect(desk.app.prompt.earlier.texts == ["a fox"])
  }

  @Test func textsOfOtherProgramsThatEndedAreToldOfAndLoaded() {
    var desk = Desk.ready()
    desk.report(.textsPutAside(2))
    #expect(desk.screen.contains("2 more texts were left: they are among the earlier prompts"))
    #expect(desk.takeEffects() == [.loadPrompts])
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

  /// What was asked to be kept since it was looked at before, in order.
  fileprivate var keeping: [String] {
    mutating get {
      takeEffects().compactMap {
        switch $0 {
        case .saveDraft(let draft): "slot: \(draft.request.prompt)"
        case .putAside(let draft, _): "aside: \(draft.request.prompt)"
        default: nil
        }
      }
    }
  }

  /// The question that the history asks first.
  fileprivate var historyRequest: HistoryRequest {
    HistoryRequest(generation: 1, query: HistoryQuery(), limit: 50)
  }
}
