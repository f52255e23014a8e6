@testable import StudioImaging

/// Headers without a picture behind them.
enum HandmadeHeader {
  static func bytes(_ format: PictureFileFormat, width: Int, height: Int) -> [UInt8] {
    switch format {
    case .jpeg: jpeg(width: width, height: height)
    case .png: HandmadePNG.header(width: width, height: height)
    case .webp: webpExtended(width: width, height: height)
    case .bmp: bitmap(width: width, height: height)
    case .tiff: tiff(width: width, height: height, isLittle: true)
    case .gif: Array("GIF89a".utf8) + little(width, 2) + little(height, 2) + [0, 0, 0]
    }
  }

  static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  static func big(_ value: Int, _ count: Int) -> [UInt8] { little(value, count).reversed() }

  /// Start of image, an application segment, fill bytes, a frame header.
  static func jpeg(width: Int, height: Int, frame: UInt8 = 0xC0, before: Int = 300) -> [UInt8] {
    let segment = [0xFF, 0xE1] + big(before + 2, 2) + [UInt8](repeating: 0xD9, count: before)
    let size = big(height, 2) + big(width, 2)
    return [0xFF, 0xD8] + segment + [0xFF, 0xFF, 0xFF, frame, 0, 17, 8] + size + [3]
  }

  static func webpLossy(width: Int, height: Int) -> [UInt8] {
    riff("VP8 ", [0x10, 0, 0, 0x9D, 0x01, 0x2A] + little(width, 2) + little(height, 2))
  }

  static func webpLossless(width: Int, height: Int) -> [UInt8] {
    riff("VP8L", [0x2F] + little(width - 1 | (height - 1) << 14, 4) + [0, 0, 0, 0, 0])
  }

  static func webpExtended(width: Int, height: Int) -> [UInt8] {
    riff("VP8X", [0, 0, 0, 0] + little(width - 1, 3) + little(height - 1, 3))
  }

  private static func riff(_ name: String, _ body: [UInt8]) -> [UInt8] {
    Array("RIFF".utf8) + little(body.count + 12, 4) + Array("WEBP".utf8) + Array(name.utf8)
      + little(body.count, 4) + body
  }

  static func bitmap(width: Int, height: Int, headerSize: Int = 40) -> [UInt8] {
    let side = headerSize == 12 ? 2 : 4
    return Array("BM".utf8) + little(100, 4) + [0, 0, 0, 0] + little(54, 4)
      + little(headerSize, 4) + little(width, side) + little(height, side) + [1, 0, 24, 0]
  }

  static func tiff(width: Int, height: Int, isLittle: Bool, type: Int = 4) -> [UInt8] {
    let number = isLittle ? little : big
    func entry(_ tag: Int, _ value: Int) -> [UInt8] {
      let field = type == 3 ? number(value, 2) + [0, 0] : number(value, 4)
      return number(tag, 2) + number(type, 2) + number(1, 4) + field
    }
    let start = Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(12, 4) + [0, 0, 0, 0]
    return start + number(3, 2) + entry(254, 0) + entry(256, width) + entry(257, height)
      + [0, 0, 0, 0]
  }
}

extension HandmadePNG {
  /// A signature and a header chunk with a good checksum, and nothing else.
  static func header(width: Int, height: Int) -> [UInt8] {
    let sides = big(UInt32(truncatingIfNeeded: width)) + big(UInt32(truncatingIfNeeded: height))
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", sides + [8, 2, 0, 0, 0])
  }
}
