import FoundationEssentials
import ProviderSimulator
import Testing

/// A `--json` document, read without any of the program's own code.
struct Document {
  let value: JSONValue

  init(_ text: String, _ location: SourceLocation = #_sourceLocation) throws {
    do {
      value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    } catch {
      Issue.record("stdout is not one JSON document: \(text)", sourceLocation: location)
      throw error
    }
  }

  init(_ value: JSONValue) { self.value = value }
}

/// A sequence as `generate`, `resume` and `show` print it.
struct SequenceDocument {
  let value: JSONValue

  init(_ text: String, _ location: SourceLocation = #_sourceLocation) throws {
    self.init(try Document(text, location).value, location)
  }

  /// Records everything in which the document differs from the contract in CLI.md.
  init(_ value: JSONValue, _ location: SourceLocation = #_sourceLocation) {
    self.value = value
    for fault in Self.faults(value) {
      Issue.record("--json: \(fault)", sourceLocation: location)
    }
  }

  /// The documents of `resume`, `wait` and `history`.
  static func list(
    _ text: String,
    _ location: SourceLocation = #_sourceLocation
  ) throws -> [SequenceDocument] {
    let items = try #require(Document(text, location).value.items, sourceLocation: location)
    return items.map { SequenceDocument($0, location) }
  }

  var id: String { value["id"]?.text ?? "" }
  var status: String { value["status"]?.text ?? "" }
  var predictionID: String? { value["prediction_id"]?.text }
  var images: [JSONValue] { value["images"]?.items ?? [] }
  var missing: [JSONValue] { value["missing"]?.items ?? [] }
  var folder: String { value["folder"]?.text ?? "" }
  var errorCode: String? { value["error"]?["code"]?.text }
  var errorMessage: String { value["error"]?["message"]?.text ?? "" }
  var paths: [String] { images.compactMap { $0["path"]?.text } }

  private static func faults(_ value: JSONValue) -> [String] {
    guard case .object = value else { return ["not an object"] }
    var faults: [String] = []
    func check(_ name: String, _ kind: String, _ fits: (JSONValue) -> Bool) {
      guard let member = value[name] else { return faults.append("`\(name)` is missing") }
      if !fits(member) { faults.append("`\(name)` is no \(kind): \(member)") }
    }
    let isRefusal = value["status"]?.text == "refused"
    let isDraft = value["status"]?.text == "drafted"
    let orNull = { (isNull: Bool, fits: @escaping (JSONValue) -> Bool) in
      { (member: JSONValue) in isNull && member == .null || fits(member) }
    }
    check("id", "text", orNull(isRefusal || isDraft) { $0.text?.isEmpty == false })
    for name in ["provider", "model", "prompt"] {
      check(name, "text", orNull(isRefusal) { $0.text != nil })
    }
    check("status", "text") { $0.text != nil }
    check("size", "size", orNull(isRefusal) { isSize($0.text ?? "") })
    check("max_images", "number", orNull(isRefusal) { $0.integer != nil })
    check("prediction_id", "text or null", orNull(true) { $0.text?.isEmpty == false })
    check("cost", "cost") { isNumber($0["estimate_usd"]) }
    check("timings", "object") { if case .object = $0 { true } else { false } }
    check("error", "error or null") { member in
      member == .null || member["code"]?.text != nil && member["message"]?.text != nil
    }
    check("images", "list") { $0.items != nil }
    return faults + (value["images"]?.items ?? []).flatMap(faults(ofImage:))
  }

  private static func faults(ofImage image: JSONValue) -> [String] {
    let isRight: [(String, Bool)] = [
      ("index", image["index"]?.integer ?? 0 > 0),
      ("path", image["path"]?.text?.hasPrefix("/") ?? false),
      ("url", image["url"] == .null || image["url"]?.text?.contains("://") ?? false),
      ("width", image["width"]?.integer ?? 0 > 0), ("height", image["height"]?.integer ?? 0 > 0),
      ("bytes", image["bytes"]?.integer ?? 0 > 0),
      ("sha256", image["sha256"]?.text?.utf8.count == 64),
      ("nsfw", image["nsfw"] == .null || isFlag(image["nsfw"])),
    ]
    return isRight.filter { !$0.1 }.map { "image \($0.0): \(image[$0.0] ?? "missing")" }
  }

  private static func isSize(_ text: String) -> Bool {
    let sides = text.split(separator: "x").map { Int($0) }
    return sides.count == 2 && sides.allSatisfy { $0 ?? 0 > 0 }
  }

  private static func isNumber(_ value: JSONValue?) -> Bool {
    switch value {
    case .integer, .number: true
    default: false
    }
  }

  private static func isFlag(_ value: JSONValue?) -> Bool {
    if case .bool = value { true } else { false }
  }
}
