import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// The page of the selected job.
@Suite struct LivePageTests {
  typealias Fixture = LiveFixture

  private static let id = SequenceID(rawValue: "a000000000")

  private func entries(_ count: Int) -> [TimelineEntry] {
    (0..<count).map { TimelineEntry(.polled, at: Fixture.at(Double($0)), detail: "look \($0)") }
  }

  private func reading(_ job: Job, _ context: PaneContext) -> LivePane {
    var pane = LivePane.holding([], context)
    pane.hear(job, context, TimelineEntry(.queued, at: Fixture.now))
    if job.status.isFinal { pane = LivePane.holding([job], context) }
    _ = pane.perform(.open, context)
    return pane
  }

  private func asks(_ reactions: [Reaction]) -> Int {
    reactions.count { $0 == .effect(.loadTimeline(Self.id)) }
  }

  @Test func theTimelineIsAskedForOnceAndExtendedByEvents() throws {
    let context = try Fixture.context(Size(width: 78, height: 40))
    var pane = LivePane()
    let job = Fixture.job("a", .running)
    #expect(asks(pane.receive(.unfinishedLoaded([job]), context)) == 1)
    #expect(Fixture.text(pane, context).contains("being read"))
    let told = TimelineEntry(.polled, at: Fixture.at(9), detail: "look 9")
    #expect(asks(pane.hear(job, context, told)) == 0)
    #expect(asks(pane.receive(.timelineLoaded(job.id, entries(3)), context)) == 0)
    #expect(
      pane.jobs[0].timeline.entries.map(\.detail) == ["look 0", "look 1", "look 2", "look 9"]
    )
    #expect(Fixture.text(pane, context).contains("07:09:14  polled  look 9"))
  }

  @Test func whatWasReadIsNotToldTwice() throws {
    var timeline = LiveTimeline()
    let told = TimelineEntry(
      .polled,
      at: Fixture.at(1),
      latency: .microseconds(1_500),
      detail: "processing"
    )
    timeline.add(told)
    var stored = told
    stored.latency = .milliseconds(1)
    timeline.take([stored])
    #expect(timeline.entries == [stored])
  }

  @Test func theEndIsReadAnewBecauseItMayLeaveSeveralEntries() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([Fixture.job("a", .running)], context)
    _ = pane.receive(.timelineLoaded(Self.id, entries(1)), context)
    let reactions = pane.hear(
      Fixture.job("a", .finished),
      context,
      TimelineEntry(.finished, at: Fixture.now)
    )
    #expect(asks(reactions) == 1)
  }

  @Test func aTimelineOfAWeekKeepsItsEnd() {
    var timeline = LiveTimeline()
    timeline.take(entries(5_000))
    let edition = timeline.edition
    #expect(timeline.entries.count == LiveTimeline.limit)
    #expect(timeline.entries.last?.detail == "look 4999")
    #expect(timeline.left == 5_000 - LiveTimeline.limit)
    timeline.add(TimelineEntry(.finished, at: Fixture.at(9_000)))
    #expect(timeline.entries.count == LiveTimeline.limit + 1)
    #expect(timeline.edition == edition, "what was made of the entries stays right")
    for count in 0..<200 {
      timeline.add(TimelineEntry(.polled, at: Fixture.at(9_001 + Double(count))))
    }
    #expect(timeline.left + timeline.entries.count == 5_201)
    #expect(timeline.entries.count <= LiveTimeline.limit + 100)
  }

  @Test func aFailureIsThereInFull() throws {
    let context = try Fixture.context(Size(width: 50, height: 40))
    let text = Fixture.text(reading(Fixture.job("a", .failed), context), context)
    #expect(text.contains("The content filter refused the prompt."))
    #expect(text.contains("It cost nothing. HTTP 400."))
    #expect(text.contains("→ Reword the prompt."))
  }

  @Test func theFolderIsALink() throws {
    let context = try Fixture.context(Size(width: 78, height: 40))
    let links = Fixture.drawn(reading(Fixture.job("a", .running), context), context).links
    #expect(
      links.map(\.address) == ["file:///home/ann/Pictures/seedream/2026-03-09%20fox%20a"]
    )
  }

  @Test func framesShowWhatArrives() throws {
    let context = try Fixture.context(Size(width: 78, height: 40))
    var job = Fixture.job("a", .downloading)
    job.frames = [
      Fixture.stored(1), Frame(index: 2, url: "x"), Frame(index: 3, url: "x"),
      Frame(index: 4, status: .failed, failure: Fixture.unfetched),
    ]
    var pane = reading(job, context)
    pane.hear(.downloading(index: 2, received: 1_200_000, total: 2_400_000), of: job, context)
    let text = Fixture.text(pane, context)
    #expect(text.contains("01 ✓ 2048×2048   3.4 MB  01.jpg"))
    #expect(text.contains("02 ↓ █████░░░░░  1.2/2.4 MB"))
    #expect(text.contains("03 ○ to be fetched"))
    #expect(text.contains("04 ✗ will not come"))
    #expect(text.contains("     The image host answered 503."))
  }

  @Test func thePageScrollsToItsEndAndStaysThere() throws {
    let context = try Fixture.context(Size(width: 60, height: 8))
    var pane = reading(Fixture.job("a", .running), context)
    _ = pane.receive(.timelineLoaded(Self.id, entries(40)), context)
    #expect(!Fixture.text(pane, context).contains("look 39"))
    _ = pane.perform(.last, context)
    #expect(Fixture.text(pane, context).contains("look 39"))
    pane.hear(
      Fixture.job("a", .running),
      context,
      TimelineEntry(.polled, at: Fixture.at(50), detail: "look 40")
    )
    #expect(Fixture.text(pane, context).contains("look 40"), "the end stays in sight")
    _ = pane.perform(.up, context)
    let before = pane.scroll
    pane.hear(
      Fixture.job("a", .running),
      context,
      TimelineEntry(.polled, at: Fixture.at(51), detail: "look 41")
    )
    #expect(pane.scroll == before)
    #expect(!Fixture.text(pane, context).contains("look 41"), "the reader's lines stay")
    for _ in 0..<200 { _ = pane.perform(.halfPageUp, context) }
    #expect(pane.scroll == 0)
    #expect(Fixture.text(pane, context).contains("○ running") == false)
    #expect(Fixture.text(pane, context).contains("running"))
    _ = pane.perform(.back, context)
    #expect(!pane.isReading)
    #expect(pane.objection(to: .back, context) != nil)
  }

  @Test func theWheelScrollsThePage() throws {
    let context = try Fixture.context(Size(width: 60, height: 8))
    var pane = reading(Fixture.job("a", .running), context)
    _ = pane.handle(.mouse(MouseEvent(.wheelDown, at: Point(x: 3, y: 3))), context)
    #expect(pane.scroll == 3)
    _ = pane.handle(.mouse(MouseEvent(.wheelUp, at: Point(x: 3, y: 3))), context)
    #expect(pane.scroll == 0)
  }

  @Test func anotherJobsPageStartsAtItsTop() throws {
    let context = try Fixture.context(Size(width: 110, height: 12))
    var pane = LivePane.holding(
      [Fixture.job("a", .running), Fixture.job("b", .running, age: 50)],
      context
    )
    _ = pane.perform(.open, context)
    _ = pane.perform(.last, context)
    #expect(pane.scroll > 0)
    _ = pane.perform(.back, context)
    _ = pane.perform(.down, context)
    #expect(pane.scroll == 0)
    #expect(Fixture.text(pane, context).contains("Sequence b000000000"))
  }

  @Test func theKeptLinesAreThoseThatWouldBeMade() throws {
    let context = try Fixture.context(Size(width: 110, height: 900))
    let narrow = try Fixture.context(Size(width: 60, height: 900))
    var pane = LivePane.holding([], context)
    func expectSame(_ step: String) {
      #expect(pane.kept != nil)
      var fresh = pane
      fresh.kept = nil
      for context in [context, narrow] {
        #expect(Fixture.drawn(pane, context) == Fixture.drawn(fresh, context), "\(step)")
      }
    }
    var job = Fixture.job("a", .running)
    pane.hear(job, context, TimelineEntry(.queued, at: Fixture.now))
    expectSame("before the timeline is read")
    _ = pane.receive(.timelineLoaded(Self.id, entries(5)), context)
    expectSame("once it is read")
    for count in 0..<620 {
      let moment = Fixture.at(Double(count) * 600)
      pane.hear(job, context, TimelineEntry(.polled, at: moment, detail: "\(count)"))
      if count % 100 == 0 { expectSame("after \(count) entries") }
    }
    job.request.prompt = "Another prompt"
    pane.hear(job, context, TimelineEntry(.polled, at: Fixture.at(400_000)))
    expectSame("with another prompt")
    pane.hear(Fixture.job("a", .failed), narrow, TimelineEntry(.failed, at: Fixture.at(400_001)))
    expectSame("at its end, in another width")
  }

  @Test func choicesNameTheKeysAsTheyAreBound() throws {
    var context = try Fixture.context(Size(width: 78, height: 40))
    let pane = LivePane.holding([Fixture.job("a", .unconfirmed)], context)
    func words() -> String {
      Fixture.text(pane, context).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    #expect(words().contains("if there is one (a), mark it lost (m), or send it once more (s) k"))
    context.keymap = Keymap(own: ["live.adopt": ["f9"], "live.mark-lost": []])
    #expect(words().contains("if there is one (F9), mark it lost, or send it once more (s) k"))
  }

  @Test func takingUpWhatWasNotSentNamesItsPrice() throws {
    let context = try Fixture.context(Size(width: 78, height: 40))
    let text = Fixture.text(LivePane.holding([Fixture.job("a", .queued)], context), context)
    #expect(text.contains("Taking it up (t) sends"))
    #expect(text.contains("up to $0.108."))
  }

  @Test func aLibraryThatCanNotBeOpenedSaysWhy() throws {
    let context = try Fixture.context()
    var pane = LivePane()
    #expect(Fixture.text(pane, context).hasPrefix("Reading the library…"))
    let failure = Failure(.storage, "The library is newer.", cost: .nothing, advice: "Update.")
    _ = pane.receive(.openingFailed(failure), context)
    #expect(
      Fixture.text(pane, context).hasPrefix("The library is newer.\nIt cost nothing.\n→ Update.")
    )
  }

  @Test func theDemoChargesNoOne() throws {
    var context = try Fixture.context(Size(width: 78, height: 40))
    context.account.isDemo = true
    let text = Fixture.text(reading(Fixture.job("a", .finished), context), context)
    #expect(text.contains("Nothing: the demo charges no one."))
    #expect(!text.contains("$"))
  }

  @Test(arguments: JobStatus.allCases)
  func theDemoNamesNoMoneyAsIfItWereSpent(status: JobStatus) throws {
    var context = try Fixture.context(Size(width: 118, height: 40))
    context.account.isDemo = true
    var pane = LivePane.holding([Fixture.job("a", .running)], context)
    let job = Fixture.job("a", status)
    var said = pane.hear(job, context, TimelineEntry(.polled, at: Fixture.now))
    for decision in [JobDecision.cancel, .markLost, .sendAgain] {
      said += pane.receive(.decided(decision, job), context)
    }
    said += pane.perform(.sendAgain, context) + pane.perform(.markLost, context)
    _ = pane.receive(.event(.jobRested(job.id)), context)
    var words = [Fixture.text(pane, context)]
    for reaction in said {
      if case .toast(let toast) = reaction { words.append(toast.text) }
      if case .confirm(let question) = reaction { words.append(question.text) }
    }
    for text in words {
      #expect(!text.contains("$"))
      #expect(!text.contains("may have been charged"))
    }
  }
}
