/// Where words start and end for motions and deletions.
///
/// A word is a run of characters of one kind: letters, digits and `_` of scripts with spaces
/// (with apostrophes inside), or a run of Han, of hiragana, of katakana, of Hangul. Text in
/// Chinese and Japanese is so crossed from one kind of script to the next, as Emacs does.
/// Everything else only parts words.
enum WordBoundaries {
  enum Kind {
    case letter, han, hiragana, katakana, hangul, sign, blank
  }

  /// The end of the word at or after an offset.
  static func end(after offset: Int, in text: EditedText) -> Int {
    var offset = offset
    while offset < text.count, !isWord(kind(at: offset, in: text)) { offset += 1 }
    guard offset < text.count else { return offset }
    let first = kind(at: offset, in: text)
    while offset < text.count, kind(at: offset, in: text) == first { offset += 1 }
    return offset
  }

  /// The start of the word at or before an offset.
  static func start(before offset: Int, in text: EditedText) -> Int {
    var offset = offset
    while offset > 0, !isWord(kind(at: offset - 1, in: text)) { offset -= 1 }
    guard offset > 0 else { return 0 }
    let last = kind(at: offset - 1, in: text)
    while offset > 0, kind(at: offset - 1, in: text) == last { offset -= 1 }
    return offset
  }

  /// The kind of a character where it stands: an apostrophe between letters is one of them, and
  /// the long-vowel mark belongs to the kana before it.
  static func kind(at offset: Int, in text: EditedText) -> Kind {
    let character = text[offset]
    if character == "'" || character == "’" {
      let neighbours = [text.character(at: offset - 1), text.character(at: offset + 1)]
      return neighbours.allSatisfy { $0.map(kind(of:)) == .letter } ? .letter : .sign
    }
    if character == "ー", text.character(at: offset - 1).map(kind(of:)) == .hiragana {
      return .hiragana
    }
    return kind(of: character)
  }

  static func kind(of character: Character) -> Kind {
    // A character has at least one scalar; the replacement only spares an unwrap.
    let scalar = character.unicodeScalars.first ?? " "
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: return .letter
    case ..<0x80: return character.isWhitespace ? .blank : .sign
    case 0x3005...0x3007, 0x2E80...0x2FD5, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
      0x20000...0x3FFFD:
      return .han
    case 0x3041...0x309F: return .hiragana
    case 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F: return .katakana
    case 0x1100...0x11FF, 0x3131...0x318E, 0xA960...0xA97C, 0xAC00...0xD7FB: return .hangul
    default: break
    }
    if scalar.properties.isWhitespace { return .blank }
    let isLetter = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    return isLetter ? .letter : .sign
  }

  static func isWord(_ kind: Kind) -> Bool { kind != .sign && kind != .blank }
}
