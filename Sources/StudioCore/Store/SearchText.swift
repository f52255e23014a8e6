/// What a search finds, and how prompts and searches are put to the index so that it does.
///
/// A prompt is a row of words. A letter of Chinese, Japanese or Korean script is a word of its own;
/// otherwise a word is the longest run of letters and digits, compared without regard to case,
/// accents and full-width forms. Punctuation and pictograms are no words.
///
/// A search is cut into pieces at white space and at every other sign but `' ’ - . _ / :`, which
/// hold a piece together (`v4.5`, `16:9`, `don't`). Each piece that has words stands for these
/// words in immediate succession, and a prompt is found when it has all pieces, wherever they
/// stand. The last word of the whole search also stands for all words it begins, when it has two
/// letters or more and is not Chinese, Japanese or Korean (one letter would begin a tenth of all
/// words). No sign has a special meaning. A search without any word finds nothing; one that is
/// empty or all white space is no search.
enum SearchText {
  enum Search: Equatable {
    case everything
    case nothing
    /// In the index's query language; every word is quoted.
    case expression(String)
  }

  /// Pieces past this number, and words of a piece past the other, are ignored.
  static let pieceLimit = 32
  static let wordsPerPieceLimit = 64

  /// The prompt as the index takes it: its words, with a space between any two.
  ///
  /// Left to itself, SQLite's tokenizer takes pictograms that are younger than its tables for
  /// letters, and runs of Chinese for one word.
  static func indexForm(_ prompt: String) -> String {
    if prompt.utf8.allSatisfy({ $0 < 0x80 && $0 != 0 }) { return prompt }
    var form = String.UnicodeScalarView()
    var isInWord = false
    for scalar in prompt.unicodeScalars {
      let scalar = narrowed(scalar)
      switch kind(of: scalar) {
      case .wordOfItsOwn:
        form.append(" ")
        form.append(scalar)
        isInWord = false
      case .letter:
        if !isInWord { form.append(" ") }
        form.append(scalar)
        isInWord = true
      case .mark: if isInWord { form.append(scalar) }
      case .invisible: break
      case .glue, .separator: isInWord = false
      }
    }
    return String(form)
  }

  static func search(for input: String) -> Search {
    if input.unicodeScalars.allSatisfy(\.properties.isWhitespace) { return .everything }
    let pieces = pieces(of: input).prefix(pieceLimit)
    guard let last = pieces.last else { return .nothing }
    var expression = pieces.map(quoted).joined(separator: " ")
    if last.wantsPrefix { expression += " *" }
    return .expression(expression)
  }

  /// Words that have to follow each other.
  private struct Piece {
    var words: [String] = []
    /// Letters of the last word; 0 when that is a letter that is a word of its own.
    var lastLength = 0

    var wantsPrefix: Bool { lastLength >= 2 }
  }

  private static func quoted(_ piece: Piece) -> String {
    // Words hold letters, digits and marks only, so there is no quote to escape.
    "\"" + piece.words.joined(separator: " ") + "\""
  }

  private static func pieces(of input: String) -> [Piece] {
    var pieces: [Piece] = []
    var piece = Piece()
    var word = String.UnicodeScalarView()
    var letters = 0

    func endWord() {
      guard !word.isEmpty else { return }
      if piece.words.count < wordsPerPieceLimit {
        piece.words.append(String(word))
        piece.lastLength = letters
      }
      word = String.UnicodeScalarView()
      letters = 0
    }
    func endPiece() {
      endWord()
      if !piece.words.isEmpty { pieces.append(piece) }
      piece = Piece()
    }

    for scalar in input.unicodeScalars {
      let scalar = narrowed(scalar)
      switch kind(of: scalar) {
      case .wordOfItsOwn:
        endWord()
        word.append(scalar)
        endWord()
        piece.lastLength = 0
      case .letter:
        word.append(scalar)
        letters += 1
      case .mark: if !word.isEmpty { word.append(scalar) }
      case .invisible: break
      case .glue: endWord()
      case .separator: endPiece()
      }
      if pieces.count > pieceLimit { break }
    }
    endPiece()
    return pieces
  }

  private enum Kind {
    case wordOfItsOwn, letter, mark, invisible, glue, separator
  }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    let value = scalar.value
    if value < 0x80 {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9": return .letter
      case "'", "-", ".", "_", "/", ":": return .glue
      default: return .separator
      }
    }
    if isWordOfItsOwn(value) { return .wordOfItsOwn }
    switch scalar {
    case "’": return .glue
    // Says how the sign before it is drawn.
    case "\u{FE00}"..."\u{FE0F}": return .invisible
    case "\u{200B}": return .separator
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .privateUse:
      return .letter
    case .nonspacingMark, .spacingMark: return .mark
    case .format: return .invisible
    default: return .separator
    }
  }

  /// Han, kana, bopomofo and hangul: scripts that write no spaces, or whose words take endings.
  private static func isWordOfItsOwn(_ value: UInt32) -> Bool {
    switch value {
    case 0..<0x1100: false
    case 0x1100...0x11FF, 0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x3035,
      0x3038...0x303B, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x312F,
      0x3131...0x318E, 0x31A0...0x31BF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA960...0xA97C, 0xAC00...0xD7A3, 0xD7B0...0xD7FB, 0xF900...0xFAFF, 0xFF66...0xFF9F,
      0x1B000...0x1B16F, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// The ASCII form of a full-width sign, as Chinese and Japanese keyboards write it.
  private static func narrowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value - 0xFEE0))
  }
}
