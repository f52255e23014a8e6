/// The first picture of an animated WebP.
struct WebPFrame {
  /// On the canvas.
  let place: PixelRect
  /// Its chunks in the file.
  let chunks: Range<Int>

  /// Chunks that may come before the first frame.
  private static let steps = 256

  /// `nil` in a still picture. An animation without a frame on its canvas is damaged.
  init?(
    of canvas: PictureSides,
    in source: borrowing some ByteSource & ~Copyable
  ) throws(PictureFailure) {
    let header = try source.exactly(21, at: 0)
    guard header[12..<16].elementsEqual("VP8X".utf8), header[20] & 0x02 != 0 else { return nil }
    var offset = 12
    for _ in 0..<Self.steps {
      let head = try source.exactly(8, at: offset)
      let length = head.little32(4)
      if head[0..<4].elementsEqual("ANMF".utf8) {
        try self.init(at: offset + 8, count: length, of: canvas, in: source)
        return
      }
      offset += 8 + length + length % 2
    }
    throw .damaged(detail: "an animation without a frame")
  }

  private init(
    at offset: Int,
    count: Int,
    of canvas: PictureSides,
    in source: borrowing some ByteSource & ~Copyable
  ) throws(PictureFailure) {
    guard count > 16 else { throw .damaged(detail: "a frame without a picture") }
    guard offset + count <= source.count else { throw .truncated }
    let frame = try source.exactly(16, at: offset)
    place = PixelRect(
      left: frame.little24(0) * 2,
      top: frame.little24(3) * 2,
      width: frame.little24(6) + 1,
      height: frame.little24(9) + 1
    )
    guard place.right <= canvas.width, place.bottom <= canvas.height else {
      throw .damaged(detail: "a frame beside its canvas")
    }
    chunks = offset + 16..<offset + count
  }
}
