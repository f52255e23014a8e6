/// A short name for files and folders, made from a prompt.
///
/// Letters and digits of any script are kept, everything else becomes a hyphen. The name has no
/// dot, no slash and no space, neither begins nor ends with a hyphen, is never empty, and a
/// character is never cut.
public struct Slug: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  /// Used when a prompt holds nothing to name it by.
  public static let fallback = "sequence"

  /// Names a prompt in at most `maxBytes` bytes of UTF-8.
  public init(prompt: String, maxBytes: Int = 40) {
    // A name needs the beginning only, however long the prompt is.
    let opening = String(prompt.prefix(400))
    let subject = Self.withoutFiller(opening)
    let name = Self.name(from: subject, maxBytes: maxBytes)
    let whole = name.isEmpty ? Self.name(from: opening, maxBytes: maxBytes) : name
    text = whole.isEmpty ? Self.fallback : whole
  }

  public var description: String { text }

  // MARK: Filler

  private static let openers: Set<String> = [
    "please", "generate", "create", "make", "draw", "paint", "render", "produce", "design", "give",
    "show", "me", "us", "i", "want", "need", "a", "an", "the", "of", "in", "total",
  ]
  private static let chineseOpeners = ["请", "帮我", "给我", "帮", "我要", "生成", "绘制", "制作", "创作", "画"]
  private static let connectors: Set<String> = [
    "of", "showing", "show", "depicting", "featuring", "with", "about", "that", "which", "a", "an",
    "the", "in", "portraying", "following", "illustrating", "on",
  ]

  /// What follows `a series of 4 images of a …`, when a prompt begins so; else all of it.
  private static func withoutFiller(_ prompt: String) -> String {
    guard let count = firstCount(in: prompt) else { return prompt }
    let characters = Array(prompt)
    guard isFiller(String(characters[..<count.phraseRange.lowerBound])) else { return prompt }
    let rest = String(characters[count.phraseRange.upperBound...])
    let tokens = PromptToken.tokens(of: PromptLetter.letters(of: rest))
    let first = tokens.first { token in
      switch token.kind {
      case .word(let word): !connectors.contains(word)
      case .symbol, .lineBreak: false
      case .number, .ideograph: true
      }
    }
    guard let first else { return prompt }
    let subject = rest.dropFirst(first.range.lowerBound)
    return String(subject.first == "的" ? subject.dropFirst() : subject)
  }

  private static func firstCount(in prompt: String) -> PromptCount? {
    switch PromptCount.reading(of: prompt) {
    case .none: nil
    case .one(let count): count
    case .contradictory(let counts): counts.first
    }
  }

  private static func isFiller(_ opening: String) -> Bool {
    PromptToken.tokens(of: PromptLetter.letters(of: withoutChineseOpeners(opening)))
      .allSatisfy { token in
        switch token.kind {
        case .word(let word): openers.contains(word)
        case .symbol, .lineBreak: true
        case .number, .ideograph: false
        }
      }
  }

  private static func withoutChineseOpeners(_ opening: String) -> String {
    var rest = Substring(opening)
    while let first = rest.first {
      if let word = chineseOpeners.first(where: { rest.hasPrefix($0) }) {
        rest = rest.dropFirst(word.count)
      } else if first.isWhitespace || first.isPunctuation {
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    return String(rest)
  }

  // MARK: Letters

  private static func name(from text: String, maxBytes: Int) -> String {
    var name = ""
    var wantsHyphen = false
    for character in text {
      let piece = safePart(of: character)
      guard !piece.isEmpty else {
        let isSeen = !character.unicodeScalars.allSatisfy(\.properties.isDefaultIgnorableCodePoint)
        wantsHyphen = wantsHyphen || (isSeen && !name.isEmpty)
        continue
      }
      let addition = (wantsHyphen ? "-" : "") + piece
      guard name.utf8.count + addition.utf8.count <= maxBytes else {
        return wantsHyphen ? name : withoutCutWord(name, before: character)
      }
      name += addition
      wantsHyphen = false
    }
    return name
  }

  /// Drops a word that did not fit whole, if enough is left without it.
  private static func withoutCutWord(_ name: String, before next: Character) -> String {
    guard PromptLetter(next).kind != .ideograph, let hyphen = name.lastIndex(of: "-"),
      name[..<hyphen].utf8.count * 2 >= name.utf8.count
    else { return name }
    return String(name[..<hyphen])
  }

  /// The letters and digits of one character, folded; empty when it has none.
  private static func safePart(of character: Character) -> String {
    var kept = String.UnicodeScalarView()
    for (index, scalar) in character.unicodeScalars.enumerated() {
      let folded = index == 0 ? PromptLetter(character).scalar : scalar
      // Names go through every file system and terminal: nothing that can't be seen.
      guard !folded.properties.isDefaultIgnorableCodePoint else { continue }
      switch folded.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber:
        kept.append(folded)
      // Vowel signs belong to the letter in front; loose accents are dropped, and piles of them.
      case .nonspacingMark, .spacingMark:
        if !kept.isEmpty, kept.count < 4, !isLooseAccent(folded) { kept.append(folded) }
      default: continue
      }
    }
    return String(kept)
  }

  /// Marks of no script of their own, which any letter can carry.
  private static func isLooseAccent(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300...0x036F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
    default: false
    }
  }
}
