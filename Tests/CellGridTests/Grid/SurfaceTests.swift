import CellGrid
import Testing

@Suite struct SurfaceTests {
  private func wide(_ scalar: Unicode.Scalar) -> Cell { Cell(Glyph(scalar), role: .wide) }

  /// Every wide cell is followed by its covered half, and every covered half follows one.
  private func isWhole(_ surface: Surface) -> Bool {
    (0..<surface.size.height).allSatisfy { y in
      (0..<surface.size.width).allSatisfy { x in
        switch surface[x, y].role {
        case .narrow: true
        case .wide: x + 1 < surface.size.width && surface[x + 1, y].role == .covered
        case .covered: x > 0 && surface[x - 1, y].role == .wide
        }
      }
    }
  }

  @Test func writingOverHalfOfAWideCharacterTakesAllOfIt() {
    var surface = Surface(Size(width: 4, height: 1))
    surface.put(wide("狐"), x: 0, y: 0)
    surface.put(Cell(Glyph("a")), x: 1, y: 0)
    #expect(SurfaceDump.text(surface) == " a\n")
    surface.put(wide("狸"), x: 2, y: 0)
    surface.put(Cell(Glyph("b")), x: 2, y: 0)
    #expect(SurfaceDump.text(surface) == " ab\n")
    #expect(isWhole(surface))
  }

  @Test func aWideCharacterDoesNotFitTheLastColumn() {
    var surface = Surface(Size(width: 2, height: 1))
    surface.put(wide("狐"), x: 1, y: 0)
    #expect(surface[1, 0].glyph == .space && surface[1, 0].role == .narrow)
  }

  @Test func placesOutsideAreIgnored() {
    var surface = Surface(Size(width: 1, height: 1))
    for (x, y) in [(-1, 0), (0, -1), (1, 0), (0, 1)] { surface.put(Cell(Glyph("x")), x: x, y: y) }
    #expect(surface == Surface(Size(width: 1, height: 1)))
    #expect(surface[7, 7] == .blank)
  }

  @Test func anyOrderOfWritingLeavesWholeCharacters() {
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var surface = Surface(Size(width: 7, height: 2))
    for _ in 0..<5_000 {
      let cell = next(2) == 0 ? wide("界") : Cell(Glyph("n"))
      surface.put(cell, x: next(9) - 1, y: next(4) - 1)
      #expect(isWhole(surface))
    }
  }

  @Test func withoutUTF8EveryCellKeepsItsPlace() {
    var canvas = Canvas(Size(width: 12, height: 1))
    canvas.text("┌─狐é×✓ok", x: 0, y: 0)
    let plain = canvas.surface.ascii
    #expect(SurfaceDump.text(plain) == "+-???x+ok\n")
    #expect(plain.cells.allSatisfy { $0.glyph.base.isASCII && $0.role == .narrow })
  }
}
