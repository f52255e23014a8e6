/// One character of a prompt, folded so that rules can be written once: lower case, and half width
/// for the full-width forms Chinese keyboards make.
struct PromptLetter {
  enum Kind { case letter, digit, ideograph, space, lineBreak, symbol }

  /// The character's first scalar, folded; marks that follow it don't change what it counts as.
  let scalar: Unicode.Scalar
  let kind: Kind
  let isUpperCase: Bool

  init(_ character: Character) {
    // A character has at least one scalar; the replacement only spares an unwrap.
    let first = character.unicodeScalars.first ?? "\u{FFFD}"
    isUpperCase =
      first.isASCII
      ? (0x41...0x5A).contains(first.value)
      : !Self.isIdeograph(first) && first.properties.isUppercase
    scalar = Self.folded(first)
    kind = Self.kind(of: scalar)
  }

  static func letters(of text: String) -> [PromptLetter] { text.map(PromptLetter.init) }

  /// Han, kana and Hangul: scripts written without spaces, or counted by the character.
  static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3005...0x3007, 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFF66...0xFF9D, 0x20000...0x3FFFD:
      scalar.value != 0x30FB
    default: false
    }
  }

  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    var value = scalar.value
    if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
    if value == 0x3000 { value = 0x20 }
    if (0x41...0x5A).contains(value) { value += 0x20 }
    if value < 0x80 { return Unicode.Scalar(value) ?? scalar }
    if isIdeograph(scalar) { return scalar }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    return lower.count == 1 ? lower.first ?? scalar : scalar
  }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    switch scalar.value {
    case 0x30...0x39: return .digit
    case 0x61...0x7A: return .letter
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: return .lineBreak
    case ..<0x80: return scalar == " " || scalar == "\t" ? .space : .symbol
    default: break
    }
    if isIdeograph(scalar) { return .ideograph }
    if scalar.properties.isWhitespace { return .space }
    return scalar.properties.isAlphabetic ? .letter : .symbol
  }
}

/// A piece of a prompt as English is read.
struct PromptToken {
  enum Kind: Equatable {
    case word(String)
    /// `nil` for more than three digits.
    case number(Int?)
    case symbol(Unicode.Scalar)
    case ideograph
    case lineBreak
  }

  let kind: Kind
  /// Offsets of characters.
  let range: Range<Int>
  /// True when nothing lies between this token and the one before.
  let isGlued: Bool
  /// True for a word with an upper-case letter anywhere.
  let hasUpperCase: Bool

  var word: String? { if case .word(let text) = kind { text } else { nil } }

  var symbol: Unicode.Scalar? { if case .symbol(let scalar) = kind { scalar } else { nil } }

  var isNumber: Bool { if case .number = kind { true } else { false } }

  /// Splits letters into words, numbers and single symbols; apostrophes inside a word stay.
  static func tokens(of letters: [PromptLetter]) -> [PromptToken] {
    var tokens: [PromptToken] = []
    var index = 0
    while index < letters.count {
      let start = index
      index = end(of: start, in: letters)
      guard let kind = kind(of: letters[start..<index]) else { continue }
      tokens.append(
        PromptToken(
          kind: kind,
          range: start..<index,
          isGlued: tokens.last?.range.upperBound == start,
          hasUpperCase: letters[start..<index].contains(where: \.isUpperCase)
        )
      )
    }
    return tokens
  }

  private static func end(of start: Int, in letters: [PromptLetter]) -> Int {
    let kind = letters[start].kind
    guard kind == .letter || kind == .digit else { return start + 1 }
    var index = start + 1
    while index < letters.count {
      let isApostrophe =
        kind == .letter && (letters[index].scalar == "'" || letters[index].scalar == "’")
        && index + 1 < letters.count && letters[index + 1].kind == .letter
      guard letters[index].kind == kind || isApostrophe else { break }
      index += 1
    }
    return index
  }

  private static func kind(of letters: ArraySlice<PromptLetter>) -> Kind? {
    guard let first = letters.first else { return nil }
    switch first.kind {
    case .letter: return .word(text(of: letters))
    case .digit: return .number(letters.count <= 3 ? Int(text(of: letters)) : nil)
    case .symbol: return .symbol(first.scalar)
    case .ideograph: return .ideograph
    case .lineBreak: return .lineBreak
    case .space: return nil
    }
  }

  private static func text(of letters: ArraySlice<PromptLetter>) -> String {
    var view = String.UnicodeScalarView()
    for letter in letters { view.append(letter.scalar) }
    return String(view)
  }
}
