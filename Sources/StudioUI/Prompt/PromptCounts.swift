import CellGrid
import StudioModel

/// How long a prompt is and how many pictures it asks for, counted once for each text.
struct PromptCounts: Hashable, Sendable {
  /// Characters that are counted word by word; a prompt far over the budget needs no more.
  private static let limit = 8_192

  private var budget: PromptBudget
  /// All characters.
  private var characters: Int
  /// The numbers of pictures that the text asks for; several contradict each other.
  private var asked: [Int]
  /// True for `the 2 images`, which may be the references.
  private var mayBeReferences: Bool

  init(_ text: String, characters: Int) {
    let start = characters > Self.limit ? String(text.prefix(Self.limit)) : text
    budget = PromptBudget(of: start)
    self.characters = characters
    mayBeReferences = false
    asked = []
    switch PromptCount.reading(of: start) {
    case .none: break
    case .one(let count):
      asked = [count.count]
      mayBeReferences = count.clarity == .definite
    case .contradictory(let counts):
      for count in counts where !asked.contains(count.count) { asked.append(count.count) }
    }
  }

  private var isPartial: Bool { characters > budget.characters }

  /// The counts as words, the most important first.
  func words(_ limits: PromptBudgetLimits, _ request: SequenceRequest) -> [TonedLine.Span] {
    var spans: [TonedLine.Span] = []
    let tone: Tone = isPartial || budget.isOver(limits) ? .warning : .plain
    let more = isPartial ? "over " : ""
    if budget.words > 0 || budget.ideographs == 0 {
      let count = "\(more)\(budget.words.grouped)"
      spans.append(.init("\(count) of \(limits.englishWords.value) words", tone))
    }
    if budget.ideographs > 0 {
      let count = "\(more)\(budget.ideographs.grouped)"
      spans.append(.init("\(count) of \(limits.chineseCharacters.value) Chinese", tone))
    }
    if let asking = asking(request) {
      spans.append(.init(asking, asked == [request.maxImages] ? .plain : .warning))
    }
    let all = characters == 1 ? "1 character" : "\(characters.grouped) characters"
    spans.append(.init(all, .faint))
    return spans
  }

  private func asking(_ request: SequenceRequest) -> String? {
    guard let first = asked.first else { return nil }
    if mayBeReferences, first == request.references.count { return nil }
    let numbers = asked.map(\.grouped).joined(separator: " and ")
    return "asks for \(numbers) \(asked == [1] ? "image" : "images")"
  }
}
