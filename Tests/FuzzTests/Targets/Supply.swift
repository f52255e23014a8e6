/// The bytes of one trial, taken off the front as the values that a target needs. One that is used
/// up gives zeros and empty texts.
struct Supply {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isEmpty: Bool { rest.isEmpty }

  mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  mutating func number(below limit: Int) -> Int { limit < 2 ? 0 : Int(byte()) % limit }

  mutating func choice<Value>(_ values: [Value]) -> Value { values[number(below: values.count)] }

  /// Everything that is left.
  mutating func bytes() -> [UInt8] {
    defer { rest = [] }
    return Array(rest)
  }

  /// Everything that is left, as text; what is no UTF-8 becomes U+FFFD.
  mutating func text() -> String { String(decoding: bytes(), as: UTF8.self) }

  /// Up to a line feed, which is dropped.
  mutating func line() -> String {
    let line = rest.prefix { $0 != 0x0A }
    rest = rest.dropFirst(line.count + 1)
    return String(decoding: line, as: UTF8.self)
  }
}

/// Numbers that are told by a seed, for choices that an input makes in one go (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// What must never reach a terminal: controls, what changes the direction, what cannot be seen.
enum Steering {
  static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x2069,
      0xFEFF, 0xE000...0xF8FF, 0xE0000...0xE0FFF, 0xF0000...0x10FFFF:
      false
    default: true
    }
  }

  /// The first scalar that steers, in hexadecimal; `nil` when all are harmless.
  static func first(in text: String) -> String? {
    text.unicodeScalars.first { !isHarmless($0) }.map { String($0.value, radix: 16) }
  }
}
