/// What went wrong with a sequence or one of its frames, in terms of what a person can do.
///
/// `message` may quote a service; it is sanitised before it is shown.
public struct Failure: Error, Hashable, Sendable, Codable {
  /// The kind of failure. Raw values are part of `--json`.
  public enum Code: String, Sendable, Codable, CaseIterable {
    /// The request was refused here, before anything was sent.
    case invalidRequest = "invalid_request"
    /// No key, or the service refused it (401, 403).
    case keyMissing = "key_missing"
    case keyRefused = "key_refused"
    /// The account has no balance left (402).
    case balanceTooLow = "balance_too_low"
    /// The service refused the request (other 4xx, or an error inside HTTP 200).
    case refused
    /// The content filter refused the prompt, a reference or a picture.
    case moderated
    /// The service accepted the task and it failed there.
    case generationFailed = "generation_failed"
    /// The service has no such task any more.
    case predictionGone = "prediction_gone"
    /// Nothing reached the service.
    case unreachable
    /// The service asked for patience (429).
    case throttled
    /// The request left and no trustworthy answer came.
    case unconfirmed
    /// The person gave an unconfirmed request up.
    case markedLost = "marked_lost"
    /// Cancelled before anything was sent.
    case cancelled
    /// It would pass the spending cap.
    case overCap = "over_cap"
    /// Fewer pictures came than were asked for.
    case fewerImages = "fewer_images"
    /// A picture could not be fetched or was not whole.
    case downloadFailed = "download_failed"
    /// What came is not a whole picture.
    case damagedPicture = "damaged_picture"
    /// The picture's address has expired.
    case linkExpired = "link_expired"
    /// No room, or no permission, to write.
    case storage
    /// A local reference is missing, unreadable or not acceptable.
    case badReference = "bad_reference"
    case internalError = "internal_error"
  }

  /// What this failure means for the person's money.
  public enum Cost: String, Sendable, Codable {
    case nothing
    case possible
    case charged
  }

  public var code: Code
  /// One sentence: what happened.
  public var message: String
  public var cost: Cost
  /// One sentence: what to do next; empty when there is nothing to do.
  public var advice: String
  public var httpStatus: Int?
  /// The service's own error number or word.
  public var serviceCode: String?

  public init(
    _ code: Code,
    _ message: String,
    cost: Cost,
    advice: String = "",
    httpStatus: Int? = nil,
    serviceCode: String? = nil
  ) {
    self.code = code
    self.message = message
    self.cost = cost
    self.advice = advice
    self.httpStatus = httpStatus
    self.serviceCode = serviceCode
  }
}
