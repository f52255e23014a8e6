import StudioModel

/// The paths of Atlas Cloud's API. The balance lives outside `/api/v1`, on the same host.
enum AtlasCloudPath {
  static let submit = "/api/v1/model/generateImage"
  static let upload = "/api/v1/model/uploadMedia"
  static let balance = "/public/v1/balance"

  /// `nil` for an id that can't be in a path.
  static func prediction(_ id: PredictionID) -> String? {
    PathSegment.encode(id.rawValue).map { "/api/v1/model/prediction/\($0)" }
  }
}

/// Request bodies of Atlas Cloud: flat, the model among the parameters, with nothing a model does
/// not take.
enum AtlasCloudBody {
  /// How long the service is asked to hold the pictures: a week, as long as the other service
  /// holds them by itself, so that an interrupted download can wait. It takes 1 to 336.
  static let expiration = HTTPHeader("X-AtlasCloud-Object-Expiration-Hours", "168")

  /// The switches are sent only when they are turned on, as in the vendor's samples.
  static func submit(_ submission: Submission, _ takes: ModelParameters) -> JSONField {
    let request = submission.request
    var members: [(name: String, value: JSONField)] = [("model", .text(request.model.rawValue))]
    members += submission.sharedParameters(takes)
    if takes.base64, request.delivery == .base64 {
      members.append(("enable_base64_output", .flag(true)))
    }
    if takes.sync, request.delivery == .sync { members.append(("enable_sync_mode", .flag(true))) }
    return .members(members)
  }
}
