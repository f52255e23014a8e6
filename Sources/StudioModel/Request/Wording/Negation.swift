/// Words that turn what follows them round, or take it away.
enum Negation {
  private static let negations: Set<String> = [
    "no", "not", "never", "without", "don't", "doesn't", "cannot", "can't", "won't", "avoid", "不",
    "别", "勿", "没", "无",
  ]
  /// Words between a negation and its verb: `no need to`, `不要`.
  private static let between: Set<String> = ["need", "to", "ever", "要", "需", "必", "用"]
  private static let removals = PhraseSet(
    """
    remove|removing|erase|delete|replace|replacing|exclude|excluding|empty|instead|away
    去掉|删除|去除|移除|擦除|避免|远离|取消|替换|更换
    """
  )
  private static let openers: Set<String> = negations.union(["do"])
  /// How many words before a thing are looked at.
  private static let reach = 8

  /// True for a word that opens a clause which excludes something.
  static func opens(_ word: String) -> Bool { openers.contains(word) }

  /// True when a clause, shortly before the word at an index, excludes it or takes it away.
  static func stands(
    before index: Int,
    in clause: PromptClauses.Clause,
    of words: [PromptClauses.Word]
  ) -> Bool {
    let span = max(clause.words.lowerBound, index - reach)..<index
    return span.contains { negations.contains(words[$0].text) }
      || removals.isFound(in: span, of: words)
  }

  /// True when the verb at an index is itself negated: `don't change`, `不要更换`.
  static func negates(
    _ index: Int,
    in clause: PromptClauses.Clause,
    of words: [PromptClauses.Word]
  ) -> Bool {
    var place = index - 1
    while place >= clause.words.lowerBound, between.contains(words[place].text) { place -= 1 }
    return place >= clause.words.lowerBound && negations.contains(words[place].text)
  }
}
