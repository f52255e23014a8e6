/// Finds the Exif data of a picture, and the one thing in it that is needed to show it.
enum ExifBlock {
  /// Bytes of a block that are looked at: the first directory comes before any thumbnail.
  private static let limit = 64 << 10
  /// Segments or chunks that are passed over at most.
  private static let steps = 256

  /// In a JPEG: an APP1 segment that begins with "Exif".
  static func inJPEG(
    _ source: borrowing some ByteSource & ~Copyable
  ) throws(PictureFailure) -> [UInt8]? {
    var offset = 2
    for _ in 0..<steps {
      let start = try source.exactly(4, at: offset)
      guard start[0] == 0xFF else { return nil }
      switch start[1] {
      case 0xFF: offset += 1
      case 0x01, 0xD0...0xD7: offset += 2
      case 0xD9, 0xDA: return nil
      case 0xE1:
        let length = start.big16(2)
        let block = try source.bytes(at: offset + 4, count: max(length - 2, 0))
        if block.starts(with: Array("Exif\0\0".utf8)) { return Array(block.dropFirst(6)) }
        offset += 2 + max(length, 2)
      default: offset += 2 + max(start.big16(2), 2)
      }
    }
    return nil
  }

  /// In a PNG: an eXIf chunk before the picture's data.
  static func inPNG(
    _ source: borrowing some ByteSource & ~Copyable
  ) throws(PictureFailure) -> [UInt8]? {
    var offset = 8
    for _ in 0..<steps {
      let head = try source.exactly(8, at: offset)
      let length = head.big32(0)
      let kind = head[4..<8]
      if kind.elementsEqual("eXIf".utf8) {
        return try source.bytes(at: offset + 8, count: min(length, limit))
      }
      if kind.elementsEqual("IDAT".utf8) || kind.elementsEqual("IEND".utf8) { return nil }
      offset += 12 + length
    }
    return nil
  }

  /// In a WebP: an EXIF chunk of the extended form, where the header says that there is one.
  static func inWebP(
    _ source: borrowing some ByteSource & ~Copyable
  ) throws(PictureFailure) -> [UInt8]? {
    let header = try source.exactly(21, at: 0)
    guard header[12..<16].elementsEqual("VP8X".utf8), header[20] & 0x08 != 0 else { return nil }
    var offset = 12
    for _ in 0..<steps {
      let head = try source.exactly(8, at: offset)
      let length = head.little32(4)
      if head[0..<4].elementsEqual("EXIF".utf8) {
        let block = try source.bytes(at: offset + 8, count: min(length, limit))
        // Some writers keep the prefix that only a JPEG needs.
        return block.starts(with: Array("Exif\0\0".utf8)) ? Array(block.dropFirst(6)) : block
      }
      offset += 8 + length + length % 2
    }
    return nil
  }

  /// Tag 274 in the first directory of a TIFF structure; `nil` where it is missing or no such value.
  static func orientation(in block: [UInt8]) -> PictureOrientation? {
    guard block.count >= 8 else { return nil }
    let isLittle = block.starts(with: [0x49, 0x49, 42, 0])
    guard isLittle || block.starts(with: [0x4D, 0x4D, 0, 42]) else { return nil }
    func short(_ at: Int) -> Int { isLittle ? block.little16(at) : block.big16(at) }
    let directory = isLittle ? block.little32(4) : block.big32(4)
    guard directory + 2 <= block.count else { return nil }
    for entry in 0..<short(directory) {
      let at = directory + 2 + entry * 12
      guard at + 12 <= block.count else { return nil }
      if short(at) == 274 { return PictureOrientation(rawValue: short(at + 8)) }
    }
    return nil
  }
}
