import StudioModel

extension Recipe {
  /// The file's content.
  public var text: String {
    let body = requestBody.flatMap { $0.utf8.count <= Self.bodyLimit ? $0 : nil }
    return RecipeField.members([
      ("recipe", .integer(version)),
      ("program", .text(program)),
      ("id", .text(id?.rawValue)),
      ("status", .text(status?.rawValue)),
      ("request", requestField),
      ("sent", .members([("body", .text(body))])),
      ("prediction_id", .text(predictionID?.rawValue)),
      ("service_request_id", .text(serviceRequestID)),
      ("cost", .members([("estimate_usd", .text(estimate?.decimal))])),
      ("times", timesField),
      ("frames", .list(frames.map(Self.field))),
      ("error", Self.field(failure)),
    ]).document
  }

  private var requestField: RecipeField {
    .members([
      ("provider", .text(request.provider.rawValue)),
      ("model", .text(request.model.rawValue)),
      ("prompt", .text(request.prompt)),
      ("size", .text(request.size.plainForm)),
      ("max_images", .integer(request.maxImages)),
      ("seed", .integer(request.seed)),
      ("delivery", .text(request.delivery.rawValue)),
      ("allow_undocumented_size", .flag(request.allowsUndocumentedSize)),
      ("references", .list(request.references.indices.map(referenceField))),
    ])
  }

  private func referenceField(_ place: Int) -> RecipeField {
    let reference = request.references[place]
    let source: (String, RecipeField) =
      switch reference.source {
      case .file(let path): ("path", .text(path))
      case .url(let address): ("url", .text(address))
      }
    let sent = place < referenceURLs.count ? referenceURLs[place] : nil
    guard let facts = reference.facts else { return .members([source, ("sent_url", .text(sent))]) }
    return .members([
      source, ("sent_url", .text(sent)), ("sha256", .text(facts.sha256)),
      ("bytes", .integer(facts.byteCount)), ("format", .text(facts.format.rawValue)),
      ("size", .text(facts.size.plainForm)),
    ])
  }

  private var timesField: RecipeField {
    func field(_ moment: Timestamp?) -> RecipeField { .text(moment.map(ISO8601.format)) }
    return .members([
      ("created", field(createdAt)), ("submitted", field(submittedAt)),
      ("accepted", field(acceptedAt)), ("finished", field(finishedAt)),
    ])
  }

  private static func field(_ frame: Frame) -> RecipeField {
    .members([
      ("index", .integer(frame.index)),
      ("status", .text(frame.status.rawValue)),
      ("file", .text(frame.fileName)),
      ("url", .text(frame.url)),
      ("sha256", .text(frame.sha256)),
      ("size", .text(frame.size?.plainForm)),
      ("bytes", .integer(frame.byteCount)),
      ("format", .text(frame.format?.rawValue)),
      ("nsfw", .flag(frame.isNSFW)),
      ("error", field(frame.failure)),
    ])
  }

  private static func field(_ failure: Failure?) -> RecipeField {
    guard let failure else { return .null }
    return .members([
      ("code", .text(failure.code.rawValue)), ("message", .text(failure.message)),
      ("advice", .text(failure.advice)), ("cost", .text(failure.cost.rawValue)),
      ("http_status", .integer(failure.httpStatus)), ("service_code", .text(failure.serviceCode)),
    ])
  }
}
