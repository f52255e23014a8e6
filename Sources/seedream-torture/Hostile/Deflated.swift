/// Streams that are small on the wire and large once unpacked, made by hand: no library packs
/// gigabytes in a moment.
enum Deflated {
  /// Stored blocks around some bytes.
  static func gzip(_ parts: [[UInt8]]) -> [UInt8] {
    let bytes = Array(parts.joined())
    var stream: [UInt8] = gzipHead
    var rest = bytes[...]
    repeat {
      let piece = rest.prefix(65_535)
      rest = rest.dropFirst(piece.count)
      let count = UInt16(piece.count)
      stream += [rest.isEmpty ? 1 : 0] + little(count) + little(~count) + piece
    } while !rest.isEmpty
    return stream + little(crc32(bytes)) + little(UInt32(truncatingIfNeeded: bytes.count))
  }

  /// So many zeros. The sums at the end are wrong: a reader that gets that far has lost already.
  static func gzip(zeros count: Int) -> [UInt8] {
    gzipHead + zeros(count) + [UInt8](repeating: 0, count: 8)
  }

  static func zlib(zeros count: Int) -> [UInt8] { [0x78, 0x9C] + zeros(count) + [0, 0, 0, 0] }

  private static let gzipHead: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]

  /// One block of fixed codes: a zero, then copies of 258 bytes from one byte before, 13 bits each:
  /// about 160 to 1. Eight copies are 13 bytes, which repeat.
  private static func zeros(_ count: Int) -> [UInt8] {
    var bits = BitWriter()
    bits.write(1, 1)
    bits.write(1, 2)
    bits.writeCode(0b0011_0000, 8)
    writeCopies(to: &bits)
    let start = bits.bytes.count
    writeCopies(to: &bits)
    let repeated = Array(bits.bytes[start...])
    for _ in 0..<count / (8 * 258) { bits.bytes += repeated }
    bits.writeCode(0, 7)
    return bits.finished
  }

  private static func writeCopies(to bits: inout BitWriter) {
    for _ in 0..<8 {
      // Length 258 is code 285: 8 bits, 11000101. Distance 1 is code 0: 5 bits.
      bits.writeCode(0b1100_0101, 8)
      bits.writeCode(0, 5)
    }
  }

  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { bytes in
      var value = UInt32.max
      for byte in bytes { value = value >> 8 ^ table[Int((value ^ UInt32(byte)) & 0xFF)] }
      return ~value
    }
  }

  private static let table = (0..<256 as Range<UInt32>).map { start in
    (0..<8).reduce(start) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
  }

  private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}

/// Bits in deflate's order.
private struct BitWriter {
  var bytes: [UInt8] = []
  private var pending: UInt32 = 0
  private var count: UInt32 = 0

  mutating func write(_ value: UInt32, _ width: UInt32) {
    pending |= value << count
    count += width
    while count >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      count -= 8
    }
  }

  /// Codes stand with their highest bit first.
  mutating func writeCode(_ code: UInt32, _ width: UInt32) {
    for place in (0..<width).reversed() { write(code >> place & 1, 1) }
  }

  var finished: [UInt8] { count > 0 ? bytes + [UInt8(truncatingIfNeeded: pending)] : bytes }
}
