typealias PictureSides = (width: Int, height: Int)

/// The size in a JPEG: in the start-of-frame segment, after any number of others.
enum JPEGHeader {
  /// A picture has some tens of segments; a file made of segments only is not worth the walk.
  private static let segmentLimit = 4_096

  static func size(
    in source: borrowing some ByteSource & ~Copyable
  ) throws(PictureFailure) -> PictureSides {
    var offset = 2
    for _ in 0..<segmentLimit {
      let start = try source.exactly(2, at: offset)
      guard start[0] == 0xFF else { throw .damaged(detail: "no marker where one must be") }
      switch start[1] {
      case 0xFF:
        // Any number of fill bytes may stand before a marker.
        offset += 1
      case 0x01, 0xD0...0xD7:
        offset += 2
      case 0xD9, 0xDA:
        throw .damaged(detail: "no frame header")
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        let frame = try source.exactly(9, at: offset)
        guard frame.big16(5) > 0 else { throw .unsupported(detail: "height given after the scan") }
        return (frame.big16(7), frame.big16(5))
      case 0x00, 0xD8:
        throw .damaged(detail: "no marker where one must be")
      default:
        let length = try source.exactly(2, at: offset + 2).big16(0)
        guard length >= 2 else { throw .damaged(detail: "a segment of no length") }
        offset += 2 + length
      }
    }
    throw .unsupported(detail: "more than \(segmentLimit) segments before the picture")
  }
}

/// The size in a PNG: in its first chunk.
enum PNGHeader {
  static func size(
    in source: borrowing some ByteSource & ~Copyable
  ) throws(PictureFailure) -> PictureSides {
    let header = try source.exactly(24, at: 0)
    guard header.big32(8) == 13, header[12..<16].elementsEqual("IHDR".utf8) else {
      throw .damaged(detail: "no header chunk")
    }
    return (header.big32(16), header.big32(20))
  }
}

/// The size in a WebP: in a lossy or lossless frame, or in the extended header.
enum WebPHeader {
  static func size(
    in source: borrowing some ByteSource & ~Copyable
  ) throws(PictureFailure) -> PictureSides {
    let kind = try source.exactly(4, at: 12)
    if kind.elementsEqual("VP8 ".utf8) {
      let frame = try source.exactly(30, at: 0)
      guard frame[20] & 1 == 0, frame[23] == 0x9D, frame[24] == 0x01, frame[25] == 0x2A else {
        throw .damaged(detail: "no key frame")
      }
      return (frame.little16(26) & 0x3FFF, frame.little16(28) & 0x3FFF)
    }
    if kind.elementsEqual("VP8L".utf8) {
      let frame = try source.exactly(25, at: 0)
      guard frame[20] == 0x2F else { throw .damaged(detail: "no lossless signature") }
      let bits = frame.little32(21)
      return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    }
    guard kind.elementsEqual("VP8X".utf8) else { throw .damaged(detail: "no picture chunk") }
    let header = try source.exactly(30, at: 0)
    return (header.little24(24) + 1, header.little24(27) + 1)
  }

  /// Refuses a file shorter than it says it is: the decoder does not notice every missing end.
  static func checkLength(of bytes: [UInt8]) throws(PictureFailure) {
    guard bytes.count >= 8, bytes.count >= bytes.little32(4) + 8 else { throw .truncated }
  }
}

/// The size in a Windows bitmap; a negative height means rows from the top.
enum BitmapHeader {
  static func size(
    in source: borrowing some ByteSource & ~Copyable
  ) throws(PictureFailure) -> PictureSides {
    let core = try source.exactly(22, at: 0)
    if core.little32(14) < 40 { return (core.little16(18), core.little16(20)) }
    let header = try source.exactly(26, at: 0)
    let width = Int32(truncatingIfNeeded: header.little32(18))
    let height = Int32(truncatingIfNeeded: header.little32(22))
    guard width >= 0 else { throw .damaged(detail: "a negative width") }
    return (Int(width), Int(height.magnitude))
  }
}

/// The size in a GIF: of its canvas.
enum GIFHeader {
  static func size(
    in source: borrowing some ByteSource & ~Copyable
  ) throws(PictureFailure) -> PictureSides {
    let header = try source.exactly(10, at: 0)
    return (header.little16(6), header.little16(8))
  }
}

/// The size in a TIFF: two entries of its first directory.
enum TIFFHeader {
  private static let widthTag = 256
  private static let heightTag = 257

  static func size(
    in source: borrowing some ByteSource & ~Copyable
  ) throws(PictureFailure) -> PictureSides {
    let start = try source.exactly(8, at: 0)
    let isLittle = start[0] == 0x49
    guard start[2] == 42 || start[3] == 42 else { throw .unsupported(detail: "a BigTIFF") }
    func short(_ bytes: [UInt8], _ at: Int) -> Int {
      isLittle ? bytes.little16(at) : bytes.big16(at)
    }
    func long(_ bytes: [UInt8], _ at: Int) -> Int {
      isLittle ? bytes.little32(at) : bytes.big32(at)
    }

    let directory = long(start, 4)
    guard directory >= 8 else { throw .damaged(detail: "no directory") }
    let count = short(try source.exactly(2, at: directory), 0)
    let entries = try source.exactly(count * 12, at: directory + 2)
    var sides: [Int: Int] = [:]
    for entry in stride(from: 0, to: entries.count, by: 12) {
      let tag = short(entries, entry)
      guard tag == widthTag || tag == heightTag, long(entries, entry + 4) == 1 else { continue }
      switch short(entries, entry + 2) {
      case 3: sides[tag] = short(entries, entry + 8)
      case 4: sides[tag] = long(entries, entry + 8)
      default: throw .damaged(detail: "a size of an unknown type")
      }
    }
    guard let width = sides[widthTag], let height = sides[heightTag] else {
      throw .damaged(detail: "no size in the directory")
    }
    return (width, height)
  }
}
