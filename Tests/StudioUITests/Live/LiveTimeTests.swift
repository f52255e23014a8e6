import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// What the clock changes, and what it does not.
@Suite struct LiveTimeTests {
  typealias Fixture = LiveFixture

  private func running(
    age: Double = 12,
    usual: Duration? = .seconds(40),
    _ context: PaneContext
  ) -> LivePane {
    var pane = LivePane.holding([], context)
    var job = Fixture.job("a", .running, age: age)
    job.nextPollAt = Fixture.at(3.4)
    pane.hear(job, context, TimelineEntry(.polled, at: Fixture.now))
    let runs = usual.map { [PastRun(maxImages: 4, duration: $0)] } ?? []
    _ = pane.receive(.pastRunsLoaded(.wavespeed, Fixture.model, runs), context)
    return pane
  }

  private func line(_ pane: LivePane, _ context: PaneContext) -> String {
    String(Fixture.text(pane, context).prefix { $0 != "\n" })
  }

  @Test func aRunningJobSaysHowLongItTakesStillAndWhenItIsLookedAt() throws {
    let context = try Fixture.context(Size(width: 60, height: 8))
    let pane = running(context)
    #expect(
      line(pane, context) == "⠸ running        0:12 0/4   ~29 s left     poll in 4 s"
    )
    #expect(
      line(pane, try Fixture.context(Size(width: 60, height: 8), at: Fixture.at(4)))
        == "⠸ running        0:16 0/4   ~25 s left     polling"
    )
  }

  @Test func pastItsUsualTimeItSaysSo() throws {
    let context = try Fixture.context(Size(width: 60, height: 8))
    #expect(line(running(age: 46, context), context).contains("any moment     poll in 4 s"))
    #expect(line(running(age: 60, context), context).contains("taking longer  poll in 4 s"))
  }

  @Test func withoutAPastNothingIsGuessed() throws {
    let context = try Fixture.context(Size(width: 60, height: 8))
    #expect(
      line(running(usual: nil, context), context) == "⠸ running        0:12 0/4   poll in 4 s"
    )
  }

  @Test func theUsualTimeGrowsWithTheImagesAskedFor() throws {
    let context = try Fixture.context(Size(width: 60, height: 8))
    var pane = running(context)
    _ = pane.receive(
      .pastRunsLoaded(
        .wavespeed,
        Fixture.model,
        [1, 2, 30].map { PastRun(maxImages: 1, duration: .seconds($0 * 10)) }
      ),
      context
    )
    #expect(pane.usual(Fixture.job("x", .running)) == .seconds(40))
  }

  @Test func aRunThatEndsHereCountsForTheNext() throws {
    let context = try Fixture.context()
    var pane = running(usual: nil, context)
    let job = Fixture.job("a", .finished, age: 21)
    pane.hear(job, context, TimelineEntry(.finished, at: Fixture.now))
    #expect(pane.usual(Fixture.job("x", .running)) == .seconds(20))
  }

  @Test func aSecondThatPassesChangesAFewCells() throws {
    let size = Size(width: 60, height: 8)
    let context = try Fixture.context(size)
    let pane = running(context)
    let before = Fixture.drawn(pane, context)
    var later = try Fixture.context(size, at: Fixture.at(1))
    later.beat += 1
    let after = Fixture.drawn(pane, later)
    let changed = zip(before.cells, after.cells).count { $0 != $1 }
    #expect((1...5).contains(changed), "\(changed) cells")
  }

  @Test func bytesThatArriveChangeAFewCells() throws {
    let size = Size(width: 60, height: 8)
    let context = try Fixture.context(size)
    var pane = LivePane.holding([], context)
    var job = Fixture.job("a", .downloading)
    job.frames = [Frame(index: 1, url: "x")]
    pane.hear(job, context, TimelineEntry(.polled, at: Fixture.now))
    pane.hear(.downloading(index: 1, received: 1_000_000, total: 9_000_000), of: job, context)
    let before = Fixture.drawn(pane, context)
    pane.hear(.downloading(index: 1, received: 1_200_000, total: 9_000_000), of: job, context)
    let changed = zip(before.cells, Fixture.drawn(pane, context).cells).count { $0 != $1 }
    #expect((1...3).contains(changed), "\(changed) cells")
  }

  @Test func nothingWakesAnIdlePane() throws {
    let context = try Fixture.context(at: Fixture.at(0.25))
    #expect(LivePane().nextChange(context) == nil)
    var pane = LivePane.holding(
      [Fixture.job("u", .unconfirmed), Fixture.job("o", .running)],
      context
    )
    #expect(pane.nextChange(context) == nil, "a person is waited for, and nobody works")
    let job = Fixture.job("a", .running)
    pane.hear(job, context, TimelineEntry(.polled, at: Fixture.now))
    #expect(pane.nextChange(context) == Fixture.at(1), "the next whole second")
    pane.hear(.paused, of: job, context)
    #expect(pane.nextChange(context) == nil, "nothing counts while looks are paused")
    pane.hear(.waiting(until: Fixture.at(9)), of: job, context)
    #expect(pane.nextChange(context) == Fixture.at(1))
    pane.hear(Fixture.job("a", .finished), context, TimelineEntry(.finished, at: Fixture.now))
    #expect(pane.nextChange(context) == nil)
  }

  @Test func timeBeforeTheEpochIsATimeToo() throws {
    let context = try Fixture.context(at: Timestamp(milliseconds: -1_250))
    #expect(running(context).nextChange(context) == Timestamp(milliseconds: -1_000))
  }

  @Test func aWaitThatTheCoreNamesGoesBeforeTheStoredOne() throws {
    let context = try Fixture.context(Size(width: 60, height: 8))
    var pane = running(usual: nil, context)
    pane.hear(.waiting(until: Fixture.at(9)), of: pane.jobs[0].job, context)
    #expect(line(pane, context).hasSuffix("poll in 9 s"))
  }

  @Test func aFailedLookNamesItsReasonAfterTheCountdown() throws {
    let context = try Fixture.context(Size(width: 60, height: 8))
    var pane = running(context)
    var job = pane.jobs[0].job
    job.failure = Failure(.unreachable, "The service did not answer.", cost: .possible)
    pane.hear(job, context, TimelineEntry(.pollFailed, at: Fixture.now))
    #expect(line(pane, context).hasSuffix("poll in 4 s · The service did n…"))
  }

  @Test func anUploadShowsItsBar() throws {
    let context = try Fixture.context(Size(width: 60, height: 8))
    var pane = LivePane.holding([], context)
    let job = Fixture.job("a", .queued, age: 3)
    pane.hear(job, context, TimelineEntry(.queued, at: Fixture.now))
    pane.hear(
      .uploading(index: 1, count: 2, sent: 1_700_000, total: 3_400_000),
      of: job,
      context
    )
    #expect(
      line(pane, context) == "⠸ queued         0:03 0/4   ref 1/2 █████░░░░░  1.7/3.4 MB"
    )
  }

  @Test func retriesOfDownloadsCountDownWithTheirReason() throws {
    let context = try Fixture.context(Size(width: 70, height: 8))
    var pane = LivePane.holding([], context)
    var job = Fixture.job("a", .downloading)
    job.frames = [Fixture.stored(1), Frame(index: 2, url: "x", failure: Fixture.unfetched)]
    job.nextPollAt = Fixture.at(8)
    pane.hear(job, context, TimelineEntry(.downloadFailed, at: Fixture.now))
    #expect(line(pane, context).contains("1/4   retry in 8 s · The image"))
  }
}
