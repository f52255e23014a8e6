/// Parts of a picture that a prompt wants kept as they are and changed as well.
///
/// Only parts a picture has one of are compared, and only where nobody's is named: `his pose` and
/// `her pose`, or `图1的背景`, are two things.
struct KeptAndChanged {
  private let clauses: PromptClauses

  init(_ clauses: PromptClauses) { self.clauses = clauses }

  var found: [Contradiction] {
    var kept: [String: Range<Int>] = [:]
    var changed: [String: Range<Int>] = [:]
    let shared = sentencesAcrossFrames
    for clause in clauses.clauses {
      for index in clause.words {
        guard let part = part(at: index, clause), let use = use(of: part, clause) else { continue }
        let place = clauses.characters(clause.words)
        switch use {
        case .kept where shared.contains(clause.sentence): break
        case .kept: kept[part.name] = kept[part.name] ?? place
        case .changed: changed[part.name] = changed[part.name] ?? place
        }
      }
    }
    let both = kept.keys.filter { changed[$0] != nil }.sorted()
    return both.compactMap { name in
      guard let keeping = kept[name], let changing = changed[name] else { return nil }
      return keeping == changing ? nil : Contradiction(keeping, changing)
    }
  }

  // MARK: Parts

  private struct Part {
    var name: String
    /// Indices of the words of the name, and of the articles before it.
    var words: Range<Int>
  }

  private enum Use { case kept, changed }

  private static let names = PhraseSet(
    """
    background|pose|expression|hairstyle|lighting|composition|style|layout
    背景|姿势|表情|发型|光线|构图|风格|布局
    """
  )
  private static let articles: Set<String> = [
    "the", "original", "existing", "current", "whole", "entire", "原", "来", "有", "的", "整", "个",
  ]

  private func part(at index: Int, _ clause: PromptClauses.Clause) -> Part? {
    guard let end = Self.names.end(at: index, in: clauses.words, before: clause.words.upperBound)
    else { return nil }
    var start = index
    while start > clause.words.lowerBound,
      Self.articles.contains(clauses.words[start - 1].text)
    { start -= 1 }
    let name = clauses.words[index..<end].map(\.text).joined()
    return Part(name: name, words: start..<end)
  }

  // MARK: Verbs

  private static let keeping = PhraseSet(
    "keep|keeping|preserve|preserving|retain|retaining|maintain|maintaining|leave|保持|维持|保留"
  )
  private static let changing = PhraseSet(
    """
    change|changing|replace|replacing|swap|swapping|alter|altering|remove|removing
    更换|替换|换掉|改变|修改|改动|换|去掉|移除|删除|去除
    """
  )
  /// What opens a clause before a part that is its subject.
  private static let openings = PhraseSet("把|将|让|使|并把|并将|请把|请将|and")

  private func use(of part: Part, _ clause: PromptClauses.Clause) -> Use? {
    let before = clause.words.lowerBound..<part.words.lowerBound
    if let verb = last(Self.keeping, before: part, clause) {
      // `leave the background` is half a thought.
      let needsMore = clauses.text(verb.lowerBound) == "leave"
      return isUnchanged(after: part, clause) || (!needsMore && endsHere(part, clause))
        ? .kept : nil
    }
    if let verb = last(Self.changing, before: part, clause) {
      guard isChanged(after: part, clause) else { return nil }
      let isNegated = Negation.negates(verb.lowerBound, in: clause, of: clauses.words)
      return isNegated ? .kept : .changed
    }
    guard before.isEmpty || Self.openings.isWhole(before, of: clauses.words) else { return nil }
    if isUnchanged(after: part, clause) { return .kept }
    return Self.becoming.end(
      at: part.words.upperBound,
      in: clauses.words,
      before: clause.words.upperBound
    ) == nil ? nil : .changed
  }

  /// The verb that stands right before a part.
  private func last(
    _ verbs: PhraseSet,
    before part: Part,
    _ clause: PromptClauses.Clause
  ) -> Range<Int>? {
    let end = part.words.lowerBound
    for length in [2, 1] where end - length >= clause.words.lowerBound {
      if verbs.isWhole(end - length..<end, of: clauses.words) { return end - length..<end }
    }
    return nil
  }

  // MARK: What follows

  private static let unchanged = PhraseSet(
    """
    unchanged|untouched|intact|as is|as it is|exactly as is|exactly as it is|completely unchanged
    stays unchanged|remains unchanged|stay unchanged|remain unchanged|must not change
    should not change|不变|保持不变|保持原样|不要变|不要改变|不改变|原样
    """
  )
  private static let becoming = PhraseSet(
    "换成|改成|改为|替换成|替换为|换为|变成|更换为|更换成|修改为"
  )
  private static let followers: Set<String> = [
    "to", "with", "into", "for", "by", "completely", "entirely", "为", "成", "到",
  ]

  private func isUnchanged(after part: Part, _ clause: PromptClauses.Clause) -> Bool {
    let end = Self.unchanged.end(
      at: part.words.upperBound,
      in: clauses.words,
      before: clause.words.upperBound
    )
    guard let end else { return false }
    return end == clause.words.upperBound
      || ["and", "while", "的", "并"].contains(clauses.words[end].text)
  }

  private func endsHere(_ part: Part, _ clause: PromptClauses.Clause) -> Bool {
    part.words.upperBound == clause.words.upperBound
      || clauses.text(part.words.upperBound) == "while"
  }

  private func isChanged(after part: Part, _ clause: PromptClauses.Clause) -> Bool {
    part.words.upperBound == clause.words.upperBound
      || Self.followers.contains(clauses.words[part.words.upperBound].text)
  }

  private static let acrossFrames = PhraseSet(
    """
    same|consistent|consistently|similar|across|throughout|every|all|each|between|both|new
    一致|统一|所有|每|各|之间|都|相同|同样|新
    """
  )

  /// Sentences that speak of several frames: `keep the background the same in every image` may mean
  /// the new one.
  private var sentencesAcrossFrames: Set<Int> {
    let found = clauses.clauses.filter {
      Self.acrossFrames.isFound(in: $0.words, of: clauses.words)
    }
    return Set(found.map(\.sentence))
  }
}
