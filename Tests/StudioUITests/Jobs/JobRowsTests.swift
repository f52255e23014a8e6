import CellGrid
import StudioModel
import StudioUI
import Testing

/// The lines of a job's page.
@Suite struct JobRowsTests {
  private let noon = Timestamp(milliseconds: 1_773_057_600_000)

  private func texts(_ lines: [TonedLine]) -> [String] { lines.map(\.text) }

  @Test func aTimelineEntryHasItsTimeWordsAndDetail() {
    let entries = [
      TimelineEntry(.accepted, at: noon, latency: .milliseconds(340), detail: "created"),
      TimelineEntry(
        .pollFailed,
        at: noon + .seconds(5),
        latency: .seconds(2),
        httpStatus: 503,
        detail: "The service is busy."
      ),
      TimelineEntry(.cancelled, at: noon + .seconds(6)),
    ]
    #expect(
      texts(TimelineRows.lines(entries, zone: .greenwich, width: 80)) == [
        "12:00:00  accepted  340 ms  created",
        "12:00:05  no answer  2.0 s  HTTP 503  The service is busy.", "12:00:06  cancelled",
      ]
    )
  }

  @Test func longDetailsWrapUnderTheirEntry() {
    let entry = TimelineEntry(.refused, at: noon, detail: "one two three four five six seven")
    #expect(
      texts(TimelineRows.lines([entry], zone: .greenwich, width: 30)) == [
        "12:00:00  refused", "          one two three four", "          five six seven",
      ]
    )
  }

  @Test func anotherDayIsNamed() {
    let entries = [TimelineEntry(.queued, at: noon), TimelineEntry(.polled, at: noon + .hours(24))]
    #expect(
      texts(TimelineRows.lines(entries, zone: .greenwich, width: 80)) == [
        "12:00:00  queued", "2026-03-10", "12:00:00  polled",
      ]
    )
  }

  @Test func everyKindOfEntryHasItsWords() {
    let kinds: [TimelineEntry.Kind] = [
      .created, .queued, .uploaded, .submitting, .accepted, .polled, .pollFailed, .throttled,
      .refused, .unconfirmed, .reconciled, .adopted, .downloaded, .downloadFailed, .storageFailed,
      .finished, .failed, .cancelled, .decided,
    ]
    #expect(Set(kinds.map(TimelineRows.words)).count == kinds.count)
  }

  @Test func whatAnAdviceSaysOfTheCostIsNotSaidTwice() {
    let failure = Failure(
      .unconfirmed,
      "The line broke.",
      cost: .possible,
      advice: "It may have been charged: look at its web page."
    )
    #expect(
      texts(FailureRows.lines(failure, width: 80)) == [
        "The line broke.", "→ It may have been charged: look at its web page.",
      ]
    )
  }

  @Test func linesFitTheirWidthWhateverItIs() {
    let text = "狐 in the snow, walking for a very long time through the 森林"
    let failure = Failure(.refused, text, cost: .possible, advice: text, httpStatus: 400)
    let entry = TimelineEntry(.failed, at: noon, latency: .seconds(1), detail: text)
    for width in [2, 3, 9, 12, 20, 38, 80] {
      for line in FailureRows.lines(failure, width: width) {
        #expect(CellWidth.of(line.text) <= width)
      }
      for line in TimelineRows.lines([entry], zone: .greenwich, width: width).dropFirst() {
        #expect(CellWidth.of(line.text) <= max(width, 2))
      }
    }
  }

  @Test func tonedLinesAreCutWithAMark() {
    let theme = Theme.standard
    let line = TonedLine([.init("abc", .good), .init("def", .error, address: "https://x.y/z")])
    for (width, expected) in [(6, "abcdef"), (5, "abcd…"), (4, "abc…"), (3, "ab…"), (1, "…")] {
      var canvas = Canvas(Size(width: 8, height: 1))
      line.draw(in: &canvas, x: 0, y: 0, width: width, theme)
      #expect(SurfaceDump.text(canvas.surface) == expected + "\n", "\(width)")
    }
    var canvas = Canvas(Size(width: 8, height: 1))
    line.draw(in: &canvas, x: 1, y: 0, width: 7, theme)
    #expect(canvas.surface[1, 0].style == theme.good)
    #expect(canvas.surface[4, 0].style == theme.error)
    #expect(
      canvas.surface.links == [Link(origin: Point(x: 4, y: 0), width: 3, address: "https://x.y/z")]
    )
  }

  @Test(arguments: [
    ("/a/b-c_d.~1", "file:///a/b-c_d.~1" as String?), ("/a b", "file:///a%20b"),
    ("/狐", "file:///%E7%8B%90"), ("/a%20\u{7}?#", "file:///a%2520%07%3F%23"), ("a/b", nil),
    ("", nil),
  ])
  func pathsBecomeAddresses(path: String, expected: String?) {
    #expect(FileAddress.of(path) == expected)
  }

  @Test(arguments: [
    (20, "/home/ann/狐狸"), (14, "/home/ann/狐狸"), (9, "…ann/狐狸"), (6, "…/狐狸"), (4, "…狸"),
    (2, "…"), (1, "…"), (0, ""),
  ])
  func longPathsKeepTheirEnd(cells: Int, expected: String) {
    let shown = PathText.ending(of: "/home/ann/狐狸", cells: cells)
    #expect(CellWidth.of(shown) <= cells)
    #expect(shown == expected)
  }

  @Test func promptsAreKnownByTheirStart() {
    #expect(PromptExcerpt.line("  A fox\n\n walks\tfar ", cells: 40) == "A fox walks far")
    #expect(PromptExcerpt.line("A fox walks", cells: 6) == "A fox…")
    #expect(PromptExcerpt.line("A fox", cells: 0) == "")
    let long = String(repeating: "狐", count: 100_000)
    #expect(PromptExcerpt.line(long, cells: 10) == "狐狐狐狐…")
  }
}
