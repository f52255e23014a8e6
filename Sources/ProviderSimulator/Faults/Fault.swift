/// One way in which a service or the way to it misbehaves.
public enum Fault: Sendable, Hashable {
  // The connection.
  /// The connection is closed before the body is read; nothing is accepted or charged.
  case dropBeforeAcceptance
  /// The call is carried out (a submit is accepted and charged), then the connection is closed.
  case dropAfterAcceptance

  // In place of the answer. The call is carried out all the same, as behind a broken gateway.
  /// 200 with bytes that are no JSON.
  case garbage
  /// 200 with a page.
  case html
  /// 200 with nothing.
  case emptyBody

  // Refusals. Nothing is accepted unless said so.
  /// Any HTTP status in the service's own error shape. `retryAfter` is in seconds; with
  /// `accepted` the call is carried out and only its answer is replaced.
  case status(Int, retryAfter: Int? = nil, message: String? = nil, accepted: Bool = false)
  /// HTTP 200 with another code in the envelope.
  case envelope(code: Int, message: String)
  /// A redirect to another address.
  case redirect(to: String)

  // The way the answer travels.
  case slow(bytesPerSecond: Int)
  /// Not a byte for so long.
  case stalled(seconds: Double)
  /// The length promised is the whole one; the connection closes after so many bytes.
  case truncated(afterBytes: Int)

  // Downloads.
  /// The right length and signature, noise after it.
  case corruptedPicture
  /// The server does not know ranges: 200 and everything, always.
  case ignoredRange
  /// The links of this task answer so until a poll gives new ones; with a rule for ever, always.
  case expiredLinks(status: Int)

  // What becomes of a task, decided when it is submitted.
  /// The model makes fewer images than asked.
  case fewerOutputs(count: Int)
  /// These frames (from 1) are taken out by the content filter.
  case moderatedFrames([Int])
  /// The whole task ends badly. `word` is the final status; with `serverError` the result call
  /// answers HTTP 500 for good with the reason in the message.
  case failedTask(
    code: Int,
    message: String,
    word: String = "failed",
    serverError: Bool = false
  )
  /// The history list leaves this task out (on submit), or is empty (on history).
  case hiddenFromHistory
  /// A synchronous submit gives up at once, as it does after its limit.
  case syncTimeout

  // Results.
  case unknownStatus(word: String)
  /// The result call answers so; with `seconds` only while the task is younger.
  case notVisibleYet(status: Int, seconds: Double? = nil)
  case outputForm(OutputForm)
  /// The answer comes without its envelope.
  case bareReply
  /// `has_nsfw_contents` is left out.
  case withoutFlags
  /// The submit's answer names its id in another way (Atlas Cloud).
  case idForm(IDForm)

  // Uploads.
  /// The older upload call is gone: 404.
  case noBinaryUpload

  /// The shapes that `outputs` can take.
  public enum OutputForm: String, Sendable, Hashable, Codable {
    /// `{"url": …}`
    case urlObject = "url_object"
    /// `{"image": …}`
    case imageObject = "image_object"
    /// One string under `output`; no `outputs`.
    case outputString = "output_string"
    /// A list under `output`; no `outputs`.
    case outputArray = "output_array"
    case dataURI = "data_uri"
    case base64
  }

  /// Where a submit's answer has its id.
  public enum IDForm: String, Sendable, Hashable, Codable {
    /// `{"id": …, "status": …}` without an envelope.
    case flat
    /// `data.predictionId`
    case predictionID = "prediction_id"
  }

  /// Of each group at most one rule applies to a call, so that two rules of one group follow one
  /// another and rules of different groups add up.
  enum Group: Hashable {
    case answer, travel, download, outcome, result, shape, upload
  }

  var group: Group {
    switch self {
    case .dropBeforeAcceptance, .dropAfterAcceptance, .garbage, .html, .emptyBody, .status,
      .envelope, .redirect:
      .answer
    case .slow, .stalled, .truncated: .travel
    case .corruptedPicture, .ignoredRange, .expiredLinks: .download
    case .fewerOutputs, .moderatedFrames, .failedTask, .hiddenFromHistory, .syncTimeout: .outcome
    case .unknownStatus, .notVisibleYet: .result
    case .outputForm, .bareReply, .withoutFlags, .idForm: .shape
    case .noBinaryUpload: .upload
    }
  }
}
