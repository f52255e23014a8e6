import CellGrid
import Glibc
import StudioImaging
import StudioUI
import Synchronization
import TerminalKit
import Testing

@testable import seedream

/// What goes to the terminal for the pictures of a screen, and what stands in their cells.
@Suite(.timeLimit(.minutes(1))) struct PictureDeskTests {
  private let place = Rect(x: 2, y: 2, width: 6, height: 3)

  @Test func nothingIsMadeBeforeTheTerminalHasAnswered() async {
    let probe = DeskProbe(PictureProbe(.symbols))
    probe.outlet.isSettled = false
    let surface = Surface.pictures([place])
    #expect(SurfaceDump.text(probe.show(surface)).contains("…"))
    probe.outlet.isSettled = true
    let shown = await probe.showMade(surface)
    #expect(!SurfaceDump.text(shown).contains("…"))
  }

  @Test func kittysPictureIsNamedByCellsOnceItIsThere() async throws {
    let probe = DeskProbe(PictureProbe(.kitty))
    let surface = Surface.pictures([place])
    let waiting = await probe.showMade(surface)
    #expect(SurfaceDump.text(waiting).contains("…"))
    let number = try #require(probe.outlet.packets.first?.number)
    let text = probe.outlet.takeText()
    #expect(text.contains("a=T,U=1,q=2,f=100,i=\(7 << 24 | 16),c=6,r=3"))
    probe.desk.hear(.sent([number]))
    let shown = probe.show(surface)
    #expect(shown[2, 2].glyph.base == "\u{10EEEE}")
    #expect(shown[2, 2].style.foreground == .palette(16))
    // Only the first of each row names its place.
    #expect(shown[2, 3].glyph.scalars.count == 4)
    #expect((3..<8).allSatisfy { shown[$0, 3].glyph == Glyph("\u{10EEEE}") })
    #expect(probe.outlet.takeText().isEmpty)
    #expect(String(decoding: probe.outlet.parting, as: UTF8.self).contains("a=d,d=R"))
  }

  @Test func behindSomethingTheRestOfARowNamesItsPlaceAgain() async throws {
    let probe = DeskProbe(PictureProbe(.kitty))
    await probe.showMade(.pictures([Rect(x: 0, y: 0, width: 6, height: 3)]))
    probe.desk.hear(.sent(probe.outlet.takeNumbers()))
    var canvas = Canvas(Size(width: 40, height: 12))
    canvas.picture(PictureView(path: "/p/0.png"), in: Rect(x: 0, y: 0, width: 6, height: 3))
    canvas.text("ab", x: 2, y: 1)
    let shown = probe.show(canvas.surface)
    #expect((0..<6).map { shown[$0, 1].glyph.scalars.count } == [4, 1, 1, 1, 4, 1])
    #expect(shown[4, 1].glyph.scalars.prefix(3).map(\.value) == [0x10EEEE, 0x30D, 0x312])
  }

  @Test func aTerminalThatLostItsPicturesIsSentThemAgain() async throws {
    let probe = DeskProbe(PictureProbe(.kitty))
    let surface = Surface.pictures([place])
    await probe.showMade(surface)
    probe.desk.hear(.sent(probe.outlet.takeNumbers()))
    probe.show(surface)
    probe.desk.hear(.lost)
    probe.show(surface)
    #expect(probe.outlet.takeText().contains("a=T,U=1"))
  }

  @Test func pixelsFollowTheCellsAndGoWithTheirLines() async {
    let probe = DeskProbe(PictureProbe(.sixel))
    let shown = await probe.showMade(.pictures([place]))
    #expect(shown[2, 2].glyph == Glyph("\u{A0}"))
    #expect(probe.outlet.packets.map(\.place) == [Point(x: 2, y: 2)])
    #expect(probe.outlet.takeText().hasSuffix("SIXEL"))
    #expect(probe.outlet.hasPictures)
    // Nothing changed: nothing is sent.
    probe.show(.pictures([place]))
    #expect(probe.outlet.takeText().isEmpty)
    probe.show(.pictures([]))
    #expect(probe.outlet.takeRedrawn() == [2..<5])
    #expect(!probe.outlet.hasPictures)
  }

  @Test func linesWrittenWholeTakeNeighboursAlongWhichAreSentAgain() async {
    let probe = DeskProbe(PictureProbe(.iterm2))
    let other = Rect(x: 20, y: 4, width: 6, height: 3)
    await probe.showMade(.pictures([other, place]), count: 2)
    #expect(probe.outlet.takeNumbers().count == 2)
    probe.show(.pictures([other]))
    #expect(probe.outlet.takeRedrawn() == [2..<5])
    #expect(probe.outlet.packets.map(\.place) == [Point(x: 20, y: 4)])
  }

  @Test func pixelsAreSentAgainWhereCursesWroteTheirLines() async {
    let probe = DeskProbe(PictureProbe(.sixel))
    await probe.showMade(.pictures([place]))
    _ = probe.outlet.takeNumbers()
    probe.outlet.written = [4]
    probe.show(.pictures([place], text: "x"))
    #expect(probe.outlet.takeText().hasSuffix("SIXEL"))
    probe.outlet.written = [5]
    probe.show(.pictures([place], text: "y"))
    #expect(probe.outlet.takeText().isEmpty)
  }

  @Test func whatIsPutDownAsAWholeBecomesSymbolsWhereSomethingCoversIt() async {
    let probe = DeskProbe(PictureProbe(.sixel))
    await probe.showMade(.pictures([place]))
    _ = probe.outlet.takeNumbers()
    let covered = Surface.pictures([Rect(x: 0, y: 0, width: 6, height: 3)], text: "ab")
    let shown = await probe.showMade(covered)
    #expect(shown[0, 0].glyph == Glyph("a"))
    #expect(shown[4, 2].style.foreground != .standard || shown[4, 2].style.background != .standard)
    #expect(probe.outlet.takeText().contains("SIXEL") == false)
  }

  @Test func symbolsAreWrittenOverInTrueColour() async {
    let probe = DeskProbe(PictureProbe(.symbols))
    probe.outlet.choice = PictureProbe.choice(
      .symbols,
      environment: ["TERM": "xterm-256color", "COLORTERM": "truecolor"]
    )
    let surface = Surface.pictures([Rect(x: 0, y: 1, width: 4, height: 1)])
    await probe.showMade(surface)
    #expect(probe.outlet.takeText().contains("2;250;10;20"))
    #expect(!probe.outlet.hasPictures)
  }

  @Test func whatCannotBeShownSaysWhy() async {
    let probe = DeskProbe(PictureProbe(.symbols)) { (_, _) throws(PictureFailure) in
      throw .truncated
    }
    let shown = await probe.showMade(.pictures([Rect(x: 0, y: 0, width: 30, height: 3)]))
    #expect(SurfaceDump.text(shown).contains("✗ the picture is cut off"))
  }

  @Test func onlyWhatShowsNowIsMade() async throws {
    let asked = Mutex<[String]>([])
    let gate = AsyncStream<Void>.makeStream()
    let open = Mutex(false)
    let probe = DeskProbe(PictureProbe(.symbols)) { (request, isCancelled) in
      asked.withLock { $0.append(request.view.path) }
      gate.continuation.yield()
      while !isCancelled(), !open.withLock(\.self) { usleep(1_000) }
      return .sample(request)
    }
    func screen(_ number: Int) -> Surface {
      var canvas = Canvas(Size(width: 10, height: 4))
      canvas.picture(PictureView(path: "/p/\(number)"), in: canvas.bounds)
      return canvas.surface
    }
    probe.show(screen(0))
    var begun = gate.stream.makeAsyncIterator()
    _ = await begun.next()
    for number in 1..<50 { probe.show(screen(number)) }
    open.withLock { $0 = true }
    await probe.showMade(screen(49))
    // Others may have been begun while they showed; what no longer shows is given up.
    #expect(asked.withLock(\.self).last == "/p/49")
    #expect(probe.desk.takeProducts() == 0)
  }

  @Test func anotherBudgetMakesWhatShowsAnew() async {
    let budgets = Mutex<[Int]>([])
    let probe = DeskProbe(PictureProbe(.iterm2)) { (request, _) in
      budgets.withLock { $0.append(request.budget) }
      return .sample(request)
    }
    await probe.showMade(.pictures([place]))
    // What the link does to the budget leaves what shows alone.
    probe.outlet.meter = LinkMeter(budget: 8_000)
    probe.show(.pictures([place]))
    probe.desk.changeBudget(by: 1)
    await probe.showMade(.pictures([place]))
    #expect(budgets.withLock(\.self) == [55_000, 15_000])
    #expect(probe.desk.facts.budget.step == 2)
  }
}
