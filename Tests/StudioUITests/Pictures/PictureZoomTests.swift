import CellGrid
import StudioModel
import Testing

@testable import StudioUI

@Suite struct PictureZoomTests {
  /// A picture of 2048×2048 in 800×440 pixels.
  private let scene = PictureZoom.Scene(
    picture: PixelSize(width: 2048, height: 2048),
    room: Size(width: 80, height: 22),
    cell: .standard
  )

  @Test func theWholeFitsAtFirst() {
    let view = PictureZoom().view(scene)
    #expect(view.isWhole && view.cells == Size(width: 44, height: 22) && view.percent == 21)
  }

  @Test func stepsGoUpByWholePercentagesAndBackToTheWhole() {
    var zoom = PictureZoom()
    var percents: [Int] = []
    for _ in 1...30 {
      zoom.step(by: 1, scene)
      percents.append(zoom.view(scene).percent)
    }
    #expect(percents.prefix(5) == [25, 33, 50, 67, 100] && percents.last == 1_600)
    for _ in 1...30 { zoom.step(by: -1, scene) }
    #expect(zoom == PictureZoom())
  }

  @Test func theActualSizeIsAPixelForAPixel() {
    var zoom = PictureZoom()
    zoom.showActualSize(scene)
    let view = zoom.view(scene)
    #expect(view.cells == scene.room)
    #expect(view.part.width == 800.0 / 2048 && view.part.height == 440.0 / 2048)
  }

  @Test func aSmallPictureCanBeSeenInItsActualSizeButNoSmaller() {
    let small = PictureZoom.Scene(
      picture: PixelSize(width: 200, height: 100),
      room: Size(width: 80, height: 22),
      cell: .standard
    )
    var zoom = PictureZoom()
    for _ in 1...9 { zoom.step(by: -1, small) }
    let view = zoom.view(small)
    #expect(view.percent == 100 && view.isWhole && view.cells == Size(width: 20, height: 5))
  }

  @Test func movingStopsAtTheEdgesAndTurnsAtOnce() {
    var zoom = PictureZoom()
    zoom.showActualSize(scene)
    for _ in 1...50 { zoom.pan(-1, -1, scene) }
    let corner = zoom.view(scene).part
    #expect(corner.x < 0.001 && corner.y < 0.001)
    zoom.pan(1, 0, scene)
    #expect(zoom.view(scene).part.x > 0.09)
    zoom.pan(-1, 0, scene)
    #expect(zoom.view(scene).part == corner)
  }

  @Test func aWheelKeepsWhatIsUnderThePointer() {
    var zoom = PictureZoom()
    zoom.showActualSize(scene)
    let point = Point(x: 60, y: 5)
    func under(_ zoom: PictureZoom) -> (Double, Double) {
      let view = zoom.view(scene)
      return (
        view.part.x + (Double(point.x) + 0.5) / 80 * view.part.width,
        view.part.y + (Double(point.y) + 0.5) / 22 * view.part.height
      )
    }
    let before = under(zoom)
    zoom.step(by: 1, scene, around: point)
    let after = under(zoom)
    #expect(abs(before.0 - after.0) < 0.001 && abs(before.1 - after.1) < 0.001)
  }

  @Test func anotherRoomKeepsTheMiddle() {
    var zoom = PictureZoom()
    zoom.showActualSize(scene)
    zoom.pan(1, 1, scene)
    let before = zoom.view(scene).part
    var other = scene
    other.room = Size(width: 40, height: 8)
    let after = zoom.view(other).part
    #expect(abs(before.x + before.width / 2 - after.x - after.width / 2) < 0.0001)
    #expect(abs(before.y + before.height / 2 - after.y - after.height / 2) < 0.0001)
    #expect(zoom.view(scene).part == before)
  }

  @Test(arguments: [0, 1, 3, 65_535], [0, 1, 40, 500])
  func oddSizesShowSomethingInside(side: Int, room: Int) {
    let scene = PictureZoom.Scene(
      picture: PixelSize(width: side, height: 1_000),
      room: Size(width: room, height: 9),
      cell: .standard
    )
    var zoom = PictureZoom()
    for step in [1, 1, -1, 1, 1, 1, -1, -1, -1, -1] {
      let view = zoom.view(scene)
      #expect(view.cells.width <= room && view.cells.height <= 9)
      zoom.step(by: step, scene, around: .zero)
      zoom.pan(step, -step, scene)
    }
  }
}
