import StudioModel

/// One reply of a service, whatever its shape: enveloped in `data` or flat, an error object, a
/// sentence, or no JSON at all. Asking it for something that is not there gives `nil`.
struct ServiceReply: Sendable {
  let httpStatus: Int
  /// The whole value; `null` when the body is not a JSON object.
  let root: JSONValue
  /// What `data` holds when it is an object, otherwise the whole value.
  let payload: JSONValue
  /// `X-Request-ID`, or the body's own `request_id`.
  let requestID: String?
  /// A short body that is neither JSON nor a page.
  let plainText: String?
  private let quotation: Quotation

  /// Ids are stored and shown as they are: one that holds what `quotation` withholds is none.
  init(_ response: HTTPResponse, _ quotation: Quotation = Quotation(withholding: "")) {
    self.quotation = quotation
    httpStatus = response.status
    let value = try? JSONParser.parse(response.body)
    root = value.flatMap { $0.isObject ? $0 : nil } ?? .null
    payload = root["data"].flatMap { $0.isObject ? $0 : nil } ?? root
    plainText = value == nil ? Self.plainText(response.body) : nil
    requestID =
      response.header("X-Request-ID")?.word(atMost: 256)
      ?? root["request_id"]?.word() ?? payload["request_id"]?.word()
  }

  var isObject: Bool { root.isObject }

  /// The member of that name, of the payload first.
  subscript(_ name: String) -> JSONValue? { payload[name] ?? root[name] }

  private static func plainText(_ body: [UInt8]) -> String? {
    let text = String(decoding: body.prefix(1_024), as: UTF8.self).trimmed
    return text.isEmpty || text.hasPrefix("<") || text.contains("\0") ? nil : text
  }
}

// MARK: - The task

extension ServiceReply {
  /// The service's name for the task, under any of its spellings.
  var id: PredictionID? {
    for name in ["id", "predictionId", "prediction_id"] {
      if let id = self[name]?.word(), isUsable(id) { return PredictionID(rawValue: id) }
    }
    return idInResultAddress
  }

  /// `urls.get` ends in `…/predictions/{id}/result`. Only the id is taken from it, never the host.
  private var idInResultAddress: PredictionID? {
    guard let address = self["urls"]?["get"]?.word(atMost: 2_048) else { return nil }
    let path = address.prefix { $0 != "?" && $0 != "#" }
    let segments = path.split(separator: "/")
    guard let place = segments.lastIndex(where: { $0 == "predictions" || $0 == "prediction" }),
      segments.indices.contains(place + 1), isUsable(String(segments[place + 1]))
    else { return nil }
    return PredictionID(rawValue: String(segments[place + 1]))
  }

  func isUsable(_ id: String) -> Bool {
    PathSegment.encode(id) != nil && !quotation.withholds(id)
  }

  /// The status word as the service wrote it; empty when the reply has none.
  var statusWord: String {
    guard case .text(let text)? = self["status"] else { return "" }
    return text.prefix(64).trimmed
  }

  /// More of it, for people to read: what must not be shown is struck out before it is cut.
  var shownStatus: String {
    guard case .text(let text)? = self["status"] else { return "" }
    let scalars = quotation.quote(text.prefix(512)).unicodeScalars
    return String(String.UnicodeScalarView(scalars.prefix(64)))
  }

  /// True when the status is a task's own, not the word of an error page.
  var statesATask: Bool { !statusWord.isEmpty && (id != nil || root["data"]?["status"] != nil) }

  /// Time the service says it spent: WaveSpeed counts milliseconds, Atlas Cloud seconds. It stands
  /// at zero until the task has ended, which says nothing.
  var inferenceTime: Duration? {
    let milliseconds =
      self["timings"]?["inference"]?.double
      ?? self["metrics"]?["predict_time"]?.double.map { $0 * 1_000 }
    guard let milliseconds, milliseconds > 0, milliseconds <= 1e10 else { return nil }
    return .microseconds(Int64(milliseconds * 1_000))
  }
}

// MARK: - Addresses

extension ServiceReply {
  /// Where an upload can be read, under either of its names.
  var uploadAddress: String? {
    for name in ["download_url", "url"] {
      guard let url = self[name]?.word(atMost: 8_192), url.contains("://") else { continue }
      return quotation.withholds(url) ? nil : url
    }
    return nil
  }
}

// MARK: - Errors

extension ServiceReply {
  /// The service's own error number or word, the most telling one first; `nil` when every code
  /// says success.
  var errorCode: String? {
    let places: [JSONValue?] = [
      payload["error_code"], payload["code"], payload["error"]?["code"], root["error_code"],
      root["error"]?["code"], root["code"], numericStatus, payload["error"]?["type"],
      root["error"]?["type"],
    ]
    return places.lazy.compactMap { $0?.word(atMost: 64) }.first { !Self.meansSuccess($0) }
  }

  /// Some flat errors spell the HTTP status as a number in `status`.
  private var numericStatus: JSONValue? {
    guard case .number? = root["status"], let number = root["status"]?.integer, number >= 400
    else { return nil }
    return root["status"]
  }

  private static func meansSuccess(_ code: String) -> Bool {
    if let number = Int(code) { return number == 0 || (200..<300).contains(number) }
    return ["ok", "success", "succeeded", "none"].contains(code.lowercased())
  }

  /// The HTTP status that the reply's own error code amounts to; `nil` when it has no code, or one
  /// nobody knows. WaveSpeed's 1xxx ask for another request, its 5xxx for another time.
  var impliedStatus: Int? {
    guard let code = errorCode else { return nil }
    if let number = Int(code) {
      return switch number {
      case 400..<600: number
      case 1_000..<2_000: 400
      case 5_000..<6_000: 500
      default: nil
      }
    }
    let word = code.lowercased()
    let meanings: [(part: String, status: Int)] = [
      ("rate_limit", 429), ("too_many", 429), ("unauthorized", 401), ("authentication", 401),
      ("api_key", 401), ("insufficient_balance", 402), ("insufficient_quota", 402),
      ("permission", 403), ("forbidden", 403), ("not_found", 404), ("invalid", 400),
      ("internal", 500), ("server_error", 500),
    ]
    return meanings.first { word.contains($0.part) }?.status
  }

  /// True for the codes that say "not now": WaveSpeed's 5003 and 5004.
  var isBusy: Bool {
    errorCode.map { ["5003", "5004", "502", "503", "504"].contains($0) } ?? false
  }

  /// What the service says went wrong, in its own words, wherever it says so.
  var reason: String? {
    let names = ["error", "detail", "message", "msg", "error_message", "reason", "errors"]
    for value in [payload, root] {
      for name in names {
        if let sentence = Self.sentence(value[name]) { return sentence }
      }
    }
    return plainText
  }

  /// The text in a value: a string, the message of an object, or those of a list's first items.
  static func sentence(_ value: JSONValue?, depth: Int = 0) -> String? {
    guard let value, depth < 4 else { return nil }
    switch value {
    case .text(let text):
      let sentence = text.prefix(2_048).trimmed
      return sentence.isEmpty || meansSuccess(sentence) ? nil : sentence
    case .array(let elements):
      let sentences = elements.prefix(5).compactMap { Self.sentence($0, depth: depth + 1) }
      return sentences.isEmpty ? nil : sentences.joined(separator: "; ")
    case .object:
      let names = ["message", "msg", "detail", "error", "reason", "error_message", "code", "type"]
      for name in names {
        guard let sentence = sentence(value[name], depth: depth + 1) else { continue }
        return field(value).map { "\($0): \(sentence)" } ?? sentence
      }
      return nil
    case .null, .bool, .number: return nil
    }
  }

  /// The parameter an error is about: `param`, or the path in `loc`.
  private static func field(_ error: JSONValue) -> String? {
    if let parameter = error["param"]?.word() { return parameter }
    let path = error["loc"]?.elements?.prefix(8).compactMap { $0.word() } ?? []
    return path.isEmpty ? nil : path.joined(separator: ".")
  }
}
