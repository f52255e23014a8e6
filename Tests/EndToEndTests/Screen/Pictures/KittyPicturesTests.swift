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
      let given = pictures.store(request(number))
      ids.append(try #require(given).id)
    }
    #expect(Set(ids).count == KittyPictures.limit)
    _ = pictures.stored(request(0))
    let given = pictures.store(request(1_000))
    let next = try #require(given)
    #expect(next.deleted == [ids[1]])
    #expect(!ids.contains(next.id))
    let (gone, kept) = (pictures.stored(request(1)), pictures.stored(request(0)))
    #expect(gone == nil)
    #expect(kept?.id == ids[0])
  }

  @Test func everyNumberLiesInTheRange() throws {
    var pictures = KittyPictures(high: 255)
    for number in 0..<1_000 {
      let given = pictures.store(request(number))
      let id = try #require(given).id
      #expect(pictures.range.contains(id.number))
    }
  }
}
