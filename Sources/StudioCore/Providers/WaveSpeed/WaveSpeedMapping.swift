import StudioModel

extension ServiceDialect {
  static let waveSpeed = ServiceDialect(
    provider: .wavespeed,
    keyVariable: "WAVESPEED_API_KEY",
    // Its documents: failed tasks are refunded.
    failedTaskCost: .nothing,
    moderationCodes: ["1200"],
    unauthorizedMayMean: "",
    // A 403 can also mean that the account's level does not allow the call.
    forbiddenBalanceWords: ["role", "tier", "account level", "upgrade"],
    invisibleFor: .zero,
    unconfirmedAdvice:
      "It may have been charged: look for it in the service's history before sending it again.",
    advice: { code in
      switch code {
      case "1400", "1401": "Change the parameter the service names."
      case "1402":
        "The service could not fetch a reference: use a local file or an address anyone can open."
      case "1403", "1405": "Change the prompt or the references, or try again."
      case "5000", "5003", "5004": "Try again later."
      default: nil
      }
    }
  )
}

/// Where the bytes of a reference go, as a ticket says.
struct UploadTicket: Hashable, Sendable {
  var url: String
  /// Exactly what the ticket asks for, without what the transport sets itself.
  var headers: [HTTPHeader]
  /// What the ticket wants as `Content-Type`; empty sends none.
  var mediaType: String
  var downloadURL: String
}

/// Reads WaveSpeedAI's answers to the calls only it has.
enum WaveSpeedMapping {
  /// `nil` when the ticket is not whole, or asks for anything but a PUT.
  static func ticket(_ reply: ServiceReply) -> UploadTicket? {
    guard let upload = reply["upload"], let url = upload["url"]?.word(atMost: 8_192),
      let downloadURL = reply.uploadAddress,
      (upload["method"]?.word() ?? "PUT").uppercased() == "PUT",
      let asked = headers(upload["headers"])
    else { return nil }
    let mediaType = asked.first { $0.name.lowercased() == "content-type" }?.value
    // The key stays at home whatever a ticket asks for, and the transport sets the rest.
    let ours = ["content-type", "authorization", "host", "content-length", "transfer-encoding"]
    return UploadTicket(
      url: url,
      headers: asked.filter { !ours.contains($0.name.lowercased()) },
      mediaType: mediaType ?? "",
      downloadURL: downloadURL
    )
  }

  /// An object of names and values, or a list of such pairs; `nil` when one can't be a header.
  private static func headers(_ value: JSONValue?) -> [HTTPHeader]? {
    guard let value else { return [] }
    var headers: [HTTPHeader] = []
    for member in value.members ?? [] {
      let text = (member.value.elements?.first ?? member.value).word(atMost: 4_096)
      headers.append(HTTPHeader(member.name, text ?? ""))
    }
    for element in value.elements ?? [] {
      headers.append(
        HTTPHeader(element["name"]?.word() ?? "", element["value"]?.word(atMost: 4_096) ?? "")
      )
    }
    let isSound = headers.allSatisfy { header in
      !header.name.isEmpty
        && header.name.utf8.allSatisfy { (0x21..<0x7F).contains($0) && $0 != UInt8(ascii: ":") }
        && header.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
    return isSound ? headers : nil
  }

  /// The tasks of one page; `nil` when the reply has no list.
  static func history(_ reply: ServiceReply) -> [PredictionSummary]? {
    let list =
      reply["items"]?.elements ?? reply.root["data"]?.elements ?? reply["predictions"]?.elements
    // A page past the end can come as `"items": null`.
    guard let list else { return reply.payload.hasMember("items") ? [] : nil }
    return list.prefix(1_000).compactMap { summary($0, of: reply) }
  }

  private static func summary(
    _ item: JSONValue,
    of reply: ServiceReply
  ) -> PredictionSummary? {
    guard let id = (item["id"] ?? item["prediction_id"])?.word(), reply.isUsable(id)
    else { return nil }
    return PredictionSummary(
      id: PredictionID(rawValue: id),
      model: (item["model"] ?? item["model_id"])?.word().map { ModelID(rawValue: $0) },
      prompt: prompt(item),
      createdAt: item["created_at"]?.moment ?? item["createdAt"]?.moment,
      remoteStatus: item["status"]?.word(atMost: 64) ?? ""
    )
  }

  private static func prompt(_ item: JSONValue) -> String? {
    for holder in [item, item["input"], item["inputs"], item["request"], item["request"]?["input"]]
    {
      // Untrimmed: it is compared with what was sent.
      if case .text(let text)? = holder?["prompt"] { return text.string(atMost: 1 << 20) }
    }
    return nil
  }
}

extension JSONValue {
  /// True when the object has the member at all, `null` included.
  func hasMember(_ name: String) -> Bool { members?.contains { $0.name == name } ?? false }
}
