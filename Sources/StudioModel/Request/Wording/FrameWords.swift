/// Words that give parts of a prompt to different frames, pictures or cases.
///
/// Where one of them stands, two instructions that would contradict each other may speak of
/// different frames, so that nothing certain can be said.
enum FrameWords {
  private static let ordinals = PhraseSet(
    """
    first|second|third|fourth|fifth|last|final|finally|then|next|afterwards
    第|然后|接着|最后|之后|随后|依次
    """
  )
  private static let alternatives = PhraseSet(
    """
    another|other|others|one|some|half|either|or|alternately|alternating|until|later|before|after|but|except|only|gradually
    becomes|become|becoming|respectively|different|version|versions|variation|variations|variant
    variants|styles|versus|vs|from|instead|unless|unlike|rest
    另|其|除|但|仅|从|渐|或|分别|有的|只有|之前|不同|版本|对比|逐步|变化|而
    """
  )

  private static let names = PhraseSet(
    "image|picture|photo|frame|scene|shot|panel|page|slide|step|day|图|图片|场景|镜头|分镜|画面"
  )

  static func stand(in clauses: PromptClauses) -> Bool {
    count(in: clauses) || alternatives.isFound(in: clauses.words.indices, of: clauses.words)
  }

  /// True where frames are numbered, or follow each other.
  static func count(in clauses: PromptClauses) -> Bool {
    clauses.clauses.contains { isLabel($0, clauses) }
      || ordinals.isFound(in: clauses.words.indices, of: clauses.words)
      || clauses.words.indices.contains { isName($0, clauses) }
  }

  /// `1.` or `2)` at the start of an item.
  private static func isLabel(_ clause: PromptClauses.Clause, _ clauses: PromptClauses) -> Bool {
    clause.words.count == 1 && isNumber(clauses.text(clause.words.lowerBound))
  }

  /// `frame 2`, `图三`
  static func isName(_ index: Int, _ clauses: PromptClauses) -> Bool {
    guard let end = names.end(at: index, in: clauses.words, before: clauses.words.count) else {
      return false
    }
    return isNumber(clauses.text(end))
  }

  private static func isNumber(_ word: String?) -> Bool {
    guard let word, let first = word.unicodeScalars.first else { return false }
    return ("0"..."9").contains(first) || EnglishWords.numbers[word] != nil
      || "一二三四五六七八九十".unicodeScalars.contains(first)
  }
}
