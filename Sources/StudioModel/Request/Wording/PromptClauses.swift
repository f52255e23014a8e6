/// A prompt as the rules about its wording read it: words of any script, in clauses and sentences.
///
/// A word is a run of letters, a number, an aspect (`16:9`) or one ideograph. A quotation is a
/// single word, `PromptClauses.quotation`: what it holds is to be drawn and instructs nobody. So is
/// an emoji or another sign, `PromptClauses.sign`.
struct PromptClauses {
  struct Word: Equatable {
    let text: String
    /// Offsets of characters of the prompt.
    let range: Range<Int>
    /// Less than 1,024, the same for the same text: most words are told apart by it at once.
    let key: Int

    init(text: String, range: Range<Int>) {
      self.text = text
      self.range = range
      let scalars = text.unicodeScalars
      let ends = (scalars.first?.value ?? 0) &* 33 &+ (scalars.last?.value ?? 0)
      key = Int((ends &+ UInt32(truncatingIfNeeded: text.utf8.count) &* 97) & 1_023)
    }
  }

  /// What ends a clause.
  enum End { case pause, stop, lineBreak, prompt }

  struct Clause {
    /// Indices of words; never empty.
    let words: Range<Int>
    let end: End
    /// The offset, in characters, behind the mark that ends it.
    let endOffset: Int
    /// The number of its sentence.
    let sentence: Int
  }

  /// Stands for a quotation.
  static let quotation = "“”"
  /// Stands for an emoji, `%`, `#` and the like.
  static let sign = "\u{FFFC}"

  private(set) var words: [Word] = []
  private(set) var clauses: [Clause] = []
  private var sentence = 0
  /// The offset up to which no quotation that ends in the mark is closed.
  private var unclosed: [Unicode.Scalar: Int] = [:]

  init(of text: String) {
    let letters = PromptLetter.letters(of: text)
    self.init(PromptToken.tokens(of: letters), letters)
  }

  init(_ tokens: [PromptToken], _ letters: [PromptLetter]) {
    var index = 0
    while index < tokens.count { index = read(tokens, index, letters) }
    endClause(.prompt, at: letters.count)
  }

  func text(_ index: Int) -> String? { words.indices.contains(index) ? words[index].text : nil }

  /// Offsets, in characters, from the first to the last word of a span of words.
  func characters(_ span: Range<Int>) -> Range<Int> {
    words[span.lowerBound].range.lowerBound..<words[span.upperBound - 1].range.upperBound
  }

  /// Indices of the clauses of each sentence.
  var sentences: [Range<Int>] {
    var spans: [Range<Int>] = []
    for (index, clause) in clauses.enumerated() {
      if let last = spans.last, clauses[last.lowerBound].sentence == clause.sentence {
        spans[spans.count - 1] = last.lowerBound..<index + 1
      } else {
        spans.append(index..<index + 1)
      }
    }
    return spans
  }

  // MARK: Reading

  /// Reads the token at an index; where to go on.
  private mutating func read(
    _ tokens: [PromptToken],
    _ index: Int,
    _ letters: [PromptLetter]
  ) -> Int {
    let token = tokens[index]
    switch token.kind {
    case .word(let text): words.append(Word(text: text, range: token.range))
    case .ideograph:
      let text = String(Character(letters[token.range.lowerBound].scalar))
      words.append(Word(text: text, range: token.range))
    case .number: return readNumber(tokens, index, letters)
    case .lineBreak:
      endClause(.lineBreak, at: token.range.upperBound)
      sentence += 1
    case .symbol(let mark):
      if let next = readQuotation(tokens, index, mark) { return next }
      readMark(mark, tokens, index)
    }
    return index + 1
  }

  /// A number, or the three tokens of an aspect.
  private mutating func readNumber(
    _ tokens: [PromptToken],
    _ index: Int,
    _ letters: [PromptLetter]
  ) -> Int {
    var last = index
    if index + 2 < tokens.count, tokens[index + 1].symbol == ":", tokens[index + 1].isGlued,
      tokens[index + 2].isNumber, tokens[index + 2].isGlued
    {
      last = index + 2
    }
    let range = tokens[index].range.lowerBound..<tokens[last].range.upperBound
    var text = String.UnicodeScalarView()
    for letter in letters[range] { text.append(letter.scalar) }
    words.append(Word(text: String(text), range: range))
    return last + 1
  }

  private static let closers: [Unicode.Scalar: Unicode.Scalar] = [
    "\"": "\"", "“": "”", "「": "」", "『": "』", "«": "»",
  ]

  /// Takes up a quotation that is closed in its line.
  private mutating func readQuotation(
    _ tokens: [PromptToken],
    _ index: Int,
    _ mark: Unicode.Scalar
  ) -> Int? {
    guard let closer = Self.closers[mark], unclosed[closer].map({ index >= $0 }) ?? true else {
      return nil
    }
    var end = index + 1
    while end < tokens.count, tokens[end].kind != .lineBreak, tokens[end].symbol != closer {
      end += 1
    }
    guard end < tokens.count, tokens[end].symbol == closer else {
      // Nothing up to here closes it: the next one in this line needn't be looked for.
      unclosed[closer] = end
      return nil
    }
    let range = tokens[index].range.lowerBound..<tokens[end].range.upperBound
    words.append(Word(text: Self.quotation, range: range))
    return end + 1
  }

  private mutating func readMark(_ mark: Unicode.Scalar, _ tokens: [PromptToken], _ index: Int) {
    let next = index + 1 < tokens.count ? tokens[index + 1] : nil
    let end = tokens[index].range.upperBound
    switch mark {
    case ".", "!", "?", "。", "…":
      // `4.5` and `f/1.8` are no ends of sentences.
      if mark == ".", let next, next.isNumber, next.isGlued { return }
      endClause(.stop, at: end)
      sentence += 1
    case ":":
      // `the text: “SALE”` is one phrase.
      if let quote = next?.symbol, Self.closers[quote] != nil { return }
      endClause(.pause, at: end)
    case ",", ";", "、", "(", ")", "[", "]", "【", "】", "—", "–", "|": endClause(.pause, at: end)
    // Joins, bullets, and quotations that are not whole.
    case "-", "‐", "‑", "_", "~", "*", "•", "·", "・", "'", "’", "‘", "\"", "“", "”", "「", "」", "『",
      "』", "«", "»", "《", "》", "`":
      return
    default: words.append(Word(text: Self.sign, range: tokens[index].range))
    }
  }

  private mutating func endClause(_ end: End, at offset: Int) {
    let start = clauses.last?.words.upperBound ?? 0
    guard start < words.count else {
      extendLastClause(end, at: offset)
      return
    }
    clauses.append(
      Clause(words: start..<words.count, end: end, endOffset: offset, sentence: sentence)
    )
  }

  /// A second mark in a row belongs to the clause before it: `wait…!`
  private mutating func extendLastClause(_ end: End, at offset: Int) {
    guard let last = clauses.last, end == .stop, last.end == .stop else { return }
    clauses[clauses.count - 1] = Clause(
      words: last.words,
      end: .stop,
      endOffset: offset,
      sentence: last.sentence
    )
  }
}
