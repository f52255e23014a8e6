extension Fault: Codable {
  enum CodingKeys: String, CodingKey {
    case kind, status, message, accepted, code, location, seconds, count, frames, word, form
    case retryAfter = "retry_after"
    case bytesPerSecond = "bytes_per_second"
    case afterBytes = "after_bytes"
    case serverError = "server_error"
  }

  enum Kind: String, Codable {
    case dropBeforeAcceptance = "drop_before_acceptance"
    case dropAfterAcceptance = "drop_after_acceptance"
    case garbage, html
    case emptyBody = "empty_body"
    case status, envelope, redirect, slow, stalled, truncated
    case corruptedPicture = "corrupted_picture"
    case ignoredRange = "ignored_range"
    case expiredLinks = "expired_links"
    case fewerOutputs = "fewer_outputs"
    case moderatedFrames = "moderated_frames"
    case failedTask = "failed_task"
    case hiddenFromHistory = "hidden_from_history"
    case syncTimeout = "sync_timeout"
    case unknownStatus = "unknown_status"
    case notVisibleYet = "not_visible_yet"
    case outputForm = "output_form"
    case bareReply = "bare_reply"
    case withoutFlags = "without_flags"
    case idForm = "id_form"
    case noBinaryUpload = "no_binary_upload"
  }

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    let kind = try fields.decode(Kind.self, forKey: .kind)
    if let plain = Self.plain(kind) {
      self = plain
    } else if let fault = try Self.answer(kind, fields) {
      self = fault
    } else {
      self = try Self.task(kind, fields)
    }
  }

  /// The faults without particulars.
  private static func plain(_ kind: Kind) -> Fault? {
    switch kind {
    case .dropBeforeAcceptance: .dropBeforeAcceptance
    case .dropAfterAcceptance: .dropAfterAcceptance
    case .garbage: .garbage
    case .html: .html
    case .emptyBody: .emptyBody
    case .corruptedPicture: .corruptedPicture
    case .ignoredRange: .ignoredRange
    case .hiddenFromHistory: .hiddenFromHistory
    case .syncTimeout: .syncTimeout
    case .bareReply: .bareReply
    case .withoutFlags: .withoutFlags
    case .noBinaryUpload: .noBinaryUpload
    default: nil
    }
  }

  private typealias Fields = KeyedDecodingContainer<CodingKeys>

  private static func answer(_ kind: Kind, _ fields: Fields) throws -> Fault? {
    switch kind {
    case .status:
      .status(
        try fields.decode(Int.self, forKey: .status),
        retryAfter: try fields.decodeIfPresent(Int.self, forKey: .retryAfter),
        message: try fields.decodeIfPresent(String.self, forKey: .message),
        accepted: try fields.decodeIfPresent(Bool.self, forKey: .accepted) ?? false
      )
    case .envelope:
      .envelope(
        code: try fields.decode(Int.self, forKey: .code),
        message: try fields.decodeIfPresent(String.self, forKey: .message) ?? "refused"
      )
    case .redirect: .redirect(to: try fields.decode(String.self, forKey: .location))
    case .slow: .slow(bytesPerSecond: try fields.decode(Int.self, forKey: .bytesPerSecond))
    case .stalled: .stalled(seconds: try fields.decode(Double.self, forKey: .seconds))
    case .truncated: .truncated(afterBytes: try fields.decode(Int.self, forKey: .afterBytes))
    default: nil
    }
  }

  private static func task(_ kind: Kind, _ fields: Fields) throws -> Fault {
    switch kind {
    case .expiredLinks:
      return .expiredLinks(status: try fields.decodeIfPresent(Int.self, forKey: .status) ?? 403)
    case .fewerOutputs: return .fewerOutputs(count: try fields.decode(Int.self, forKey: .count))
    case .moderatedFrames:
      return .moderatedFrames(try fields.decode([Int].self, forKey: .frames))
    case .failedTask:
      return .failedTask(
        code: try fields.decode(Int.self, forKey: .code),
        message: try fields.decode(String.self, forKey: .message),
        word: try fields.decodeIfPresent(String.self, forKey: .word) ?? "failed",
        serverError: try fields.decodeIfPresent(Bool.self, forKey: .serverError) ?? false
      )
    case .unknownStatus:
      return .unknownStatus(word: try fields.decode(String.self, forKey: .word))
    case .notVisibleYet:
      return .notVisibleYet(
        status: try fields.decodeIfPresent(Int.self, forKey: .status) ?? 404,
        seconds: try fields.decodeIfPresent(Double.self, forKey: .seconds)
      )
    case .outputForm: return .outputForm(try fields.decode(OutputForm.self, forKey: .form))
    default: return .idForm(try fields.decode(IDForm.self, forKey: .form))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(kind, forKey: .kind)
    switch self {
    case .status(let status, let retryAfter, let message, let accepted):
      try fields.encode(status, forKey: .status)
      try fields.encodeIfPresent(retryAfter, forKey: .retryAfter)
      try fields.encodeIfPresent(message, forKey: .message)
      try fields.encode(accepted, forKey: .accepted)
    case .envelope(let code, let message):
      try fields.encode(code, forKey: .code)
      try fields.encode(message, forKey: .message)
    case .redirect(let location): try fields.encode(location, forKey: .location)
    case .slow(let speed): try fields.encode(speed, forKey: .bytesPerSecond)
    case .stalled(let seconds): try fields.encode(seconds, forKey: .seconds)
    case .truncated(let bytes): try fields.encode(bytes, forKey: .afterBytes)
    case .expiredLinks(let status): try fields.encode(status, forKey: .status)
    case .fewerOutputs(let count): try fields.encode(count, forKey: .count)
    case .moderatedFrames(let frames): try fields.encode(frames, forKey: .frames)
    case .failedTask(let code, let message, let word, let serverError):
      try fields.encode(code, forKey: .code)
      try fields.encode(message, forKey: .message)
      try fields.encode(word, forKey: .word)
      try fields.encode(serverError, forKey: .serverError)
    case .unknownStatus(let word): try fields.encode(word, forKey: .word)
    case .notVisibleYet(let status, let seconds):
      try fields.encode(status, forKey: .status)
      try fields.encodeIfPresent(seconds, forKey: .seconds)
    case .outputForm(let form): try fields.encode(form, forKey: .form)
    case .idForm(let form): try fields.encode(form, forKey: .form)
    default: break
    }
  }

  private var kind: Kind {
    switch self {
    case .dropBeforeAcceptance: .dropBeforeAcceptance
    case .dropAfterAcceptance: .dropAfterAcceptance
    case .garbage: .garbage
    case .html: .html
    case .emptyBody: .emptyBody
    case .status: .status
    case .envelope: .envelope
    case .redirect: .redirect
    case .slow: .slow
    case .stalled: .stalled
    case .truncated: .truncated
    case .corruptedPicture: .corruptedPicture
    case .ignoredRange: .ignoredRange
    case .expiredLinks: .expiredLinks
    case .fewerOutputs: .fewerOutputs
    case .moderatedFrames: .moderatedFrames
    case .failedTask: .failedTask
    case .hiddenFromHistory: .hiddenFromHistory
    case .syncTimeout: .syncTimeout
    case .unknownStatus: .unknownStatus
    case .notVisibleYet: .notVisibleYet
    case .outputForm: .outputForm
    case .bareReply: .bareReply
    case .withoutFlags: .withoutFlags
    case .idForm: .idForm
    case .noBinaryUpload: .noBinaryUpload
    }
  }
}
