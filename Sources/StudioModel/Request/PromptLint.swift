/// What is worth saying about a prompt before it is sent; none of it stops the request.
public enum PromptLint {
  /// Everything to say about the wording, the most costly first.
  ///
  /// - Parameter reading: of the request's prompt, where it was made already.
  public static func check(
    _ request: SequenceRequest,
    catalog: ModelCatalog,
    reading: PromptReading? = nil
  ) -> [Notice] {
    let reading = reading ?? PromptReading(of: request.prompt)
    var notices: [Notice] = []
    if let model = catalog.model(request.model, request.provider) {
      notices += countNotices(request, reading, model, catalog)
      if model.isEdit { notices += mentionNotices(request) }
    }
    notices += budgetNotices(reading.budget, catalog.promptBudget)
    return notices + controlNotices(request.prompt)
  }

  // MARK: The number of images

  private static func countNotices(
    _ request: SequenceRequest,
    _ reading: PromptReading,
    _ model: CatalogModel,
    _ catalog: ModelCatalog
  ) -> [Notice] {
    // A max_images that is refused says so itself; comparing with it would only confuse.
    guard canAsk(request.maxImages, request, catalog) else { return [] }
    switch reading.count {
    case .contradictory(let counts):
      return [
        Notice(
          .countContradictory,
          "The prompt asks for \(PromptCount.listed(counts.map(\.count))) images, and max_images is \(request.maxImages): "
            + "say one number."
        )
      ]
    case .one(let count) where !speaksOfReferences(count, request):
      guard count.count != request.maxImages else { return [] }
      return [difference(count, request, model, catalog)]
    case .one, .none:
      return request.maxImages > 1 && !isBlank(request.prompt)
        ? [missing(request, reading.budget)] : []
    }
  }

  /// `the 2 images` with two references given are the references.
  private static func speaksOfReferences(
    _ count: PromptCount,
    _ request: SequenceRequest
  ) -> Bool {
    count.clarity == .definite && count.count == request.references.count
  }

  private static func difference(
    _ count: PromptCount,
    _ request: SequenceRequest,
    _ model: CatalogModel,
    _ catalog: ModelCatalog
  ) -> Notice {
    let asked = "\(count.count) \(count.count == 1 ? "image" : "images")"
    let now = PriceEstimate(model: model, images: request.maxImages, catalog: catalog).total
    let then = PriceEstimate(model: model, images: count.count, catalog: catalog).total
    let start = "The prompt asks for \(asked), but max_images is \(request.maxImages)"
    guard canAsk(count.count, request, catalog) else {
      return Notice(
        .countDiffers,
        "\(start), and this request can't ask for \(count.count): say \(request.maxImages).",
        fix: .prompt(count.replaced(by: request.maxImages, in: request.prompt))
      )
    }
    let rest =
      count.count > request.maxImages
      ? "no more than \(request.maxImages) will come; \(count.count) would cost up to \(then) "
        + "instead of \(now)."
      : "with \(count.count) it costs up to \(then) instead of \(now)."
    return Notice(.countDiffers, "\(start): \(rest)", fix: .maxImages(count.count))
  }

  /// True when `max_images` may be `count` in this request.
  private static func canAsk(
    _ count: Int,
    _ request: SequenceRequest,
    _ catalog: ModelCatalog
  ) -> Bool {
    var changed = request
    changed.maxImages = count
    return !RequestValidation.check(changed, catalog).contains { refusal in
      switch refusal {
      case .tooFewImages, .tooManyImages, .tooManyPictures: true
      default: false
      }
    }
  }

  private static func missing(_ request: SequenceRequest, _ budget: PromptBudget) -> Notice {
    let phrase = SeriesPhrase.text(request.maxImages, isChinese: budget.isChinese)
    let opening = SeriesPhrase.opening(request.maxImages, isChinese: budget.isChinese)
    return Notice(
      .countMissing,
      "The prompt does not say how many images, and max_images is only a ceiling: say “\(phrase)”.",
      fix: .prompt(opening + request.prompt)
    )
  }

  private static func isBlank(_ prompt: String) -> Bool {
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
