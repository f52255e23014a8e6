import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// What happens while someone reads.
@Suite struct HistoryLiveTests {
  private static let later = HistoryDesk.now + .seconds(5)

  @Test func aNewSequenceComesOnTopAndTheCursorStays() {
    var desk = HistoryDesk.opened(HistoryDesk.many(5))
    desk.press("down")
    let reader = desk.selected?.id
    desk.changed(.numbered(9, .queued, at: Self.later))
    #expect(desk.prompts.first == "prompt 9 of many")
    #expect(desk.selected?.id == reader)
    #expect(desk.requests.isEmpty)
  }

  @Test func aReaderOnTheFirstRowStaysWithItsSequence() {
    var desk = HistoryDesk.opened(HistoryDesk.many(5))
    let reader = desk.selected?.id
    desk.changed(.numbered(9, .queued, at: Self.later))
    #expect(desk.selected?.id == reader)
  }

  @Test func whereNobodyReadsTheNewestStaysUnderTheCursor() {
    var desk = HistoryDesk.opened(HistoryDesk.many(5))
    desk.context.isFocused = false
    for number in 10..<40 {
      desk.changed(.numbered(number, .queued, at: HistoryDesk.now + .seconds(number)))
    }
    #expect(desk.selected?.request.prompt == "prompt 39 of many")
    #expect(desk.screen.contains("prompt 39"))
  }

  @Test func theSameRowsStayOnScreenWhenMoreComeAbove() {
    var desk = HistoryDesk.opened(HistoryDesk.many(60))
    for _ in 0..<30 { desk.press("down") }
    let before = desk.screen
    for number in 100..<120 {
      desk.changed(.numbered(number, .queued, at: HistoryDesk.now + .seconds(number)))
    }
    #expect(desk.screen == before)
  }

  @Test func aRowFollowsItsSequence() {
    var desk = HistoryDesk.opened([.numbered(1, .running)])
    #expect(desk.screen.contains("○"))
    var job = desk.jobs[0]
    job.status = .finished
    job.frames = [Frame(index: 1, status: .stored)]
    job.updatedAt = Self.later
    desk.changed(job)
    #expect(desk.screen.contains("✓   1/4"))
    #expect(desk.prompts.count == 1)
  }

  @Test func olderNewsThanWhatIsKnownIsNotTaken() {
    var desk = HistoryDesk.opened([.numbered(1)])
    desk.jobs[0].updatedAt = Self.later
    desk.changed(desk.jobs[0])
    desk.report(.jobLoaded(.numbered(1, .running)))
    #expect(desk.selected?.status == .finished)
  }

  @Test func anEndIsTakenHoweverOldItsTimeIs() {
    var desk = HistoryDesk.opened([.numbered(1, .running, at: Self.later)], height: 60)
    desk.press("enter")
    var job = desk.jobs[0]
    job.status = .finished
    job.updatedAt = HistoryDesk.now
    desk.changed(job)
    #expect(desk.selected?.status == .finished)
    #expect(desk.pane.shown?.job.status == .finished)
    job.status = .running
    job.updatedAt = HistoryDesk.now + .milliseconds(-1)
    desk.report(.jobLoaded(job))
    #expect(desk.selected?.status == .finished)
  }

  @Test func whatChangedBeforeAnybodyListenedIsTakenWithoutAnotherPage() {
    var desk = HistoryDesk.opened(HistoryDesk.many(3) + [.numbered(0, .submitting)])
    let before = desk.screen
    desk.report(.opened)
    desk.report(.missed([]))
    desk.report(.unfinishedLoaded([desk.jobs[3]]))
    #expect(desk.screen == before && desk.requests.isEmpty)
    var lost = desk.jobs[3]
    lost.status = .unconfirmed
    lost.updatedAt = Self.later
    let new = Job.numbered(9, .finished, at: Self.later)
    desk.report(.missed([.jobsChangedElsewhere([lost, new]), .jobRemoved(desk.jobs[0].id)]))
    #expect(desk.prompts.first == "prompt 9 of many" && desk.prompts.count == 4)
    #expect(desk.pane.list.loaded[3]?.status == .unconfirmed)
    #expect(desk.requests.isEmpty)
    desk.report(.missed([.libraryChanged]))
    #expect(desk.requests.count == 1)
  }

  @Test func whatWasMissedCountsForAPageThatComesLater() {
    var desk = HistoryDesk([.numbered(1, .running)])
    let stale = desk.page(desk.requests[0])
    var job = desk.jobs[0]
    job.status = .unconfirmed
    job.updatedAt = Self.later
    desk.report(.unfinishedLoaded([job]))
    desk.report(.historyLoaded(desk.requests[0], stale))
    #expect(desk.pane.list.loaded[0]?.status == .unconfirmed)
  }

  @Test func whatChangedWhileAPageWasReadIsNotUndoneByIt() {
    var desk = HistoryDesk([.numbered(1, .running)])
    let stale = desk.page(desk.requests[0])
    var job = desk.jobs[0]
    job.status = .finished
    job.updatedAt = Self.later
    desk.changed(job)
    desk.changed(.numbered(2, .queued, at: Self.later))
    desk.report(.historyLoaded(desk.requests[0], stale))
    #expect(desk.prompts == ["prompt 2 of many", "prompt 1 of many"])
    #expect(desk.pane.list.loaded[1]?.status == .finished)
  }

  @Test func whatWentWhileAPageWasReadDoesNotComeBackWithIt() {
    var desk = HistoryDesk(HistoryDesk.many(2))
    let stale = desk.page(desk.requests[0])
    desk.report(.event(.jobRemoved(desk.jobs[0].id)))
    desk.report(.historyLoaded(desk.requests[0], stale))
    #expect(desk.prompts == ["prompt 1 of many"])
  }

  @Test func removedSequencesLeaveAndTheCursorGoesToTheNext() {
    var desk = HistoryDesk.opened(HistoryDesk.many(3))
    desk.press("down")
    desk.report(.event(.jobRemoved(desk.jobs[1].id)))
    #expect(desk.selected?.request.prompt == "prompt 1 of many")
    desk.report(.event(.jobRemoved(desk.jobs[0].id)))
    #expect(desk.selected?.request.prompt == "prompt 1 of many")
    desk.report(.event(.jobRemoved(desk.jobs[2].id)))
    #expect(desk.selected == nil)
    #expect(desk.screen.contains("No sequences yet"))
  }

  @Test func changesElsewhereAreTakenLikeOnesHere() {
    var desk = HistoryDesk.opened(HistoryDesk.many(2))
    desk.report(.event(.jobsChangedElsewhere([.numbered(7, at: Self.later)])))
    #expect(desk.prompts.first == "prompt 7 of many")
  }

  @Test func aSequenceThatNoLongerFitsTheFieldsLeaves() {
    var desk = HistoryDesk.opened([.numbered(2, .running), .numbered(1, .failed)])
    desk.search("status:running")
    desk.answerAll()
    #expect(desk.prompts == ["prompt 2 of many"])
    var job = desk.jobs[0]
    job.status = .finished
    job.updatedAt = Self.later
    desk.changed(job)
    #expect(desk.prompts.isEmpty)
    #expect(desk.requests.isEmpty)
  }

  @Test func whetherANewcomerFitsTheTextIsAskedOnce() {
    var desk = HistoryDesk.opened(HistoryDesk.many(3))
    desk.search("prompt")
    desk.answerAll()
    var stranger = Job.numbered(50, .running, at: Self.later, prompt: "a fox")
    desk.changed(stranger)
    #expect(desk.requests.count == 1)
    desk.answerAll()
    stranger.updatedAt = Self.later + .seconds(1)
    desk.changed(stranger)
    #expect(desk.requests.isEmpty)
    #expect(desk.prompts.count == 3)
    desk.changed(.numbered(51, .running, at: Self.later))
    desk.changed(.numbered(52, .running, at: Self.later + .seconds(1)))
    #expect(desk.requests.count == 1)
    desk.answerAll()
    #expect(desk.prompts.prefix(2) == ["prompt 52 of many", "prompt 51 of many"])
  }

  @Test func aSequenceDeepInTheUnreadPartIsLeftThere() {
    var desk = HistoryDesk.opened(HistoryDesk.many(200))
    var old = desk.jobs[150]
    old.isStarred = true
    desk.changed(old)
    #expect(desk.prompts.count == 50)
  }

  @Test func progressAndOtherNewsAskNothing() {
    var desk = HistoryDesk.opened(HistoryDesk.many(2))
    let before = desk.screen
    desk.report(.event(.jobProgressed(desk.jobs[0].id, .paused)))
    desk.report(.event(.jobRested(desk.jobs[0].id)))
    desk.report(.event(.spendingChanged))
    desk.report(.copied(label: "prompt"))
    #expect(desk.screen == before)
    #expect(desk.requests.isEmpty && desk.takeReactions().isEmpty)
  }

  @Test func aLibraryThatDoesNotOpenSaysWhyAndRecovers() {
    var desk = HistoryDesk(HistoryDesk.many(2))
    let failure = Failure(.storage, "The folder is not writable.", cost: .nothing)
    desk.report(.openingFailed(failure))
    #expect(desk.screen.contains("could not be opened"))
    #expect(desk.screen.contains("The folder is not writable."))
    desk.report(.opened)
    desk.answerAll()
    #expect(desk.prompts.count == 2)
  }
}
