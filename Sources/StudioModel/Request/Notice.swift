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
    /// The prompt asks for a series, without a number, and `max_images` is 1.
    case seriesOfOne = "series_of_one"
    /// The prompt speaks of a reference that was not given.
    case referenceNotGiven = "reference_not_given"
    /// An edit that does not say what to change, or into what.
    case editUnclear = "edit_unclear"
    /// Two instructions can't both be followed.
    case instructionsContradict = "instructions_contradict"
    case instructionRepeated = "instruction_repeated"
    /// The prompt says what varies in a set of one subject, and not what stays the same.
    case consistencyMissing = "consistency_missing"
    /// The prompt asks for another shape than the size has.
    case shapeDiffers = "shape_differs"
  }

  /// A change to the request that settles the notice.
  public enum Fix: Hashable, Sendable {
    case maxImages(Int)
    /// The whole prompt, rewritten.
    case prompt(String)
    case size(PixelSize)
    case withoutSeed
  }

  public var kind: Kind
  /// What is the matter, why, and what to do where no fix can do it.
  public var message: String
  /// Changes that settle the notice, each on its own, the likeliest first; may be empty.
  public var fixes: [Fix]

  /// The likeliest fix.
  public var fix: Fix? { fixes.first }

  public init(_ kind: Kind, _ message: String, fix: Fix? = nil) {
    self.init(kind, message, fixes: fix.map { [$0] } ?? [])
  }

  public init(_ kind: Kind, _ message: String, fixes: [Fix]) {
    self.kind = kind
    self.message = message
    self.fixes = fixes
  }
}

extension Notice.Fix {
  /// The request with the fix applied.
  public func applied(to request: SequenceRequest) -> SequenceRequest {
    var fixed = request
    switch self {
    case .maxImages(let count): fixed.maxImages = count
    case .prompt(let text): fixed.prompt = text
    case .size(let size): fixed.size = size
    case .withoutSeed: fixed.seed = nil
    }
    return fixed
  }
}
