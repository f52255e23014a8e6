/// Phrases that are looked for together, each found by its first word.
struct PhraseSet {
  private var phrases: [String: [[String]]] = [:]
  /// Which keys of words begin a phrase: nearly every word of a prompt begins none.
  private var isFirst = [Bool](repeating: false, count: 1_024)
  /// Words of the text that may stand inside a phrase: `keep the background`.
  private let fillers: Set<String>

  static let noFillers: Set<String> = []
  static let articles: Set<String> = [
    "the", "a", "an", "any", "its", "original", "existing", "current", "whole", "entire", "of",
    "任", "何", "的", "原", "整", "个", "来",
  ]

  /// - Parameters:
  ///   - lines: phrases as they are written, divided by `|` or by line ends.
  ///   - fillers: words of the text to pass over between the words of a phrase.
  init(_ lines: String, fillers: Set<String> = noFillers) {
    self.fillers = fillers
    for line in lines.split(whereSeparator: { $0 == "|" || $0.isNewline }) {
      let words = PromptClauses(of: String(line)).words
      guard let first = words.first else { continue }
      phrases[first.text, default: []].append(words.map(\.text))
      isFirst[first.key] = true
    }
    // The longest that fits is the one that is meant.
    for key in phrases.keys { phrases[key]?.sort { $0.count > $1.count } }
  }

  /// The index behind the longest phrase that starts at an index and lies before `limit`.
  func end(at start: Int, in words: [PromptClauses.Word], before limit: Int) -> Int? {
    guard start < limit, isFirst[words[start].key], let candidates = phrases[words[start].text]
    else { return nil }
    for phrase in candidates {
      if let end = end(of: phrase, at: start, in: words, before: limit) { return end }
    }
    return nil
  }

  private func end(
    of phrase: [String],
    at start: Int,
    in words: [PromptClauses.Word],
    before limit: Int
  ) -> Int? {
    var place = start + 1
    for wanted in phrase.dropFirst() {
      while place < limit, words[place].text != wanted, fillers.contains(words[place].text) {
        place += 1
      }
      guard place < limit, words[place].text == wanted else { return nil }
      place += 1
    }
    return place
  }

  /// The first place in a span of words where a phrase stands.
  func first(in span: Range<Int>, of words: [PromptClauses.Word]) -> Range<Int>? {
    for index in span {
      if let end = end(at: index, in: words, before: span.upperBound) { return index..<end }
    }
    return nil
  }

  /// True when a phrase stands anywhere in a span of words.
  func isFound(in span: Range<Int>, of words: [PromptClauses.Word]) -> Bool {
    first(in: span, of: words) != nil
  }

  /// True when a phrase is all of a span of words.
  func isWhole(_ span: Range<Int>, of words: [PromptClauses.Word]) -> Bool {
    end(at: span.lowerBound, in: words, before: span.upperBound) == span.upperBound
  }
}
