/// One thing that requests may differ in.
public enum RequestSetting: Hashable, Sendable, CaseIterable {
  case service, model, size, images, seed, delivery, references, prompt

  /// True where two requests have the same.
  public func isAlike(_ one: SequenceRequest, _ other: SequenceRequest) -> Bool {
    switch self {
    case .service: one.provider == other.provider
    case .model: one.model == other.model
    case .size: one.size == other.size
    case .images: one.maxImages == other.maxImages
    case .seed: one.seed == other.seed
    case .delivery: one.delivery == other.delivery
    case .references: one.references.map(\.source) == other.references.map(\.source)
    case .prompt: one.prompt == other.prompt
    }
  }

  /// What not all of some requests have alike, in order.
  public static func differing(among requests: [SequenceRequest]) -> [RequestSetting] {
    guard let first = requests.first else { return [] }
    return allCases.filter { setting in
      !requests.allSatisfy { setting.isAlike(first, $0) }
    }
  }
}
