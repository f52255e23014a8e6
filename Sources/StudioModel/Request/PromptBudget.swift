/// How much of what a model reads well a prompt takes up.
public struct PromptBudget: Hashable, Sendable {
  /// Runs of letters or digits in scripts that put spaces between words.
  public var words: Int
  /// Han, kana and Hangul, without their punctuation.
  public var ideographs: Int
  /// Everything, as a person counts characters.
  public var characters: Int

  public init(of prompt: String) { self.init(PromptLetter.letters(of: prompt)) }

  init(_ letters: [PromptLetter]) {
    words = 0
    ideographs = 0
    characters = letters.count
    var isInsideWord = false
    for letter in letters {
      switch letter.kind {
      case .letter, .digit:
        if !isInsideWord { words += 1 }
        isInsideWord = true
      case .ideograph:
        ideographs += 1
        isInsideWord = false
      case .symbol:
        // “fox’s” and “full-page” are one word each.
        isInsideWord = isInsideWord && "'’-‐‑".unicodeScalars.contains(letter.scalar)
      case .space, .lineBreak: isInsideWord = false
      }
    }
  }

  /// True when more is written in characters than in words: what is added is then Chinese.
  public var isChinese: Bool { ideographs > words }

  /// The share of the budget that is used, both scripts weighed: 1 is all of it.
  public func load(_ limits: PromptBudgetLimits) -> Double {
    Double(words) / Double(max(1, limits.englishWords.value))
      + Double(ideographs) / Double(max(1, limits.chineseCharacters.value))
  }

  public func isOver(_ limits: PromptBudgetLimits) -> Bool {
    // In whole numbers: 300 words and 150 characters are exactly the budget.
    let perWord = limits.chineseCharacters.value
    let perIdeograph = limits.englishWords.value
    return words * perWord + ideographs * perIdeograph > perWord * perIdeograph
  }
}
