import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// The details of one sequence.
@Suite struct HistoryDetailTests {
  private static let entries = [
    TimelineEntry(.created, at: HistoryDesk.now),
    TimelineEntry(.polled, at: HistoryDesk.now + .seconds(4), latency: .milliseconds(340)),
  ]

  @Test func enterOpensReadsTheTimelineAndEscapeGoesBack() {
    var desk = HistoryDesk.opened(HistoryDesk.many(3), height: 60)
    desk.press("down enter")
    let id = desk.jobs[1].id
    #expect(desk.takeEffects() == [.loadTimeline(id)])
    #expect(desk.screen.contains("Reading…"))
    desk.report(.timelineLoaded(id, Self.entries))
    #expect(desk.screen.contains("340 ms"))
    #expect(desk.objection(.back) == nil)
    desk.press("esc")
    #expect(!desk.pane.isDetailOpen)
    #expect(desk.selected?.id == id)
    desk.press("right left")
    #expect(!desk.pane.isDetailOpen)
    desk.press("l backspace")
    #expect(!desk.pane.isDetailOpen)
  }

  @Test func besideTheListTheDetailsFollowTheCursor() {
    var desk = HistoryDesk.opened(HistoryDesk.many(3), width: 118, height: 36)
    #expect(desk.takeEffects() == [.loadTimeline(desk.jobs[0].id)])
    desk.press("down")
    #expect(desk.takeEffects() == [.loadTimeline(desk.jobs[1].id)])
    #expect(desk.screen.contains("seq0000002"))
    // A late answer for the one before is of no interest.
    desk.report(.timelineLoaded(desk.jobs[0].id, Self.entries))
    #expect(desk.screen.contains("Reading…"))
    desk.press("enter")
    #expect(desk.takeEffects().isEmpty)
    desk.press("end")
    #expect(desk.selected?.id == desk.jobs[1].id)
    desk.press("left end")
    #expect(desk.selected?.id == desk.jobs[2].id)
  }

  @Test func theNextSequenceIsOneKeyAway() {
    var desk = HistoryDesk.opened(HistoryDesk.many(3))
    desk.press("enter J")
    #expect(desk.pane.shown?.job.id == desk.jobs[1].id)
    #expect(desk.pane.isDetailOpen)
    desk.press("J J J")
    #expect(desk.pane.shown?.job.id == desk.jobs[2].id)
    #expect(desk.objection(.older) == "There is no older one.")
    desk.press("K")
    #expect(desk.pane.shown?.job.id == desk.jobs[1].id)
  }

  @Test func theDetailsFollowTheirSequence() {
    var desk = HistoryDesk.opened([.numbered(1, .running)], height: 60)
    desk.press("enter")
    desk.report(.timelineLoaded(desk.jobs[0].id, [Self.entries[0]]))
    var job = desk.jobs[0]
    job.status = .finished
    job.updatedAt = HistoryDesk.now + .seconds(9)
    desk.changed(job, Self.entries[1])
    #expect(desk.screen.contains("✓ finished"))
    #expect(desk.screen.contains("340 ms"))
    // The same line does not come twice, whatever way it came.
    desk.changed(job, Self.entries[1])
    #expect(desk.pane.shown?.timeline == .read(Self.entries))
  }

  @Test func whatAnotherProgramDidIsReadAgain() {
    var desk = HistoryDesk.opened([.numbered(1, .running)])
    desk.press("enter")
    _ = desk.takeEffects()
    desk.report(.event(.jobsChangedElsewhere([desk.jobs[0]])))
    #expect(desk.takeEffects() == [.loadTimeline(desk.jobs[0].id)])
  }

  @Test func theDetailsCloseWithTheirSequence() {
    var desk = HistoryDesk.opened(HistoryDesk.many(2))
    desk.press("enter d")
    #expect(!desk.pane.isDetailOpen)
    #expect(desk.selected?.id == desk.jobs[1].id)
    desk.press("enter")
    desk.report(.event(.jobRemoved(desk.jobs[1].id)))
    #expect(!desk.pane.isDetailOpen && desk.pane.shown == nil)
  }

  @Test func aTimelineThatCannotBeReadSaysWhy() {
    var desk = HistoryDesk.opened([.numbered(1)], height: 60)
    desk.press("enter")
    let failure = Failure(.storage, "The disk does not answer.", cost: .nothing)
    desk.report(.refused(what: "look now", Failure(.storage, "No way there.", cost: .nothing)))
    #expect(!desk.screen.contains("No way there."))
    let effect = AppEffect.loadTimeline(desk.jobs[0].id)
    desk.report(.refused(what: "read the timeline", failure, of: effect))
    #expect(desk.screen.contains("The disk does not answer."))
  }

  @Test func everythingIsReachedByScrolling() {
    var desk = HistoryDesk.opened([HistorySample.rich], width: 38, height: 6)
    desk.press("enter")
    desk.report(.timelineLoaded(HistorySample.rich.id, HistorySample.timeline))
    var seen = ""
    for _ in 0..<200 {
      seen += desk.screen
      desk.press("down")
    }
    for word in ["Prompt", "Images", "Cost", "Settings", "References", "Files", "recipe", "Times"] {
      #expect(seen.contains(word), "\(word)")
    }
    for word in ["Timeline", "Names", "prediction-7f3a", "01.jpg", "flagged"] {
      #expect(seen.contains(word), "\(word)")
    }
    let end = desk.screen
    desk.press("pagedown end")
    #expect(desk.screen == end)
    desk.press("home")
    #expect(desk.screen.contains("partial"))
  }

  @Test func foldersAndImagesAreLinks() {
    var desk = HistoryDesk.opened([HistorySample.rich], width: 78, height: 60)
    desk.press("enter")
    let addresses = Set(desk.surface.links.map(\.address))
    #expect(addresses.contains("https://cdn.example/1.jpg?sign=abc"))
    #expect(addresses.contains("file:///home/someone/Pictures/S%C3%A9ries%20d%27hiver/1a2b3c"))
    #expect(addresses.contains { $0.hasSuffix("/1a2b3c/01.jpg") })
    #expect(addresses.contains { $0.hasSuffix("/1a2b3c/recipe.json") })
    // What the service sent as an address of another kind is no link.
    #expect(!addresses.contains { $0.hasPrefix("javascript:") })
    #expect(desk.screen.contains("javascript:alert(1)"))
  }

  @Test func aPromptOfAMegabyteIsShownInPart() {
    let prompt = String(repeating: "狐狸 and fox\n", count: 80_000)
    var desk = HistoryDesk.opened([.numbered(1, prompt: prompt)], width: 78, height: 20)
    desk.press("enter")
    let lines = desk.pane.page(desk.context)?.lines.count ?? 0
    #expect(lines > 100 && lines < 4_000)
    desk.press("P")
    #expect(desk.takeEffects().contains(.copy(prompt, label: "prompt")))
  }

  @Test func theWordsOfASearchAreMarkedInThePrompt() {
    var desk = HistoryDesk.opened([.numbered(1, prompt: "a fox in the snow")], height: 20)
    desk.search("snow")
    desk.answerAll()
    desk.press("enter enter")
    let rows = desk.screen.split(separator: "\n", omittingEmptySubsequences: false)
    let row = rows.firstIndex { $0.contains("snow") } ?? 0
    #expect(desk.surface[13, row].style == desk.context.theme.match)
    #expect(desk.surface[0, row].style == desk.context.theme.plain)
  }

  @Test func whatAServiceSentCannotDisturbTheScreen() {
    var job = HistorySample.rich
    let evil = "\u{1B}[2J\u{202E}evil\r\n\u{9B}31m\u{0}"
    job.predictionID = PredictionID(rawValue: evil)
    job.serviceRequestID = evil
    job.folder = "/tmp/" + evil
    job.failure = Failure(.refused, evil, cost: .possible, advice: evil, serviceCode: evil)
    job.frames = [Frame(index: 1, status: .failed, url: evil, fileName: evil, failure: job.failure)]
    job.request.model = ModelID(rawValue: evil)
    job.request.references = [Reference(source: .url(evil))]
    job.request.prompt = evil
    for size in [Size(width: 38, height: 60), Size(width: 118, height: 60)] {
      var desk = HistoryDesk.opened([job], width: size.width, height: size.height)
      desk.report(
        .timelineLoaded(job.id, [TimelineEntry(.polled, at: job.createdAt, detail: evil)])
      )
      desk.press("enter")
      for scalar in desk.screen.unicodeScalars where scalar != "\n" {
        #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value))
        #expect(scalar != "\u{202E}")
      }
    }
  }
}
