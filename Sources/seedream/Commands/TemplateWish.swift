import StudioModel

/// The template that `generate` fills in, and with what, as typed.
struct TemplateWish: Sendable {
  let name: String
  /// What each variable is to be.
  let values: [String: String]
  /// Where it can become several prompts, one is taken by chance.
  let draws: Bool

  /// `nil` where a prompt is given instead.
  init?(_ arguments: Arguments) throws(UsageError) {
    let typed = arguments.values["set"] ?? []
    guard let name = arguments.value("template") else {
      if !typed.isEmpty || arguments.has("draw") {
        throw UsageError("--set and --draw go with --template NAME.")
      }
      return nil
    }
    guard arguments.operands.isEmpty else {
      throw UsageError("Give a prompt or --template, not both.")
    }
    var values: [String: String] = [:]
    for entry in typed {
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw UsageError("--set takes NAME=VALUE, not “\(entry)”.")
      }
      guard values.updateValue(String(parts[1]), forKey: String(parts[0])) == nil else {
        throw UsageError("--set \(parts[0]) was given twice.")
      }
    }
    self.name = name
    self.values = values
    draws = arguments.has("draw")
  }
}
