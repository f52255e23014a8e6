/// The same numbers every time (SplitMix64), for tests that try many cases.
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

/// Bits of text that join, part, widen and hide, to be put together in any order.
enum TextBits {
  static let all: [String] = [
    "a", "b", "Z", "9", " ", "  ", "\n", "\t", "'", ".", ",", "word", "long-winded",
    "e\u{301}", "\u{301}", "\u{308}", "\u{200D}", "\u{FE0F}", "🇩", "🇪", "🇩🇪", "👩\u{200D}🎨", "👩", "🎨",
    "🏽", "👍🏽", "中", "文字", "。", "「", "」", "ひらがな", "カタカナ", "ー", "한국", "\u{1112}", "\u{1161}",
    "\u{11AB}", "\u{3000}", "\u{1B}", "\u{7}", "\r", "\r\n", "\u{202E}", "\u{200B}", "\u{E000}",
    "क", "\u{94D}", "ष", "\u{600}", "\u{2028}", "\u{85}", "ｗ", "ｶ",
  ]

  static func text(_ count: Int, using numbers: inout SeededNumbers) -> String {
    (0..<count).map { _ in all.randomElement(using: &numbers) ?? "" }.joined()
  }
}
