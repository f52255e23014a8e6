/// How the pictures come back from the service.
public enum Delivery: String, Sendable, Codable, CaseIterable {
  /// The service answers with links once the task is done; the task is polled.
  case poll
  /// The submit call stays open until the task is done (about 90 s), then polling takes over.
  case sync
  /// The finished task carries the pictures themselves, base64 encoded; the task is polled.
  case base64
}

/// Where a reference picture comes from, in the words the person used.
public enum ReferenceSource: Hashable, Sendable, Codable {
  /// A path on this machine.
  case file(path: String)
  /// An address the service fetches for itself.
  case url(String)
}

/// What was seen in a local reference when the request was made.
public struct ReferenceFacts: Hashable, Sendable, Codable {
  /// Lower-case hexadecimal.
  public var sha256: String
  public var byteCount: Int64
  public var format: PictureFormat
  public var size: PixelSize

  public init(sha256: String, byteCount: Int64, format: PictureFormat, size: PixelSize) {
    self.sha256 = sha256
    self.byteCount = byteCount
    self.format = format
    self.size = size
  }
}

/// One reference picture of a request; its place in the list is what the prompt calls it by.
public struct Reference: Hashable, Sendable, Codable {
  public var source: ReferenceSource
  /// Present for local files once they were looked at.
  public var facts: ReferenceFacts?

  public init(source: ReferenceSource, facts: ReferenceFacts? = nil) {
    self.source = source
    self.facts = facts
  }

  /// What the person typed: the path or the address.
  public var spelled: String {
    switch source {
    case .file(let path): path
    case .url(let address): address
    }
  }
}

/// A kind of picture file, known by its first bytes.
public enum PictureFormat: String, Sendable, Codable, CaseIterable {
  case jpeg, png, webp, bmp, tiff, gif

  /// The ending of files in the library, without the dot.
  public var fileExtension: String { self == .jpeg ? "jpg" : rawValue }

  public var mediaType: String { "image/\(rawValue)" }
}

/// Everything that decides what is asked of a service, and nothing else.
public struct SequenceRequest: Hashable, Sendable, Codable {
  public var provider: ProviderID
  public var model: ModelID
  /// Exactly as typed, control characters included; never drawn without sanitising.
  public var prompt: String
  public var size: PixelSize
  /// The most pictures the service may make: a ceiling, not a promise.
  public var maxImages: Int
  public var references: [Reference]
  /// −1 asks for a random one; `nil` sends none.
  public var seed: Int64?
  public var delivery: Delivery
  /// True when the person chose to send a size outside the documented limits.
  public var allowsUndocumentedSize: Bool

  public init(
    provider: ProviderID,
    model: ModelID,
    prompt: String,
    size: PixelSize,
    maxImages: Int,
    references: [Reference] = [],
    seed: Int64? = nil,
    delivery: Delivery = .poll,
    allowsUndocumentedSize: Bool = false
  ) {
    self.provider = provider
    self.model = model
    self.prompt = prompt
    self.size = size
    self.maxImages = maxImages
    self.references = references
    self.seed = seed
    self.delivery = delivery
    self.allowsUndocumentedSize = allowsUndocumentedSize
  }
}
