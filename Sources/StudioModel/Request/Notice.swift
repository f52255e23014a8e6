/// Something worth saying about a request that does not stop it.
public struct Notice: Hashable, Sendable {
  /// The kind of notice. Raw values are for programs.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// A documented limit of size was overridden on purpose.
    case undocumentedSize = "undocumented_size"
    /// The shape is beyond what another page advises.
    case unusualAspect = "unusual_aspect"
    case seedNotHonoured = "seed_not_honoured"
    case promptOverBudget = "prompt_over_budget"
    case controlCharacters = "control_characters"
    /// The number of images in the prompt is not `max_images`.
    case countDiffers = "count_differs"
    case countMissing = "count_missing"
    case countContradictory = "count_contradictory"
    /// The prompt speaks of a reference that was not given.
    case referenceNotGiven = "reference_not_given"
  }

  /// A change to the request that settles the notice.
  public enum Fix: Hashable, Sendable {
    case maxImages(Int)
    /// The whole prompt, rewritten.
    case prompt(String)
    case withoutSeed
  }

  public var kind: Kind
  /// One sentence.
  public var message: String
  public var fix: Fix?

  public init(_ kind: Kind, _ message: String, fix: Fix? = nil) {
    self.kind = kind
    self.message = message
    self.fix = fix
  }
}

extension Notice.Fix {
  /// The request with the fix applied.
  public func applied(to request: SequenceRequest) -> SequenceRequest {
    var fixed = request
    switch self {
    case .maxImages(let count): fixed.maxImages = count
    case .prompt(let text): fixed.prompt = text
    case .withoutSeed: fixed.seed = nil
    }
    return fixed
  }
}
