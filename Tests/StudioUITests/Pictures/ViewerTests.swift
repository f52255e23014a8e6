import CellGrid
import StudioModel
import Testing

@testable import StudioUI

@Suite struct ViewerTests {
  private let newer = PictureSample.finished("newer00000", 2, prompt: "Two owls")
  private let fox = PictureSample.finished()
  private let bare = Job.sample("bare000000", .failed, prompt: "Nothing came")

  /// The viewer on the second image of the middle sequence.
  private func viewing(_ width: Int = 80, _ height: Int = 24) -> Desk {
    var desk = Desk.showing([newer, bare, fox], width: width, height: height)
    desk.press("alt-4 down down enter ] v")
    return desk
  }

  @Test func theChosenImageOfTheHistoryHasTheScreen() throws {
    let desk = viewing()
    #expect(desk.viewer?.frame == 2)
    let place = try #require(desk.places.last)
    #expect(place.view.path == fox.folder + "/02.jpg" && place.frame.height == 22)
    #expect(desk.row(with: "2/4")?.contains("02.jpg") == true)
  }

  @Test func enterOpensTheDetailsAndThenTheImage() {
    var desk = Desk.showing([fox])
    desk.press("alt-4 enter")
    #expect(desk.viewer == nil && desk.app.history.isDetailOpen)
    desk.press("enter")
    #expect(desk.viewer?.frame == 1)
    desk.press("q")
    #expect(desk.viewer == nil && desk.app.history.isDetailOpen)
  }

  @Test func keysGoThroughTheImagesAndStopAtTheEnds() {
    var desk = viewing()
    desk.press("]")
    #expect(desk.viewer?.frame == 3)
    desk.press("right space n")
    #expect(desk.viewer?.frame == 4)
    desk.press("[ left")
    #expect(desk.viewer?.frame == 2)
    desk.press("home")
    #expect(desk.viewer?.frame == 1)
    desk.press("G")
    #expect(desk.viewer?.frame == 4)
    desk.press("esc")
    #expect(desk.viewer == nil)
  }

  @Test func zoomedInTheArrowsMoveInTheImage() throws {
    var desk = viewing()
    desk.press("a")
    #expect(desk.row(with: "100%") != nil)
    let before = try #require(desk.places.last).view.part
    desk.press("l j")
    #expect(desk.viewer?.frame == 2)
    let after = try #require(desk.places.last).view.part
    #expect(after.x > before.x && after.y > before.y)
    desk.press("h k")
    #expect(desk.places.last?.view.part == before)
    desk.press("f right")
    #expect(desk.viewer?.frame == 3)
    #expect(desk.places.last?.view.part == .whole)
  }

  @Test func theWheelZooms() throws {
    var desk = viewing()
    desk.wheel(.wheelUp, x: 40, y: 10)
    #expect(desk.row(with: "25%") != nil)
    desk.wheel(.wheelDown, x: 40, y: 10)
    #expect(desk.row(with: "21% fits") != nil)
  }

  @Test func otherSequencesAreGoneToWhereTheyHaveImages() {
    var desk = viewing()
    desk.press("J")
    #expect(desk.viewer?.job.id == fox.id)
    desk.press("K")
    #expect(desk.viewer?.job.id == newer.id && desk.viewer?.frame == 1)
    #expect(desk.app.history.shown?.job.id == newer.id)
    desk.press("K J")
    #expect(desk.viewer?.job.id == fox.id)
  }

  @Test func thePathAndTheAddressAreCopied() {
    var desk = viewing()
    _ = desk.takeEffects()
    desk.press("Y U")
    let effects = desk.takeEffects()
    #expect(
      effects == [
        .copy(fox.folder + "/02.jpg", label: "image path"),
        .copy("https://cdn.example/2.jpg", label: "image address"),
      ]
    )
  }

  @Test func nothingTypedInTheViewerReachesThePanes() {
    var desk = viewing()
    desk.paste("words")
    desk.press("d * e f5 tab 1 2")
    let others = desk.takeEffects().filter {
      if case .loadTimeline = $0 { false } else { true }
    }
    #expect(others.isEmpty)
    #expect(desk.app.prompt.text.isEmpty && desk.app.focus == .history && desk.viewer != nil)
  }

  @Test func theHelpAndThePaletteLieOverIt() {
    var desk = viewing()
    desk.press("?")
    #expect(desk.screen.contains("Keys · Viewer") && desk.screen.contains("Zoom out"))
    desk.press("esc :")
    desk.type("actual size")
    desk.press("enter")
    #expect(desk.viewer?.zoom.percent == 100)
    desk.press(":")
    desk.type("go to the prompt")
    desk.press("enter")
    #expect(desk.viewer == nil && desk.app.focus == .prompt)
  }

  @Test func theKeysAreBoundByName() {
    var desk = Desk.showing([fox])
    desk.press("alt-4 :")
    desk.type("viewer.next")
    #expect(desk.screen.contains("No image is viewed."))
    let keymap = Keymap(own: ["viewer.next": ["x"]])
    #expect(keymap.invocation(for: KeyPress("x"), in: .viewer) == .viewer(.next))
    #expect(keymap.invocation(for: KeyPress("]"), in: .viewer) == nil)
  }

  @Test func noKeyOfItIsTakenTwiceNorHidesOneThatWorksOverIt() {
    let own = ViewerCommand.allCases.flatMap(\.keys)
    #expect(Set(own).count == own.count)
    let over: [AppCommand] = [
      .help, .palette, .showLog, .toggleMouse, .betterPictures, .smallerPictures, .redraw, .suspend,
    ]
    #expect(Set(own).isDisjoint(with: over.flatMap(\.keys)))
  }

  @Test func imagesThatArriveWhileItIsOpenCanBeGoneTo() {
    var job = PictureSample.arriving()
    var desk = Desk.showing([])
    desk.report(.unfinishedLoaded([job]))
    desk.press("alt-3 v ] ]")
    #expect(desk.viewer?.frame == 2)
    job.frames[2] = PictureSample.stored(3)
    job.updatedAt = job.updatedAt + .seconds(1)
    desk.report(.event(.jobChanged(job, nil)))
    desk.press("]")
    #expect(desk.viewer?.frame == 3 && desk.row(with: "3/3") != nil)
  }

  @Test func withoutPicturesNothingOpensAndItSaysWhy() {
    var desk = Desk.showing([fox], PictureFacts(form: .off, reason: "SEEDREAM_PREVIEW says so."))
    desk.press("alt-4 v")
    #expect(desk.viewer == nil)
    #expect(desk.screen.contains("SEEDREAM_PREVIEW says so."))
    desk.press("enter")
    #expect(desk.places.isEmpty)
    desk.report(.picturesFound(PictureSample.facts))
    #expect(!desk.places.isEmpty)
  }

  @Test func theBudgetIsChangedByKeysAndShown() {
    var desk = viewing()
    _ = desk.takeEffects()
    desk.press("alt-=")
    #expect(desk.takeEffects() == [.changePictureBudget(1)])
    var facts = PictureSample.facts
    facts.budget = PictureBudget(step: 5, steps: 5, bytes: 400_000)
    desk.report(.picturesFound(facts))
    #expect(desk.screen.contains("✓ Pictures: step 5 of 5, up to 400 kB each"))
    desk.press("alt-=")
    #expect(desk.takeEffects() == [])
    #expect(desk.screen.contains("as good as they get"))
    desk.press("alt--")
    #expect(desk.takeEffects() == [.changePictureBudget(-1)])
  }

  @Test func whatTheLinkChangesByItselfIsNoMessage() {
    var desk = viewing()
    var facts = PictureSample.facts
    facts.budget.step = 2
    desk.report(.picturesFound(facts))
    #expect(desk.app.toasts.isEmpty)
  }

  @Test func aQuestionOverItHidesOnlyItsOwnCells() throws {
    var desk = viewing()
    let whole = try #require(desk.app.render().shownPictures.last)
    #expect(whole.isWhole)
    desk.press("?")
    let covered = try #require(desk.app.render().shownPictures.last)
    #expect(!covered.isWhole && covered.cells.count < whole.cells.count)
  }

  @Test func resizingKeepsTheMiddleAndNothingBreaksOnTheWay() throws {
    var desk = viewing()
    desk.press("a l l j")
    let before = try #require(desk.places.last).view.part
    for (width, height) in [(200, 60), (40, 10), (3, 2), (1, 1), (80, 24)] {
      desk.resize(width, height)
      _ = desk.screen
    }
    #expect(desk.places.last?.view.part == before)
  }
}

extension Desk {
  mutating func wheel(_ kind: MouseEvent.Kind, x: Int, y: Int) {
    send(.mouse(MouseEvent(kind, at: Point(x: x, y: y))))
  }
}
