import Glibc
import Testing

@testable import StudioImaging

@Suite struct PictureCheckTests {
  private func verdict(_ bytes: [UInt8]) -> PictureFailure? {
    let file = ScratchFile(bytes)
    return failure { () throws(PictureFailure) in try PictureCheck.verify(path: file.path) }
  }

  @Test func aWholePictureYieldsItsFacts() throws {
    let jpeg = try PictureEncoder.jpeg(Samples.gradient(123, 45), quality: 80)
    let png = try PictureEncoder.png(Samples.gradient(67, 89))
    #expect(
      try ScratchFile.holding(jpeg, PictureCheck.verify)
        == PictureFacts(format: .jpeg, width: 123, height: 45, byteCount: jpeg.count)
    )
    #expect(
      try ScratchFile.holding(png, PictureCheck.verify)
        == PictureFacts(format: .png, width: 67, height: 89, byteCount: png.count)
    )
    for sample in [StoredSamples.lossyWebP, StoredSamples.losslessWebP, StoredSamples.alphaWebP] {
      let facts = try ScratchFile.holding(sample, PictureCheck.verify)
      #expect(facts.format == .webp && facts.width == 40 && facts.height == 24)
    }
    for sample in [StoredSamples.progressiveJPEG, StoredSamples.inkJPEG, StoredSamples.greyJPEG] {
      #expect(try ScratchFile.holding(sample, PictureCheck.verify).format == .jpeg)
    }
  }

  /// Pictures large enough for several blocks of compressed data.
  static let whole: [[UInt8]] = [
    (try? PictureEncoder.jpeg(Samples.gradient(90, 70), quality: 85)) ?? [],
    (try? PictureEncoder.png(Samples.gradient(30, 20))) ?? [],
    HandmadePNG(width: 13, height: 11, isInterlaced: true) { x, y in [UInt8(x), UInt8(y), 0] }
      .bytes,
    StoredSamples.progressiveJPEG, StoredSamples.lossyWebP, StoredSamples.losslessWebP,
    StoredSamples.alphaWebP, StoredSamples.greyJPEG,
  ]

  @Test(arguments: whole.indices)
  func aPictureCutOffAnywhereIsRefused(index: Int) {
    let bytes = Self.whole[index]
    let file = ScratchFile(bytes)
    #expect(
      failure { () throws(PictureFailure) in try PictureCheck.verify(path: file.path) } == nil
    )
    for length in stride(from: 0, to: bytes.count, by: bytes.count > 1_200 ? 7 : 1) {
      file.write(Array(bytes.prefix(length)))
      let found = failure { () throws(PictureFailure) in try PictureCheck.verify(path: file.path) }
      #expect(found != nil, "\(length) of \(bytes.count) bytes passed")
      if length >= 40 { #expect(found == .truncated, "\(length) of \(bytes.count) bytes") }
    }
    file.write(Array(bytes.dropLast()))
    let last = failure { () throws(PictureFailure) in try PictureCheck.verify(path: file.path) }
    #expect(last == .truncated)
  }

  @Test(arguments: whole.indices)
  func theDecoderRefusesWhatTheCheckRefuses(index: Int) {
    let bytes = Self.whole[index]
    for length in stride(from: 40, to: bytes.count, by: 11) {
      let found = failure { () throws(PictureFailure) in
        try PictureDecoder.decode(
          bytes: Array(bytes.prefix(length)),
          fitting: (width: 20, height: 20)
        )
      }
      #expect(found == .truncated, "\(length) of \(bytes.count) bytes")
    }
  }

  @Test func bytesAfterThePictureDoNotMatter() throws {
    for bytes in Self.whole { #expect(verdict(bytes + [0, 1, 2, 3, 0xFF, 0xD8]) == nil) }
  }

  @Test func everyFormOfPNGIsReadToItsEnd() {
    let colours: [(HandmadePNG.Colour, Int, Int)] = [
      (.grey, 1, 1), (.grey, 2, 1), (.grey, 4, 1), (.grey, 8, 1), (.grey, 16, 2), (.rgb, 16, 6),
      (.greyAlpha, 8, 2), (.greyAlpha, 16, 4), (.rgba, 8, 4), (.rgba, 16, 8), (.palette, 4, 1),
      (.palette, 8, 1),
    ]
    let palette = (0..<16).flatMap { [$0, 100, 200] as [UInt8] }
    for (colour, depth, length) in colours {
      for isInterlaced in [false, true] {
        for (width, height) in [(1, 1), (3, 5), (16, 9)] {
          var png = HandmadePNG(width: width, height: height, depth: depth, colour: colour) {
            x,
            _ in
            [UInt8](repeating: depth < 8 ? UInt8(x & 1) : UInt8(x & 15), count: length)
          }
          png.isInterlaced = isInterlaced
          if colour == .palette {
            png.palette = palette
            png.transparency = [0, 128]
          }
          #expect(verdict(png.bytes) == nil, "\(colour) \(depth) \(width)×\(height)")
          let raster = try? PictureDecoder.decode(bytes: png.bytes, fitting: (width: 9, height: 9))
          #expect(raster != nil, "\(colour) \(depth) \(width)×\(height)")
        }
      }
    }
  }

  @Test func deepInterlacedAndPalettePNGShowTheSamePicture() throws {
    func colour(_ x: Int, _ y: Int) -> [UInt8] { [UInt8(x * 20), UInt8(y * 20), 9] }
    let plain = HandmadePNG(width: 11, height: 9) { x, y in colour(x, y) }
    var interlaced = plain
    interlaced.isInterlaced = true
    let deep = HandmadePNG(width: 11, height: 9, depth: 16) { x, y in
      colour(x, y).flatMap { [$0, $0] }
    }
    var indexed = HandmadePNG(width: 11, height: 9, colour: .palette) { x, y in
      [UInt8(y * 11 + x)]
    }
    indexed.palette = (0..<99).flatMap { colour($0 % 11, $0 / 11) }
    for fit in [11, 4] {
      let size = (width: fit, height: fit)
      let expected = try PictureDecoder.decode(bytes: plain.bytes, fitting: size)
      for png in [interlaced, deep, indexed] {
        #expect(try PictureDecoder.decode(bytes: png.bytes, fitting: size) == expected)
      }
    }
  }

  @Test func aWrongChecksumOrAMissingEndIsRefused() throws {
    let png = try PictureEncoder.png(Samples.gradient(30, 20))
    for place in [20, 45, png.count / 2, png.count - 14, png.count - 2] {
      var broken = png
      broken[place] ^= 0x10
      #expect(verdict(broken) != nil, "byte \(place)")
    }
    #expect(verdict(Array(png.dropLast(12))) == .truncated)
    let note = HandmadePNG.chunk("tEXt", Array("Comment\0hello".utf8))
    #expect(verdict(Array(png.prefix(33)) + note + png.dropFirst(33)) == nil)
    var brokenNote = note
    brokenNote[brokenNote.count - 1] ^= 1
    #expect(verdict(Array(png.prefix(33)) + brokenNote + png.dropFirst(33)) != nil)
  }

  @Test func aHoleInTheMiddleOfAJPEGIsRefused() throws {
    let jpeg = try PictureEncoder.jpeg(Samples.gradient(200, 200), quality: 90)
    let middle = jpeg.count / 2
    let holed = Array(jpeg.prefix(middle)) + [0xFF, 0xD9]
    #expect(verdict(holed) != nil)
    #expect(verdict(Array(jpeg.prefix(middle)) + jpeg.suffix(middle / 2)) != nil)
  }

  @Test func oddBytesBeforeAMarkerAreNoReasonToLoseAPicture() throws {
    let jpeg = try PictureEncoder.jpeg(Samples.gradient(40, 40), quality: 90)
    #expect(verdict(Array(jpeg.dropLast(2)) + [0, 0, 0, 0xFF, 0xD9]) == nil)
  }

  @Test func limitsHoldBeforeAnythingIsDecoded() throws {
    let bomb = HandmadePNG.header(width: 20_000, height: 20_000)
    #expect(verdict(bomb) == .tooLarge(detail: "20000×20000, at most 16384 a side"))
    let wide = HandmadePNG.header(width: 16_000, height: 16_000)
    #expect(verdict(wide) == .tooLarge(detail: "16000×16000, at most 100 megapixels"))
    #expect(verdict(HandmadePNG.header(width: 0x7FFF_FFFF, height: 0x7FFF_FFFF)) != nil)
    let file = ScratchFile(HandmadePNG.header(width: 20, height: 20))
    truncate(file.path, (64 << 20) + 1)
    let found = failure { () throws(PictureFailure) in try PictureCheck.verify(path: file.path) }
    #expect(found == .tooLarge(detail: "67108865 bytes, at most 67108864"))
    let decoded = failure { () throws(PictureFailure) in
      try PictureDecoder.decode(bytes: bomb, fitting: (width: 10, height: 10))
    }
    #expect(decoded == .tooLarge(detail: "20000×20000, at most 16384 a side"))
  }

  @Test func aHeaderThatPromisesMoreThanTheDataHoldsIsRefused() throws {
    var png = HandmadePNG(width: 8, height: 8) { _, _ in [1, 2, 3] }
    let body = png.bytes.dropFirst(33)
    png.height = 80
    #expect(verdict(Array(png.bytes.prefix(33)) + body) != nil)
    var jpeg = try PictureEncoder.jpeg(Samples.gradient(64, 64), quality: 90)
    let frame = try #require(
      jpeg.indices.dropLast().first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 }
    )
    jpeg[frame + 5] = 0x20
    #expect(verdict(jpeg) != nil)
  }

  @Test(arguments: [PictureFileFormat.bmp, .gif, .tiff])
  func formatsThatAreNotDecodedCannotBeVerified(format: PictureFileFormat) {
    let bytes = HandmadeHeader.bytes(format, width: 20, height: 10)
    #expect(verdict(bytes) == .unsupported(detail: "\(format.rawValue) is not decoded"))
  }

  @Test func anAnimatedWebPIsUnsupported() {
    let header = HandmadeHeader.webpExtended(width: 40, height: 24)
    var animated = header
    animated[20] = 0x02
    animated += Array("ANIM".utf8) + [6, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    animated[4] = UInt8(animated.count - 8)
    let found = verdict(animated)
    #expect(found == .unsupported(detail: "an animated WebP"))
  }

  @Test func flippedBytesNeverTrapAndNeverHang() {
    var generator = SeededGenerator(state: 11)
    for bytes in Self.whole {
      for _ in 0..<60 {
        var broken = bytes
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
          let place = Int.random(in: 0..<broken.count, using: &generator)
          broken[place] = UInt8.random(in: 0...255, using: &generator)
        }
        _ = verdict(broken)
        _ = try? PictureDecoder.decode(bytes: broken, fitting: (width: 16, height: 16))
      }
    }
  }
}
