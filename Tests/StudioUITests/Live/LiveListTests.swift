import CellGrid
import StudioModel
import Testing

@testable import StudioUI

@Suite struct LiveListTests {
  typealias Fixture = LiveFixture

  private func long(_ context: PaneContext) -> LivePane {
    let names = Array("abcdefghijklmnopqrst")
    return LivePane.holding(
      names.enumerated().map { Fixture.job("\($1)", .running, age: 10 + Double($0)) },
      context
    )
  }

  private func cursorRow(_ pane: LivePane) -> Int { pane.window.selected - pane.window.top }

  @Test func theNewestUnfinishedJobComesFirstAndEndedOnesComeBelow() throws {
    let context = try Fixture.context(isFocused: false)
    var pane = LivePane.holding(
      [
        Fixture.job("a", .running, age: 60), Fixture.job("b", .queued, age: 5),
        Fixture.job("c", .downloading, age: 30),
      ],
      context
    )
    #expect(pane.names == "bca")
    var ended = Fixture.job("b", .finished, age: 5)
    pane.hear(ended, context)
    #expect(pane.names == "cab")
    ended = Fixture.job("a", .failed, age: 60)
    ended.finishedAt = Fixture.at(2)
    pane.hear(ended, context)
    #expect(pane.names == "cab", "the last to end is the first of those that ended")
  }

  @Test func theCursorStaysOnItsJobWhenAnotherArrivesAbove() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding(
      [Fixture.job("a", .running), Fixture.job("b", .running, age: 50)],
      context
    )
    #expect(pane.selected?.id.rawValue.first == "a")
    pane.hear(Fixture.job("n", .queued, age: 0), context, TimelineEntry(.queued, at: Fixture.now))
    #expect(pane.names == "nab")
    #expect(pane.selected?.id.rawValue.first == "a")
  }

  @Test func noRowMovesUnderAReaderWhoWorksDownTheList() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding(
      [
        Fixture.job("a", .running, age: 1), Fixture.job("b", .running, age: 2),
        Fixture.job("c", .running, age: 3),
      ],
      context
    )
    _ = pane.perform(.down, context)
    pane.hear(Fixture.job("a", .finished, age: 1), context)
    pane.hear(Fixture.job("b", .finished, age: 2), context)
    #expect(pane.names == "abc")
    _ = pane.perform(.down, context)
    #expect(pane.selected?.id.rawValue.first == "c")
    #expect(pane.facts(context) == ["1 held up", "2 ended"])
    pane.hear(Fixture.job("b", .downloading, age: 2), context)
    #expect(pane.names == "abc", "nor when one is fetched again")
    let elsewhere = try Fixture.context(isFocused: false)
    _ = pane.receive(.jobLoaded(Fixture.job("c", .running, age: 3)), elsewhere)
    #expect(pane.names == "bca", "ended ones sink once the reader is elsewhere")
    #expect(pane.selected?.id.rawValue.first == "c")
  }

  @Test func anEndIsTakenEvenWhenAClockWasSetBack() throws {
    let context = try Fixture.context()
    var running = Fixture.job("a", .running)
    running.updatedAt = Fixture.at(60)
    var pane = LivePane.holding([running], context)
    var ended = Fixture.job("a", .finished)
    ended.updatedAt = Fixture.at(1)
    _ = pane.receive(.jobLoaded(ended), context)
    #expect(pane.jobs.map(\.job.status) == [.finished])
  }

  @Test func theCursorFollowsItsJobToTheEndedOnes() throws {
    let context = try Fixture.context(isFocused: false)
    var pane = LivePane.holding(
      [Fixture.job("a", .running), Fixture.job("b", .running, age: 50)],
      context
    )
    _ = pane.perform(.open, context)
    pane.hear(Fixture.job("a", .finished), context)
    #expect(pane.names == "ba")
    #expect(pane.selected?.id.rawValue.first == "a")
    #expect(pane.isReading)
  }

  @Test func aRowOfALongListStaysWhereItIsOnTheScreen() throws {
    let context = try Fixture.context(Size(width: 78, height: 6))
    var pane = long(context)
    for _ in 0..<12 { _ = pane.perform(.down, context) }
    let (id, row) = (pane.selected?.id, cursorRow(pane))
    #expect(pane.window.top > 0)
    pane.hear(Fixture.job("z", .queued, age: 0), context)
    #expect(pane.selected?.id == id)
    #expect(cursorRow(pane) == row)
    pane.hear(Fixture.job("a", .finished, age: 10), context)
    #expect(pane.selected?.id == id)
    #expect(cursorRow(pane) == row)
  }

  @Test func whatIsNewShowsInAWindowAtTheTop() throws {
    let context = try Fixture.context(Size(width: 78, height: 6))
    var pane = long(context)
    pane.hear(Fixture.job("z", .queued, age: 0), context)
    #expect(pane.window.top == 0)
    #expect(pane.window.selected == 1)
  }

  @Test(arguments: [true, false])
  func whatComesBackFromTheTrashComesBackToTheList(isEventFirst: Bool) throws {
    let context = try Fixture.context()
    let done = Fixture.job("a", .finished)
    var pane = LivePane.holding([Fixture.job("a", .running), Fixture.job("b", .running)], context)
    pane.hear(done, context)
    let reports: [Report] = [.event(.jobRemoved(done.id)), .trashed(done)]
    for report in isEventFirst ? reports : reports.reversed() {
      _ = pane.receive(report, context)
    }
    #expect(pane.names == "b")
    pane.hear(done, context)
    #expect(pane.names == "b", "only the way out of the trash brings it back")
    _ = pane.receive(.restored(done), context)
    #expect(Set(pane.names) == ["a", "b"])
    #expect(pane.facts(context) == ["1 held up", "1 ended"])
  }

  @Test func whatWasClearedStaysAwayWhenItComesBackFromTheTrash() throws {
    let context = try Fixture.context()
    let done = Fixture.job("a", .finished)
    var pane = LivePane.holding([Fixture.job("a", .running)], context)
    pane.hear(done, context)
    _ = pane.perform(.clear, context)
    _ = pane.receive(.trashed(done), context)
    _ = pane.receive(.restored(done), context)
    #expect(pane.jobs.isEmpty)
  }

  @Test func theCursorTakesTheNextJobWhenItsOwnIsGone() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding(
      [
        Fixture.job("a", .running, age: 1), Fixture.job("b", .running, age: 2),
        Fixture.job("c", .running, age: 3),
      ],
      context
    )
    _ = pane.perform(.down, context)
    _ = pane.perform(.open, context)
    let reactions = pane.receive(
      .event(.jobRemoved(SequenceID(rawValue: "b000000000"))),
      context
    )
    #expect(pane.names == "ac")
    #expect(pane.selected?.id.rawValue.first == "c")
    #expect(!pane.isReading)
    #expect(
      reactions == [.effect(.loadTimeline(SequenceID(rawValue: "c000000000")))],
      "the page of the job under the cursor is asked for"
    )
    for name in ["a000000000", "c000000000"] {
      _ = pane.receive(.event(.jobRemoved(SequenceID(rawValue: name))), context)
    }
    #expect(pane.selected == nil)
  }

  @Test func clearingKeepsWhatIsUnfinishedAndTheCursorOnIt() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding(
      [Fixture.job("a", .running, age: 1), Fixture.job("b", .running, age: 2)],
      context
    )
    #expect(pane.objection(to: .clear, context) == "No job here has ended.")
    pane.hear(Fixture.job("a", .finished, age: 1), context)
    _ = pane.perform(.first, context)
    #expect(pane.objection(to: .clear, context) == nil)
    _ = pane.perform(.clear, context)
    #expect(pane.names == "b")
    #expect(pane.selected?.id.rawValue.first == "b")
  }

  @Test func whatWasOverBeforeItWasHeardOfIsNotListed() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([], context)
    let reactions = pane.hear(Fixture.job("a", .finished), context)
    #expect(pane.jobs.isEmpty)
    #expect(reactions.isEmpty)
  }

  @Test func theStartDoesNotUndoWhatEventsTold() throws {
    let context = try Fixture.context()
    var pane = LivePane()
    pane.hear(Fixture.job("a", .downloading), context)
    _ = pane.receive(.unfinishedLoaded([Fixture.job("a", .running)]), context)
    #expect(pane.jobs.map(\.job.status) == [.downloading])
  }

  @Test func anAnswerThatComesLateDoesNotUndoWhatEventsTold() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([Fixture.job("a", .partial)], context)
    var early = Fixture.job("a", .downloading)
    early.updatedAt = Fixture.at(1)
    var late = Fixture.job("a", .finished)
    late.updatedAt = Fixture.at(2)
    pane.hear(late, context)
    _ = pane.receive(.decided(.retryDownloads, early), context)
    _ = pane.receive(.jobLoaded(early), context)
    #expect(pane.jobs.map(\.job.status) == [.finished])
  }

  @Test(arguments: [true, false])
  func aRequestThatWasSentComesUnderTheCursorUnlessTheReaderIsHere(isFocused: Bool) throws {
    let context = try Fixture.context(isFocused: isFocused)
    var pane = LivePane.holding([Fixture.job("a", .running)], context)
    _ = pane.receive(
      .admitted(Fixture.job("n", .queued, age: 0), tookUp: false, ticket: 1),
      context
    )
    #expect(pane.selected?.id.rawValue.first == (isFocused ? "a" : "n"))
  }

  @Test func theFactsCountWhatRunsAndWhatNeedsThePerson() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([], context)
    #expect(pane.facts(context).isEmpty)
    for (name, status) in [("a", JobStatus.running), ("b", .queued), ("c", .unconfirmed)] {
      pane.hear(Fixture.job(name, status), context, TimelineEntry(.queued, at: Fixture.now))
    }
    pane.hear(Fixture.job("a", .finished), context)
    #expect(pane.facts(context) == ["1 running", "1 needs you", "1 ended"])
    pane.hear(Fixture.job("d", .drafted), context)
    #expect(pane.facts(context) == ["1 running", "2 need you", "1 ended"])
  }

  @Test func theWheelAndClicksMoveTheCursor() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding(
      [Fixture.job("a", .running, age: 1), Fixture.job("b", .running, age: 2)],
      context
    )
    let second = Point(x: 4, y: 1)
    #expect(pane.handle(.mouse(MouseEvent(.pressed, at: second)), context) != nil)
    #expect(pane.selected?.id.rawValue.first == "b")
    #expect(!pane.isReading)
    _ = pane.handle(.mouse(MouseEvent(.pressed, at: second)), context)
    #expect(pane.isReading)
    _ = pane.handle(.key(KeyPress(.escape)), context)
    #expect(!pane.isReading)
    _ = pane.handle(.mouse(MouseEvent(.wheelUp, at: second)), context)
    #expect(pane.selected?.id.rawValue.first == "a")
    #expect(pane.handle(.mouse(MouseEvent(.pressed, at: Point(x: 4, y: 7))), context) == nil)
    #expect(pane.handle(.key(KeyPress(.escape)), context) == nil, "Esc is the app's in the list")
  }
}
