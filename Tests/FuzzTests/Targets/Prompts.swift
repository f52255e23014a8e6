import StudioModel

@testable import StudioCore

extension FuzzTarget {
  /// Requests, and what is read out of a prompt.
  static let prompts = [
    FuzzTarget("prompt", longest: 1_024, replays: 500, prompt),
    FuzzTarget("request", longest: 512, replays: 500, request),
  ]

  /// The number of images, the model and the references come first, then the prompt.
  @Sendable private static func prompt(_ supply: inout Supply) throws {
    let images = supply.number(below: 18)
    let model = supply.choice(Samples.catalog.models)
    let references = model.isEdit ? supply.number(below: 12) : 0
    let prompt = supply.text()
    let length = prompt.count
    switch PromptCount.reading(of: prompt) {
    case .none: break
    case .one(let count): try check(count, in: prompt, length)
    case .contradictory(let counts):
      try hold(Set(counts.map(\.count)).count > 1, "one number contradicts itself")
      for count in counts { try check(count, in: prompt, length) }
    }
    let budget = PromptBudget(of: prompt)
    try hold(budget.characters == length, "\(budget.characters) characters of \(length)")
    try hold(budget.words + budget.ideographs <= length, "more words than characters")
    var request = Samples.request(prompt: prompt, images: images)
    request.provider = model.provider
    request.model = model.id
    request.references = (0..<references).map { Reference(source: .url("https://x/\($0).png")) }
    try checkNotices(request)
  }

  private static func check(_ count: PromptCount, in prompt: String, _ length: Int) throws {
    try hold(count.count > 0, "asks for \(count.count)")
    try hold(count.phraseRange.upperBound <= length, "past the end")
    let isInside =
      count.phraseRange.lowerBound <= count.numberRange.lowerBound
      && count.numberRange.upperBound <= count.phraseRange.upperBound
    try hold(isInside && !count.numberRange.isEmpty, "the number is not in its phrase")
    let changed = count.replaced(by: 7, in: prompt)
    try hold(changed.contains("7"), "not replaced: \(changed)")
  }

  /// A fix that is offered settles what it was offered for.
  private static func checkNotices(_ request: SequenceRequest) throws {
    for notice in PromptLint.check(request, catalog: Samples.catalog) {
      try hold(!notice.message.isEmpty, "a notice without a word")
      for fix in notice.fixes {
        let fixed = fix.applied(to: request)
        try hold(fixed != request, "a fix that changes nothing: \(notice.message)")
        let left = PromptLint.check(fixed, catalog: Samples.catalog)
        try hold(
          !left.contains { $0.kind == notice.kind },
          "still \(notice.kind) after \(fix): \(fixed.prompt.debugDescription), \(fixed.maxImages)"
        )
      }
    }
  }

  /// Words in lines: model, size, images, seed, switches, references, and then the prompt.
  @Sendable private static func request(_ supply: inout Supply) throws {
    let catalog = Samples.catalog
    let provider = supply.choice(ProviderID.allCases)
    let name = supply.line()
    let size = supply.line()
    let images = Int(supply.line()) ?? 4
    let seed = Int64(supply.line())
    let switches = supply.byte()
    let references = supply.line().split(separator: " ").map {
      Reference(source: $0.contains("://") ? .url(String($0)) : .file(path: String($0)))
    }
    let known = catalog.models.first { !name.isEmpty && $0.id.rawValue.contains(name) }
    var request = SequenceRequest(
      provider: provider,
      model: known?.id ?? ModelID(rawValue: name),
      prompt: supply.text(),
      size: PixelSize(parsing: size) ?? PixelSize(width: 0, height: -1),
      maxImages: min(max(images, Int(Int32.min)), Int(Int32.max)),
      references: references,
      seed: seed,
      delivery: switches & 1 == 0 ? .poll : .base64,
      allowsUndocumentedSize: switches & 2 != 0
    )
    if let model = catalog.model(request.model, provider),
      let chosen = try? SizeSpelling.size(size, for: model, in: catalog)
    {
      request.size = chosen
    }
    let assessment = RequestValidation.assess(request, catalog)
    for refusal in assessment.refusals { try hold(!refusal.message.isEmpty, "no reason given") }
    for notice in assessment.notices {
      for fix in notice.fixes {
        try hold(fix.applied(to: request) != request, "a fix that changes nothing")
      }
    }
    _ = PromptLint.check(request, catalog: catalog)
    if let price = PriceEstimate(request, catalog) {
      try hold(price.total >= .zero, "it costs \(price.total)")
      guard assessment.refusals.isEmpty else { return }
      try hold((1...15).contains(request.maxImages), "\(request.maxImages) images may be sent")
      try hold(price.images == request.maxImages, "priced for \(price.images)")
      try hold(price.total > .zero, "it is free")
    } else {
      try hold(!assessment.refusals.isEmpty, "it may be sent at no known price")
    }
  }
}
