import CellGrid
import StudioImaging
import Testing

@testable import seedream

@Suite struct KittyPicturesTests {
  private func request(_ number: Int) -> PreviewRequest {
    PreviewRequest(
      view: PictureView(path: "/p/\(number)"),
      size: Size(width: 4, height: 2),
      form: .kittyPlaceholders
    )
  }

  @Test func theOldestGoesWhenThereAreTooMany() throws {
    var pictures = KittyPictures(high: 3)
    var ids: [KittyPictureID] = []
    for number in 0..<KittyPictures.limit {
      ids.append(try #require(pictures.store(request(number))).id)
    }
    #expect(Set(ids).count == KittyPictures.limit)
    _ = pictures.stored(request(0))
    let next = try #require(pictures.store(request(1_000)))
    #expect(next.deleted == [ids[1]])
    #expect(!ids.contains(next.id))
    #expect(pictures.stored(request(1)) == nil)
    #expect(pictures.stored(request(0))?.id == ids[0])
  }

  @Test func everyNumberLiesInTheRange() throws {
    var pictures = KittyPictures(high: 255)
    for number in 0..<1_000 {
      let id = try #require(pictures.store(request(number))).id
      #expect(pictures.range.contains(id.number))
    }
  }
}
