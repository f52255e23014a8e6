/// One person, animal or thing that a prompt shows in changing places without saying that it stays
/// the same.
struct RecurringSubject: Hashable, Sendable {
  /// What stays the same, as a sentence to add to the prompt.
  var reminder: String
  /// The reminder's script.
  var isChinese: Bool

  init?(_ clauses: PromptClauses) {
    let all = clauses.words.indices
    guard Self.varying.isFound(in: all, of: clauses.words),
      !Self.consistency.isFound(in: all, of: clauses.words),
      !Self.several.isFound(in: all, of: clauses.words)
    else { return nil }
    if let noun = Self.englishSubject(clauses) {
      reminder = "Keep the same \(noun) in every image."
      isChinese = false
    } else if Self.hasChineseSubject(clauses) {
      reminder = "所有画面保持同一主体，外观一致。"
      isChinese = true
    } else {
      return nil
    }
  }

  /// The prompt with the reminder at its end.
  func added(to prompt: String) -> String {
    var text = prompt
    while text.last?.isWhitespace == true { text.removeLast() }
    let isEnded = text.last.map { ".!?。！？…".contains($0) } ?? false
    if isChinese { return text + (isEnded ? "" : "。") + reminder }
    return text + (isEnded ? " " : ". ") + reminder
  }

  // MARK: Words

  /// One subject going through several places, poses or times.
  private static let varying = PhraseSet(
    """
    in different poses|in different outfits|in different places|in different locations
    in different scenes|in different settings|in different situations|in different seasons
    in different environments|in various poses|in various outfits|in various places
    in various locations|in various scenes|in various settings|in various situations
    from different angles|from various angles|through the seasons|through the four seasons
    in all four seasons|a day in the life of|adventures of|adventure of
    story of|tells the story
    在不同场景|在不同的场景|在不同地点|在不同的地点|在不同季节|在不同的季节|在不同环境|在不同的环境
    不同姿势|不同的姿势|不同动作|不同的动作|不同角度|不同的角度|不同服装|不同的服装|不同造型|不同的造型
    春夏秋冬|的一天|的故事|的冒险
    """
  )
  /// Any word that says what stays, or leans on a picture that shows it.
  private static let consistency = PhraseSet(
    """
    same|consistent|consistently|consistency|coherent|coherence|cohesive|identical|identically
    matching|unified|uniform|recurring|continuity|continuous|unchanged|keep|keeps|keeping|maintain
    preserve|throughout|recognizable|recognisable|sheet|turnaround|reference|constant|remains|stays
    一致|同一|同样|相同|统一|连贯|不变|保持|连续|贯穿|固定|设定|三视图|参考
    """
  )
  /// Words that make the pictures show one of several subjects.
  private static let several = PhraseSet(
    """
    different people|different person|each with|each showing|each featuring|one per|per image|random
    assorted|unrelated|each image a|each a|every image a
    各不相同|每张一|每幅一|每图一|分别|随机
    """
  )

  private static let subjects: Set<String> = [
    "man", "woman", "boy", "girl", "child", "kid", "baby", "toddler", "character", "hero",
    "heroine", "mascot", "robot", "astronaut", "knight", "princess", "prince", "queen", "king",
    "warrior", "wizard", "witch", "detective", "pirate", "samurai", "chef", "dancer", "model",
    "fox", "cat", "dog", "puppy", "kitten", "rabbit", "bear", "owl", "dragon", "panda", "tiger",
    "lion", "wolf", "elephant", "monkey", "penguin", "hedgehog", "horse", "deer", "mouse",
    "bottle", "sneaker", "watch", "mug", "backpack", "handbag", "car", "lamp", "teapot",
  ]
  private static let different: Set<String> = [
    "different", "new", "another", "random", "various", "unique", "distinct", "separate",
  ]
  private static let introductions: Set<String> = [
    "of", "showing", "featuring", "following", "starring", "about", "depicting",
  ]

  private static func englishSubject(_ clauses: PromptClauses) -> String? {
    for clause in clauses.clauses {
      for index in clause.words where introductions.contains(clauses.words[index].text) {
        if let noun = subject(behind: index, clause, clauses) { return noun }
      }
    }
    return nil
  }

  /// `of a red-haired girl`: an article, at most four words that describe, and the subject.
  private static func subject(
    behind index: Int,
    _ clause: PromptClauses.Clause,
    _ clauses: PromptClauses
  ) -> String? {
    let rest = clauses.words[index + 1..<clause.words.upperBound].prefix(7).map(\.text)
    guard let article = rest.first, ["a", "an", "one"].contains(article) else { return nil }
    for (place, word) in rest.enumerated().dropFirst().prefix(5) {
      if different.contains(word) { return nil }
      let next = place + 1 < rest.count ? rest[place + 1] : ""
      // `a fox hunter`, `a fox and an owl`: the word is not all of the subject.
      let isWhole =
        next.isEmpty || next == "named" || next == "called"
        || (next != "and" && next != "or" && !EnglishWords.describes(next))
      if subjects.contains(word), isWhole { return word }
      guard EnglishWords.describes(word) else { return nil }
    }
    return nil
  }

  private static let chineseSubjects = PhraseSet(
    """
    一只|一位|一名|一匹|一头|一个女孩|一个小女孩|一个男孩|一个小男孩|一个女人|一个男人|一个孩子|一个小孩
    一个角色|一个人物|一个机器人|一个少女|一个少年|一个老人|一个宇航员|一个骑士|一个吉祥物|一瓶|一款|一辆
    """
  )

  private static func hasChineseSubject(_ clauses: PromptClauses) -> Bool {
    let words = clauses.words
    let found = words.indices.filter {
      chineseSubjects.end(at: $0, in: words, before: words.count) != nil
        && !["每", "另", "第", "有"].contains(clauses.text($0 - 1) ?? "")
    }
    // Two of them are two subjects.
    return found.count == 1
  }
}
