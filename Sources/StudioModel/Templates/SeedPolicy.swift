/// What is sent as a seed.
public enum SeedPolicy: Hashable, Sendable {
  /// None: the service's own way.
  case none
  /// −1, which asks the service for a random one [WaveSpeed's page of the model].
  case random
  case fixed(Int64)

  public init(_ seed: Int64?) {
    switch seed {
    case nil: self = .none
    case -1: self = .random
    case let seed?: self = .fixed(seed)
    }
  }

  /// As a request carries it.
  public var seed: Int64? {
    switch self {
    case .none: nil
    case .random: -1
    case .fixed(let seed): seed
    }
  }
}

/// `none`, `random` or the number, as text.
extension SeedPolicy: Codable, CustomStringConvertible {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    switch text {
    case "none": self = .none
    case "random": self = .random
    default:
      guard let seed = Int64(text) else {
        throw DecodingError.dataCorruptedError(
          in: container,
          debugDescription: "a seed is “none”, “random” or a whole number"
        )
      }
      self.init(seed)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  public var description: String {
    switch self {
    case .none: "none"
    case .random: "random"
    case .fixed(let seed): String(seed)
    }
  }
}
