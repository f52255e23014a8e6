/// Instructions a prompt gives twice in the same words.
///
/// Sentences are compared whole; the clauses inside them only where they are orders, since lists of
/// frames repeat descriptions on purpose. Short phrases are never taken, nor what holds a quotation
/// or a sign, which are not compared.
struct Repetitions: Hashable, Sendable {
  /// Offsets, in characters of the prompt, of what can be taken out, in ascending order: each
  /// repetition with its mark.
  let superfluous: [Range<Int>]
  /// Offsets of the words of the first of them.
  let first: Range<Int>?

  init(_ clauses: PromptClauses) {
    var search = Search(clauses)
    search.run()
    superfluous = search.superfluous
    first = search.first
  }

  /// The prompt without what it says again.
  func removed(from prompt: String) -> String {
    let characters = Array(prompt)
    var kept: [Character] = []
    var place = 0
    for range in superfluous where range.upperBound <= characters.count {
      kept += characters[place..<range.lowerBound]
      place = range.upperBound
      guard kept.last?.isWhitespace ?? true else { continue }
      while place < characters.count, characters[place] == " " { place += 1 }
    }
    kept += characters[place...]
    while kept.last?.isWhitespace == true { kept.removeLast() }
    return String(kept)
  }

  private struct Search {
    let clauses: PromptClauses
    /// Frames may be described in the same words; only neighbours are taken then.
    let hasFrames: Bool
    var superfluous: [Range<Int>] = []
    var first: Range<Int>?
    private var sentences: Set<[String]> = []
    private var orders: Set<[String]> = []
    private var last: [String] = []

    init(_ clauses: PromptClauses) {
      self.clauses = clauses
      hasFrames = FrameWords.count(in: clauses)
    }

    mutating func run() {
      for sentence in clauses.sentences {
        guard let start = sentence.first, let end = sentence.last else { continue }
        let span = clauses.clauses[start].words.lowerBound..<clauses.clauses[end].words.upperBound
        let words = clauses.words[span].map(\.text)
        if isComparable(words), isSaid(words, span) {
          remove(span, to: clauses.clauses[end].endOffset)
        } else {
          last = words
          sentences.insert(words)
          if !hasFrames { removeOrders(in: sentence) }
        }
      }
    }

    private func isSaid(_ words: [String], _ span: Range<Int>) -> Bool {
      guard sentences.contains(words) else { return false }
      // A sentence that names its frame is about that frame both times.
      return !hasFrames || words == last || span.contains { FrameWords.isName($0, clauses) }
    }

    /// Takes out orders that were given before: `change the sky to dusk, …, change the sky to dusk`.
    private mutating func removeOrders(in sentence: Range<Int>) {
      for index in sentence {
        let clause = clauses.clauses[index]
        let words = clauses.words[clause.words].map(\.text)
        guard isComparable(words),
          Repetitions.verbs.isFound(at: clause.words.lowerBound, in: clauses)
        else { continue }
        // The first clause of a sentence carries the mark of the sentence before.
        if orders.contains(words), index > sentence.lowerBound {
          remove(clause.words, from: clauses.clauses[index - 1].endOffset - 1)
        }
        orders.insert(words)
      }
    }

    /// Nothing so short that saying it again is a habit.
    private func isComparable(_ words: [String]) -> Bool {
      var weight = 0
      for word in words {
        if word == PromptClauses.quotation || word == PromptClauses.sign { return false }
        let isIdeograph = word.unicodeScalars.first.map(PromptLetter.isIdeograph) ?? false
        weight += isIdeograph ? 2 : 3
      }
      return weight >= 12
    }

    /// A sentence with its mark.
    private mutating func remove(_ span: Range<Int>, to end: Int) {
      let words = clauses.characters(span)
      first = first ?? words
      superfluous.append(words.lowerBound..<end)
    }

    /// A clause with the mark before it.
    private mutating func remove(_ span: Range<Int>, from start: Int) {
      let words = clauses.characters(span)
      first = first ?? words
      superfluous.append(start..<words.upperBound)
    }
  }

  fileprivate static let verbs = PhraseSet(
    """
    change|replace|remove|add|keep|make|turn|preserve|do not|don't|swap|put|use
    把|将|保持|保留|去掉|添加|增加|更换|替换|不要|改成|删除|移除
    """
  )
}

extension PhraseSet {
  /// True when a phrase starts at an index.
  fileprivate func isFound(at index: Int, in clauses: PromptClauses) -> Bool {
    end(at: index, in: clauses.words, before: clauses.words.count) != nil
  }
}
