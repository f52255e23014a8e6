import Testing

@testable import StudioImaging

@Suite struct ContactSheetTests {
  private func sheet(
    _ pictures: [Raster?],
    caption: ContactSheet.Caption?
  ) throws -> ContactSheet {
    let files = try pictures.map { try $0.map { ScratchFile(try PictureEncoder.png($0)) } }
    let frames = files.enumerated().map { place, file in
      ContactSheet.Frame(label: "\(place + 1)", path: file?.path)
    }
    let sheet = try ContactSheet(frames, caption: caption, side: 96)
    withExtendedLifetime(files) {}
    return sheet
  }

  /// How many pixels of a part are nearly of a colour.
  private func count(_ raster: Raster, _ colour: [Int], near: Int = 12) -> Int {
    stride(from: 0, to: raster.pixels.count, by: 3).count { at in
      (0..<3).allSatisfy { abs(Int(raster.pixels[at + $0]) - colour[$0]) <= near }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 6, 15])
  func everyFrameIsOnTheSheet(number: Int) throws {
    let pictures = (0..<number).map { Samples.flat(96, 96, [10 + $0 * 14, 0, 200]) }
    let sheet = try sheet(pictures, caption: nil)
    for place in 0..<number {
      #expect(count(sheet.raster, [10 + place * 14, 0, 200], near: 2) == 96 * 96)
    }
    #expect(sheet.failures.isEmpty)
  }

  @Test func framesOfOtherProportionsKeepThem() throws {
    let sheet = try sheet(
      [Samples.flat(96, 48, [250, 0, 0]), Samples.flat(24, 96, [0, 0, 250])],
      caption: nil
    )
    #expect(count(sheet.raster, [250, 0, 0]) == 96 * 48)
    #expect(count(sheet.raster, [0, 0, 250]) == 24 * 96)
  }

  @Test func aMissingPictureLeavesItsPlaceAndIsNamed() throws {
    let file = ScratchFile([1, 2, 3])
    let good = ScratchFile(try PictureEncoder.png(Samples.flat(96, 96, [250, 0, 0])))
    let frames = [
      ContactSheet.Frame(label: "1", path: good.path),
      ContactSheet.Frame(label: "2", path: file.path),
      ContactSheet.Frame(label: "3", path: nil),
    ]
    let sheet = try ContactSheet(frames, caption: nil, side: 96)
    #expect(sheet.failures == [1: .notAnImage])
    #expect(count(sheet.raster, [0xE0, 0xE0, 0xE0], near: 1) == 2 * 96 * 96)
    withExtendedLifetime((file, good)) {}
  }

  @Test func wordsTakeRoomAndInk() throws {
    guard Lettering.isAvailable else { return }
    let pictures: [Raster?] = [Samples.flat(96, 96, [250, 0, 0])]
    let bare = try sheet(pictures, caption: nil)
    let lettered = try sheet(
      pictures,
      caption: ContactSheet.Caption(text: "A red fox 一只狐狸", facts: "seedream-v4 · 96×96")
    )
    #expect(lettered.raster.height > bare.raster.height)
    #expect(count(lettered.raster, [0x20, 0x20, 0x20], near: 60) > 20)
    #expect(count(bare.raster, [0x20, 0x20, 0x20], near: 60) == 0)
  }

  @Test(arguments: [
    "", "\u{0}", String(repeating: "word ", count: 5_000), "مرحبا 你好 שלום", "👩‍👩‍👧 e\u{301}",
    String(repeating: "狐", count: 3_000),
  ])
  func anyCaptionIsDrawnInItsRoom(text: String) throws {
    guard Lettering.isAvailable else { return }
    let sheet = try sheet(
      [Samples.flat(96, 96, [250, 0, 0])],
      caption: ContactSheet.Caption(text: text, facts: text)
    )
    #expect(sheet.raster.height < 400)
  }

  @Test func charactersOfNoFontAreCounted() throws {
    guard Lettering.isAvailable else { return }
    let picture = try #require(
      Lettering.picture(Lettering.Paragraph(text: "a\u{E123}\u{10FFF0}", size: 12, width: 100))
    )
    #expect(picture.unknown >= 1)
  }

  @Test func withoutWordsAParagraphIsEmpty() throws {
    guard Lettering.isAvailable else { return }
    let picture = try #require(
      Lettering.picture(Lettering.Paragraph(text: "", size: 12, width: 30))
    )
    #expect(picture.coverage.allSatisfy { $0 == 0 })
  }
}
