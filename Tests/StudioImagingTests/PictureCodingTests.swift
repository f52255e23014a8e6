import Glibc
import Testing

@testable import StudioImaging

@Suite struct PictureCodingTests {
  /// The largest difference of a channel between two pictures of one size.
  private func distance(_ left: Raster, _ right: Raster) -> Int {
    guard left.width == right.width, left.height == right.height else { return .max }
    return zip(left.pixels, right.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
  }

  @Test(arguments: [(1, 1), (2, 3), (17, 5), (200, 150), (640, 1)])
  func pngComesBackExactly(width: Int, height: Int) throws {
    let raster = Samples.gradient(width, height)
    let bytes = try PictureEncoder.png(raster)
    let decoded = try PictureDecoder.decode(bytes: bytes, fitting: (width: 4096, height: 4096))
    #expect(decoded == raster)
  }

  @Test(arguments: [(1, 1), (17, 5), (200, 150)])
  func jpegComesBackNearly(width: Int, height: Int) throws {
    let raster = Samples.flat(width, height, [200, 120, 40])
    let bytes = try PictureEncoder.jpeg(raster, quality: 95)
    let decoded = try PictureDecoder.decode(bytes: bytes, fitting: (width: 4096, height: 4096))
    #expect(distance(raster, decoded) <= 4)
  }

  @Test func jpegQualityOutsideTheScaleIsTakenAsItsEnd() throws {
    let raster = Samples.gradient(64, 64)
    let worst = try PictureEncoder.jpeg(raster, quality: -5)
    let best = try PictureEncoder.jpeg(raster, quality: 900)
    #expect(worst.count < best.count)
    #expect(try PictureEncoder.jpeg(raster, quality: 100) == best)
  }

  @Test func aPictureWithoutPixelsIsRefusedByBothEncoders() {
    let empty = Raster(width: 0, height: 5, pixels: [])
    let expected = PictureFailure.unsupported(detail: "a picture without pixels")
    #expect(failure { () throws(PictureFailure) in try PictureEncoder.png(empty) } == expected)
    #expect(
      failure { () throws(PictureFailure) in try PictureEncoder.jpeg(empty, quality: 80) }
        == expected
    )
  }

  @Test func aSideBeyondJPEGIsTooLarge() {
    let long = Raster(
      width: 65_501,
      height: 1,
      pixels: [UInt8](repeating: 0, count: 65_501 * 3)
    )
    let found = failure { () throws(PictureFailure) in
      try PictureEncoder.jpeg(long, quality: 80)
    }
    #expect(found == .tooLarge(detail: "at most 65500 pixels a side"))
  }

  @Test(arguments: [
    (800, 400, 100, 100, 100, 50), (400, 800, 100, 100, 50, 100), (30, 20, 100, 100, 30, 20),
    (1000, 1, 10, 10, 10, 1), (1, 1000, 10, 10, 1, 10), (5, 5, 0, -3, 1, 1),
    (301, 201, 300, .max, 300, 200),
  ])
  func theFittedSizeKeepsProportionsAndNeverGrows(
    width: Int,
    height: Int,
    roomWidth: Int,
    roomHeight: Int,
    outWidth: Int,
    outHeight: Int
  ) {
    let fitted = PictureDecoder.fitted((width, height), into: (roomWidth, roomHeight))
    #expect(fitted == (outWidth, outHeight))
  }

  /// Half of the light of white is 188 in sRGB: averages of the encoding would be too dark.
  @Test func shrinkingAveragesTheLightOfWhatEachPixelCovers() throws {
    let checks = Samples.drawn(4, 2) { x, y in (x + y) % 2 == 0 ? [0, 0, 100] : [255, 255, 100] }
    let small = try PictureDecoder.decode(
      bytes: try PictureEncoder.png(checks),
      fitting: (width: 2, height: 1)
    )
    #expect(small.pixels == [188, 188, 100, 188, 188, 100])
  }

  @Test func partlyCoveredPixelsCountByTheirShare() throws {
    let columns = Samples.drawn(3, 1) { x, _ in [[0, 0, 0], [90, 90, 90], [240, 240, 240]][x] }
    let small = try PictureDecoder.decode(
      bytes: try PictureEncoder.png(columns),
      fitting: (width: 2, height: 1)
    )
    // Of light, 90 is 0.102 and 240 is 0.871: (0 + 0.102/2) / 1.5 and (0.102/2 + 0.871) / 1.5.
    #expect(small.pixels == [52, 52, 52, 206, 206, 206])
  }

  @Test(arguments: [1, 7, 63, 64, 65, 127, 128, 200, 255])
  func shrinkingKeepsAFlatColourExactly(side: Int) throws {
    let white = Samples.flat(257, 130, [255, 0, 77])
    let bytes = try PictureEncoder.png(white)
    let small = try PictureDecoder.decode(bytes: bytes, fitting: (width: side, height: side))
    #expect(small == Samples.flat(small.width, small.height, [255, 0, 77]))
    #expect(max(small.width, small.height) == side)
  }

  @Test(arguments: [8, 20, 33, 50, 64, 100, 199])
  func jpegAndPNGShrinkToTheSamePicture(side: Int) throws {
    let raster = Samples.drawn(200, 160) { x, y in [x, y, 90] }
    let fit = (width: side, height: side)
    let jpeg = try PictureDecoder.decode(
      bytes: try PictureEncoder.jpeg(raster, quality: 98),
      fitting: fit
    )
    let png = try PictureDecoder.decode(bytes: try PictureEncoder.png(raster), fitting: fit)
    #expect(distance(jpeg, png) <= 8)
  }

  /// What `StoredSamples` hold at their full size.
  private let stored = Samples.drawn(40, 24) { x, y in [x * 255 / 39, y * 255 / 23, 128] }

  @Test(arguments: [
    (StoredSamples.progressiveJPEG, 30), (StoredSamples.inkJPEG, 30),
    (StoredSamples.losslessWebP, 0), (StoredSamples.lossyWebP, 40),
  ])
  func picturesOfOtherProgramsDecode(bytes: [UInt8], tolerance: Int) throws {
    let whole = try PictureDecoder.decode(bytes: bytes, fitting: (width: 100, height: 100))
    #expect(distance(whole, stored) <= tolerance)
    let small = try PictureDecoder.decode(bytes: bytes, fitting: (width: 10, height: 10))
    #expect((small.width, small.height) == (10, 6))
  }

  @Test func aGreyJPEGBecomesGreyRGB() throws {
    let decoded = try PictureDecoder.decode(
      bytes: StoredSamples.greyJPEG,
      fitting: (width: 40, height: 24)
    )
    let last = Array(decoded.pixels[117..<120])
    #expect(last[0] > 240 && last[0] == last[1] && last[1] == last[2])
  }

  @Test func transparencyLiesOnWhite() throws {
    let webp = try PictureDecoder.decode(
      bytes: StoredSamples.alphaWebP,
      fitting: (width: 40, height: 24)
    )
    #expect(Array(webp.pixels.prefix(3)) == [255, 255, 255])
    let png = HandmadePNG(width: 3, height: 1, colour: .rgba) { x, _ in
      [100, 0, 200, [0, 51, 255][x]]
    }
    let decoded = try PictureDecoder.decode(bytes: png.bytes, fitting: (width: 9, height: 9))
    #expect(decoded.pixels == [255, 255, 255, 224, 204, 244, 100, 0, 200])
  }

  @Test func transparencyLiesOnTheBackgroundThatIsAskedFor() throws {
    let background = RGBColour(10, 20, 30)
    let png = HandmadePNG(width: 3, height: 1, colour: .rgba) { x, _ in
      [100, 0, 200, [0, 51, 255][x]]
    }
    let decoded = try PictureDecoder.decode(
      bytes: png.bytes,
      fitting: (width: 9, height: 9),
      on: background
    )
    #expect(decoded.pixels == [10, 20, 30, 28, 16, 64, 100, 0, 200])
    let webp = try PictureDecoder.decode(
      bytes: StoredSamples.alphaWebP,
      fitting: (width: 40, height: 24),
      on: background
    )
    #expect(Array(webp.pixels.prefix(3)) == [10, 20, 30])
  }

  @Test func aFileDecodesAsItsBytesDo() throws {
    for bytes in [StoredSamples.progressiveJPEG, StoredSamples.losslessWebP] {
      let fit = (width: 17, height: 17)
      let fromFile = try ScratchFile.holding(bytes) { (path) throws(PictureFailure) in
        try PictureDecoder.decode(path: path, fitting: fit)
      }
      #expect(try PictureDecoder.decode(bytes: bytes, fitting: fit) == fromFile)
    }
    let found = failure { () throws(PictureFailure) in
      try PictureDecoder.decode(path: "/nonexistent/picture", fitting: (width: 9, height: 9))
    }
    #expect(found == .unreadable(errno: ENOENT))
  }

  @Test(arguments: [PictureFileFormat.bmp, .gif, .tiff])
  func formatsThatAreOnlyRecognisedAreNotDecoded(format: PictureFileFormat) {
    let bytes = HandmadeHeader.bytes(format, width: 20, height: 10)
    let found = failure { () throws(PictureFailure) in
      try PictureDecoder.decode(bytes: bytes, fitting: (width: 9, height: 9))
    }
    #expect(found == .unsupported(detail: "\(format.rawValue) is not decoded"))
  }
}
