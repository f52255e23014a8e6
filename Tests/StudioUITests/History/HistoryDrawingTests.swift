import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// How the pane looks, at the sizes it has on screens of 40×10, 80×24 and 120×40 cells.
@Suite struct HistoryDrawingTests {
  private static func desk(_ width: Int, _ height: Int, _ theme: Theme = .standard) -> HistoryDesk {
    .opened(HistorySample.library, width: width, height: height, theme: theme)
  }

  @Test(arguments: [
    ("list-narrow", 38, 6), ("list-stacked", 78, 9), ("list-wide", 58, 16),
    ("list-zoomed", 118, 36),
  ])
  func theListAtEverySize(name: String, width: Int, height: Int) {
    Golden.expect(Self.desk(width, height).surface, name)
  }

  @Test func theListInColour() {
    Golden.expect(Self.desk(58, 16).surface, "list-wide-colour", styled: true)
  }

  @Test func theListWithoutColour() {
    var desk = Self.desk(58, 16, .monochrome)
    desk.press("down down")
    Golden.expect(desk.surface, "list-wide-mono", styled: true)
    desk.context.isFocused = false
    Golden.expect(desk.surface, "list-wide-mono-unfocused", styled: true)
  }

  @Test(arguments: [("narrow", 38, 6), ("stacked", 78, 9), ("wide", 58, 16)])
  func aSearchAtEverySize(name: String, width: Int, height: Int) {
    var desk = Self.desk(width, height)
    desk.search("fox size:big")
    desk.answerAll()
    Golden.expect(desk.surface, "search-\(name)", styled: true)
  }

  @Test func anEmptySearchLineSaysWhatItTakes() {
    var desk = Self.desk(78, 9)
    desk.press("/")
    Golden.expect(desk.surface, "search-empty")
  }

  @Test func aSearchWithoutColour() {
    var desk = Self.desk(58, 16, .monochrome)
    desk.search("狐狸")
    desk.answerAll()
    Golden.expect(desk.surface, "search-wide-mono", styled: true)
  }

  @Test func whereNothingIs() {
    Golden.expect(HistoryDesk.opened([], width: 58, height: 16).surface, "empty")
    Golden.expect(HistoryDesk.opened([], width: 38, height: 6).surface, "empty-narrow")
    Golden.expect(HistoryDesk([], width: 58, height: 16).surface, "loading")
    var desk = Self.desk(58, 16)
    desk.search("zebra status:failed")
    desk.answerAll()
    Golden.expect(desk.surface, "nothing-fits")
    var failing = HistoryDesk([], width: 58, height: 16)
    failing.fail(
      Failure(.storage, "The library can't be read.", cost: .nothing, advice: "Run doctor.")
    )
    Golden.expect(failing.surface, "failed")
  }

  private static func detail(_ width: Int, _ height: Int, _ theme: Theme = .standard) -> HistoryDesk
  {
    var desk = HistoryDesk.opened(
      [HistorySample.rich] + HistorySample.library,
      width: width,
      height: height,
      theme: theme
    )
    desk.jobs.sort { $0.createdAt > $1.createdAt }
    desk.report(.event(.libraryChanged))
    desk.answerAll()
    desk.press("g")
    while desk.selected?.id != HistorySample.rich.id { desk.press("down") }
    desk.press("enter")
    desk.report(.timelineLoaded(HistorySample.rich.id, HistorySample.timeline))
    return desk
  }

  @Test(arguments: [
    ("narrow", 38, 6), ("stacked", 78, 9), ("wide", 58, 16), ("zoomed", 118, 36), ("whole", 78, 70),
  ])
  func theDetailsAtEverySize(name: String, width: Int, height: Int) {
    Golden.expect(Self.detail(width, height).surface, "detail-\(name)")
  }

  @Test func theDetailsInColourAndWithout() {
    var desk = Self.detail(58, 24)
    desk.press("] ]")
    Golden.expect(desk.surface, "detail-colour", styled: true)
    var mono = Self.detail(58, 24, .monochrome)
    mono.press("] ]")
    Golden.expect(mono.surface, "detail-mono", styled: true)
  }

  @Test func anySizeCanBeDrawn() {
    for width in [0, 1, 2, 3, 5, 9, 17, 30, 38, 58, 99, 100, 101, 118, 240] {
      for height in [0, 1, 2, 3, 4, 6, 9, 30] {
        for keys in ["", "/", "/ x : z", "enter", "enter ] end", "T", "d G"] {
          var desk = HistoryDesk.opened(HistorySample.library, width: width, height: height)
          desk.press(keys)
          desk.answerAll()
          #expect(desk.surface.size == Size(width: width, height: height))
        }
      }
    }
  }

  @Test func aScreenThatChangesItsSizeKeepsTheCursorInSight() {
    var desk = HistoryDesk.opened(HistoryDesk.many(50))
    desk.press("G")
    desk.context.size = Size(width: 40, height: 3)
    #expect(desk.screen.contains("prompt 1 of"))
    desk.context.size = Size(width: 120, height: 50)
    #expect(desk.screen.contains("prompt 50 of"))
  }

  @Test func atMidnightTimesBecomeDays() {
    var desk = HistoryDesk.opened([.numbered(1)])
    let midnight = desk.pane.nextChange(desk.context)
    #expect(midnight.map { $0 > desk.context.now } == true)
    #expect(desk.screen.contains("06:13"))
    desk.context.now = midnight ?? desk.context.now
    #expect(desk.screen.contains("02-25"))
    desk.context.now = desk.context.now + .seconds(86_400 * 400)
    #expect(desk.screen.contains(" 2026 "))
  }
}

/// The pane inside the whole studio.
@Suite struct HistoryInTheStudioTests {
  private static func desk() -> Desk {
    var desk = Desk.ready()
    let jobs = HistoryDesk.many(50)
    let request = HistoryRequest(generation: 1, query: HistoryQuery(), limit: 50)
    desk.report(
      .historyLoaded(request, HistoryPage(jobs: jobs, next: HistoryCursor(row: 1)))
    )
    desk.press("alt-4")
    _ = desk.takeEffects()
    return desk
  }

  @Test func moreRoomIsFilledWithoutAKey() {
    var desk = Self.desk()
    desk.resize(120, 200)
    #expect(desk.takeEffects().contains { if case .loadHistory = $0 { true } else { false } })
  }

  @Test func zoomingReadsTheDetailsThatNowShow() {
    var desk = Self.desk()
    desk.press("z")
    let id = SequenceID(rawValue: "seq0000050")
    #expect(desk.takeEffects().contains(.loadTimeline(id)))
  }

  @Test func escapeGoesBackFromDetailsSearchAndZoomInTurn() {
    var desk = Self.desk()
    desk.press("z enter")
    #expect(desk.app.history.isDetailOpen)
    desk.press("esc")
    #expect(!desk.app.history.isDetailOpen && desk.app.isZoomed)
    desk.press("/ 7 enter esc")
    #expect(desk.app.history.field.isEmpty && desk.app.isZoomed)
    desk.press("esc")
    #expect(!desk.app.isZoomed)
  }

  @Test func lettersAndNumbersInTheSearchLineAreText() {
    var desk = Self.desk()
    desk.press("/")
    desk.type("q4z?:1 d")
    #expect(desk.app.history.field.text == "q4z?:1 d")
    #expect(desk.app.focus == .history && desk.app.layers.isEmpty)
  }

  @Test func recallingPutsThePromptIntoTheEditor() {
    var desk = Self.desk()
    desk.press("j e")
    #expect(desk.app.focus == .prompt)
    #expect(desk.app.request.prompt == "prompt 49 of many")
  }
}
