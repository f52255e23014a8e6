/// A PNG written by hand, so that forms no encoder here writes can be tested.
struct HandmadePNG {
  enum Colour: UInt8 {
    case grey = 0
    case rgb = 2
    case palette = 3
    case greyAlpha = 4
    case rgba = 6
  }

  var width: Int
  var height: Int
  var depth = 8
  var colour = Colour.rgb
  var isInterlaced = false
  var palette: [UInt8] = []
  var transparency: [UInt8] = []
  /// The file's bytes of one pixel: two a channel at depth 16, one a pixel below 8.
  var pixel: (_ x: Int, _ y: Int) -> [UInt8]

  var bytes: [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    var header = Self.big(UInt32(width)) + Self.big(UInt32(height))
    header += [UInt8(depth), colour.rawValue, 0, 0, isInterlaced ? 1 : 0]
    file += Self.chunk("IHDR", header)
    if !palette.isEmpty { file += Self.chunk("PLTE", palette) }
    if !transparency.isEmpty { file += Self.chunk("tRNS", transparency) }
    file += Self.chunk("IDAT", Self.stored(scanlines))
    return file + Self.chunk("IEND", [])
  }

  private var scanlines: [UInt8] {
    guard isInterlaced else { return rows(x: 0, y: 0, dx: 1, dy: 1) }
    let passes = [
      (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
      (0, 1, 1, 2),
    ]
    return passes.flatMap { rows(x: $0.0, y: $0.1, dx: $0.2, dy: $0.3) }
  }

  private func rows(x left: Int, y top: Int, dx: Int, dy: Int) -> [UInt8] {
    guard left < width else { return [] }
    return stride(from: top, to: height, by: dy).flatMap { y in
      let pixels = stride(from: left, to: width, by: dx).flatMap { pixel($0, y) }
      return [0] + (depth < 8 ? packed(pixels) : pixels)
    }
  }

  private func packed(_ values: [UInt8]) -> [UInt8] {
    let perByte = 8 / depth
    return stride(from: 0, to: values.count, by: perByte).map { start in
      (0..<perByte).reduce(UInt8(0)) { byte, place in
        let value = start + place < values.count ? values[start + place] : 0
        return byte << UInt8(depth) | value
      }
    }
  }

  static func big(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    let named = Array(name.utf8) + body
    return big(UInt32(body.count)) + named + big(crc(named))
  }

  /// A zlib stream that compresses nothing.
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let end = min(start + 65_535, bytes.count)
      let length = UInt16(end - start)
      stream.append(end == bytes.count ? 1 : 0)
      for value in [length, ~length] {
        stream += [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
      }
      stream += bytes[start..<end]
      start = end
    } while start < bytes.count
    var a: UInt32 = 1
    var b: UInt32 = 0
    for byte in bytes {
      a = (a + UInt32(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return stream + big(b << 16 | a)
  }

  private static let crcTable: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }

  static func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { crcTable[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
  }
}
