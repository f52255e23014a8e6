import CellGrid
import StudioModel

/// How long a prompt is and how many pictures it asks for, counted once for each text.
struct PromptCounts: Hashable, Sendable {
  /// Characters that are counted word by word; a prompt far over the budget needs no more.
  private static let limit = 8_192

  private var start: PromptReading
  /// All characters.
  private var characters: Int

  init(_ text: String, characters: Int) {
    start = PromptReading(of: characters > Self.limit ? String(text.prefix(Self.limit)) : text)
    self.characters = characters
  }

  private var isPartial: Bool { characters > start.budget.characters }

  /// `nil` when not all of the text was read.
  var reading: PromptReading? { isPartial ? nil : start }

  /// The counts as words, the most important first.
  func words(_ limits: PromptBudgetLimits, _ request: SequenceRequest) -> [TonedLine.Span] {
    let budget = start.budget
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
    // No count of all characters: it would change, and be sent, at every key.
    if let asking = asking(request) { spans.append(asking) }
    return spans
  }

  /// The number of pictures the text asks for; a warning when it is not what the settings ask for.
  private func asking(_ request: SequenceRequest) -> TonedLine.Span? {
    switch start.count {
    case .none: return nil
    case .one(let count):
      // `the 2 images` may be the references.
      let isReferences = count.clarity == .definite && count.count == request.references.count
      let text = "asks for \(count.count.grouped) \(count.count == 1 ? "image" : "images")"
      let tone: Tone = count.count == request.maxImages ? .plain : .warning
      return isReferences ? nil : TonedLine.Span(text, tone)
    case .contradictory(let counts):
      var numbers: [String] = []
      for count in counts where !numbers.contains(count.count.grouped) {
        numbers.append(count.count.grouped)
      }
      return TonedLine.Span("asks for \(numbers.joined(separator: " and ")) images", .warning)
    }
  }
}
