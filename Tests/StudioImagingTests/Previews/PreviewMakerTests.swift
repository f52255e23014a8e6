import CellGrid
import Testing

@testable import StudioImaging

@Suite struct PreviewMakerTests {
  private static let photo = Samples.drawn(300, 200) { x, y in
    [x * 255 / 299, y * 255 / 199, (x * 31 + y * 17) % 97 + 60]
  }

  private func preview(
    _ bytes: [UInt8],
    _ form: PictureForm,
    _ change: (inout PreviewRequest) -> Void = { _ in }
  ) throws(PictureFailure) -> Preview {
    let file = ScratchFile(bytes)
    var request = PreviewRequest(
      view: PictureView(path: file.path),
      size: Size(width: 30, height: 10),
      form: form
    )
    change(&request)
    let preview = try PreviewMaker().make(request)
    withExtendedLifetime(file) {}
    return preview
  }

  private func shown(_ preview: Preview) throws -> Raster {
    switch preview.content {
    case .png(let bytes): try decoded(bytes)
    case .jpeg(let bands) where bands.count == 1: try decoded(bands[0].bytes)
    default: throw PictureFailure.notAnImage
    }
  }

  private func decoded(_ bytes: [UInt8]) throws -> Raster {
    try PictureDecoder.decode(bytes: bytes, fitting: (4_000, 4_000), on: RGBColour(9, 9, 9))
  }

  @Test(arguments: PictureForm.allCases)
  func everyFormHasItsContentWithinTheBudget(_ form: PictureForm) throws {
    let preview = try preview(PictureEncoder.png(Self.photo), form)
    #expect(preview.source == Size(width: 300, height: 200))
    #expect(preview.byteCount <= PreviewRequest.standardBudget)
    switch (form, preview.content) {
    case (.kittyPlaceholders, .png), (.kittyPlacement, .png), (.iterm2, .jpeg), (.sixel, .sixel):
      break
    case (.sixel, .symbols): #expect(!SixelGraphics.isAvailable)
    case (.symbols, .symbols(let picture)):
      #expect(picture.columns == 30 && picture.rows == 10)
    case (.text, .words(let lines)): #expect(!lines.isEmpty)
    case (.off, .words(let lines)): #expect(lines.isEmpty)
    default: Issue.record("\(form) became \(preview.content)")
    }
  }

  /// 30 × 10 cells of 10 × 20 pixels are 300 × 200, as the picture is.
  @Test func aPictureOfTheCellsOwnProportionsFillsThem() throws {
    for form in [PictureForm.kittyPlaceholders, .iterm2] {
      let raster = try shown(try preview(PictureEncoder.png(Self.photo), form))
      #expect(raster.width * 2 == raster.height * 3)
      #expect(abs(Int(raster.pixels[2]) - 60) < 40)
    }
  }

  @Test func whatThePictureLeavesOfTheCellsIsClearForKittyAndBackgroundElsewhere() throws {
    let square = try PictureEncoder.png(Samples.flat(200, 200, [250, 0, 0]))
    for form in [PictureForm.kittyPlacement, .iterm2] {
      let preview = try preview(square, form) { $0.background = RGBColour(9, 9, 9) }
      let raster = try shown(preview)
      #expect(raster.width * 2 == raster.height * 3)
      let middle = (raster.height / 2 * raster.width + raster.width / 2) * 3
      #expect(raster.pixels[middle] > 240 && raster.pixels[middle + 1] < 10)
      #expect(raster.pixels[0] < 14 && raster.pixels[1] < 14)
    }
  }

  @Test func aSmallPictureIsNotSentWithMorePixelsThanItHas() throws {
    let small = try PictureEncoder.png(Samples.gradient(15, 10))
    let preview = try preview(small, .kittyPlaceholders)
    #expect(preview.step.size == Size(width: 15, height: 10))
  }

  @Test(arguments: [PictureForm.kittyPlaceholders, .iterm2, .sixel])
  func aSmallerBudgetMeansFewerBytes(_ form: PictureForm) throws {
    let bytes = try PictureEncoder.png(Self.photo)
    var last = Int.max
    for budget in [200_000, 20_000, 10_000] {
      let preview = try preview(bytes, form) { $0.budget = budget }
      #expect(preview.byteCount <= budget, "\(preview.step)")
      #expect(preview.byteCount <= last)
      last = preview.byteCount
    }
  }

  @Test func trueColoursGiveWayToThePaletteWhereTheBudgetWantsIt() throws {
    let bytes = try PictureEncoder.png(Self.photo)
    let rich = try preview(bytes, .symbols) {
      $0.colours = .trueColour
      $0.budget = 1 << 20
    }
    let poor = try preview(bytes, .symbols) {
      $0.colours = .trueColour
      $0.budget = 3_000
    }
    #expect(rich.step.colours == nil && poor.step.colours == 256)
    #expect(poor.byteCount < rich.byteCount)
  }

  @Test func sixelsHaveThePixelsOfTheCellsInRowsOfSix() throws {
    guard SixelGraphics.isAvailable else { return }
    let preview = try preview(PictureEncoder.png(Self.photo), .sixel)
    #expect(preview.step.size == Size(width: 300, height: 198))
    guard case .sixel(let bands) = preview.content else {
      Issue.record("no sixel")
      return
    }
    let text = String(decoding: (bands.first?.bytes ?? []).prefix(60), as: UTF8.self)
    #expect(text.contains("\"1;1;300;198"), "\(text.debugDescription)")
  }

  @Test func aLargePictureOfITermComesInBandsThatFillItsCells() throws {
    let photo = Samples.drawn(900, 600) { x, y in [x % 256, y % 256, x * y % 97] }
    let bytes = try PictureEncoder.png(photo)
    let preview = try preview(bytes, .iterm2) {
      $0.size = Size(width: 90, height: 31)
      $0.isInBands = true
    }
    guard case .jpeg(let bands) = preview.content else {
      Issue.record("no JPEG")
      return
    }
    #expect(bands.count > 2 && bands.count <= BandCut.most)
    #expect(bands.flatMap { Array($0.rows) } == Array(0..<31))
    let rasters = try bands.map { try decoded($0.bytes) }
    #expect(rasters.allSatisfy { $0.width == preview.step.size.width })
    #expect(rasters.reduce(0) { $0 + $1.height } == preview.step.size.height)
    #expect(preview.byteCount <= PreviewRequest.standardBudget)
  }

  @Test func sixelsMayHaveTwiceTheBytesWhereSymbolsWouldHaveSixteenColours() throws {
    guard SixelGraphics.isAvailable else { return }
    let bytes = try PictureEncoder.png(Self.photo)
    let least = try preview(bytes, .sixel) { $0.budget = 1_000_000 }.byteCount / 8
    for (colours, isSixel) in [(SymbolColours.palette256, false), (.palette16, true)] {
      var budget = least
      // The least that sixels fit in, and a little less.
      while case .symbols = try preview(bytes, .sixel, { $0.budget = budget }).content {
        budget += 500
      }
      let preview = try preview(bytes, .sixel) {
        $0.colours = colours
        $0.budget = budget * 3 / 4
      }
      if case .sixel = preview.content { #expect(isSixel) } else { #expect(!isSixel) }
    }
  }

  @Test func bandsOfSixelsEndWithRowsOfCellsAndOfSixels() throws {
    guard SixelGraphics.isAvailable else { return }
    let bytes = try PictureEncoder.png(Self.photo)
    for height in [14, 16, 17, 18, 20] {
      let preview = try preview(bytes, .sixel) {
        $0.size = Size(width: 60, height: 23)
        $0.cell = CellPixels(width: 10, height: height)
        $0.budget = 120_000
        $0.isInBands = true
      }
      guard case .sixel(let bands) = preview.content else {
        Issue.record("no sixel")
        continue
      }
      #expect(bands.count > 1)
      #expect(bands.flatMap { Array($0.rows) } == Array(0..<23))
      for band in bands.dropLast() {
        #expect(band.rows.count * height % 6 == 0)
        let head = String(decoding: band.bytes.prefix(60), as: UTF8.self)
        #expect(head.contains("\"1;1;600;\(band.rows.count * height)"), "\(head.debugDescription)")
      }
    }
  }

  @Test func aPartShowsWhatIsThere() throws {
    let halves = Samples.drawn(200, 100) { x, _ in x < 100 ? [240, 0, 0] : [0, 0, 240] }
    let preview = try preview(PictureEncoder.png(halves), .kittyPlacement) {
      $0.view.part = PicturePart(x: 0.6, y: 0, width: 0.3, height: 0.3)
    }
    let raster = try shown(preview)
    let middle = (raster.height / 2 * raster.width + raster.width / 2) * 3
    #expect(raster.pixels[middle] < 20 && raster.pixels[middle + 2] > 220)
  }

  @Test func wordsStayInTheirCells() throws {
    let bytes = try PictureEncoder.png(Self.photo)
    for size in [Size(width: 12, height: 2), Size(width: 1, height: 1), .zero] {
      for isASCII in [true, false] {
        let preview = try preview(bytes, .text) {
          $0.size = size
          $0.isASCII = isASCII
        }
        guard case .words(let lines) = preview.content else {
          Issue.record("no words")
          continue
        }
        #expect(lines.count <= size.height)
        #expect(lines.allSatisfy { CellWidth.of($0) <= size.width })
        #expect(!isASCII || lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
      }
    }
  }

  @Test(arguments: PictureForm.allCases)
  func hugeCellsCostNoHugePicture(_ form: PictureForm) throws {
    let bytes = try PictureEncoder.png(Samples.gradient(64, 64))
    let preview = try preview(bytes, form) {
      $0.size = Size(width: 300, height: 120)
      $0.cell = CellPixels(width: 200, height: 200)
    }
    #expect(preview.step.size.width <= 2_560)
  }

  @Test func aPreviewThatIsNotWantedIsGivenUp() throws {
    let file = ScratchFile(try PictureEncoder.png(Self.photo))
    let request = PreviewRequest(
      view: PictureView(path: file.path),
      size: Size(width: 30, height: 10),
      form: .iterm2
    )
    var questions = 0
    let found = failure { () throws(PictureFailure) in
      try PreviewMaker().make(request) {
        questions += 1
        return questions > 2
      }
    }
    #expect(found == .cancelled)
    #expect(questions == 3)
    withExtendedLifetime(file) {}
  }

  @Test func aPictureThatIsNotThereSaysSo() {
    let request = PreviewRequest(
      view: PictureView(path: "/nonexistent/picture"),
      size: Size(width: 30, height: 10),
      form: .symbols
    )
    let found = failure { () throws(PictureFailure) in try PreviewMaker().make(request) }
    #expect(found?.description == "the file cannot be read (No such file or directory)")
  }
}
