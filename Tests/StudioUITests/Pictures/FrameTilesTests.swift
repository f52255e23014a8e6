import CellGrid
import StudioModel
import Testing

@testable import StudioUI

@Suite struct FrameTilesTests {
  private func tiles(
    _ count: Int,
    _ size: PixelSize = PixelSize(width: 2048, height: 2048),
    chosen: Int? = nil,
    form: FrameTiles.Form = .strip,
    cell: CellPixels = .standard
  ) -> FrameTiles {
    FrameTiles(
      tiles: (1...count).map { FrameTile(number: $0, .picture(path: "/p/\($0)"), size: size) },
      chosen: chosen,
      cell: cell,
      form: form
    )
  }

  private func numbers(_ tiles: FrameTiles, _ width: Int, _ height: Int) -> [Int] {
    tiles.arrangement(in: Size(width: width, height: height)).places.map(\.tile.number)
  }

  @Test func aPageOfAStripTurnsOnlyWhenTheChosenOneIsOutside() {
    // Each is 6 wide: with two columns for the signs at each end there are five a page.
    let first = numbers(tiles(12, chosen: 1), 40, 4)
    #expect(first == [1, 2, 3, 4, 5])
    #expect(numbers(tiles(12, chosen: 5), 40, 4) == first)
    #expect(numbers(tiles(12, chosen: 6), 40, 4) == [6, 7, 8, 9, 10])
    let last = tiles(12, chosen: 12).arrangement(in: Size(width: 40, height: 4))
    #expect(last.before == 10 && last.after == 0)
  }

  @Test(arguments: [1, 2, 5, 15], [FrameTiles.Form.strip, .grid])
  func everythingStandsInsideAndApartAndTheChosenOneShows(count: Int, form: FrameTiles.Form) {
    let sizes = [
      PixelSize(width: 2048, height: 2048), PixelSize(width: 4096, height: 512),
      PixelSize(width: 720, height: 2880), PixelSize(width: 0, height: 0),
    ]
    for size in sizes {
      for cell in [CellPixels.standard, CellPixels(width: 12, height: 14)] {
        for width in [5, 10, 38, 78, 118] {
          for height in [2, 4, 7, 15, 36] {
            for chosen in 1...count {
              let room = Size(width: width, height: height)
              check(tiles(count, size, chosen: chosen, form: form, cell: cell), in: room)
            }
          }
        }
      }
    }
  }

  private func check(_ tiles: FrameTiles, in room: Size) {
    let arrangement = tiles.arrangement(in: room)
    let places = arrangement.places
    #expect(places.contains { $0.tile.number == tiles.chosen }, "\(tiles) in \(room)")
    #expect(arrangement.before + places.count + arrangement.after == tiles.tiles.count)
    for (index, place) in places.enumerated() {
      #expect(place.part.intersection(Rect(room)) == place.part, "\(tiles) in \(room)")
      for other in places[(index + 1)...] {
        #expect(place.part.intersection(other.part).isEmpty, "\(tiles) in \(room)")
      }
      let middle = Point(x: place.part.x, y: place.part.y)
      #expect(tiles.number(at: middle, in: room) == place.tile.number)
    }
  }

  @Test func aStripIsAsHighAsAllOfItFitsAndNoHigher() {
    #expect(tiles(4).stripHeight(atMost: 20, width: 80) == 10)
    #expect(tiles(1).stripHeight(atMost: 20, width: 80) == 20)
    // A panorama over the whole width is low.
    let wide = PixelSize(width: 4096, height: 512)
    #expect(tiles(1, wide).stripHeight(atMost: 20, width: 80) == 6)
    #expect(tiles(15).stripHeight(atMost: 20, width: 38) == 6)
    #expect(tiles(4).stripHeight(atMost: 3, width: 80) == 0)
    #expect(tiles(4).stripHeight(atMost: 9, width: 8) == 0)
  }

  @Test func aGridTakesTheColumnsThatMakeItsPicturesLargest() {
    let four = tiles(4, form: .grid).arrangement(in: Size(width: 63, height: 34))
    #expect(Set(four.places.map(\.part.y)).count == 2)
    let low = tiles(4, form: .grid).arrangement(in: Size(width: 78, height: 7))
    #expect(Set(low.places.map(\.part.y)).count == 1)
  }

  @Test func whatIsNotThereYetSaysWhereItIs() {
    let job = PictureSample.arriving()
    let activities: [Int: JobActivity] = [
      3: .downloading(index: 3, received: 42, total: 100),
      4: .downloading(index: 4, received: 42, total: nil),
    ]
    let contents = FrameTile.all(of: job, activities).map(\.content)
    #expect(
      contents == [
        .picture(path: job.folder + "/01.jpg"), .picture(path: job.folder + "/02.jpg"),
        .arriving(percent: 42), .arriving(percent: nil), .missing,
      ]
    )
    #expect(FrameTile.all(of: job)[2].content == .toBeFetched)
    var running = job
    running.status = .running
    running.frames = []
    #expect(FrameTile.all(of: running).map(\.content) == Array(repeating: .awaited, count: 5))
    running.status = .failed
    #expect(FrameTile.all(of: running).isEmpty)
  }
}
