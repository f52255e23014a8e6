import Testing

@testable import StudioImaging

@Suite struct QuantisedRasterTests {
  @Test(arguments: [8, 64, 256])
  func thePaletteIsNoLargerThanAskedFor(colours: Int) throws {
    let raster = Samples.gradient(96, 64)
    let few = try QuantisedRaster(raster, colours: colours, dithers: false)
    #expect(few.palette.count <= colours && few.palette.count > colours / 2)
    #expect(few.indices.count == 96 * 64)
    #expect(few.indices.allSatisfy { $0 < few.palette.count })
  }

  @Test func fewColoursStayWhatTheyAre() throws {
    let raster = Samples.drawn(64, 48) { x, _ in x < 32 ? [200, 30, 30] : [20, 40, 220] }
    let few = try QuantisedRaster(raster, colours: 16, dithers: false).raster
    let worst = zip(few.pixels, raster.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
    #expect(worst <= 6)
  }

  @Test func thePNGHoldsTheSamePicture() throws {
    let few = try QuantisedRaster(Samples.gradient(70, 50), colours: 200, dithers: true)
    let decoded = try PictureDecoder.decode(bytes: few.png(), fitting: (width: 99, height: 99))
    #expect(decoded == few.raster)
  }

  @Test func aPaletteTakesAThirdOfTheBytesOrLess() throws {
    let raster = Samples.drawn(256, 256) { x, y in [x, y, (x * y) / 256] }
    let plain = try PictureEncoder.png(raster).count
    let few = try QuantisedRaster(raster, colours: 256, dithers: false).png().count
    #expect(few * 3 < plain * 2)
  }

  @Test func aPictureWithoutPixelsIsRefused() {
    let found = failure { () throws(PictureFailure) in
      _ = try QuantisedRaster(Raster(width: 0, height: 3, pixels: []), colours: 8, dithers: false)
    }
    #expect(found == .unsupported(detail: "a picture without pixels"))
  }
}
