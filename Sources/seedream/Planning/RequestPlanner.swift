import StudioCore
import StudioModel

/// A request that may be sent, with its price and what is worth saying about it.
struct RequestPlan: Sendable {
  let request: SequenceRequest
  let price: PriceEstimate
  let notices: [Notice]
  /// True when the number of images came from the prompt.
  let countFromPrompt: Bool

  var estimate: Money { price.total }

  /// What `--dry-run` prints for people.
  var summary: String {
    """
    \(request.provider.displayName) · \(request.model) · \(request.size) · up to \(request.maxImages) images
    \(price.text)
    Nothing was sent.

    """
  }

  /// What `--dry-run --json` prints.
  var document: JSONDocument {
    .object([
      "id": .null,
      "status": .text(JobStatus.drafted.rawValue),
      "provider": .text(request.provider.rawValue),
      "model": .text(request.model.rawValue),
      "prompt": .text(request.prompt),
      "size": .text(request.size.plainForm),
      "max_images": .integer(Int64(request.maxImages)),
      "prediction_id": .null,
      "images": .list([]),
      "cost": .object(["estimate_usd": .decimal(estimate.decimal)]),
      "timings": .members([]),
      "error": .null,
      "notices": .list(notices.map(\.document)),
    ])
  }
}

extension Notice {
  fileprivate var document: JSONDocument {
    .object([
      "kind": .text(kind.rawValue), "message": .text(message),
      "fixes": .list(fixes.map(\.document)),
    ])
  }
}

extension Notice.Fix {
  /// The setting to change and its new value.
  fileprivate var document: JSONDocument {
    switch self {
    case .maxImages(let count): .object(["max_images": .integer(Int64(count))])
    case .prompt(let text): .object(["prompt": .text(text)])
    case .size(let size): .object(["size": .text(size.plainForm)])
    case .withoutSeed: .object(["seed": .null])
    }
  }
}

/// Turns what was typed into a request the documents allow, or says all that stands against it.
struct RequestPlanner: Sendable {
  let session: Session

  func plan(_ wish: GenerateWish) async throws(Failure) -> RequestPlan {
    let catalog = session.catalog
    let provider = await defaultProvider(wish.provider)
    let modelID = wish.model ?? starting.model(provider, isEdit: !wish.images.isEmpty)
    let counted = wish.maxImages == nil ? PromptCount.find(in: wish.prompt)?.count : nil
    let model = catalog.model(modelID, provider)
    var refusals: [Refusal] = []
    var size = StartingRequest.size(model)
    if let typed = wish.size, let model {
      do throws(Refusal) {
        size = try SizeSpelling.size(typed, for: model, in: catalog)
      } catch {
        refusals.append(error)
      }
    }
    let references = look(at: wish.images, &refusals)
    let request = SequenceRequest(
      provider: provider,
      model: modelID,
      prompt: wish.prompt,
      size: size,
      maxImages: wish.maxImages ?? counted ?? StartingRequest.count(model),
      references: references,
      seed: wish.seed,
      delivery: wish.delivery,
      allowsUndocumentedSize: wish.allowsUndocumentedSize
    )
    let assessment = RequestValidation.assess(request, catalog)
    try refuse(refusals + assessment.refusals)
    try wish.outFolder?.check()
    guard let price = PriceEstimate(request, catalog) else {
      throw Failure(.invalidRequest, "The catalogue has no price for \(modelID).", cost: .nothing)
    }
    return RequestPlan(
      request: request,
      price: price,
      notices: assessment.notices + PromptLint.check(request, catalog: catalog),
      countFromPrompt: counted != nil
    )
  }

  private var starting: StartingRequest {
    StartingRequest(catalog: session.catalog, config: session.config)
  }

  private func defaultProvider(_ wished: ProviderID?) async -> ProviderID {
    if let chosen = wished ?? session.config.provider { return chosen }
    return starting.provider(withKeys: Set(await session.keys().found.keys))
  }

  private func look(at images: [String], _ refusals: inout [Refusal]) -> [Reference] {
    let limits = session.catalog.referenceFiles
    return images.map { spelled in
      if ReferenceAddress.looksLikeAddress(spelled) { return Reference(source: .url(spelled)) }
      let path = session.process.absolute(spelled)
      switch ReferenceLook.at(path, session.paths) {
      case .facts(let facts):
        refusals += ReferenceRules.check(name: spelled, facts: facts, limits: limits)
        return Reference(source: .file(path: path), facts: facts)
      case .problem(let problem):
        refusals.append(ReferenceRules.check(name: spelled, problem: problem, limits: limits))
        return Reference(source: .file(path: path))
      }
    }
  }

  /// One sentence for each rule; the machine word of the first one.
  private func refuse(_ refusals: [Refusal]) throws(Failure) {
    guard let first = refusals.first else { return }
    var failure = first.failure
    failure.message = refusals.map(\.message).joined(separator: Output.continuation)
    failure.serviceCode = first.rule
    throw failure
  }
}
