import Testing

@testable import StudioImaging

@Suite struct PictureOrientationTests {
  /// A TIFF structure with one entry before the orientation, in either order of bytes.
  private func exif(_ value: Int, isLittle: Bool) -> [UInt8] {
    func short(_ number: Int) -> [UInt8] {
      let pair = [UInt8(number >> 8), UInt8(number & 0xFF)]
      return isLittle ? pair.reversed() : pair
    }
    func long(_ number: Int) -> [UInt8] {
      isLittle ? short(number) + short(0) : short(0) + short(number)
    }
    let start: [UInt8] = isLittle ? [0x49, 0x49, 42, 0] : [0x4D, 0x4D, 0, 42]
    let width = short(256) + short(4) + long(1) + long(7)
    let orientation = short(274) + short(3) + long(1) + short(value) + short(0)
    return start + long(8) + short(2) + width + orientation + long(0)
  }

  private func jpeg(_ raster: Raster, _ block: [UInt8]) throws -> [UInt8] {
    let plain = try PictureEncoder.jpeg(raster, quality: 95)
    let content = Array("Exif\0\0".utf8) + block
    let length = content.count + 2
    let segment = [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + content
    return plain[..<2] + segment + plain[2...]
  }

  /// Dark everywhere but in the corner that is the upper left when seen upright.
  private func stored(_ orientation: PictureOrientation) -> Raster {
    let seen = Samples.drawn(32, 16) { x, y in x < 16 && y < 8 ? [250, 250, 250] : [10, 10, 10] }
    // Turning is its own inverse but for the two quarters, which undo each other.
    switch orientation {
    case .turnedLeft: return seen.turned(.turnedRight)
    case .turnedRight: return seen.turned(.turnedLeft)
    default: return seen.turned(orientation)
    }
  }

  private func expectUpright(_ raster: Raster, _ location: SourceLocation = #_sourceLocation) {
    #expect((raster.width, raster.height) == (32, 16), sourceLocation: location)
    let corners = [(0, 0), (31, 0), (0, 15), (31, 15)].map { x, y in
      raster.pixels[(y * raster.width + x) * 3]
    }
    #expect(corners[0] > 200 && corners[1...].allSatisfy { $0 < 60 }, sourceLocation: location)
  }

  @Test(arguments: PictureOrientation.allCases, [true, false])
  func aJPEGIsSeenAsItWasTaken(_ orientation: PictureOrientation, _ isLittle: Bool) throws {
    let block = exif(orientation.rawValue, isLittle: isLittle)
    let bytes = try jpeg(stored(orientation), block)
    expectUpright(try PictureDecoder.decode(bytes: bytes, fitting: (width: 99, height: 99)))
  }

  /// The room is meant for the picture as it is seen: 32 × 16 into 16 × 99.
  @Test func aTurnedPictureFitsTheRoomItIsSeenIn() throws {
    let block = exif(PictureOrientation.turnedLeft.rawValue, isLittle: true)
    let bytes = try jpeg(stored(.turnedLeft), block)
    let small = try PictureDecoder.decode(bytes: bytes, fitting: (width: 16, height: 99))
    #expect((small.width, small.height) == (16, 8))
  }

  /// Exif 2.32's table: what each value says of row 0 and column 0.
  @Test(arguments: [
    (PictureOrientation.upright, [0, 1, 2, 3, 4, 5]), (.mirrored, [2, 1, 0, 5, 4, 3]),
    (.upsideDown, [5, 4, 3, 2, 1, 0]), (.flipped, [3, 4, 5, 0, 1, 2]),
    (.transposed, [0, 3, 1, 4, 2, 5]), (.turnedLeft, [3, 0, 4, 1, 5, 2]),
    (.transversed, [5, 2, 4, 1, 3, 0]), (.turnedRight, [2, 5, 1, 4, 0, 3]),
  ])
  func eachValueTurnsAsTheStandardSays(_ orientation: PictureOrientation, _ order: [Int]) {
    let raster = Samples.drawn(3, 2) { x, y in [y * 3 + x, 0, 0] }
    let turned = raster.turned(orientation)
    #expect(turned.width == (orientation.swapsSides ? 2 : 3))
    #expect(stride(from: 0, to: 18, by: 3).map { Int(turned.pixels[$0]) } == order)
  }

  @Test func aPNGChunkCounts() throws {
    let plain = try PictureEncoder.png(stored(.upsideDown))
    let block = exif(3, isLittle: false)
    // The checksum is not looked at by the search; the decoder ignores chunks it does not know.
    let body = Array("eXIf".utf8) + block
    let length: [UInt8] = [0, 0, 0, UInt8(block.count)]
    let chunk = length + body + crc(body)
    let bytes = Array(plain[..<33]) + chunk + plain[33...]
    expectUpright(try PictureDecoder.decode(bytes: bytes, fitting: (width: 99, height: 99)))
  }

  private func crc(_ bytes: [UInt8]) -> [UInt8] {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    value = ~value
    return (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32($0))) }
  }

  @Test(arguments: [
    [], [0x49, 0x49, 42, 0], [0x49, 0x49, 42, 0, 0xFF, 0xFF, 0xFF, 0x7F],
    [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0xFF, 0xFF], Array(repeating: 0x4D, count: 40),
  ])
  func nonsenseIsUpright(block: [UInt8]) throws {
    #expect(ExifBlock.orientation(in: block) == nil)
    let raster = Samples.flat(16, 16, [9, 9, 9])
    let decoded = try PictureDecoder.decode(
      bytes: jpeg(raster, block),
      fitting: (width: 16, height: 16)
    )
    #expect(decoded.width == 16)
  }

  @Test(arguments: [0, 9, 255])
  func valuesThatMeanNothingAreNone(value: Int) {
    #expect(ExifBlock.orientation(in: exif(value, isLittle: true)) == nil)
  }
}
