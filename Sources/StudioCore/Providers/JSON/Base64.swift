/// Base64 as it comes: both alphabets, line breaks inside, padding or none.
enum Base64 {
  private static let skip: UInt8 = 0x80
  private static let padding: UInt8 = 0x81
  private static let foreign: UInt8 = 0xFF

  private static let sextets: [UInt8] = {
    var table = [UInt8](repeating: foreign, count: 256)
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (value, byte) in alphabet.utf8.enumerated() { table[Int(byte)] = UInt8(value) }
    table[Int(UInt8(ascii: "-"))] = 62
    table[Int(UInt8(ascii: "_"))] = 63
    table[Int(UInt8(ascii: "="))] = padding
    for byte: UInt8 in [0x09, 0x0A, 0x0D, 0x20] { table[Int(byte)] = skip }
    return table
  }()

  /// The bytes `text` stands for; `nil` when it holds anything that is not base64.
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var isWhole = true
    let decoded = sextets.withUnsafeBufferPointer { table in
      text.withUnsafeBufferPointer { input in
        [UInt8](unsafeUninitializedCapacity: input.count / 4 * 3 + 3) { output, count in
          (count, isWhole) = decode(input, with: table, into: output)
        }
      }
    }
    return isWhole ? decoded : nil
  }

  /// Writes at most three bytes for every four read, so `output` needs `input.count / 4 * 3 + 3`.
  private static func decode(
    _ input: UnsafeBufferPointer<UInt8>,
    with table: UnsafeBufferPointer<UInt8>,
    into output: UnsafeMutableBufferPointer<UInt8>
  ) -> (count: Int, isWhole: Bool) {
    var read = 0
    var written = 0
    var bits: UInt32 = 0
    var held = 0
    var isPadded = false
    while read < input.count {
      // Four plain characters in a row, which is nearly all of them.
      if held == 0, !isPadded, read + 4 <= input.count {
        let first = table[Int(input[read])]
        let second = table[Int(input[read + 1])]
        let third = table[Int(input[read + 2])]
        let fourth = table[Int(input[read + 3])]
        if (first | second | third | fourth) < 64 {
          output[written] = first << 2 | second >> 4
          output[written + 1] = second << 4 | third >> 2
          output[written + 2] = third << 6 | fourth
          written += 3
          read += 4
          continue
        }
      }
      let sextet = table[Int(input[read])]
      read += 1
      if sextet == skip { continue }
      if sextet == padding {
        isPadded = true
        continue
      }
      guard sextet < 64, !isPadded else { return (written, false) }
      bits = bits << 6 | UInt32(sextet)
      held += 1
      if held == 4 {
        output[written] = UInt8(truncatingIfNeeded: bits >> 16)
        output[written + 1] = UInt8(truncatingIfNeeded: bits >> 8)
        output[written + 2] = UInt8(truncatingIfNeeded: bits)
        written += 3
        bits = 0
        held = 0
      }
    }
    return finish(held: held, bits: bits, into: output, written: written)
  }

  /// Two or three characters that are left stand for one or two bytes; a single one is an error.
  private static func finish(
    held: Int,
    bits: UInt32,
    into output: UnsafeMutableBufferPointer<UInt8>,
    written: Int
  ) -> (count: Int, isWhole: Bool) {
    switch held {
    case 0: return (written, true)
    case 2:
      output[written] = UInt8(truncatingIfNeeded: bits >> 4)
      return (written + 1, true)
    case 3:
      output[written] = UInt8(truncatingIfNeeded: bits >> 10)
      output[written + 1] = UInt8(truncatingIfNeeded: bits >> 2)
      return (written + 2, true)
    default: return (written, false)
    }
  }
}
