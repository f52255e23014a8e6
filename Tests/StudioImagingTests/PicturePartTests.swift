import CellGrid
import Testing

@testable import StudioImaging

/// Reading a part of a picture, at its own resolution or a lower one.
@Suite struct PicturePartTests {
  private static let whole = Samples.drawn(96, 64) { x, y in [x * 2, y * 3, 60] }

  private func part(
    _ bytes: [UInt8],
    _ part: PixelRect,
    to sides: PictureSides
  ) throws(PictureFailure) -> Raster {
    let source = MemorySource(memory: bytes)
    let nature = try PictureNature.read(from: source)
    return try PictureReading(nature, part: part, to: sides, on: .white).raster(from: source)
  }

  private func distance(_ left: Raster, _ right: Raster) -> Int {
    guard left.width == right.width, left.height == right.height else { return .max }
    return zip(left.pixels, right.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
  }

  private func cut(_ raster: Raster, _ part: PixelRect) -> Raster {
    Samples.drawn(part.width, part.height) { x, y in
      let at = ((part.top + y) * raster.width + part.left + x) * 3
      return raster.pixels[at..<at + 3].map { Int($0) }
    }
  }

  static let parts = [
    PixelRect(left: 0, top: 0, width: 96, height: 64),
    PixelRect(left: 0, top: 0, width: 1, height: 1),
    PixelRect(left: 95, top: 63, width: 1, height: 1),
    PixelRect(left: 13, top: 7, width: 31, height: 23),
    PixelRect(left: 40, top: 0, width: 56, height: 64),
  ]

  @Test(arguments: parts)
  func ofAPNGThePartIsExact(_ place: PixelRect) throws {
    let expected = cut(Self.whole, place)
    var interlaced = HandmadePNG(width: 96, height: 64) { x, y in
      [UInt8(x * 2), UInt8(y * 3), 60]
    }
    interlaced.isInterlaced = true
    for bytes in [try PictureEncoder.png(Self.whole), interlaced.bytes] {
      #expect(try part(bytes, place, to: place.sides) == expected)
      let half = (width: max(place.width / 2, 1), height: max(place.height / 2, 1))
      #expect(try part(bytes, place, to: half) == expected.scaled(to: half))
    }
  }

  @Test(arguments: parts, [1, 2, 4, 8])
  func ofAJPEGThePartIsWhereItBelongs(_ place: PixelRect, _ divisor: Int) throws {
    let bytes = try PictureEncoder.jpeg(Self.whole, quality: 98)
    let sides = (
      width: max(place.width / divisor, 1), height: max(place.height / divisor, 1)
    )
    let found = try part(bytes, place, to: sides)
    // A part begins at whole pixels of the reduced picture: up to eight columns of 2 are mixed in.
    #expect(distance(found, try cut(Self.whole, place).scaled(to: sides)) <= 16 + divisor * 2)
  }

  @Test func ofAWebPThePartIsWhereItBelongs() throws {
    let stored = try PictureDecoder.decode(
      bytes: StoredSamples.losslessWebP,
      fitting: (40, 24)
    )
    let place = PixelRect(left: 10, top: 4, width: 20, height: 10)
    let found = try part(StoredSamples.losslessWebP, place, to: place.sides)
    #expect(found == cut(stored, place))
  }

  @Test(arguments: PictureOrientation.allCases)
  func theSeenPartOfATurnedPictureIsFound(_ turn: PictureOrientation) {
    let stored = Samples.drawn(6, 4) { x, y in [x * 10 + y, 0, 0] }
    let seen = stored.turned(turn)
    let place = PixelRect(left: 1, top: 2, width: 2, height: 1)
    let found = turn.stored(place, of: (stored.width, stored.height))
    #expect(cut(stored, found).turned(turn) == cut(seen, place))
  }

  @Test func aPartInFractionsHasAtLeastOnePixel() {
    let tiny = PicturePart(x: 0.999, y: 0.5, width: 0.0001, height: 0.25)
    let place = PixelRect(tiny, of: (10, 8))
    #expect(place == PixelRect(left: 9, top: 4, width: 1, height: 2))
    #expect(PixelRect(.whole, of: (10, 8)) == PixelRect((10, 8)))
    #expect(PixelRect(tiny, of: (1, 1)) == PixelRect((1, 1)))
  }

  @Test func whatIsNotWantedAnyMoreIsGivenUp() throws {
    let bytes = [
      try PictureEncoder.png(Self.whole), try PictureEncoder.jpeg(Self.whole, quality: 90),
      StoredSamples.losslessWebP, StoredSamples.progressiveJPEG,
    ]
    for picture in bytes {
      var questions = 0
      let found = withoutActuallyEscaping({
        questions += 1
        return questions > 1
      }) { question in
        failure { () throws(PictureFailure) in
          let source = MemorySource(memory: picture)
          let nature = try PictureNature.read(from: source)
          return try PictureReading(
            nature,
            part: PixelRect(nature.seen),
            to: (8, 8),
            on: .white,
            cancellation: Cancellation(question)
          ).raster(from: source)
        }
      }
      #expect(found == .cancelled)
    }
  }

  @Test func ofAnAnimationTheFirstFrameIsRead() throws {
    let first = try PictureDecoder.decode(bytes: StoredSamples.lossyWebP, fitting: (40, 24))
    let moving = AnimatedSamples.webp([StoredSamples.lossyWebP, StoredSamples.alphaWebP])
    #expect(try PictureDecoder.decode(bytes: moving, fitting: (40, 24)) == first)

    let still = HandmadePNG(width: 5, height: 4) { x, y in [UInt8(x), UInt8(y), 7] }
    let png = AnimatedSamples.png(still.bytes, width: 5, height: 4)
    #expect(
      try PictureDecoder.decode(bytes: png, fitting: (5, 4))
        == PictureDecoder.decode(bytes: still.bytes, fitting: (5, 4))
    )
  }

  @Test func aFrameSmallerThanItsCanvasLiesOnTheBackground() throws {
    let moving = AnimatedSamples.webp(
      [StoredSamples.alphaWebP],
      canvas: (60, 40),
      at: (10, 8)
    )
    let background = RGBColour(1, 2, 3)
    let whole = try PictureDecoder.decode(bytes: moving, fitting: (60, 40), on: background)
    let frame = try PictureDecoder.decode(
      bytes: StoredSamples.alphaWebP,
      fitting: (40, 24),
      on: background
    )
    #expect(Array(whole.pixels[..<3]) == [1, 2, 3])
    #expect(cut(whole, PixelRect(left: 10, top: 8, width: 40, height: 24)) == frame)
    let beside = PixelRect(left: 52, top: 0, width: 8, height: 8)
    #expect(try part(moving, beside, to: (8, 8)) == Samples.flat(8, 8, [255, 255, 255]))
  }

  @Test func anAnimationCutOffInItsFirstFrameIsTruncated() {
    let moving = AnimatedSamples.webp([StoredSamples.losslessWebP])
    for length in stride(from: 30, to: moving.count, by: 3) {
      let found = failure { () throws(PictureFailure) in
        try PictureDecoder.decode(bytes: Array(moving.prefix(length)), fitting: (9, 9))
      }
      #expect(found == .truncated, "\(length) of \(moving.count) bytes")
    }
    // Said to be longer, so that only the frame is missing.
    var lying = Array(moving.prefix(60))
    lying.replaceSubrange(4..<8, with: HandmadeHeader.little(52, 4))
    let found = failure { () throws(PictureFailure) in
      try PictureDecoder.decode(bytes: lying, fitting: (9, 9))
    }
    #expect(found == .truncated)
  }
}

/// Changing the size of pixels at hand.
@Suite struct RasterScalingTests {
  @Test(arguments: [(1, 1), (7, 3), (20, 10), (40, 5), (5, 40), (64, 64)])
  func aFlatColourStaysInAnySize(width: Int, height: Int) throws {
    let flat = Samples.flat(20, 10, [200, 3, 77])
    #expect(try flat.scaled(to: (width, height)) == Samples.flat(width, height, [200, 3, 77]))
  }

  @Test func enlargingDrawsLinesBetweenNeighbours() throws {
    let two = Samples.drawn(2, 1) { x, _ in [x * 100, 0, 0] }
    let wide = try two.scaled(to: (8, 1))
    let reds = stride(from: 0, to: 24, by: 3).map { wide.pixels[$0] }
    #expect(reds == [0, 0, 13, 38, 63, 88, 100, 100])
  }

  @Test(arguments: [(0, 4), (4, 0), (20_000, 1)])
  func sizesThatCannotBeAreRefused(width: Int, height: Int) {
    let found = failure { () throws(PictureFailure) in
      try Samples.flat(2, 2, [1, 2, 3]).scaled(to: (width, height))
    }
    #expect(found == .unsupported(detail: "a size that cannot be scaled"))
  }

  @Test func aPictureLaidOverTheEdgeIsCut() {
    var canvas = Samples.flat(3, 3, [0, 0, 0])
    canvas.put(Samples.flat(2, 2, [9, 9, 9]), left: -1, top: 2)
    canvas.put(Samples.flat(2, 2, [5, 5, 5]), left: 5, top: 0)
    let reds = stride(from: 0, to: 27, by: 3).map { canvas.pixels[$0] }
    #expect(reds == [0, 0, 0, 0, 0, 0, 9, 0, 0])
  }
}
