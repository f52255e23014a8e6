import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// Reading down and up a long history with little of it in memory.
@Suite struct HistoryScrollTests {
  @Test func theFirstPageIsAskedForAtTheStart() {
    let desk = HistoryDesk(HistoryDesk.many(3))
    #expect(desk.requests == [HistoryRequest(generation: 1, query: HistoryQuery(), limit: 50)])
    #expect(desk.screen.contains("Reading the history"))
  }

  @Test func aShortHistoryIsWholeAndNothingMoreIsAsked() {
    let desk = HistoryDesk.opened(HistoryDesk.many(3))
    #expect(desk.prompts == ["prompt 3 of many", "prompt 2 of many", "prompt 1 of many"])
    #expect(desk.requests.isEmpty)
    #expect(desk.pane.facts(desk.context) == ["3 sequences"])
  }

  @Test func reachingTheEndOfWhatIsReadReadsOn() {
    var desk = HistoryDesk.opened(HistoryDesk.many(200))
    #expect(desk.pane.list.count == 50)
    #expect(desk.pane.facts(desk.context).isEmpty)
    desk.press("pagedown pagedown")
    #expect(desk.requests.count == 1)
    // No second question for the same page.
    desk.press("down down")
    #expect(desk.requests.count == 1)
    desk.answerAll()
    #expect(desk.pane.list.count == 100)
  }

  @Test func everyRowIsSeenOnceOnTheWayDownAndUp() {
    var desk = HistoryDesk.opened(HistoryDesk.many(3_000))
    var seen: [SequenceID] = []
    for _ in 0..<3_000 {
      if let id = desk.selected?.id, seen.last != id { seen.append(id) }
      desk.press("down")
      desk.answerAll()
      #expect(desk.pane.list.count <= LoadedHistory.rowLimit + HistoryList.pageSize)
    }
    #expect(seen == desk.jobs.map(\.id))
    for job in desk.jobs.reversed() {
      #expect(desk.selected?.id == job.id)
      desk.press("up")
      desk.answerAll()
      #expect(desk.pane.list.count <= LoadedHistory.rowLimit + HistoryList.pageSize)
    }
    #expect(desk.pane.list.loaded.above.isEmpty)
  }

  @Test func pagesAreReadAgainWhereSequencesCameMeanwhile() {
    var desk = HistoryDesk.opened(HistoryDesk.many(1_500))
    for _ in 0..<100 {
      desk.press("pagedown")
      desk.answerAll()
    }
    #expect(!desk.pane.list.loaded.above.isEmpty)
    for number in 2_000..<2_120 {
      desk.changed(.numbered(number, at: HistoryDesk.now + .seconds(number)))
    }
    for _ in 0..<130 {
      desk.press("pageup")
      desk.answerAll()
    }
    desk.press("g")
    desk.answerAll()
    #expect(desk.selected?.id == desk.jobs[0].id)
    let shown = (0..<desk.pane.list.count).compactMap { desk.pane.list.loaded[$0]?.id }
    #expect(shown == Array(desk.jobs.map(\.id).prefix(shown.count)))
  }

  @Test func pagesAreReadAgainWhereSequencesWentMeanwhile() {
    var desk = HistoryDesk.opened(HistoryDesk.many(1_500))
    for _ in 0..<100 {
      desk.press("pagedown")
      desk.answerAll()
    }
    let gone = desk.jobs[20..<60].map(\.id)
    desk.jobs.removeSubrange(20..<60)
    for id in gone { desk.report(.event(.jobRemoved(id))) }
    for _ in 0..<130 {
      desk.press("pageup")
      desk.answerAll()
    }
    let shown = (0..<desk.pane.list.count).compactMap { desk.pane.list.loaded[$0]?.id }
    #expect(shown == Array(desk.jobs.map(\.id).prefix(shown.count)))
  }

  @Test func aTallScreenNeverReadsWhatItJustLetGo() {
    var desk = HistoryDesk.opened(HistoryDesk.many(4_000), height: 300)
    for _ in 0..<12 {
      desk.press("pagedown")
      for _ in 0..<100 where !desk.requests.isEmpty { desk.answer() }
      #expect(desk.requests.isEmpty)
    }
    #expect(desk.pane.list.count < 2_000)
  }

  @Test func whatCouldNotBeReadIsSaidAndReadAgain() {
    var desk = HistoryDesk.opened(HistoryDesk.many(200))
    desk.press("G")
    desk.fail(Failure(.storage, "The disk does not answer.", cost: .nothing))
    #expect(desk.pane.list.count == 50)
    #expect(desk.screen.contains("The disk does not answer."))
    #expect(desk.objection(.retry) == nil)
    desk.press("down up")
    #expect(desk.requests.isEmpty)
    desk.press("ctrl-r")
    desk.answerAll()
    #expect(desk.pane.list.count == 100)
    #expect(!desk.screen.contains("The disk"))
    #expect(desk.objection(.retry) != nil)
  }

  @Test func aHistoryThatCannotBeReadAtAllSaysSo() {
    var desk = HistoryDesk([])
    desk.fail(Failure(.storage, "The database is damaged.", cost: .nothing, advice: "Run doctor."))
    #expect(desk.screen.contains("could not be read"))
    #expect(desk.screen.contains("The database is damaged."))
    #expect(desk.screen.contains("Run doctor."))
    desk.press("ctrl-r")
    desk.answerAll()
    #expect(desk.screen.contains("No sequences yet"))
  }

  @Test func answersNobodyAskedForAreDropped() {
    var desk = HistoryDesk.opened(HistoryDesk.many(3))
    let stray = HistoryRequest(generation: 0, query: HistoryQuery(), limit: 50)
    desk.report(.historyLoaded(stray, HistoryPage(jobs: [.numbered(9)], next: nil)))
    desk.report(.historyFailed(stray, Failure(.storage, "No.", cost: .nothing)))
    #expect(desk.prompts.count == 3)
    #expect(desk.objection(.retry) != nil)
  }

  @Test func libraryChangedReadsAgainWhereTheReaderIs() {
    var desk = HistoryDesk.opened(HistoryDesk.many(400))
    for _ in 0..<12 {
      desk.press("pagedown")
      desk.answerAll()
    }
    let reader = desk.selected?.id
    let before = desk.screen
    desk.report(.event(.libraryChanged))
    #expect(desk.requests.count == 1 && desk.requests[0].before != nil)
    #expect(desk.screen == before)
    desk.answerAll()
    #expect(desk.selected?.id == reader)
    desk.press("g")
    desk.answerAll()
    #expect(desk.selected?.id == desk.jobs[0].id)
  }

  @Test func halfPagesAndPagesMoveByWhatShows() {
    var desk = HistoryDesk.opened(HistoryDesk.many(100), height: 10)
    desk.press("ctrl-d")
    #expect(desk.selected?.id == desk.jobs[5].id)
    desk.press("pagedown")
    #expect(desk.selected?.id == desk.jobs[14].id)
    desk.press("pageup ctrl-u k")
    #expect(desk.selected?.id == desk.jobs[0].id)
    desk.press("j j up end")
    #expect(desk.selected?.id == desk.jobs[49].id)
    desk.press("home")
    #expect(desk.selected?.id == desk.jobs[0].id)
  }
}
