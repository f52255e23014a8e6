import CellGrid
import StudioModel
import Testing

@testable import StudioUI

@Suite struct LiveGoldenTests {
  typealias Fixture = LiveFixture

  /// The insides of the pane's frame on screens of 40×10, 80×24 and 120×40, and zoomed there.
  static let sizes = [
    Size(width: 38, height: 6), Size(width: 78, height: 9), Size(width: 60, height: 19),
    Size(width: 118, height: 36),
  ]
  static let themes: [(name: String, theme: Theme)] = [
    ("standard", .standard), ("mono", .monochrome),
  ]

  /// One job in each state that a person can meet.
  private func busy(_ context: PaneContext) -> LivePane {
    let news = TimelineEntry(.queued, at: Fixture.now)
    // Nobody looks while they end, so that they come below the others.
    var context = context
    context.isFocused = false
    var pane = LivePane.holding([], context)
    var queued = Fixture.job("a", .queued, age: 2)
    queued.request.prompt = "雪の中の狐、四枚の連作"
    pane.hear(queued, context, news)
    var running = Fixture.job("b", .running, age: 12)
    running.nextPollAt = Fixture.at(3)
    pane.hear(running, context, news)
    var downloading = Fixture.job("c", .downloading, age: 41)
    downloading.frames = [
      Fixture.stored(1), Frame(index: 2, url: "x"), Frame(index: 3, url: "x"),
      Frame(index: 4, url: "x"),
    ]
    pane.hear(downloading, context, news)
    pane.hear(
      .downloading(index: 2, received: 1_200_000, total: 3_400_000),
      of: downloading,
      context
    )
    pane.hear(Fixture.job("d", .unconfirmed, age: 400), context)
    for (name, status) in [("e", JobStatus.finished), ("f", .partial), ("g", .failed)] {
      pane.hear(Fixture.job(name, .running, age: 90), context, news)
      pane.hear(Fixture.job(name, status, age: 90), context, news)
    }
    _ = pane.receive(
      .pastRunsLoaded(
        .wavespeed,
        Fixture.model,
        [PastRun(maxImages: 4, duration: .seconds(40))]
      ),
      context
    )
    return pane
  }

  @Test(arguments: sizes, themes.map(\.name))
  func theListIsDrawn(size: Size, theme: String) throws {
    let look = Self.themes.first { $0.name == theme }?.theme ?? .standard
    let context = try Fixture.context(size, theme: look)
    Golden.expect(
      Fixture.drawn(busy(context), context),
      "list-\(size.width)x\(size.height)-\(theme)",
      styled: true
    )
  }

  @Test(arguments: sizes)
  func thePageOfAFailedJobIsDrawn(size: Size) throws {
    let context = try Fixture.context(size)
    var pane = LivePane.holding([], context)
    var job = Fixture.job("h", .running, age: 75)
    pane.hear(job, context, TimelineEntry(.created, at: Fixture.at(-75)))
    job = Fixture.job("h", .failed, age: 75)
    pane.hear(job, context, TimelineEntry(.failed, at: Fixture.now))
    _ = pane.receive(
      .timelineLoaded(
        job.id,
        [
          TimelineEntry(.created, at: Fixture.at(-75)),
          TimelineEntry(.submitting, at: Fixture.at(-74)),
          TimelineEntry(
            .accepted,
            at: Fixture.at(-73),
            latency: .milliseconds(340),
            detail: "created"
          ),
          TimelineEntry(
            .polled,
            at: Fixture.at(-40),
            latency: .milliseconds(120),
            detail: "processing"
          ),
          TimelineEntry(
            .failed,
            at: Fixture.now,
            httpStatus: 400,
            detail: "The content filter refused the prompt."
          ),
        ]
      ),
      context
    )
    _ = pane.perform(.open, context)
    Golden.expect(
      Fixture.drawn(pane, context),
      "failed-\(size.width)x\(size.height)",
      styled: true
    )
  }

  @Test(arguments: sizes)
  func thePageOfAnUnconfirmedJobIsDrawn(size: Size) throws {
    let context = try Fixture.context(size, theme: .monochrome)
    var pane = LivePane.holding([Fixture.job("d", .unconfirmed, age: 400)], context)
    _ = pane.perform(.open, context)
    Golden.expect(Fixture.drawn(pane, context), "unconfirmed-\(size.width)x\(size.height)")
  }

  @Test func theEmptyPaneSaysSo() throws {
    let context = try Fixture.context(Size(width: 38, height: 6))
    Golden.expect(Fixture.drawn(LivePane.holding([], context), context), "empty")
  }

  @Test(arguments: [Size(width: 40, height: 10), Size(width: 80, height: 24)])
  func theQuestionForAnIDIsDrawn(screen: Size) throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([Fixture.job("d", .unconfirmed)], context)
    _ = pane.perform(.adopt, context)
    _ = pane.handle(.paste("task-42"), context)
    var canvas = Canvas(screen)
    pane.drawOverlay(in: &canvas, context)
    Golden.expect(canvas.surface, "adopt-\(screen.width)x\(screen.height)", styled: true)
  }
}
