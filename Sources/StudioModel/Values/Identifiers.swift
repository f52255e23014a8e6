/// The studio's own name for one sequence: ten characters of lower-case Crockford base32.
///
/// The same id names the row in the library, the end of the folder and the argument of
/// `seedream show`.
public struct SequenceID: Hashable, Sendable, Codable, RawRepresentable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public var description: String { rawValue }

  /// The six characters that end a folder's name.
  public var short: String { String(rawValue.prefix(6)) }

  /// Makes an id from 50 bits of randomness; higher bits are ignored.
  public init(randomBits: UInt64) {
    let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
    var bits = randomBits
    var characters: [Character] = []
    for _ in 0..<10 {
      characters.append(alphabet[Int(bits & 31)])
      bits >>= 5
    }
    rawValue = String(characters)
  }
}

/// The service's name for one accepted task.
public struct PredictionID: Hashable, Sendable, Codable, RawRepresentable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public var description: String { rawValue }
}

/// A model as the service writes it, for example `bytedance/seedream-v4/sequential`.
public struct ModelID: Hashable, Sendable, Codable, RawRepresentable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public var description: String { rawValue }
}

/// One running program that may hold leases on jobs.
public struct LeaseOwnerID: Hashable, Sendable, Codable, RawRepresentable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public var description: String { rawValue }
}

/// A hosted service that runs the models.
public enum ProviderID: String, Sendable, Codable, CaseIterable, CustomStringConvertible {
  case wavespeed
  case atlascloud

  public var description: String { rawValue }

  /// The name the service gives itself.
  public var displayName: String {
    switch self {
    case .wavespeed: "WaveSpeedAI"
    case .atlascloud: "Atlas Cloud"
    }
  }
}
