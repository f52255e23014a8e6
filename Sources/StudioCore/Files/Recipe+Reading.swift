import StudioModel

extension Recipe {
  /// More than any service makes; what is past it in a file is not a sequence.
  private static let mostImages = 1_000

  /// Reads a recipe of this or a later version. The request must be whole; anything else that is
  /// missing or strange is left out.
  init(parsing bytes: [UInt8]) throws(RecipeProblem.Kind) {
    guard let root = try? JSONParser.parse(bytes), root.isObject else { throw .malformed }
    guard let version = root["recipe"]?.integer, version > 0 else { throw .field("recipe") }
    guard let request = root["request"], request.isObject else { throw .field("request") }
    self.init(
      version: version,
      program: root["program"]?.whole ?? "",
      request: try Self.request(from: request)
    )
    id = root["id"]?.word().map { SequenceID(rawValue: $0) }
    status = root["status"]?.word().flatMap { JobStatus(rawValue: $0) }
    let addresses = (request["references"]?.elements ?? []).map { $0["sent_url"]?.whole }
    // Their places count: a list with a hole in it would name the wrong pictures.
    referenceURLs = addresses.contains(nil) ? [] : addresses.compactMap { $0 }
    requestBody = root["sent"]?["body"]?.whole
    predictionID = root["prediction_id"]?.word().map { PredictionID(rawValue: $0) }
    serviceRequestID = root["service_request_id"]?.word()
    estimate = root["cost"]?["estimate_usd"]?.word(atMost: 32).flatMap { Money(decimal: $0) }
    readTimes(root["times"])
    frames = (root["frames"]?.elements ?? []).prefix(Self.mostImages).compactMap(Self.frame)
    failure = root["error"].flatMap(Self.failure)
  }

  private mutating func readTimes(_ times: JSONValue?) {
    func moment(_ name: String) -> Timestamp? {
      times?[name]?.word(atMost: 64).flatMap { ISO8601.parse($0) }
    }
    createdAt = moment("created")
    submittedAt = moment("submitted")
    acceptedAt = moment("accepted")
    finishedAt = moment("finished")
  }

  private static func request(
    from field: JSONValue
  ) throws(RecipeProblem.Kind) -> SequenceRequest {
    guard let provider = field["provider"]?.word().flatMap({ ProviderID(rawValue: $0) })
    else { throw .field("request.provider") }
    guard let model = field["model"]?.word() else { throw .field("request.model") }
    guard let prompt = field["prompt"]?.whole else { throw .field("request.prompt") }
    guard let size = field["size"]?.word().flatMap({ PixelSize(parsing: $0) })
    else { throw .field("request.size") }
    guard let maxImages = field["max_images"]?.integer, (1...mostImages).contains(maxImages)
    else { throw .field("request.max_images") }
    var references: [Reference] = []
    for (place, element) in (field["references"]?.elements ?? []).prefix(mostImages).enumerated() {
      guard let reference = reference(from: element)
      else { throw .field("request.references[\(place)]") }
      references.append(reference)
    }
    return SequenceRequest(
      provider: provider,
      model: ModelID(rawValue: model),
      prompt: prompt,
      size: size,
      maxImages: maxImages,
      references: references,
      seed: field["seed"]?.integer.map(Int64.init),
      delivery: field["delivery"]?.word().flatMap { Delivery(rawValue: $0) } ?? .poll,
      allowsUndocumentedSize: field["allow_undocumented_size"]?.flag ?? false
    )
  }

  private static func reference(from field: JSONValue) -> Reference? {
    if let path = field["path"]?.whole {
      return Reference(source: .file(path: path), facts: facts(from: field))
    }
    return field["url"]?.whole.map { Reference(source: .url($0)) }
  }

  private static func facts(from field: JSONValue) -> ReferenceFacts? {
    guard let sha256 = field["sha256"]?.word(), SHA256Digest.isHexadecimal(sha256),
      let bytes = field["bytes"]?.integer, bytes >= 0,
      let format = field["format"]?.word().flatMap({ PictureFormat(rawValue: $0) }),
      let size = field["size"]?.word().flatMap({ PixelSize(parsing: $0) })
    else { return nil }
    return ReferenceFacts(sha256: sha256, byteCount: Int64(bytes), format: format, size: size)
  }

  private static func frame(from field: JSONValue) -> Frame? {
    guard let index = field["index"]?.integer, (1...mostImages).contains(index) else { return nil }
    let name = field["file"]?.word()
    return Frame(
      index: index,
      status: field["status"]?.word().flatMap { Frame.Status(rawValue: $0) } ?? .pending,
      url: field["url"]?.whole,
      // A name from a file is only ever a name: never a path that leads elsewhere.
      fileName: name.flatMap { PathName($0).isFile && PathName($0).last == $0 ? $0 : nil },
      format: field["format"]?.word().flatMap { PictureFormat(rawValue: $0) },
      size: field["size"]?.word().flatMap { PixelSize(parsing: $0) },
      byteCount: field["bytes"]?.integer.map(Int64.init),
      sha256: field["sha256"]?.word(),
      isNSFW: field["nsfw"]?.flag,
      failure: field["error"].flatMap(failure)
    )
  }

  private static func failure(from field: JSONValue) -> Failure? {
    guard let message = field["message"]?.whole else { return nil }
    let code = field["code"]?.word().flatMap { Failure.Code(rawValue: $0) } ?? .internalError
    let cost = field["cost"]?.word().flatMap { Failure.Cost(rawValue: $0) } ?? .possible
    return Failure(
      code,
      message,
      cost: cost,
      advice: field["advice"]?.whole ?? "",
      httpStatus: field["http_status"]?.integer,
      serviceCode: field["service_code"]?.word()
    )
  }
}

extension JSONValue {
  /// The text exactly as it stands; `nil` for anything but a string.
  fileprivate var whole: String? {
    if case .text(let text) = self { text.string } else { nil }
  }
}
