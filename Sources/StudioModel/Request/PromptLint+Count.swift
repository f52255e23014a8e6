extension PromptLint {
  /// What is said of the number of images in the prompt, against `max_images`.
  static func countNotices(
    _ request: SequenceRequest,
    _ reading: PromptReading,
    _ model: CatalogModel,
    _ catalog: ModelCatalog
  ) -> [Notice] {
    // A max_images that is refused says so itself; comparing with it would only confuse.
    guard canAsk(request.maxImages, request, catalog) else { return [] }
    switch reading.count {
    case .contradictory(let counts): return [contradictory(counts, request)]
    case .one(let count) where !speaksOfReferences(count, request):
      guard count.count != request.maxImages else { return [] }
      return [difference(count, request, model, catalog)]
    case .one: return request.maxImages > 1 ? [missing(request, reading)] : []
    case .none:
      if request.maxImages > 1 { return isBlank(request.prompt) ? [] : [missing(request, reading)] }
      // With several references, a set of pictures may be those.
      guard reading.wording.series != nil, request.references.count < 2 else { return [] }
      return [seriesOfOne()]
    }
  }

  /// `the 2 images` with two references given are the references.
  private static func speaksOfReferences(
    _ count: PromptCount,
    _ request: SequenceRequest
  ) -> Bool {
    count.clarity == .definite && count.count == request.references.count
  }

  private static func contradictory(
    _ counts: [PromptCount],
    _ request: SequenceRequest
  ) -> Notice {
    let listed = PromptCount.listed(counts.map(\.count))
    return Notice(
      .countContradictory,
      "The prompt asks for \(listed) images, and max_images is \(request.maxImages): "
        + "say one number."
    )
  }

  /// Either number can be made the other, where the request may ask for it.
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
    let rewritten = rewritten(request, count)
    guard canAsk(count.count, request, catalog) else {
      return Notice(
        .countDiffers,
        "\(start), and this request can't ask for \(count.count): say \(request.maxImages).",
        fixes: rewritten
      )
    }
    let rest =
      count.count > request.maxImages
      ? "no more than \(request.maxImages) will come; \(count.count) would cost up to \(then) "
        + "instead of \(now)."
      : "with \(count.count) it costs up to \(then) instead of \(now)."
    return Notice(
      .countDiffers,
      "\(start): \(rest)",
      fixes: [.maxImages(count.count)] + rewritten
    )
  }

  /// The prompt with `max_images` for its number, where it then reads so.
  private static func rewritten(
    _ request: SequenceRequest,
    _ count: PromptCount
  ) -> [Notice.Fix] {
    let text = count.replaced(by: request.maxImages, in: request.prompt)
    switch PromptCount.reading(of: text) {
    case .one(let said) where said.count == request.maxImages: return [.prompt(text)]
    case .none where request.maxImages == 1: return [.prompt(text)]
    case .one, .none, .contradictory: return []
    }
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

  private static func missing(_ request: SequenceRequest, _ reading: PromptReading) -> Notice {
    let isChinese = reading.budget.isChinese
    let phrase = SeriesPhrase.text(request.maxImages, isChinese: isChinese)
    let opening = SeriesPhrase.opening(request.maxImages, isChinese: isChinese)
    let numbered = reading.wording.series?.numbered(request.maxImages, in: request.prompt)
    let read = numbered.flatMap { text in
      PromptCount.find(in: text)?.count == request.maxImages ? text : nil
    }
    return Notice(
      .countMissing,
      "The prompt does not say how many images, and max_images is only a ceiling: say “\(phrase)”.",
      fix: .prompt(read ?? opening + request.prompt)
    )
  }

  /// No number is offered: each one has its price.
  private static func seriesOfOne() -> Notice {
    Notice(
      .seriesOfOne,
      "The prompt asks for a series, but max_images is 1, so one image will come: say how many, "
        + "and set max_images to it."
    )
  }
}
