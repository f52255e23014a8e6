/// Letters of a word, as compared: small, without accents, narrow.
typealias PlainWord = [Character]

/// What prompts and searches are written with. Each letter is known by what it is compared as and
/// by the ways in which people and their keyboards spell it, so that what a text means is known
/// before it is written.
enum SearchAlphabet {
  /// A script that writes words of letters.
  struct Letter: Sendable {
    let plain: Character
    let spellings: [String]
  }

  static let latin: [Letter] = "aeiosnrtcdlfxw".map { plain in
    let capital = plain.uppercased()
    let wide = [plain.unicodeScalars, Character(capital).unicodeScalars].compactMap { scalars in
      scalars.first.flatMap { Unicode.Scalar($0.value + 0xFEE0) }.map { String($0) }
    }
    return Letter(plain: plain, spellings: [String(plain), String(plain), capital] + wide)
      .accented
  }

  static let digits: [Letter] = "0123456789".map { digit in
    let wide = digit.unicodeScalars.first.flatMap { Unicode.Scalar($0.value + 0xFEE0) }
    return Letter(plain: digit, spellings: [String(digit)] + (wide.map { [String($0)] } ?? []))
  }

  static let cyrillic: [Letter] = "абгджклмнопрстя".map {
    Letter(plain: $0, spellings: [String($0), $0.uppercased()])
  }

  static let greek: [Letter] = "αβγδεζηθλμνπρστω".map {
    Letter(plain: $0, spellings: [String($0), $0.uppercased()])
  }

  /// No case, and vowels that are marks of their own.
  static let devanagari: [Letter] = ["हि", "न्", "दी", "मे", "रा", "का", "ले"].map {
    Letter(plain: $0, spellings: [String($0)])
  }

  static let arabic: [Letter] = "بتجحدرسشعفقكلمنهو".map {
    Letter(plain: $0, spellings: [String($0)])
  }

  /// Letters that are words of their own.
  static let ownWords: [Character] = Array("狐狸雪地一只四张图白森林夜𠀀𠀁きつねキツネのを여우비ㄅㄆ〇々")

  /// Signs that part words in a prompt, and pieces in a search.
  static let partings = [
    " ", " ", " ", " ", "  ", "\n", "\t", ", ", "; ", "!", "?", "(", ") ", "\"", "«", "»", "。", "，",
    "、", "！", "\u{3000}", "\u{200B}", "…", "—", " 🦊 ", "🦊", "👩‍🚀", "❤\u{FE0F}", "🇩🇪", "👍🏽", "🫨",
    "&", "+", "=", "#", "*", "^", "%", "$", "@", "\\", "|", "~", "<", ">", "[", "]", "{", "}", "€",
    "×", "°", "©", "\u{2028}", "\u{85}", "\u{0}", "\u{7}", "\u{FFFD}", "\u{1F9FF}",
  ]

  /// Signs that part words and hold a piece of a search together.
  static let glue = ["'", "’", "-", ".", "_", "/", ":", "："]

  /// Signs inside a word that nobody sees.
  static let invisible = ["\u{AD}", "\u{200D}", "\u{200C}", "\u{2060}", "\u{FE0F}", "\u{200E}"]
}

extension SearchAlphabet.Letter {
  /// With accents, in one sign where there is such a sign and as a mark of its own.
  fileprivate var accented: Self {
    let composed: [Character: String] = [
      "a": "àÄåąảậ", "e": "éÊëęếẽ", "i": "ìÍîïĩ", "o": "òÓöõőộ", "s": "śŠş", "n": "ñŃň", "r": "ŕŘ",
      "t": "ťŢ", "c": "çČć", "d": "ďĎ", "l": "ĺĽ", "w": "ŵŴ",
    ]
    let marks = ["\u{300}", "\u{301}", "\u{308}", "\u{303}", "\u{327}", "\u{328}"]
    let signs = (composed[plain] ?? "").map { String($0) }
    return Self(plain: plain, spellings: spellings + signs + marks.map { "\(plain)\($0)" })
  }
}
