import StudioCore
import StudioModel

/// What the person asked `generate` for, as typed.
struct GenerateWish: Sendable {
  /// Empty until the template is filled in, where there is one.
  var prompt: String
  let template: TemplateWish?
  let provider: ProviderID?
  let model: ModelID?
  let size: String?
  var maxImages: Int?
  let images: [String]
  let seed: Int64?
  let delivery: Delivery
  let outFolder: OutputFolder?
  let isDryRun: Bool
  let isDetached: Bool
  let wantsQuote: Bool
  let allowsUndocumentedSize: Bool
  let json: Bool

  /// A prompt on stdin is read up to this many bytes.
  static let promptLimit = 1 << 20

  init(_ arguments: Arguments, _ process: ProcessContext) throws(UsageError) {
    template = try TemplateWish(arguments)
    prompt = try template == nil ? Self.prompt(arguments) : ""
    guard arguments.operands.first == "-" || process.argumentsAreText else {
      throw UsageError("The prompt is not UTF-8; nothing that was not written is sent.")
    }
    provider = try Self.choice(arguments.value("provider"), "provider")
    model = arguments.value("model").map(ModelID.init(rawValue:))
    size = arguments.value("size")
    maxImages = try arguments.number("max-images", in: Int(Int32.min)...Int(Int32.max))
    images = arguments.values["image"] ?? []
    seed = try arguments.number("seed", in: Int64.min...Int64.max)
    delivery = try Self.choice(arguments.value("delivery"), "delivery") ?? .poll
    outFolder = arguments.value("out").map {
      OutputFolder($0, currentFolder: process.currentFolder)
    }
    isDryRun = arguments.has("dry-run")
    isDetached = arguments.has("no-wait")
    wantsQuote = arguments.has("quote")
    allowsUndocumentedSize = arguments.has("allow-undocumented-size")
    json = arguments.has("json")
  }

  private static func prompt(_ arguments: Arguments) throws(UsageError) -> String {
    guard arguments.operands.count == 1, let typed = arguments.operands.first else {
      throw UsageError(
        arguments.operands.isEmpty
          ? "A prompt is missing." : "The prompt has to be one argument; put it in quotes."
      )
    }
    return typed == "-" ? try StandardInput.text("The prompt", limit: promptLimit) : typed
  }

  /// One of an enumeration's raw values.
  static func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ text: String?,
    _ option: String
  ) throws(UsageError) -> Value? {
    guard let text else { return nil }
    if let value = Value(rawValue: text) { return value }
    let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
    throw UsageError("--\(option) is one of \(known), not “\(text)”.")
  }
}
