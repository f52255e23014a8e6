/// The rules of the maker's own model, which stand under every service that hosts it.
public struct ModelFamily: Hashable, Sendable, Codable {
  public var id: String
  public var displayName: String
  public var totalPixels: LimitBounds
  /// The most one side may be of the other.
  public var aspect: Sourced<Int>
  /// A stricter aspect that another page gives; only said, never enforced.
  public var advisedAspect: Sourced<Int>?
  /// References and pictures asked for, together.
  public var referencesPlusOutputs: Sourced<Int>
  /// False when a seed is accepted but changes nothing.
  public var honoursSeed: Sourced<Bool>

  public init(
    id: String,
    displayName: String,
    totalPixels: LimitBounds,
    aspect: Sourced<Int>,
    advisedAspect: Sourced<Int>?,
    referencesPlusOutputs: Sourced<Int>,
    honoursSeed: Sourced<Bool>
  ) {
    self.id = id
    self.displayName = displayName
    self.totalPixels = totalPixels
    self.aspect = aspect
    self.advisedAspect = advisedAspect
    self.referencesPlusOutputs = referencesPlusOutputs
    self.honoursSeed = honoursSeed
  }

  /// The family's own rule of size, which explains what a service refuses.
  public var sizeRule: SizeRule { .totalPixels(totalPixels, aspect: aspect) }
}

/// What a reference file may be.
public struct ReferenceFileLimits: Hashable, Sendable, Codable {
  public var formats: Sourced<[PictureFormat]>
  /// A megabyte counts a million bytes here: the smaller reading is safe under both.
  public var byteCount: LimitBounds
  /// Pixels of each side.
  public var sides: LimitBounds

  public init(formats: Sourced<[PictureFormat]>, byteCount: LimitBounds, sides: LimitBounds) {
    self.formats = formats
    self.byteCount = byteCount
    self.sides = sides
  }
}

/// How long a prompt may be before the model starts to lose parts of it.
public struct PromptBudgetLimits: Hashable, Sendable, Codable {
  public var englishWords: Sourced<Int>
  public var chineseCharacters: Sourced<Int>

  public init(englishWords: Sourced<Int>, chineseCharacters: Sourced<Int>) {
    self.englishWords = englishWords
    self.chineseCharacters = chineseCharacters
  }
}
