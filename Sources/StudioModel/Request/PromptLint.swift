/// What is worth saying about a prompt before it is sent; none of it stops the request.
///
/// What is refused is said by `RequestValidation` and not again here: sizes, an edit model without
/// references, references and images that are too many together.
public enum PromptLint {
  /// Everything to say about the wording, the most costly first.
  ///
  /// Sources: the maker's number of words, and the services' advice on prompts for a group.
  ///
  /// - Parameter reading: of the request's prompt, where it was made already.
  public static func check(
    _ request: SequenceRequest,
    catalog: ModelCatalog,
    reading: PromptReading? = nil
  ) -> [Notice] {
    let reading = reading ?? PromptReading(of: request.prompt)
    let wording = reading.wording
    var notices: [Notice] = []
    if let model = catalog.model(request.model, request.provider) {
      notices += countNotices(request, reading, model, catalog)
      if model.isEdit {
        notices += mentionNotices(request) + editNotices(request, wording)
      } else {
        notices += consistencyNotices(request, reading)
      }
      notices += shapeNotices(request, wording, catalog)
    }
    notices += contradictionNotices(request, wording) + repetitionNotices(request, wording)
    notices += budgetNotices(reading.budget, catalog.promptBudget)
    return notices + controlNotices(request.prompt)
  }

  static func isBlank(_ prompt: String) -> Bool {
    prompt.unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }

  // MARK: References

  private static func mentionNotices(_ request: SequenceRequest) -> [Notice] {
    let given = request.references.count
    // With none at all the request is refused, which says it better.
    guard given > 0 else { return [] }
    let beyond = ReferenceMentions(in: request.prompt).numbers.filter { $0 > given }
    guard !beyond.isEmpty else { return [] }
    let listed = beyond.prefix(5).map(String.init).joined(separator: ", ")
    return [
      Notice(
        .referenceNotGiven,
        "The prompt speaks of image \(listed), but only \(given) "
          + (given == 1 ? "reference is given." : "references are given.")
      )
    ]
  }

  // MARK: Length and characters

  private static func budgetNotices(
    _ budget: PromptBudget,
    _ limits: PromptBudgetLimits
  ) -> [Notice] {
    guard budget.isOver(limits) else { return [] }
    var parts: [String] = []
    if budget.words > 0 { parts.append("\(budget.words.grouped) words") }
    if budget.ideographs > 0 { parts.append("\(budget.ideographs.grouped) Chinese characters") }
    return [
      Notice(
        .promptOverBudget,
        "The prompt has \(parts.joined(separator: " and ")); "
          + "\(limits.englishWords.source.label) advises about \(limits.englishWords.value) "
          + "English words or \(limits.chineseCharacters.value) Chinese characters, "
          + "and what is beyond may be lost."
      )
    ]
  }

  private static func controlNotices(_ prompt: String) -> [Notice] {
    let count = prompt.unicodeScalars.count { isControl($0) }
    guard count > 0 else { return [] }
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: prompt.unicodeScalars.filter { !isControl($0) })
    let cleaned = String(kept)
    return [
      Notice(
        .controlCharacters,
        "The prompt holds \(count) control or invisible \(count == 1 ? "character" : "characters"): "
          + "sent as typed, never shown.",
        fix: isBlank(cleaned) ? nil : .prompt(cleaned)
      )
    ]
  }

  /// Control characters other than tab and line ends, direction overrides and zero-width spaces;
  /// joiners stay, since emoji and several scripts are written with them.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
