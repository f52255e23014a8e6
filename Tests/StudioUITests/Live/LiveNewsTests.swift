import StudioModel
import Testing

@testable import StudioUI

/// What a person who looks elsewhere is told.
@Suite struct LiveNewsTests {
  typealias Fixture = LiveFixture

  private func news(_ before: Job, _ after: Job) throws -> [Reaction] {
    let context = try Fixture.context()
    var pane = LivePane.holding([], context)
    pane.hear(before, context, TimelineEntry(.queued, at: Fixture.now))
    return pane.hear(after, context, TimelineEntry(.polled, at: Fixture.now)).filter {
      if case .effect(.loadTimeline) = $0 { false } else { true }
    }
  }

  private func text(_ reactions: [Reaction]) -> String? {
    if case .toast(let toast)? = reactions.first { toast.text } else { nil }
  }

  @Test(arguments: [
    (
      JobStatus.finished, Toast.Level.done,
      "“A fox walks through a w…” finished: 4/4 images · $0.108 · 41 s"
    ),
    (
      .partial, .warning,
      "“A fox walks through a w…” partly finished: 3/4 images. 3 of 4 images are on disk; "
        + "4: The image host answered 503."
    ),
    (
      .failed, .error,
      "“A fox walks through a w…” failed: The content filter refused the prompt. It cost nothing."
    ),
  ])
  func theEndOfAWatchedJobIsToldOnce(
    status: JobStatus,
    level: Toast.Level,
    text: String
  ) throws {
    let reactions = try news(Fixture.job("a", .running), Fixture.job("a", status))
    #expect(reactions == [.toast(Toast(level, text)), .effect(.notify(text))])
    #expect(try news(Fixture.job("a", status), Fixture.job("a", status)).isEmpty)
  }

  @Test func whatTheReaderDecidedIsNoNews() throws {
    #expect(try news(Fixture.job("a", .queued), Fixture.job("a", .cancelled)).isEmpty)
    var given = Fixture.job("a", .failed)
    given.failure = Failure(.markedLost, "Given up.", cost: .possible)
    #expect(try news(Fixture.job("a", .unconfirmed), given).isEmpty)
  }

  @Test func aLostAnswerIsToldWhenThePersonIsNeeded() throws {
    let reactions = try news(Fixture.job("a", .submitting), Fixture.job("a", .unconfirmed))
    #expect(text(reactions)?.contains("needs you: it was sent") == true)
    #expect(reactions.count == 2)
    #expect(try news(Fixture.job("a", .unconfirmed), Fixture.job("a", .unconfirmed)).isEmpty)
  }

  @Test func aJobThatIsFetchedAgainIsToldOfWhenItEndsAgain() throws {
    let context = try Fixture.context()
    var pane = LivePane.holding([], context)
    pane.hear(Fixture.job("a", .downloading), context, TimelineEntry(.polled, at: Fixture.now))
    pane.hear(Fixture.job("a", .partial), context, TimelineEntry(.finished, at: Fixture.now))
    let reopened = pane.hear(
      Fixture.job("a", .downloading),
      context,
      TimelineEntry(.decided, at: Fixture.now)
    )
    #expect(text(reopened) == nil)
    let ended = pane.hear(
      Fixture.job("a", .finished),
      context,
      TimelineEntry(.finished, at: Fixture.now)
    )
    #expect(text(ended)?.contains("finished: 4/4") == true)
  }

  @Test func whatAServiceSaysCanNotSteerTheTerminal() throws {
    var failed = Fixture.job("a", .failed)
    failed.failure?.message = "no\u{1B}]9;boo\u{7}\nway"
    let reactions = try news(Fixture.job("a", .running), failed)
    guard case .effect(.notify(let text))? = reactions.last else {
      Issue.record("nothing was told")
      return
    }
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
  }

  @Test func aPromptOfBlanksIsNamedByItsID() throws {
    var job = Fixture.job("a", .running)
    job.request.prompt = " \n\t "
    var ended = Fixture.job("a", .finished)
    ended.request.prompt = job.request.prompt
    #expect(text(try news(job, ended))?.hasPrefix("a00000 finished") == true)
  }
}
