/// What became of the number of images that a list's common part says.
public enum ShotCountStep: Hashable, Sendable {
  /// There are no lines to count.
  case noShots
  /// It says what there is.
  case agrees(Int)
  /// Another number was put in its place.
  case replaced(said: Int, by: Int)
  /// It said none, and now begins with the number.
  case added(Int)
  /// It says several numbers, here in its order, and only a person knows which one counts the frames.
  case contradictory([Int])

  /// One sentence.
  public var message: String {
    switch self {
    case .noShots: "The prompt has no lines, so there is nothing to count."
    case .agrees(let count): "The prompt says \(count) and has as many lines."
    case .replaced(let said, let count):
      "The prompt said \(said) and has \(count) \(count == 1 ? "line" : "lines"): "
        + "it says \(count) now."
    case .added(let count):
      "The prompt did not say how many images: it begins with \(count) now."
    case .contradictory(let counts):
      "The prompt asks for \(PromptCount.listed(counts)) images: "
        + "say one number, as many as there are lines."
    }
  }
}

extension ShotList {
  /// The list with the number of its lines said in the common part, and what was done for it.
  ///
  /// A step of its own: editing lines leaves the common part as it is.
  public func countFollowed() -> (list: ShotList, step: ShotCountStep) {
    shots.isEmpty ? (self, .noShots) : saying(shots.count)
  }

  /// The list with a number of images said in its common part, before the shots or after them.
  func saying(_ count: Int) -> (list: ShotList, step: ShotCountStep) {
    let place = PromptCount.reading(of: opening) == .none ? common : opening
    switch PromptCount.reading(of: place) {
    case .one(let found) where found.count == count: return (self, .agrees(count))
    case .one(let found):
      return (
        withCommon(found.rephrased(for: count, in: place), replacing: place),
        .replaced(said: found.count, by: count)
      )
    case .contradictory(let found): return (self, .contradictory(found.map(\.count)))
    case .none:
      let isChinese = PromptBudget(of: composed).isChinese
      let phrase = SeriesPhrase.opening(count, isChinese: isChinese)
      let text = opening.isEmpty ? PromptLine.trimmed(phrase) : phrase + opening
      return (withOpening(text), .added(count))
    }
  }

  private func withCommon(_ text: String, replacing place: String) -> ShotList {
    if place == opening { return withOpening(text) }
    let start = opening.isEmpty ? 0 : opening.count + 2
    return withClosing(String(text.dropFirst(start)))
  }
}

extension PromptCount {
  /// The prompt with another number; from one and to one the English phrase changes with it.
  func rephrased(for count: Int, in prompt: String) -> String {
    let characters = Array(prompt)
    guard phraseRange.upperBound <= characters.count,
      numberRange.upperBound <= phraseRange.upperBound
    else { return prompt }
    let phrase = characters[phraseRange]
    let isChinese = phrase.contains { PromptLetter($0).kind == .ideograph }
    guard !isChinese, (count == 1) != (self.count == 1) else {
      return replaced(by: count, in: prompt)
    }
    let counted = String(characters[numberRange.upperBound..<phraseRange.upperBound])
    var before = String(characters[..<phraseRange.lowerBound])
    let after = String(characters[phraseRange.upperBound...])
    guard count != 1 else { return before + Self.one(counted) + after }
    // “a single image” is no “4 images”, but “a series of 4 images”.
    let said = String(characters[numberRange])
    if said.lowercased().hasPrefix("a ") { before += said.prefix(2) + "series of " }
    return before + "\(count)\(counted)s" + after
  }

  /// `1 image`, from what a number counted: ` images`, nothing, `-image series`.
  private static func one(_ counted: String) -> String {
    let isPlural = counted.hasPrefix(" ") && counted.hasSuffix("s")
    return isPlural ? "1" + counted.dropLast() : "1 image"
  }
}
