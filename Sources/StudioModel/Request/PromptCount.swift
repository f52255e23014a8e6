/// The number of images a prompt asks for, and where it says so.
public struct PromptCount: Hashable, Sendable {
  /// How plainly it is said; when a prompt names several numbers the plainest wins.
  public enum Clarity: Int, Hashable, Sendable, Comparable {
    /// `one image`, which is often only a turn of phrase.
    case single
    /// `the 4 images`, which may speak of the references.
    case definite
    /// `4 images`
    case plain
    /// `a series of 4 images`
    case series

    public static func < (left: Clarity, right: Clarity) -> Bool { left.rawValue < right.rawValue }
  }

  public var count: Int
  /// Offsets, in characters of the prompt, of the number alone: what to replace to change it.
  public var numberRange: Range<Int>
  /// Offsets of the phrase the number stands in: `a series of 4 images`.
  public var phraseRange: Range<Int>
  public var clarity: Clarity

  public init(
    count: Int,
    numberRange: Range<Int>,
    phraseRange: Range<Int>,
    clarity: Clarity
  ) {
    self.count = count
    self.numberRange = numberRange
    self.phraseRange = phraseRange
    self.clarity = clarity
  }

  /// What a prompt says about the number of images.
  public enum Reading: Hashable, Sendable {
    case none
    case one(PromptCount)
    /// It asks for different numbers, equally plainly.
    case contradictory([PromptCount])
  }

  /// Reads the number out of an English, Chinese or mixed prompt.
  ///
  /// Only numbers that count pictures are taken: not `4k images`, `2 cats`, `1920s photos` or
  /// `image 2`. What remains doubtful (`2 or 3 images`, a three-panel strip) is not read at all.
  public static func reading(of prompt: String) -> Reading {
    let letters = PromptLetter.letters(of: prompt)
    return reading(PromptToken.tokens(of: letters), letters)
  }

  /// The same, of a prompt that was split already.
  static func reading(_ tokens: [PromptToken], _ letters: [PromptLetter]) -> Reading {
    let found = EnglishCounts(tokens).counts + ChineseCounts(letters).counts
    guard let plainest = found.map(\.clarity).max() else { return .none }
    let best = found.filter { $0.clarity == plainest }
      .sorted { $0.numberRange.lowerBound < $1.numberRange.lowerBound }
    guard let first = best.first else { return .none }
    return best.allSatisfy { $0.count == first.count } ? .one(first) : .contradictory(best)
  }

  /// The number a prompt asks for; `nil` when it says none, or several.
  public static func find(in prompt: String) -> PromptCount? {
    if case .one(let count) = reading(of: prompt) { count } else { nil }
  }

  /// Numbers that disagree, each once: `4 and for 6`.
  static func listed(_ counts: [Int]) -> String {
    var numbers: [Int] = []
    for count in counts where !numbers.contains(count) { numbers.append(count) }
    return numbers.map(String.init).joined(separator: " and for ")
  }

  /// The prompt with another number in the same place, and the English noun it counts in the number
  /// that goes with it: `6 images` becomes `1 image`.
  public func replaced(by count: Int, in prompt: String) -> String {
    let characters = Array(prompt)
    let (number, phrase) = (numberRange, phraseRange)
    guard phrase.upperBound <= characters.count, number.upperBound <= phrase.upperBound else {
      return prompt
    }
    return String(characters[..<number.lowerBound]) + "\(count)"
      + EnglishWords.agreeing(String(characters[number.upperBound..<phrase.upperBound]), count)
      + String(characters[phrase.upperBound...])
  }
}
