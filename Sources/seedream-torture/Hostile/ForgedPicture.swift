/// Pictures whose headers say more than there is.
enum ForgedPicture {
  /// A baseline JPEG whose frame header claims a size; the scan is empty.
  static func jpeg(_ width: Int, _ height: Int) -> [UInt8] {
    let frame: [UInt8] = [0xFF, 0xC0, 0, 11, 8] + two(height) + two(width) + [1, 1, 0x11, 0]
    let tables: [UInt8] = [0xFF, 0xDB, 0, 67, 0] + [UInt8](repeating: 1, count: 64)
    let scan: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]
    return [0xFF, 0xD8] + tables + frame + scan + [UInt8](repeating: 0, count: 4_000) + [
      0xFF, 0xD9,
    ]
  }

  static func png(_ width: Int, _ height: Int, _ data: [UInt8]) -> [UInt8] {
    signature + header(width, height) + chunk("IDAT", data) + chunk("IEND", [])
  }

  /// A `zTXt` chunk in front of nothing.
  static func pngWithText(_ data: [UInt8]) -> [UInt8] {
    signature + header(64, 64) + chunk("zTXt", Array("Comment\0\0".utf8) + data)
      + chunk("iCCP", Array("x\0\0".utf8) + data) + chunk("IDAT", []) + chunk("IEND", [])
  }

  /// Lossless, with nothing behind the header.
  static func webp(_ width: Int, _ height: Int) -> [UInt8] {
    let bits = UInt32(width - 1) | UInt32(height - 1) << 14
    let data =
      [0x2F] + (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) }
      + [UInt8](repeating: 0, count: 101)
    let size = (0..<4).map { UInt8(truncatingIfNeeded: data.count >> (8 * $0)) }
    let body = Array("WEBPVP8L".utf8) + size + data
    return Array("RIFF".utf8) + (0..<4).map { UInt8(truncatingIfNeeded: body.count >> (8 * $0)) }
      + body
  }

  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  private static func header(_ width: Int, _ height: Int) -> [UInt8] {
    chunk("IHDR", four(UInt32(width)) + four(UInt32(height)) + [8, 0, 0, 0, 0])
  }

  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let content = Array(name.utf8) + data
    return four(UInt32(data.count)) + content + four(Deflated.crc32(content))
  }

  private static func four(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  private static func two(_ number: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
  }
}
