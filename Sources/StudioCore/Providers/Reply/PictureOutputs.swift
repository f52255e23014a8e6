import StudioModel

/// Reads the pictures of a reply: addresses, `data:` addresses, naked base64, or objects around
/// them. What is no picture keeps its place, so that the numbers of the frames stay true.
struct PictureOutputs: Sendable {
  /// No group is longer than 15; a reply that claims thousands is cut.
  private static let most = 100
  private static let longestAddress = 8_192

  let quotation: Quotation

  func read(_ reply: ServiceReply) -> [PredictionOutput] {
    for name in ["outputs", "output"] {
      guard let value = reply[name] else { continue }
      let outputs = list(value)
      if !outputs.isEmpty { return outputs }
    }
    return []
  }

  /// The nsfw flags of a reply, in the order of its outputs; one flag alone counts for all.
  func flags(_ reply: ServiceReply, count: Int) -> [Bool] {
    guard let value = reply["has_nsfw_contents"] else { return [] }
    if let elements = value.elements { return elements.prefix(Self.most).map { $0.flag ?? false } }
    return value.flag.map { Array(repeating: $0, count: count) } ?? []
  }

  private func list(_ value: JSONValue) -> [PredictionOutput] {
    if let elements = value.elements { return elements.prefix(Self.most).map { item($0) } }
    if case .text(let text) = value, text.isEmpty { return [] }
    return [item(value)]
  }

  private func item(_ value: JSONValue, depth: Int = 0) -> PredictionOutput {
    guard depth < 4 else { return unreadable }
    switch value {
    case .null: return missing
    case .text(let text): return picture(text)
    case .array(let elements): return elements.first.map { item($0, depth: depth + 1) } ?? missing
    case .object: return wrapped(value, depth: depth)
    case .bool, .number: return unreadable
    }
  }

  private func wrapped(_ object: JSONValue, depth: Int) -> PredictionOutput {
    var refusal: PredictionOutput?
    for name in ["url", "image", "output", "image_url", "b64_json", "base64"] {
      guard let value = object[name] else { continue }
      if case .text(let text) = value, text.isEmpty { continue }
      let output = item(value, depth: depth + 1)
      if output.isPicture { return output }
      refusal = refusal ?? output
    }
    if let reason = ServiceReply.sentence(object) {
      return .refused(reason: quotation.quote(reason))
    }
    return refusal ?? missing
  }

  private func picture(_ text: JSONText) -> PredictionOutput {
    let start = text.prefix(64).trimmed.lowercased()
    guard !start.isEmpty else { return missing }
    if start.hasPrefix("data:") { return embedded(text.unescaped) }
    if start.prefix(16).contains("://") {
      guard let address = text.string(atMost: Self.longestAddress) else { return unreadable }
      return quotation.withholds(address) ? keyed : .url(address.trimmed)
    }
    return naked(text)
  }

  /// `data:image/png;base64,…`
  private func embedded(_ text: ArraySlice<UInt8>) -> PredictionOutput {
    guard let comma = text.prefix(256).firstIndex(of: UInt8(ascii: ",")) else { return unreadable }
    let heading = String(decoding: text[..<comma], as: UTF8.self).trimmed.lowercased()
    guard heading.hasSuffix(";base64"), let bytes = Base64.decode(text[(comma + 1)...]),
      !bytes.isEmpty
    else { return unreadable }
    return .inline(bytes)
  }

  /// A short word can be base64 by accident: it counts as a picture only if it begins like one.
  private func naked(_ text: JSONText) -> PredictionOutput {
    if let bytes = Base64.decode(text.unescaped), !bytes.isEmpty,
      bytes.count > 512 || Self.beginsLikeAPicture(bytes)
    {
      return .inline(bytes)
    }
    return .refused(reason: quotation.quote(text.prefix(2_048)))
  }

  private static func beginsLikeAPicture(_ bytes: [UInt8]) -> Bool {
    let signatures: [[UInt8]] = [
      [0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47], Array("GIF8".utf8), Array("RIFF".utf8),
      Array("BM".utf8), [0x49, 0x49, 0x2A, 0x00], [0x4D, 0x4D, 0x00, 0x2A],
    ]
    return signatures.contains { bytes.starts(with: $0) }
  }

  private var missing: PredictionOutput {
    .missing(reason: "the service left this picture out and gave no reason")
  }

  /// The address would be stored, and the key sent to whoever it names.
  private var keyed: PredictionOutput {
    .missing(reason: "the service put your key into the address of this picture; it is not used")
  }

  private var unreadable: PredictionOutput {
    .missing(reason: "the service sent something here that is not a picture")
  }
}
