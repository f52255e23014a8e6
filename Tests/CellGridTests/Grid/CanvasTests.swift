import CellGrid
import Testing

@Suite struct CanvasTests {
  private func drawn(_ width: Int, _ height: Int = 1, _ draw: (inout Canvas) -> Void) -> String {
    var canvas = Canvas(Size(width: width, height: height))
    draw(&canvas)
    return SurfaceDump.text(canvas.surface)
  }

  @Test func textEndsAtTheEdgeWithoutHalfACharacter() {
    #expect(drawn(5) { $0.text("狐狸狐", x: 0, y: 0) } == "狐狸\n")
    var canvas = Canvas(Size(width: 5, height: 1))
    #expect(canvas.text("狐狸狐", x: 0, y: 0) == 4)
    #expect(canvas.text("abc", x: 4, y: 0) == 1)
    #expect(canvas.text("abc", x: 9, y: 0) == 0)
  }

  @Test func textKeepsToTheWidthItIsGiven() {
    #expect(drawn(9) { $0.text("abcdef", x: 1, y: 0, width: 3) } == " abc\n")
  }

  @Test func nothingThatSteersATerminalIsDrawn() {
    let text = "a\u{1B}[31mb\u{7}\u{9B}2J\u{202E}c\u{200B}\u{0}d\r\ne"
    var canvas = Canvas(Size(width: 40, height: 1))
    canvas.text(text, x: 0, y: 0)
    let scalars = canvas.surface.cells.flatMap(\.glyph.scalars)
    #expect(scalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
    #expect(!scalars.contains("\u{202E}") && !scalars.contains("\u{200B}"))
  }

  @Test func flagsAreLettersAndClustersTheirFirstEmoji() {
    #expect(drawn(8) { $0.text("🇩🇪!", x: 0, y: 0) } == "DE!\n")
    #expect(drawn(8) { $0.text("👩‍👩‍👧!", x: 0, y: 0) } == "👩!\n")
    #expect(drawn(8) { $0.text("e\u{301}x", x: 0, y: 0) } == "e\u{301}x\n")
  }

  @Test func aPartHasCoordinatesOfItsOwnAndNothingLeavesIt() {
    let text = drawn(8, 3) { canvas in
      canvas.within(Rect(x: 2, y: 1, width: 3, height: 1)) { part in
        part.text("abcdef", x: 0, y: 0)
        part.text("zzz", x: 0, y: 1)
        part.text("z", x: -1, y: 0)
        part.within(Rect(x: 1, y: 0, width: 9, height: 9)) { $0.text("XYZ", x: 0, y: 0) }
      }
      canvas.text("!", x: 7, y: 2)
    }
    #expect(text == "\n  aXY\n       !\n")
  }

  @Test func aWideCharacterIsCutAtAPartsEdge() {
    let text = drawn(4) { canvas in
      canvas.within(Rect(x: 0, y: 0, width: 3, height: 1)) { $0.text("a狐狸", x: 0, y: 0) }
      canvas.text("|", x: 3, y: 0)
    }
    #expect(text == "a狐|\n")
  }

  @Test func theCursorStaysInsideThePart() {
    var canvas = Canvas(Size(width: 4, height: 2))
    canvas.within(Rect(x: 1, y: 1, width: 2, height: 1)) { $0.placeCursor(x: 1, y: 0) }
    #expect(canvas.surface.cursor == Point(x: 2, y: 1))
    canvas.within(Rect(x: 1, y: 1, width: 2, height: 1)) { $0.placeCursor(x: 2, y: 0) }
    #expect(canvas.surface.cursor == Point(x: 2, y: 1))
  }

  @Test func onlyPlainAddressesBecomeLinks() {
    var canvas = Canvas(Size(width: 9, height: 1))
    canvas.link("https://example.com/\u{1B}]8;;x", x: 0, y: 0, width: 3)
    canvas.link("https://example.com/a b", x: 0, y: 0, width: 3)
    #expect(canvas.surface.links.isEmpty)
    canvas.link("https://example.com/a", x: 7, y: 0, width: 9)
    #expect(
      canvas.surface.links
        == [Link(origin: Point(x: 7, y: 0), width: 2, address: "https://example.com/a")]
    )
  }

  @Test func stylesOfAPartChangeWithoutItsText() {
    var canvas = Canvas(Size(width: 3, height: 1))
    canvas.text("abc", x: 0, y: 0)
    canvas.restyle(Rect(x: 1, y: 0, width: 9, height: 9)) { $0.adding(.reverse) }
    let reversed = canvas.surface.cells.map { $0.style.attributes.contains(.reverse) }
    #expect(reversed == [false, true, true])
    #expect(SurfaceDump.text(canvas.surface) == "abc\n")
  }

  @Test func whatIsFilledHasNoLinks() {
    var canvas = Canvas(Size(width: 10, height: 2))
    canvas.link("https://example.org/a", x: 0, y: 0, width: 4)
    canvas.link("https://example.org/b", x: 6, y: 0, width: 4)
    canvas.fill(Rect(x: 3, y: 0, width: 2, height: 2))
    #expect(canvas.surface.links.map(\.address) == ["https://example.org/b"])
  }
}
