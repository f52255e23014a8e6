import CellGrid
import StudioModel
import Testing

@testable import StudioUI

/// Any size, any text, any key.
@Suite struct LiveToughnessTests {
  typealias Fixture = LiveFixture

  private static let nasty =
    "\u{1B}[31mred\u{7}\r\n\u{202E}evil\u{200B} \u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F466} "
    + "ż\u{300}\u{301}\u{302}\u{303}\u{304}\u{305} 狐狸 \u{0}\u{9B}31m \u{E000}"

  private func hostile(_ context: PaneContext) -> LivePane {
    var pane = LivePane.holding([], context)
    for (place, status) in JobStatus.allCases.enumerated() {
      var job = Fixture.job("\(place)", .running, age: Double(place))
      job.request.prompt = Self.nasty
      pane.hear(job, context, TimelineEntry(.queued, at: Fixture.now, detail: Self.nasty))
      job = Fixture.job("\(place)", status, age: Double(place))
      job.request.prompt = Self.nasty
      job.request.references = [Reference(source: .file(path: Self.nasty))]
      job.folder = "/\(Self.nasty)"
      job.predictionID = PredictionID(rawValue: Self.nasty)
      job.failure = Failure(
        .refused,
        Self.nasty,
        cost: .possible,
        advice: Self.nasty,
        serviceCode: Self.nasty
      )
      job.frames = [
        Frame(index: 1, status: .failed, failure: job.failure),
        Frame(index: 2, status: .stored, fileName: Self.nasty, byteCount: .max),
        Frame(index: 3, failure: job.failure),
      ]
      pane.hear(job, context, TimelineEntry(.polled, at: Fixture.now, detail: Self.nasty))
      guard !status.isFinal else { continue }
      pane.hear(.downloading(index: 3, received: .max, total: .max), of: job, context)
      pane.hear(.uploading(index: 1, count: 2, sent: -1, total: 0), of: job, context)
    }
    return pane
  }

  private func expectSafe(_ surface: Surface) {
    let isSafe = surface.cells.allSatisfy { cell in
      cell.glyph.scalars.allSatisfy { scalar in
        scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) && scalar.value != 0x202E
          && scalar.value != 0x200B && !(0xE000...0xF8FF).contains(scalar.value)
      }
    }
    #expect(isSafe)
    #expect(surface.links.allSatisfy { $0.address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } })
  }

  @Test func everySizeIsDrawn() throws {
    let whole = hostile(try Fixture.context(Size(width: 118, height: 36)))
    for width in [0, 1, 2, 3, 7, 13, 14, 21, 27, 28, 29, 38, 58, 69, 70, 99, 100, 118] {
      for height in [0, 1, 2, 3, 6, 13, 14, 16, 36] {
        let context = try Fixture.context(Size(width: width, height: height))
        for isReading in [false, true] {
          var pane = whole
          pane.isReading = isReading
          for row in [0, 4, pane.jobs.count - 1] {
            pane.window.select(row, of: pane.jobs.count, visible: height)
            expectSafe(Fixture.drawn(pane, context))
          }
        }
      }
    }
  }

  @Test func everyCommandWorksAtEverySizeOnEveryJob() throws {
    let whole = hostile(try Fixture.context())
    for size in [Size.zero, Size(width: 1, height: 1), Size(width: 118, height: 36)] {
      let context = try Fixture.context(size)
      for row in 0..<whole.jobs.count {
        for command in LiveCommand.allCases {
          var pane = whole
          pane.window.select(row, of: pane.jobs.count, visible: 3)
          _ = pane.perform(command, context)
          _ = pane.perform(.last, context)
          #expect(pane.jobs.isEmpty || pane.jobs.indices.contains(pane.window.selected))
          expectSafe(Fixture.drawn(pane, context))
          var canvas = Canvas(size)
          pane.drawOverlay(in: &canvas, context)
          expectSafe(canvas.surface)
        }
      }
    }
  }

  @Test func eventsInAnyOrderKeepTheListWhole() throws {
    let contexts = try [true, false].map { try Fixture.context(isFocused: $0) }
    var pane = LivePane()
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let names = Array("abcdefgh").map { String($0) }
    for _ in 0..<3_000 {
      let name = names[next(names.count)]
      let status = JobStatus.allCases[next(JobStatus.allCases.count)]
      let job = Fixture.job(name, status, age: Double(next(100)))
      let selected = pane.selected?.id
      let context = contexts[next(2)]
      let move = next(9)
      switch move {
      case 0: _ = pane.receive(.unfinishedLoaded([job]), context)
      case 1: _ = pane.receive(.event(.jobRested(job.id)), context)
      case 2: _ = pane.receive(.event(.jobsChangedElsewhere([job])), context)
      case 3: pane.hear(.downloading(index: 1, received: 1, total: nil), of: job, context)
      case 4: _ = pane.receive(.timelineLoaded(job.id, []), context)
      case 5: _ = pane.perform(LiveCommand.allCases[next(LiveCommand.allCases.count)], context)
      default: pane.hear(job, context, TimelineEntry(.polled, at: Fixture.at(Double(next(9)))))
      }
      if selected != nil, move != 5 {
        #expect(pane.selected?.id == selected, "only the reader moves the cursor")
      }
      if next(40) == 0 { _ = pane.receive(.event(.jobRemoved(job.id)), context) }
      pane.adopting = nil
      #expect(Set(pane.jobs.map(\.id)).count == pane.jobs.count)
      #expect(pane.jobs.isEmpty == (pane.selected == nil))
      pane.sort(contexts[1])
      let firstEnded = pane.jobs.firstIndex { $0.job.status.isFinal } ?? pane.jobs.count
      #expect(pane.jobs[firstEnded...].allSatisfy { $0.job.status.isFinal })
    }
  }
}
