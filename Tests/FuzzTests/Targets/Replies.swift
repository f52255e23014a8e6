import FoundationEssentials
import StudioModel

@testable import StudioCore

extension FuzzTarget {
  /// What services answer.
  static let replies = [
    FuzzTarget("reply", replays: 500, Reply.trial)
  ]
}

/// One answer of a service, asked everything that anybody asks of it.
///
/// The first line is `STATUS w|a RETRY-AFTER`, the rest is the body.
private enum Reply {
  static let key = "sk-fuzz-0123456789abcdef"
  /// 2026-01-31T08:05:00Z
  static let now = Timestamp(milliseconds: 1_769_846_700_000)

  @Sendable static func trial(_ supply: inout Supply) throws {
    let words = supply.line().split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    let status = words.first.flatMap { Int($0) } ?? 200
    let body = supply.bytes()
    let response = HTTPResponse(
      status: min(max(status, 0), 999),
      headers: words.count > 2 ? [HTTPHeader("Retry-After", String(words[2]))] : [],
      body: body,
      received: ByteCount(Int64(body.count)),
      elapsed: .zero
    )
    let isAtlas = words.count > 1 && words[1] == "a"
    let reader = ReplyReader(dialect: isAtlas ? .atlasCloud : .waveSpeed, key: key)
    try checkSubmit(reader, response)
    try checkPoll(reader, response)
    try checkFree(reader, response)
  }

  private static func checkSubmit(_ reader: ReplyReader, _ response: HTTPResponse) throws {
    let outcome = reader.submitOutcome(response, now: now)
    let isSuccess = (200..<300).contains(response.status)
    switch outcome {
    case .accepted(let report):
      try hold(report.id?.rawValue.isEmpty == false, "accepted without an id")
      try hold(isSuccess || response.status >= 500, "HTTP \(response.status) was an acceptance")
      try check(report)
    case .neverLeft: throw Finding("an answer to a request that never left")
    case .refused(let failure):
      try hold(failure.cost == .nothing || isSuccess, "a refusal that may cost something")
      try hold(response.status < 500, "HTTP \(response.status) proves no refusal")
      try check(failure)
    case .throttled(let failure, let wait):
      try hold(wait.map { $0 >= .zero && $0 <= .hours(24) } ?? true, "waits for \(wait as Any)")
      try check(failure)
    case .unknown(let failure):
      try hold(failure.cost == .possible, "an unknown fate that costs nothing")
      try check(failure)
    }
    guard isSuccess, let id = StrictReply.id(in: response.body) else { return }
    guard case .accepted(let report) = outcome else {
      throw Finding("the task \(id) was taken for \(outcome)")
    }
    try hold(report.id?.rawValue == id, "the task \(id) was read as \(report.id as Any)")
  }

  private static func checkPoll(_ reader: ReplyReader, _ response: HTTPResponse) throws {
    for age in [Duration.zero, .hours(1)] {
      switch reader.pollOutcome(response, age: age, now: now) {
      case .answered(let report): try check(report)
      case .unavailable(let failure, let wait):
        try hold(wait.map { $0 >= .zero && $0 <= .hours(24) } ?? true, "waits for \(wait as Any)")
        try check(failure)
      case .keyRefused(let failure), .notFound(let failure):
        try hold(failure.cost == .possible, "a task out of sight that costs nothing")
        try check(failure)
      }
    }
  }

  private static func checkFree(_ reader: ReplyReader, _ response: HTTPResponse) throws {
    do throws(ProviderFailure) {
      _ = try reader.success(response, now: now)
    } catch {
      try check(error.failure)
    }
    let reply = ServiceReply(response)
    for task in WaveSpeedMapping.history(reply) ?? [] {
      try hold(WaveSpeedPath.prediction(task.id, withResult: true) != nil, "\(task.id) is no id")
    }
    if let ticket = WaveSpeedMapping.ticket(reply) {
      for header in ticket.headers {
        try hold(header.name.lowercased() != "authorization", "a ticket asks for the key")
        let bytes = Array(header.name.utf8) + Array(header.value.utf8)
        try hold(bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "a header with a control in it")
      }
    }
    _ = AtlasCloudMapping.balance(reply)
    if let address = reply.uploadAddress {
      try hold(address.contains("://") && !address.contains(key), "\(address) is no address")
    }
    _ = reply["price"]?.money
    _ = reply["balance"]?.money
  }

  private static func check(_ report: PredictionReport) throws {
    try hold((report.failure != nil) == (report.phase == .failed), "a failure without its words")
    let hasPicture = report.outputs.contains(where: \.isPicture)
    try hold(report.phase != .completed || hasPicture, "done without a picture")
    try hold(
      report.outputs.count <= 100 && report.nsfw.count <= 100,
      "more pictures than any group"
    )
    try hold(report.inferenceTime.map { $0 > .zero } ?? true, "no time was spent")
    for case .inline(let bytes) in report.outputs {
      try hold(!bytes.isEmpty, "a picture without bytes")
    }
    for case .url(let address) in report.outputs {
      try hold(address.contains("://"), "\(address) is no address")
    }
    if let failure = report.failure { try check(failure) }
  }

  private static func check(_ failure: Failure) throws {
    let words = failure.message + failure.advice + (failure.serviceCode ?? "")
    try hold(!words.contains(key), "the key is in: \(words)")
    try hold(!failure.message.isEmpty, "a failure without a word")
    try hold(failure.message.unicodeScalars.count < 1_200, "a failure of many words")
    try hold(!failure.message.contains(where: \.isNewline), "a failure of several lines")
  }
}

/// A reply as a strict reader of JSON sees it, to compare with.
private enum StrictReply {
  private struct Task: Decodable {
    var id: String?
  }

  private struct Envelope: Decodable {
    var id: String?
    var data: Task?
  }

  /// The id of a task that nobody can fail to see: a plain word, said once.
  static func id(in body: [UInt8]) -> String? {
    let text = String(decoding: body, as: UTF8.self)
    guard body.first == UInt8(ascii: "{"), !body.contains(0), !body.contains(0x5C),
      occurrences(of: "\"id\"", in: text) == 1, occurrences(of: "\"data\"", in: text) < 2,
      let envelope = try? JSONDecoder().decode(Envelope.self, from: Data(body)),
      let id = envelope.data?.id ?? envelope.id, (1...64).contains(id.utf8.count),
      id.utf8.allSatisfy({
        $0 == 0x2D || $0 == 0x5F || Character(Unicode.Scalar($0)).isAlphanumeric
      })
    else { return nil }
    return id
  }

  private static func occurrences(of word: String, in text: String) -> Int {
    let (bytes, wanted) = (Array(text.utf8), Array(word.utf8))
    guard bytes.count >= wanted.count else { return 0 }
    return (0...bytes.count - wanted.count).count { bytes[$0...].starts(with: wanted) }
  }
}

extension Character {
  fileprivate var isAlphanumeric: Bool { isASCII && (isLetter || isNumber) }
}
