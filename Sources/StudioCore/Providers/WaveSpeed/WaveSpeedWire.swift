import StudioModel

/// The paths of WaveSpeedAI's API, version 3.
enum WaveSpeedPath {
  static let multipartUpload = "/api/v3/media/upload/binary"
  static let uploadTicket = "/api/v3/media/uploads"
  static let balance = "/api/v3/balance"
  static let price = "/api/v3/model/price"
  static let history = "/api/v3/predictions"

  /// `nil` for a model whose name is no path.
  static func submit(_ model: ModelID) -> String? {
    PathSegment.encodePath(model.rawValue).map { "/api/v3/\($0)" }
  }

  /// Some of the vendor's pages drop `/result`. `nil` for an id that can't be in a path.
  static func prediction(_ id: PredictionID, withResult: Bool) -> String? {
    PathSegment.encode(id.rawValue)
      .map { "/api/v3/predictions/\($0)\(withResult ? "/result" : "")" }
  }
}

/// Request bodies of WaveSpeedAI: flat, in the order of its documents, with nothing a model does
/// not take.
enum WaveSpeedBody {
  /// The two switches are sent whichever way they stand, as the documents' own samples do.
  static func submit(_ submission: Submission, _ takes: ModelParameters) -> JSONField {
    let request = submission.request
    var members = submission.sharedParameters(takes)
    if takes.base64 {
      members.append(("enable_base64_output", .flag(request.delivery == .base64)))
    }
    if takes.sync { members.append(("enable_sync_mode", .flag(request.delivery == .sync))) }
    return .members(members)
  }

  static func price(_ submission: Submission, _ takes: ModelParameters) -> JSONField {
    .members([
      ("model_id", .text(submission.request.model.rawValue)),
      ("inputs", submit(submission, takes)),
    ])
  }

  static func ticket(_ facts: ReferenceFacts) -> JSONField {
    .members([
      ("filename", .text(facts.uploadName)), ("size", .integer(facts.byteCount)),
      ("content_type", .text(facts.format.mediaType)),
    ])
  }

  static func history(
    model: ModelID,
    after: Timestamp,
    before: Timestamp,
    page: Int,
    pageSize: Int
  ) -> JSONField {
    .members([
      ("page", .integer(Int64(page))), ("page_size", .integer(Int64(pageSize))),
      ("model", .text(model.rawValue)), ("created_after", .text(ISO8601.format(after))),
      ("created_before", .text(ISO8601.format(before))),
    ])
  }
}

extension Submission {
  /// What both services call by the same names.
  func sharedParameters(_ takes: ModelParameters) -> [(name: String, value: JSONField)] {
    var members: [(name: String, value: JSONField)] = [
      ("prompt", .text(request.prompt)), ("size", .text(request.size.wireForm)),
      ("max_images", .integer(Int64(request.maxImages))),
    ]
    if takes.references, !referenceURLs.isEmpty {
      members.append(("images", .list(referenceURLs)))
    }
    if takes.seed, let seed = request.seed { members.append(("seed", .integer(seed))) }
    return members
  }
}
