import FoundationEssentials
import StudioImaging
import Testing

@testable import CellGrid

@Suite struct GraphicsSequenceTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// The keys and the payload of a kitty sequence.
  private func parts(_ slice: [UInt8]) throws -> (keys: String, payload: String) {
    let whole = text(slice)
    #expect(whole.hasPrefix("\u{1B}_G") && whole.hasSuffix("\u{1B}\\"))
    let inner = whole.dropFirst(3).dropLast(2)
    let split = inner.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
    return (String(try #require(split.first)), split.count > 1 ? String(split[1]) : "")
  }

  @Test(arguments: [1, 3_072, 3_073, 10_000])
  func anUploadCarriesTheWholeFileInPiecesOfAtMost4096(count: Int) throws {
    let png = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let picture = KittyGraphics.upload(png: png, id: 42, columns: 20, rows: 9)
    let pieces = try picture.slices.map(parts)
    #expect(pieces.first?.keys.hasPrefix("a=T,U=1,q=2,f=100,i=42,c=20,r=9,m=") == true)
    for (place, piece) in pieces.enumerated() {
      let isLast = place == pieces.count - 1
      #expect(piece.keys.contains(isLast ? "m=0" : "m=1"))
      #expect(piece.payload.utf8.count <= 4_096)
      #expect(isLast || piece.payload.utf8.count % 4 == 0)
    }
    let data = Data(base64Encoded: pieces.map(\.payload).joined())
    #expect(data.map { [UInt8]($0) } == png)
    #expect(picture.byteCount == picture.slices.map(\.count).reduce(0, +))
  }

  @Test func aPictureForTheCursorLeavesItWhereItIs() throws {
    let picture = KittyGraphics.place(png: [1, 2, 3], id: 7, columns: 4, rows: 2)
    #expect(try parts(picture.slices[0]).keys == "a=T,C=1,q=2,f=100,i=7,c=4,r=2,m=0")
  }

  @Test func deletingIsOneSequence() {
    #expect(text(KittyGraphics.delete(id: 9)) == "\u{1B}_Ga=d,d=I,i=9,q=2\u{1B}\\")
  }

  @Test func throughTmuxEveryEscapeIsDoubledAndEveryPieceWrapped() {
    let wrapped = KittyGraphics.delete(id: 9, through: .tmux)
    #expect(
      text(wrapped) == "\u{1B}Ptmux;\u{1B}\u{1B}_Ga=d,d=I,i=9,q=2\u{1B}\u{1B}\\\u{1B}\\"
    )
    let png = [UInt8](repeating: 3, count: 9_000)
    let picture = KittyGraphics.upload(png: png, id: 1, columns: 1, rows: 1, through: .tmux)
    #expect(picture.slices.count == 3)
    #expect(picture.slices.allSatisfy { text($0).hasPrefix("\u{1B}Ptmux;\u{1B}\u{1B}_G") })
  }

  @Test func anInlineImageIsOneSequence() throws {
    let file = (0..<500).map { UInt8(truncatingIfNeeded: $0) }
    let picture = ITermGraphics.place(file: file, columns: 30, rows: 12)
    #expect(picture.slices.count == 1)
    let whole = text(picture.slices[0])
    #expect(whole.hasPrefix("\u{1B}]1337;File=inline=1;size=500;width=30;height=12;"))
    #expect(whole.hasSuffix("\u{07}"))
    let payload = try #require(whole.dropLast().split(separator: ":").last)
    #expect(Data(base64Encoded: String(payload)).map { [UInt8]($0) } == file)
  }

  @Test func placeholdersNameTheirRowAndColumn() throws {
    let id = try #require(KittyPictureID(low: 16, high: 1))
    func marks(_ row: Int, _ column: Int) -> [UInt32]? {
      KittyPlaceholder.cell(row: row, column: column, id: id)?.glyph.scalars.prefix(3).map(\.value)
    }
    // From kitty's table: the first two marks, the last.
    #expect(marks(0, 1) == [0x10EEEE, 0x305, 0x30D])
    #expect(marks(296, 0) == [0x10EEEE, 0x1D244, 0x305])
    #expect(KittyPlaceholder.limit == 297)
    #expect(marks(297, 0) == nil)
    #expect(marks(0, -1) == nil)
    #expect(Set((0..<297).compactMap { marks($0, 5) }).count == 297)
    #expect(KittyPlaceholder.following(id).glyph.scalars.map(\.value) == [0x10EEEE])
    #expect(KittyPlaceholder.following(id).style.foreground == .palette(16))
  }

  @Test func sixelsHoldThePictureAndFewerColoursFewerBytes() throws {
    try #require(SixelGraphics.isAvailable, "libchafa is not installed")
    let raster = Samples.gradient(120, 60)
    let many = try #require(try SixelGraphics.sequences(raster, colours: 256))
    let few = try #require(try SixelGraphics.sequences(raster, colours: 8))
    for sequences in [many, few] {
      #expect(sequences.count == 1)
      let whole = text(sequences[0])
      #expect(whole.hasPrefix("\u{1B}P"))
      #expect(whole.contains("q\"1;1;120;60"))
      #expect(whole.hasSuffix("\u{1B}\\"))
    }
    #expect(few[0].count < many[0].count)
  }

  @Test func bandsOfSixelsAreSequencesOfTheirOwn() throws {
    try #require(SixelGraphics.isAvailable, "libchafa is not installed")
    let raster = Samples.gradient(120, 60)
    let bands = try #require(
      try SixelGraphics.sequences(raster, colours: 16, bands: [0..<24, 24..<48, 48..<60])
    )
    let heights = bands.map { text($0).firstMatch(of: /q"1;1;120;(\d+)/)?.1 }
    #expect(heights == ["24", "24", "12"])
  }

  @Test func aPlaceholderNamesRowColumnAndPicture() throws {
    let id = try #require(KittyPictureID(low: 16, high: 1))
    #expect(id.number == 0x0100_0010)
    let cell = try #require(KittyPlaceholder.cell(row: 0, column: 1, id: id))
    #expect(cell.glyph.scalars.map(\.value) == [0x10EEEE, 0x0305, 0x030D, 0x030D])
    #expect(cell.style.foreground == .palette(16))
    #expect(KittyPlaceholder.cell(row: 297, column: 0, id: id) == nil)
    #expect(KittyPictureID(low: 15, high: 1) == nil)
    #expect(KittyPictureID(low: 16, high: 0) == nil)
  }
}
