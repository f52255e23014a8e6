/// A series of pictures a prompt asks for without saying how many: `a series of images`, `一组图片`.
struct UnnumberedSeries: Hashable, Sendable {
  /// The offset, in characters of the prompt, at which the number belongs.
  let numberPlace: Int
  let isChinese: Bool

  init?(_ clauses: PromptClauses) {
    for clause in clauses.clauses {
      for index in clause.words {
        if let place = Self.english(index, clause, clauses) {
          (numberPlace, isChinese) = (place, false)
          return
        }
        if let place = Self.chinese(index, clause, clauses) {
          (numberPlace, isChinese) = (place, true)
          return
        }
      }
    }
    return nil
  }

  /// The prompt with the number in its place.
  func numbered(_ count: Int, in prompt: String) -> String {
    let characters = Array(prompt)
    guard numberPlace <= characters.count else { return prompt }
    return String(characters[..<numberPlace]) + (isChinese ? "\(count)张" : "\(count) ")
      + String(characters[numberPlace...])
  }

  // MARK: English

  private static let collectives = PhraseSet(
    "series of|sequence of|set of|group of|collection of"
  )
  /// The most words an order takes up: `请帮我生成` and `please create me a new`.
  private static let longestOrder = 8

  /// The place behind `series of`, when pictures follow that don't exist yet.
  private static func english(
    _ index: Int,
    _ clause: PromptClauses.Clause,
    _ clauses: PromptClauses
  ) -> Int? {
    guard
      collectives.end(at: index, in: clauses.words, before: clause.words.upperBound) != nil,
      isAsked(index, clause, clauses)
    else { return nil }
    for place in index + 2..<index + 6 where place < clause.words.upperBound {
      let word = clauses.words[place].text
      if EnglishWords.images.contains(word) {
        return isThing(place, clauses) ? nil : clauses.words[index + 2].range.lowerBound
      }
      guard EnglishWords.describes(word) else { return nil }
    }
    return nil
  }

  /// True when nothing but an order stands before: not `this series of photos`, nor `a room with a
  /// set of photos`.
  private static func isAsked(
    _ index: Int,
    _ clause: PromptClauses.Clause,
    _ clauses: PromptClauses
  ) -> Bool {
    let before = clauses.words[clause.words.lowerBound..<index]
    guard before.count <= longestOrder else { return false }
    return before.map(\.text).allSatisfy { word in
      let isOrder =
        EnglishWords.openers.contains(word) || EnglishWords.articles.contains(word)
        || EnglishWords.seriesAdjectives.contains(word)
      return isOrder && !EnglishWords.definite.contains(word) && word != "with" && word != "in"
    }
  }

  /// `picture frames`, `photos on the wall`, `images provided`
  private static func isThing(_ index: Int, _ clauses: PromptClauses) -> Bool {
    let noun = clauses.words[index].text
    if noun.hasPrefix("frame"), let maker = clauses.text(index - 1),
      EnglishWords.frameMakers.contains(maker)
    {
      return true
    }
    guard let next = clauses.text(index + 1) else { return false }
    return ["on", "hanging", "hung", "frame", "frames", "album", "book", "i"].contains(next)
      || EnglishWords.trailingPointers.contains(next)
  }

  // MARK: Chinese

  private static let openings = PhraseSet("一组|一套|一系列|系列|一組")
  private static let nouns = PhraseSet("图片|照片|图像|插画|組圖|图")
  private static let groups = PhraseSet("组图|組圖|系列图")
  /// What an order is made of: `请帮我生成`, `绘制出`.
  private static let orders = Set("请帮给我你生成绘制创作画做来要出设计需想输新".map(String.init))
  /// What makes `图` the beginning of another word: a pattern, an icon, a map, a book.
  private static let compounds: Set<String> = [
    "案", "标", "形", "书", "纸", "腾", "表", "层", "文", "鉴", "钉", "章", "解",
  ]

  private static func chinese(
    _ index: Int,
    _ clause: PromptClauses.Clause,
    _ clauses: PromptClauses
  ) -> Int? {
    let (words, limit) = (clauses.words, clause.words.upperBound)
    let before = clauses.words[clause.words.lowerBound..<index]
    guard before.count <= longestOrder else { return nil }
    let isAsked = before.allSatisfy { orders.contains($0.text) }
    if isAsked, let opening = openings.end(at: index, in: words, before: limit),
      let noun = nouns.end(at: opening, in: words, before: limit),
      isWhole(noun, limit, clauses)
    {
      return words[opening].range.lowerBound
    }
    guard isAsked, let group = groups.end(at: index, in: words, before: limit),
      isWhole(group, limit, clauses)
    else { return nil }
    return words[group - 1].range.upperBound
  }

  private static func isWhole(
    _ end: Int,
    _ limit: Int,
    _ clauses: PromptClauses
  ) -> Bool {
    end == limit || !compounds.contains(clauses.words[end].text)
  }
}
