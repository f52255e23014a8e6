/// What is known about a request before anything is sent.
public struct RequestAssessment: Hashable, Sendable {
  /// Every rule it breaks, all at once; it may be sent only when there are none.
  public var refusals: [Refusal]
  /// What is worth saying all the same, limits lifted on purpose included.
  public var notices: [Notice]

  public init(refusals: [Refusal], notices: [Notice]) {
    self.refusals = refusals
    self.notices = notices
  }
}

/// The documented rules, applied to a request without any network.
public enum RequestValidation {
  /// Every rule the request breaks; empty when it may be sent.
  public static func check(_ request: SequenceRequest, _ catalog: ModelCatalog) -> [Refusal] {
    assess(request, catalog).refusals
  }

  /// The refusals, and what is only said. The prompt's wording is `PromptLint`'s.
  public static func assess(
    _ request: SequenceRequest,
    _ catalog: ModelCatalog
  ) -> RequestAssessment {
    var refusals = promptRefusals(request) + referenceRefusals(request, catalog)
    guard let model = catalog.model(request.model, request.provider) else {
      refusals.insert(modelRefusal(request, catalog), at: 0)
      return RequestAssessment(refusals: refusals, notices: [])
    }
    refusals += countRefusals(request, model, catalog)
    refusals += parameterRefusals(request, model, catalog)
    let size = SizeValidation.check(request.size, model: model, catalog: catalog)
    // Nothing can be made of a side that is not there, whatever was allowed.
    let isSize = request.size.width > 0 && request.size.height > 0
    var notices = requestNotices(request, model, catalog)
    if request.allowsUndocumentedSize, isSize {
      notices += size.map { Notice(.undocumentedSize, "Allowed on purpose: \($0.message)") }
    } else {
      refusals += size
    }
    return RequestAssessment(refusals: refusals, notices: notices)
  }

  /// The model a request names; throws the refusal where its service has none such.
  static func model(
    of request: SequenceRequest,
    _ catalog: ModelCatalog
  ) throws(Refusal) -> CatalogModel {
    guard let model = catalog.model(request.model, request.provider) else {
      throw modelRefusal(request, catalog)
    }
    return model
  }

  private static func modelRefusal(
    _ request: SequenceRequest,
    _ catalog: ModelCatalog
  ) -> Refusal {
    let others = catalog.providers(offering: request.model)
    guard others.isEmpty else {
      return .modelNotOffered(request.model, by: request.provider, offeredBy: others)
    }
    return .unknownModel(
      request.model,
      at: request.provider,
      suggestions: catalog.suggestions(for: request.model, provider: request.provider),
      known: catalog.models(of: request.provider).map(\.id)
    )
  }

  private static func promptRefusals(_ request: SequenceRequest) -> [Refusal] {
    let isBlank = request.prompt.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
        || scalar.properties.generalCategory == .control
    }
    return isBlank ? [.emptyPrompt] : []
  }

  private static func referenceRefusals(
    _ request: SequenceRequest,
    _ catalog: ModelCatalog
  ) -> [Refusal] {
    request.references.flatMap { reference -> [Refusal] in
      if case .url(let address) = reference.source {
        return ReferenceAddress.fault(in: address).map { [.referenceAddress(address, $0)] } ?? []
      }
      guard let facts = reference.facts else { return [] }
      return ReferenceRules.check(
        name: reference.spelled,
        facts: facts,
        limits: catalog.referenceFiles
      )
    }
  }

  private static func countRefusals(
    _ request: SequenceRequest,
    _ model: CatalogModel,
    _ catalog: ModelCatalog
  ) -> [Refusal] {
    let given = request.references.count
    let limit = model.references
    var found: [Refusal] = []
    if given > 0, !model.isEdit {
      let edit = catalog.sibling(of: model, edit: true)?.id
      found.append(.referencesNotTaken(given, limit: limit, editModel: edit))
    } else if given == 0, limit.minimum > 0 {
      let text = catalog.sibling(of: model, edit: false)?.id
      found.append(.referencesMissing(limit: limit, textModel: text))
    } else if Int64(given) < limit.minimum {
      found.append(.tooFewReferences(given, limit: limit))
    } else if Int64(given) > limit.maximum {
      found.append(.tooManyReferences(given, limit: limit))
    }
    return found + imageCountRefusals(request, model, catalog)
  }

  private static func imageCountRefusals(
    _ request: SequenceRequest,
    _ model: CatalogModel,
    _ catalog: ModelCatalog
  ) -> [Refusal] {
    let images = request.maxImages
    let bounds = model.maxImages.bounds
    let together = model.isEdit ? catalog.family(of: model)?.referencesPlusOutputs : nil
    let nearest = nearestImageCount(request, model, together)
    if Int64(images) < bounds.minimum {
      return [.tooFewImages(images, limit: bounds, nearest: nearest)]
    }
    if Int64(images) > bounds.maximum {
      return [.tooManyImages(images, limit: bounds, nearest: nearest)]
    }
    let given = request.references.count
    // With more references than the model takes, the sum is judged by as many as it does take, so
    // that following every advice at once leads to a request that is allowed.
    let taken = model.references.nearest(to: given)
    guard let together, taken + images > together.value
    else { return [] }
    return [
      .tooManyPictures(references: given, images: images, limit: together, nearest: nearest)
    ]
  }

  /// The nearest `max_images` that breaks no rule with these references, or, when there are too
  /// many of them, with as many as the model takes.
  private static func nearestImageCount(
    _ request: SequenceRequest,
    _ model: CatalogModel,
    _ together: Sourced<Int>?
  ) -> Int {
    let bounds = model.maxImages.bounds
    guard let together else { return bounds.nearest(to: request.maxImages) }
    let taken = model.references.nearest(to: request.references.count)
    return bounds.nearest(to: min(request.maxImages, together.value - taken))
  }

  private static func parameterRefusals(
    _ request: SequenceRequest,
    _ model: CatalogModel,
    _ catalog: ModelCatalog
  ) -> [Refusal] {
    var found: [Refusal] = []
    if let seed = request.seed {
      if let limit = model.seed {
        if !limit.contains(seed) {
          found.append(.seedOutOfRange(seed, limit: limit, nearest: limit.nearest(to: seed)))
        }
      } else {
        let takers = catalog.models(of: model.provider).filter { $0.seed != nil }.map(\.id)
        found.append(
          .seedNotTaken(by: model.id, source: model.references.source, takers: takers)
        )
      }
    }
    if !model.takes(request.delivery), let first = model.deliveries.first {
      found.append(
        .deliveryNotTaken(
          request.delivery,
          by: model.provider,
          taken: model.deliveries.map(\.value),
          source: first.source
        )
      )
    }
    return found
  }

  private static func requestNotices(
    _ request: SequenceRequest,
    _ model: CatalogModel,
    _ catalog: ModelCatalog
  ) -> [Notice] {
    guard let family = catalog.family(of: model) else { return [] }
    var notices: [Notice] = []
    if model.seed != nil, request.seed != nil, !family.honoursSeed.value {
      notices.append(
        Notice(
          .seedNotHonoured,
          "\(family.displayName) accepts a seed but does not honour it "
            + "(\(family.honoursSeed.source.label)): the same seed may give other pictures.",
          fix: .withoutSeed
        )
      )
    }
    if let advised = family.advisedAspect, request.size.isWithin(aspect: family.aspect.value),
      !request.size.isWithin(aspect: advised.value)
    {
      notices.append(
        Notice(
          .unusualAspect,
          "\(request.size) is more extreme than \(advised.value):1, the most that "
            + "\(advised.source.label) gives."
        )
      )
    }
    return notices
  }
}
