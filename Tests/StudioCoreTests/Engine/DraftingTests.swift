import StudioModel
import Testing

@testable import StudioCore

/// What a person types outlives every end of the program.
@Suite(.timeLimit(.minutes(1))) struct Drafting {
  private func draft(_ ground: StudioGround, _ prompt: String, size: Int = 2048) -> Draft {
    Draft(
      request: ground.request(
        prompt,
        references: [Reference(source: .url("https://example.com/fox.png"))],
        size: size
      ),
      caret: prompt.count
    )
  }

  /// A draft that a killed program left; its lock is gone with it.
  private func leave(_ draft: Draft, _ name: String, _ ground: StudioGround) async throws {
    try ground.paths.prepare()
    let store = try await Store.open(path: ground.paths.database)
    try await store.saveDraft(
      draft,
      id: DraftID(rawValue: name),
      owner: LeaseOwnerID(rawValue: "1-\(name)"),
      at: ground.time.now
    )
    await store.close()
    ground.time.standing.advance(by: .seconds(1))
  }

  @Test func aNewLibraryHasNoDraft() async throws {
    let ground = try StudioGround()
    let studio = try await ground.open()
    #expect(await studio.openDraft() == nil)
    #expect(await studio.putAsideWhatIsLeft() == 0)
    #expect(try await studio.store.textsAside() == [])
    await studio.close()
  }

  @Test func theTextOfAProgramThatEndedComesBack() async throws {
    let ground = try StudioGround()
    var studio: Studio? = try await ground.open()
    let text = draft(ground, "a red fox\n狐狸 \u{202E}")
    #expect(await studio?.saveDraft(text) == nil)
    await studio?.close()
    studio = nil
    let next = try await ground.open()
    guard case .recovered(let kept)? = await next.openDraft() else {
      Issue.record("nothing came back")
      return
    }
    #expect(kept.draft == text)
    // Once it is at hand, what is saved takes its place.
    await next.takeDraft(kept.id)
    await next.saveDraft(draft(ground, "an owl"))
    #expect(try await next.store.drafts().map(\.kept.draft.request.prompt) == ["an owl"])
    await next.close()
  }

  @Test func withoutATextTheSettingsComeBack() async throws {
    let ground = try StudioGround()
    var studio: Studio? = try await ground.open()
    await studio?.saveDraft(draft(ground, "  ", size: 1024))
    await studio?.close()
    studio = nil
    let next = try await ground.open()
    guard case .settings(let settings)? = await next.openDraft() else {
      Issue.record("no settings came back")
      return
    }
    #expect(settings == draft(ground, "", size: 1024))
    await next.close()
  }

  @Test func aLivingProgramKeepsItsTextAndLendsItsSettings() async throws {
    let ground = try StudioGround()
    let first = try await ground.open()
    await first.saveDraft(draft(ground, "mine", size: 1024))
    let second = try await ground.open()
    #expect(await second.openDraft() == .settings(draft(ground, "", size: 1024)))
    #expect(await second.putAsideWhatIsLeft() == 0)
    await second.saveDraft(draft(ground, "yours"))
    let kept = try await first.store.drafts().map(\.kept.draft.request.prompt)
    #expect(Set(kept) == ["mine", "yours"])
    await first.close()
    await second.close()
  }

  @Test func theNewestTextIsOpenedAndTheOthersArePutAside() async throws {
    let ground = try StudioGround()
    try await leave(draft(ground, "oldest"), "a", ground)
    try await leave(draft(ground, "newest"), "b", ground)
    try await leave(draft(ground, "", size: 512), "c", ground)
    var studio: Studio? = try await ground.open()
    let opened = await studio?.openDraft()
    #expect(opened?.draft.request.prompt == "newest")
    #expect(await studio?.putAsideWhatIsLeft() == 1)
    #expect(try await studio?.store.textsAside() == ["oldest"])
    await studio?.takeDraft(DraftID(rawValue: "b"))
    await studio?.saveDraft(draft(ground, ""))
    await studio?.close()
    studio = nil
    // It is offered, and never opens by itself.
    let next = try await ground.open()
    #expect(await next.openDraft() == .settings(draft(ground, "")))
    #expect(try await next.store.textsAside() == ["oldest"])
    await next.close()
  }

  @Test func twoProgramsThatStartAtOnceTakeDifferentTexts() async throws {
    let ground = try StudioGround()
    try await leave(draft(ground, "one"), "a", ground)
    try await leave(draft(ground, "two"), "b", ground)
    let studios = [try await ground.open(), try await ground.open()]
    async let first = studios[0].openDraft()
    async let second = studios[1].openDraft()
    let prompts = [await first, await second].map { $0?.draft.request.prompt }
    #expect(Set(prompts) == ["one", "two"])
    for studio in studios { await studio.close() }
  }

  @Test func aTextThatWasNotShownYetIsNotOverwritten() async throws {
    let ground = try StudioGround()
    try await leave(draft(ground, "long and dear"), "a", ground)
    for letter in ["Z", "Y", "X"] {
      ground.time.standing.advance(by: .seconds(1))
      let studio = try await ground.open()
      await studio.saveDraft(draft(ground, letter))
      guard case .recovered(let kept)? = await studio.openDraft() else {
        Issue.record("nothing came back")
        return
      }
      #expect(kept.draft.request.prompt != letter)
      await studio.saveDraft(draft(ground, letter + "!"))
      try await studio.putAside(kept.draft, as: kept.id)
      await studio.close()
    }
    let studio = try await ground.open()
    #expect(await studio.openDraft()?.draft.request.prompt == "X!")
    #expect(try await studio.store.textsAside() == ["Y!", "Z!", "long and dear"])
    #expect(try await studio.store.drafts().count == 4)
    await studio.close()
  }

  @Test func aProgramThatEndsBeforeItShowsATextLeavesItAsItWas() async throws {
    let ground = try StudioGround()
    try await leave(draft(ground, "dear"), "a", ground)
    for _ in 0..<3 {
      let studio = try await ground.open()
      #expect(await studio.openDraft()?.draft.request.prompt == "dear")
      await studio.close()
    }
    let studio = try await ground.open()
    #expect(try await studio.store.drafts().count == 1)
    await studio.close()
  }

  @Test func theSlotBeforeATextWasTakenIsGivenUp() async throws {
    let ground = try StudioGround()
    try await leave(draft(ground, "dear"), "a", ground)
    let studio = try await ground.open()
    await studio.saveDraft(draft(ground, ""))
    let opened = await studio.openDraft()
    #expect(opened?.draft.request.prompt == "dear")
    await studio.takeDraft(DraftID(rawValue: "a"))
    await studio.saveDraft(draft(ground, "dearer"))
    #expect(try await studio.store.drafts().map(\.kept.draft.request.prompt) == ["dearer"])
    await studio.close()
  }

  @Test func aTextFromOutsideTheLibraryIsOpenedLikeOneThatWasLeft() async throws {
    let ground = try StudioGround()
    let studio = try await ground.open()
    let text = draft(ground, "rescued")
    try await studio.leaveDraft(text, as: DraftID(rawValue: "x"))
    try await studio.leaveDraft(text, as: DraftID(rawValue: "y"))
    #expect(await studio.openDraft()?.draft == text)
    #expect(await studio.putAsideWhatIsLeft() == 0)
    await studio.close()
  }

  @Test func textsThatWerePutAsideAreKeptOnceAndNotWithoutEnd() async throws {
    let ground = try StudioGround()
    let studio = try await ground.open()
    for number in 0..<DraftsTable.asideLimit + 5 {
      ground.time.standing.advance(by: .seconds(1))
      try await studio.putAside(draft(ground, "text \(number)"))
    }
    ground.time.standing.advance(by: .seconds(1))
    try await studio.putAside(draft(ground, "text 50"))
    let texts = try await studio.store.textsAside()
    #expect(texts.count == DraftsTable.asideLimit)
    #expect(texts.prefix(2) == ["text 50", "text 104"])
    #expect(Set(texts).count == texts.count)
    try await studio.dropAside("text 104")
    #expect(try await !studio.store.textsAside().contains("text 104"))
    await studio.close()
  }

  @Test func whatIsSentIsNoLongerAside() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.acceptEverything()
    let studio = try await ground.open()
    let plan = ground.plan()
    try await studio.putAside(draft(ground, plan.request.prompt))
    try await studio.putAside(draft(ground, "another"))
    let log = EventLog(studio)
    let job = try await studio.admit(plan).job
    #expect(try await studio.store.textsAside() == ["another"])
    await log.rest(of: job.id)
    await studio.close()
  }

  @Test func sendingClearsTheSlotInTheSameCommit() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.acceptEverything()
    let studio = try await ground.open()
    let text = draft(ground, "A series of 2 images of a fox")
    await studio.saveDraft(text)
    let log = EventLog(studio)
    let job = try await studio.admit(ground.plan(), leaving: text.withoutText).job
    #expect(try await studio.store.drafts().map(\.kept.draft) == [text.withoutText])
    await log.rest(of: job.id)
    await studio.close()
  }

  @Test func whatIsRefusedKeepsItsText() async throws {
    let ground = try StudioGround()
    let studio = try await ground.open(.limited(dailyCap: Money(microdollars: 1)))
    let text = draft(ground, "A series of 2 images of a fox")
    await studio.saveDraft(text)
    let failure = await refusal { try await studio.admit(ground.plan(), leaving: text.withoutText) }
    #expect(failure?.code == .overCap)
    #expect(try await studio.store.drafts().map(\.kept.draft) == [text])
    await studio.close()
  }

  @Test func whatIsTypedWhileARequestIsQueuedIsKept() async throws {
    let ground = try StudioGround()
    ground.servePictures()
    ground.wavespeed.acceptEverything()
    let studio = try await ground.open()
    let log = EventLog(studio)
    let next = draft(ground, "the next one")
    async let admission = studio.admit(ground.plan(), leaving: next.withoutText)
    await studio.saveDraft(next)
    let job = try await admission.job
    // Whichever was first, the text is there or comes with the next letter; it is never replaced
    // by a draft that is older than it.
    await studio.saveDraft(next)
    #expect(try await studio.store.drafts().map(\.kept.draft) == [next])
    await log.rest(of: job.id)
    await studio.close()
  }

  @Test func ofManySavesAtOnceTheLastStands() async throws {
    let ground = try StudioGround()
    let studio = try await ground.open()
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<50 {
        group.addTask { _ = await studio.saveDraft(draft(ground, "text \(number)")) }
      }
    }
    let last = await studio.saveDraft(draft(ground, "the last"))
    #expect(last == nil)
    #expect(try await studio.store.drafts().map(\.kept.draft.request.prompt) == ["the last"])
    await studio.close()
  }

  @Test func aLibraryThatCannotBeWrittenSaysSo() async throws {
    let ground = try StudioGround()
    let studio = try await ground.open()
    await studio.close()
    #expect(await studio.saveDraft(draft(ground, "lost"))?.code == .storage)
  }
}
