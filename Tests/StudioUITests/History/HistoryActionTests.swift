import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// What is done with sequences: recalled, starred, trashed, copied.
@Suite struct HistoryActionTests {
  private static func trashed(_ job: Job) -> Job {
    var job = job
    job.trashedAt = HistoryDesk.now
    job.updatedAt = HistoryDesk.now
    return job
  }

  private static let pictured: Job = {
    var job = Job.numbered(1, prompt: "a red fox")
    job.request.references = [Reference(source: .url("https://example.com/fox.png"))]
    job.frames = [
      Frame(index: 2, status: .stored, url: "https://cdn.example/2.jpg", fileName: "02.jpg"),
      Frame(index: 1, status: .stored, url: "https://cdn.example/1.jpg", fileName: "01.jpg"),
    ]
    return job
  }()

  @Test(arguments: [
    ("e", RecallParts.all, PaneID.prompt), ("p", .prompt, .prompt), ("s", .settings, .sequence),
    ("r", .references, .sequence),
  ])
  func recallingTakesItsPartsAndGoesThere(key: String, parts: RecallParts, pane: PaneID) {
    var desk = HistoryDesk.opened([Self.pictured])
    desk.press(key)
    let reactions = desk.takeReactions()
    #expect(reactions.prefix(2) == [.recall(Self.pictured.request, parts), .focus(pane)])
    guard case .toast(let toast)? = reactions.last else {
      Issue.record("nothing is said")
      return
    }
    #expect(toast.text.contains("“a red fox”"))
  }

  @Test func whatIsNotThereIsNotRecalled() {
    let desk = HistoryDesk.opened([.numbered(1)])
    #expect(desk.objection(.recallReferences) == "It has no references.")
    #expect(desk.objection(.recallAll) == nil)
  }

  @Test func nothingCanBeDoneInAnEmptyList() {
    let desk = HistoryDesk.opened([])
    let free: Set<HistoryCommand> = [.search, .showTrash]
    for command in HistoryCommand.allCases where !free.contains(command) {
      #expect(desk.objection(command) != nil, "\(command)")
    }
  }

  // MARK: Stars

  @Test func aStarShowsAtOnceAndIsAskedFor() {
    var desk = HistoryDesk.opened(HistoryDesk.many(2))
    desk.press("*")
    #expect(desk.screen.hasPrefix("★"))
    #expect(desk.takeEffects() == [.star(desk.jobs[0].id, true)])
    desk.press("space")
    #expect(desk.takeEffects() == [.star(desk.jobs[0].id, false)])
    #expect(!desk.screen.contains("★"))
  }

  @Test func aStarThatCouldNotBeStoredIsLookedUp() {
    var desk = HistoryDesk.opened(HistoryDesk.many(2))
    desk.press("*")
    _ = desk.takeEffects()
    let failure = Failure(.storage, "No room.", cost: .nothing)
    // Something else that was refused is no answer to this.
    desk.report(.refused(what: "copy the prompt", failure))
    desk.report(
      .refused(what: "star the sequence", failure, of: .star(SequenceID(rawValue: "another"), true))
    )
    #expect(desk.takeEffects().isEmpty)
    desk.report(.refused(what: "star the sequence", failure, of: .star(desk.jobs[0].id, true)))
    #expect(desk.takeEffects() == [.loadJob(desk.jobs[0].id)])
    desk.report(.jobLoaded(desk.jobs[0]))
    #expect(!desk.screen.contains("★"))
    desk.report(.refused(what: "do something else", failure))
    #expect(desk.takeEffects().isEmpty)
  }

  // MARK: The trash

  @Test func severalGoToTheTrashInARowAndComeBackInTurn() {
    var desk = HistoryDesk.opened(HistoryDesk.many(4))
    let gone = desk.jobs.prefix(2)
    desk.press("d delete")
    #expect(desk.takeEffects() == gone.map { .trash($0.id) })
    #expect(desk.prompts == ["prompt 2 of many", "prompt 1 of many"])
    for job in gone {
      desk.report(.event(.jobRemoved(job.id)))
      desk.report(.trashed(Self.trashed(job)))
    }
    let texts = desk.takeReactions().compactMap {
      if case .toast(let toast) = $0 { toast.text } else { nil }
    }
    #expect(texts.count == 2)
    #expect(texts.last == "“prompt 3 of many” moved to the trash · u undoes")
    desk.press("u")
    #expect(desk.takeEffects() == [.restore(gone[1].id)])
    // The second undo waits for the first.
    #expect(desk.objection(.undo) == "The last one is on its way back.")
    desk.report(.restored(gone[1]))
    #expect(desk.selected?.id == gone[1].id)
    desk.press("u")
    desk.report(.restored(gone[0]))
    #expect(desk.prompts.count == 4)
    #expect(desk.selected?.id == gone[0].id)
    #expect(desk.objection(.undo) == "Nothing was moved to the trash from here.")
  }

  @Test func whatTheLibraryDoesNotTrashComesBack() {
    var desk = HistoryDesk.opened(HistoryDesk.many(3))
    desk.press("down d")
    #expect(desk.prompts.count == 2)
    let failure = Failure(.invalidRequest, "It is under way.", cost: .nothing)
    let id = HistoryDesk.many(3)[1].id
    desk.report(.refused(what: "look now", failure))
    #expect(desk.prompts.count == 2)
    desk.report(.refused(what: "move the sequence to the trash", failure, of: .trash(id)))
    #expect(desk.prompts == HistoryDesk.many(3).map(\.request.prompt))
  }

  @Test(arguments: JobStatus.allCases)
  func onlyWhatIsOverGoesToTheTrash(status: JobStatus) {
    let desk = HistoryDesk.opened([.numbered(1, status)])
    #expect((desk.objection(.trash) == nil) == (status.isFinal))
  }

  @Test func inTheTrashSequencesAreTakenOut() {
    var desk = HistoryDesk.opened([Self.trashed(.numbered(1))])
    desk.press("T")
    desk.answerAll()
    #expect(desk.prompts == ["prompt 1 of many"])
    #expect(desk.objection(.trash) == "It is in the trash already.")
    #expect(desk.objection(.star) != nil)
    desk.press("R")
    #expect(desk.takeEffects() == [.restore(desk.jobs[0].id)])
    #expect(desk.prompts.isEmpty)
    desk.report(.restored(.numbered(1)))
    #expect(desk.prompts.isEmpty)
    #expect(desk.takeReactions().count == 1)
  }

  @Test func whatIsTrashedShowsInTheOpenTrash() {
    var desk = HistoryDesk.opened([.numbered(1)])
    desk.press("d T")
    desk.answerAll()
    desk.jobs[0] = Self.trashed(desk.jobs[0])
    desk.report(.trashed(desk.jobs[0]))
    #expect(desk.prompts == ["prompt 1 of many"])
  }

  @Test func emptyingTheTrashAsksFirst() {
    var desk = HistoryDesk.opened([Self.trashed(.numbered(1))])
    #expect(desk.objection(.emptyTrash) == "Show the trash first, to see what goes.")
    desk.press("T")
    desk.answerAll()
    _ = desk.takeReactions()
    desk.press("E")
    guard case .confirm(let question)? = desk.takeReactions().first else {
      Issue.record("nothing is asked")
      return
    }
    #expect(question.reactions == [.effect(.emptyTrash)])
    desk.jobs = []
    desk.report(.trashEmptied(count: 1, bytes: 3_400_000))
    desk.answerAll()
    #expect(
      desk.takeReactions()
        == [.toast(Toast(.done, "1 sequence deleted for good, 3.4 MB freed"))]
    )
    #expect(desk.screen.contains("The trash is empty."))
    #expect(desk.objection(.emptyTrash) == "The trash is empty.")
  }

  @Test func aPageReadBeforeTheMoveDoesNotBringARowBack() {
    var desk = HistoryDesk.opened(HistoryDesk.many(3))
    desk.press("d")
    desk.report(.event(.libraryChanged))
    desk.answerAll()
    #expect(desk.prompts == ["prompt 2 of many", "prompt 1 of many"])
  }

  @Test func oneRefusalDoesNotStopTheOthers() {
    var desk = HistoryDesk.opened(HistoryDesk.many(3))
    desk.press("d d")
    let failure = Failure(.invalidRequest, "It is held elsewhere.", cost: .nothing)
    let id = desk.jobs[0].id
    desk.report(.refused(what: "throw the sequence away", failure, of: .trash(id)))
    desk.report(.trashed(Self.trashed(desk.jobs[1])))
    #expect(desk.prompts == ["prompt 3 of many", "prompt 1 of many"])
    #expect(desk.objection(.undo) == nil)
  }

  // MARK: Copying

  @Test func everythingThatCanBeCopiedIs() {
    var desk = HistoryDesk.opened([Self.pictured])
    desk.press("y Y U P I")
    let folder = Self.pictured.folder
    #expect(
      desk.takeEffects() == [
        .copy(folder, label: "folder"), .copy(folder + "/01.jpg", label: "image path"),
        .copy("https://cdn.example/1.jpg", label: "image address"),
        .copy("a red fox", label: "prompt"), .copy("seq0000001", label: "id"),
      ]
    )
  }

  @Test func theChosenImageIsTheOneThatIsCopied() {
    var desk = HistoryDesk.opened([Self.pictured])
    #expect(desk.objection(.nextImage) == "Open the details first.")
    desk.press("enter ] ]")
    desk.press("U")
    #expect(desk.takeEffects().contains(.copy("https://cdn.example/2.jpg", label: "image address")))
    desk.press("] [ Y")
    #expect(
      desk.takeEffects().contains(.copy(Self.pictured.folder + "/01.jpg", label: "image path"))
    )
  }

  @Test func whatHasNoImageSaysSo() {
    var job = Job.numbered(1)
    var desk = HistoryDesk.opened([job])
    #expect(desk.objection(.copyURL) == "It has no image.")
    #expect(desk.objection(.copyImage) == "No image of it is on disk.")
    job.frames = [Frame(index: 1, status: .stored, fileName: "01.jpg")]
    desk.changed(job)
    #expect(desk.objection(.copyURL) == "The image came inside the reply; it has no address.")
    #expect(desk.objection(.copyImage) == nil)
  }

  // MARK: The mouse

  @Test func aClickChoosesARowAndASecondOpensIt() {
    var desk = HistoryDesk.opened(HistoryDesk.many(5))
    desk.mouse(.pressed, x: 10, y: 2)
    #expect(desk.selected?.id == desk.jobs[2].id)
    desk.mouse(.pressed, x: 10, y: 9)
    #expect(desk.selected?.id == desk.jobs[2].id)
    #expect(!desk.pane.isDetailOpen)
    desk.mouse(.pressed, x: 10, y: 2)
    #expect(desk.pane.isDetailOpen)
  }

  @Test func theWheelMovesTheListOrTheDetails() {
    var desk = HistoryDesk.opened(HistoryDesk.many(30), height: 6)
    desk.mouse(.wheelDown, x: 1, y: 1)
    #expect(desk.selected?.id == desk.jobs[3].id)
    desk.mouse(.wheelUp, x: 1, y: 1)
    #expect(desk.selected?.id == desk.jobs[0].id)
    desk.press("enter")
    desk.mouse(.wheelDown, x: 1, y: 1)
    #expect(desk.pane.shown?.scroll == 3)
    for _ in 0..<50 { desk.mouse(.wheelDown, x: 1, y: 1) }
    #expect(desk.screen.contains("sequence"))
    for _ in 0..<50 { desk.mouse(.wheelUp, x: 1, y: 1) }
    #expect(desk.pane.shown?.scroll == 0)
  }

  @Test func commandsHaveNamesTitlesAndKeysOfTheirOwn() {
    var taken: [String: HistoryCommand] = [:]
    for command in HistoryCommand.allCases {
      #expect(command.rawValue.hasPrefix("history.") && !command.title.isEmpty)
      for key in command.keys {
        #expect(KeyPress(spelled: key) != nil, "\(key)")
        #expect(taken.updateValue(command, forKey: key) == nil, "\(key) is there twice")
      }
    }
    for global in AppCommand.allCases.flatMap(\.keys) { #expect(taken[global] == nil, "\(global)") }
  }
}
