/// Two instructions of a prompt that can't both be followed.
struct Contradiction: Hashable, Sendable {
  /// Offsets, in characters of the prompt, of the two, in the order they stand in.
  var first: Range<Int>
  var second: Range<Int>

  init(_ one: Range<Int>, _ other: Range<Int>) {
    (first, second) = one.lowerBound <= other.lowerBound ? (one, other) : (other, one)
  }
}

/// Every certain contradiction of a prompt, at most one of a kind.
///
/// Only what holds for the whole prompt is compared: a clause that says nothing but `no text`, not
/// `a wall with no text`.
struct Contradictions {
  private let clauses: PromptClauses

  init(_ clauses: PromptClauses) { self.clauses = clauses }

  var found: [Contradiction] {
    guard !FrameWords.stand(in: clauses) else { return [] }
    let exclusions = [text, people, colour].compactMap { $0 }
    return exclusions + KeptAndChanged(clauses).found
  }

  // MARK: No text, no people

  private static let noText = PhraseSet(
    """
    no text|no words|no lettering|no text anywhere|no text at all|without text|without words
    text free|do not add text|don't add text|do not include text|don't include text
    do not write text|no text in image|no text in images|no text in picture
    无文字|没有文字|不要文字|不要有文字|不要出现文字|不出现文字|不要加文字|不要添加文字|画面无文字|画面中没有文字
    画面中不要出现文字|画面不要文字|图中不要有文字|图中没有文字|图片中不要出现文字|不含文字|不包含文字
    """,
    fillers: PhraseSet.articles
  )
  private static let someText = PhraseSet(
    """
    text “”|words “”|word “”|lettering “”|letters “”|title “”|caption “”|slogan “”|headline “”
    reading “”|reads “”|that says “”|sign says “”|sign saying “”|banner saying “”|poster saying “”
    write “”|written “”
    写着“”|写上“”|写有“”|写“”|文字“”|文字为“”|文字是“”|标题“”|标题为“”|“”字样|“”的文字|“”文字
    印着“”|标语“”
    """
  )
  private static let noPeople = PhraseSet(
    """
    no people|no humans|no persons|no human figures|no people anywhere|no people at all
    without people|without humans|no people in image|no people in scene|no people in frame
    do not include people|don't include people
    无人|没有人|没有人物|无人物|不要人物|不要有人|不要有人物|不要出现人|不要出现人物|画面中没有人|画面无人
    画面中不要出现人物|画面中没有人物
    """,
    fillers: PhraseSet.articles
  )
  private static let somePeople = PhraseSet(
    """
    a crowd|large crowd|huge crowd|big crowd|busy crowd|cheering crowd|crowd of people
    crowds of people|crowded with people|group of people|group of children|group of friends
    group of tourists
    人群|一群人|人山人海|人来人往
    """
  )
  private static let humans: Set<String> = [
    "people", "men", "women", "children", "fans", "tourists", "shoppers", "dancers", "commuters",
  ]

  private var text: Contradiction? { exclusion(Self.noText, of: Self.someText) }

  private var people: Contradiction? { exclusion(Self.noPeople, of: Self.somePeople) }

  private func exclusion(_ negative: PhraseSet, of positive: PhraseSet) -> Contradiction? {
    guard let wanted = asked(positive), let excluded = wholeClause(negative) else { return nil }
    return Contradiction(excluded, wanted)
  }

  /// Offsets of a clause that is one of the phrases, and not a property of what stands before it:
  /// what follows in its sentence excludes things too.
  private func wholeClause(_ phrases: PhraseSet) -> Range<Int>? {
    var found: Range<Int>?
    var sentence: Int?
    var excludesToItsEnd = true
    for clause in clauses.clauses.reversed() {
      if clause.sentence != sentence { excludesToItsEnd = true }
      sentence = clause.sentence
      excludesToItsEnd = excludesToItsEnd && isNegative(clause)
      if excludesToItsEnd, phrases.isWhole(clause.words, of: clauses.words) {
        found = clauses.characters(clause.words)
      }
    }
    return found
  }

  private func isNegative(_ clause: PromptClauses.Clause) -> Bool {
    guard let first = clauses.text(clause.words.lowerBound) else { return false }
    return Negation.opens(first) || Self.noText.isWhole(clause.words, of: clauses.words)
      || Self.noPeople.isWhole(clause.words, of: clauses.words)
  }

  /// Offsets of a phrase that asks for what it names.
  private func asked(_ phrases: PhraseSet) -> Range<Int>? {
    for clause in clauses.clauses {
      for index in clause.words {
        guard
          let end = phrases.end(at: index, in: clauses.words, before: clause.words.upperBound),
          !Negation.stands(before: index, in: clause, of: clauses.words),
          !isCrowdOfThings(end, clause)
        else { continue }
        return clauses.characters(index..<end)
      }
    }
    return nil
  }

  /// `a crowd of penguins`
  private func isCrowdOfThings(_ end: Int, _ clause: PromptClauses.Clause) -> Bool {
    guard end < clause.words.upperBound, clauses.text(end - 1) == "crowd" else { return false }
    guard clauses.text(end) == "of" else { return false }
    return !(end + 1..<clause.words.upperBound).contains {
      Self.humans.contains(clauses.words[$0].text)
    }
  }

  // MARK: Colour

  private static let withoutColour = PhraseSet(
    """
    black and white|in black and white|monochrome|grayscale|greyscale|in grayscale|in greyscale
    black and white photo|black and white photograph|black and white photography
    black and white image|黑白|黑白照片|黑白摄影|黑白风格|黑白色调|黑白画面|黑白影像
    """
  )
  private static let fullColour = PhraseSet(
    """
    vivid colors|vivid colours|vibrant colors|vibrant colours|bright colors|bright colours
    saturated colors|saturated colours|full color|full colour|in full color|in full colour
    in vivid colors|in vivid colours|with vivid colors|with vivid colours|with vibrant colors
    with vibrant colours|colorful|colourful|highly saturated
    色彩鲜艳|颜色鲜艳|鲜艳的色彩|鲜艳的颜色|色彩丰富|色彩缤纷|五彩缤纷|高饱和度|色彩饱和
    """
  )

  private var colour: Contradiction? {
    let whole = clauses.clauses.map(\.words)
    guard
      let full = whole.first(where: { Self.fullColour.isWhole($0, of: clauses.words) }),
      let none = whole.first(where: { isWithoutColour($0) })
    else { return nil }
    return Contradiction(clauses.characters(none), clauses.characters(full))
  }

  /// `black and white`, or `a black and white photo of …`
  private func isWithoutColour(_ span: Range<Int>) -> Bool {
    let isArticle = clauses.text(span.lowerBound).map(EnglishWords.articles.contains) ?? false
    let start = span.lowerBound + (isArticle ? 1 : 0)
    guard let end = Self.withoutColour.end(at: start, in: clauses.words, before: span.upperBound)
    else { return false }
    if end == span.upperBound { return true }
    let noun = clauses.text(end - 1) ?? ""
    return EnglishWords.image.contains(noun) && clauses.text(end) == "of"
  }
}
