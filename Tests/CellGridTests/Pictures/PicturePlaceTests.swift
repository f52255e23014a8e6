import CellGrid
import Testing

struct PicturePlaceTests {
  private let view = PictureView(path: "/p/01.png")

  private func canvas(_ draw: (inout Canvas) -> Void) -> Surface {
    var canvas = Canvas(Size(width: 8, height: 4))
    draw(&canvas)
    return canvas.surface
  }

  @Test func everyCellOfAPictureShowsIt() throws {
    let surface = canvas { $0.picture(view, in: Rect(x: 1, y: 1, width: 3, height: 2)) }
    let shown = try #require(surface.shownPictures.first)
    #expect(shown.isWhole)
    #expect(shown.cells.count == 6)
    #expect(SurfaceDump.text(surface) == "\n ▒▒▒\n ▒▒▒\n\n")
  }

  @Test func whatIsDrawnOverAPictureHidesItThere() throws {
    let surface = canvas {
      $0.picture(view, in: Rect(x: 0, y: 0, width: 4, height: 2))
      $0.text("狐", x: 1, y: 0)
    }
    let shown = try #require(surface.shownPictures.first)
    #expect(!shown.isWhole)
    #expect(shown.cells.first == .zero)
    #expect(shown.cells.count == 6)
  }

  @Test func aPictureThatIsHiddenWholeDoesNotShow() {
    let surface = canvas {
      $0.picture(view, in: Rect(x: 0, y: 0, width: 4, height: 2))
      $0.fill($0.bounds)
    }
    #expect(surface.shownPictures.isEmpty)
  }

  @Test func onlyTheInsideOfThePartDrawnOnShows() throws {
    let surface = canvas {
      $0.within(Rect(x: 5, y: 2, width: 3, height: 2)) {
        $0.picture(view, in: Rect(x: -1, y: 1, width: 6, height: 6))
      }
      $0.picture(view, in: Rect(x: 20, y: 0, width: 2, height: 2))
    }
    #expect(surface.pictures.count == 1)
    let shown = try #require(surface.shownPictures.first)
    #expect(shown.place.frame == Rect(x: 4, y: 3, width: 6, height: 6))
    #expect(shown.cells == [Point(x: 5, y: 3), Point(x: 6, y: 3), Point(x: 7, y: 3)])
  }

  @Test func ofTwoPicturesTheLaterOneIsOnTop() {
    let surface = canvas {
      $0.picture(view, in: Rect(x: 0, y: 0, width: 4, height: 2))
      $0.picture(PictureView(path: "/p/02.png"), in: Rect(x: 2, y: 0, width: 4, height: 2))
    }
    #expect(surface.shownPictures.map(\.cells.count) == [4, 8])
    #expect(surface.shownPictures.map(\.place.view.path) == ["/p/01.png", "/p/02.png"])
  }

  @Test func theContentStandsOnlyWhereThePictureShows() throws {
    var surface = canvas {
      $0.picture(view, in: Rect(x: 1, y: 0, width: 4, height: 1))
      $0.text("!", x: 2, y: 0)
    }
    var content = Canvas(Size(width: 4, height: 1))
    content.text("abcd", x: 0, y: 0)
    surface.draw(content.surface, for: try #require(surface.shownPictures.first))
    #expect(SurfaceDump.text(surface) == " a!cd\n\n\n\n")
    #expect(surface.shownPictures.isEmpty)
  }

  @Test func noTextPassesForAPicture() {
    let surface = canvas {
      $0.picture(view, in: Rect(x: 0, y: 0, width: 2, height: 1))
      $0.text("\u{10FFFF}x", x: 0, y: 0)
    }
    #expect(surface[0, 0].glyph == Glyph("x"))
  }

  @Test(arguments: [
    (2_048, 2_048, Size(width: 40, height: 40), Size(width: 40, height: 20)),
    (2_560, 1_440, Size(width: 20, height: 20), Size(width: 20, height: 6)),
    (1_440, 2_560, Size(width: 20, height: 8), Size(width: 9, height: 8)),
    (1, 10_000, Size(width: 20, height: 8), Size(width: 1, height: 8)),
    (64, 64, Size(width: 0, height: 8), Size.zero),
  ])
  func aPictureKeepsItsProportions(_ width: Int, _ height: Int, _ room: Size, _ size: Size) {
    #expect(PictureFit.size(width: width, height: height, in: room) == size)
  }

  @Test func aPartLiesInsideThePicture() {
    let part = PicturePart(x: 0.9, y: -1, width: 0.5, height: .nan)
    #expect(part.x == 0.5)
    #expect(part.y == 0)
    #expect(part.height > 0)
  }
}
