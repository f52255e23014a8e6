/// An edit that does not say what to change, or into what.
enum VagueEdit: Hashable, Sendable {
  /// The whole prompt names nothing: `make it better`, `改一下`.
  case nothingNamed
  /// A verb without its object: `change the.` Offsets of its words, in characters of the prompt.
  case objectMissing(Range<Int>)
  /// An object without its target: `change the sky to.`
  case targetMissing(Range<Int>)

  init?(_ clauses: PromptClauses) {
    if Self.namesNothing(clauses) {
      self = .nothingNamed
      return
    }
    for clause in clauses.clauses {
      if let fault = Self.fault(of: clause, clauses) {
        self = fault
        return
      }
    }
    return nil
  }

  // MARK: Nothing named

  /// Verbs that say that something changes, not what.
  private static let verbs = PhraseSet(
    """
    change|edit|modify|alter|adjust|improve|fix|redo|transform|update
    改|修改|改变|更改|编辑|调整|改进|改善|更换|替换|换|变
    """
  )
  /// Wishes that say neither what is to be better, nor how.
  private static let wishes = PhraseSet(
    """
    better|nicer|prettier|cooler|different|beautiful|good|perfect|好|好看|漂亮|美|美观|完美|不同|不一样
    """
  )
  /// What may stand around them without naming anything.
  private static let padding = PhraseSet(
    """
    please|can|could|you|just|a|the|bit|little|it|this|that|them|these|image|images|picture
    pictures|photo|photos|something|somehow|now|more|much|even|again|and|for|me|slightly|way|in|to
    make|look
    请|帮|我|你|给|麻烦|一下|一改|下|吧|呢|再|稍微|一点|一些|点|些|了|的|得|把|将|对|进行|并|和|让|使|更|很
    这|那|张|幅|个|图|图片|图像|照片|画面|它|原|参考|能|可以|吗|加
    """
  )

  private static func namesNothing(_ clauses: PromptClauses) -> Bool {
    let words = clauses.words
    var index = 0
    var isEdit = false
    while index < words.count {
      if let end = verbs.end(at: index, in: words, before: words.count)
        ?? wishes.end(at: index, in: words, before: words.count)
      {
        isEdit = true
        index = end
      } else if let end = padding.end(at: index, in: words, before: words.count) {
        index = end
      } else {
        return false
      }
    }
    return isEdit
  }

  // MARK: Half an edit

  private static let orders: Set<String> = [
    "change", "replace", "remove", "add", "edit", "modify", "swap", "delete", "erase", "turn",
    "recolor", "recolour",
  ]
  private static let determiners: Set<String> = ["the", "a", "an"]
  private static let targets: Set<String> = ["with", "to", "into"]
  private static let chineseTargets = PhraseSet("换成|改成|改为|替换为|替换成|换为|变成|更换为|修改为")
  private static let chineseOrders = PhraseSet("把|将|请把|请将|修改|更换|替换")

  /// Only a clause that is closed by a mark: what is still being typed is no fault.
  private static func fault(
    of clause: PromptClauses.Clause,
    _ clauses: PromptClauses
  ) -> VagueEdit? {
    guard clause.end != .prompt, let last = clauses.text(clause.words.upperBound - 1) else {
      return nil
    }
    let place = clauses.characters(clause.words)
    let start = orderStart(of: clause, clauses)
    let count = clause.words.upperBound - start
    if let verb = clauses.text(start), orders.contains(verb) {
      if count == 2, determiners.contains(last) { return .objectMissing(place) }
      // A pause may bring the target: `change the sky to, say, dusk`.
      if count > 2, targets.contains(last), clause.end != .pause { return .targetMissing(place) }
    }
    guard clause.end != .pause, clause.words.count > 3,
      chineseOrders.end(at: start, in: clauses.words, before: clause.words.upperBound) != nil
    else { return nil }
    let tail = clause.words.upperBound - 3..<clause.words.upperBound
    return [tail, tail.dropFirst()].contains { span in
      !span.isEmpty && chineseTargets.isWhole(span.lowerBound..<span.upperBound, of: clauses.words)
    } ? .targetMissing(place) : nil
  }

  /// Where a clause begins, past `and` and `please`.
  private static func orderStart(
    of clause: PromptClauses.Clause,
    _ clauses: PromptClauses
  ) -> Int {
    let polite: Set<String> = ["and", "then", "please", "also", "并", "请"]
    var start = clause.words.lowerBound
    while start < clause.words.upperBound - 1, polite.contains(clauses.words[start].text) {
      start += 1
    }
    return start
  }
}
