/// Which words of a prompt another prompt has as well, in the same order.
public struct PromptDifference: Hashable, Sendable {
  /// Words that follow each other and are alike in being common or not.
  public struct Run: Hashable, Sendable {
    /// Each with a blank before it where there is one. A Chinese character is a word.
    public var words: [String]
    /// True where the other prompt does not have them here.
    public var isOwn: Bool

    public var text: String { words.joined() }
  }

  public private(set) var runs: [Run] = []

  /// Further on a prompt is not looked at, in words.
  private static let longest = 4_000
  /// Pairs of words that are compared; what is longer between a common start and a common end
  /// counts as different.
  private static let mostPairs = 250_000

  public init(of prompt: String, against other: String) {
    let (own, others) = (Self.words(of: prompt), Self.words(of: other))
    var common = [Bool](repeating: false, count: own.count)
    var start = 0
    while start < min(own.count, others.count), own[start].text == others[start].text {
      common[start] = true
      start += 1
    }
    var (end, otherEnd) = (own.count, others.count)
    while end > start, otherEnd > start, own[end - 1].text == others[otherEnd - 1].text {
      end -= 1
      otherEnd -= 1
      common[end] = true
    }
    for place in Self.common(own[start..<end], others[start..<otherEnd]) { common[place] = true }
    for (word, isCommon) in zip(own, common) { add(word, isOwn: !isCommon) }
  }

  private mutating func add(_ word: Word, isOwn: Bool) {
    let text = (word.followsBlank && !runs.isEmpty ? " " : "") + word.text
    if runs.last?.isOwn == isOwn {
      runs[runs.count - 1].words.append(text)
    } else {
      runs.append(Run(words: [text], isOwn: isOwn))
    }
  }

  // MARK: Words

  private struct Word {
    var text: String
    var followsBlank: Bool
  }

  private static func words(of prompt: String) -> [Word] {
    var words: [Word] = []
    var followsBlank = false
    var isOpen = false
    for character in prompt.prefix(16 * longest) {
      if character.isWhitespace {
        (followsBlank, isOpen) = (true, false)
        continue
      }
      let isOfItsOwn = isWordOfItsOwn(character)
      if isOpen, !isOfItsOwn {
        words[words.count - 1].text.append(character)
      } else {
        if words.count == longest { break }
        words.append(Word(text: String(character), followsBlank: followsBlank))
      }
      isOpen = !isOfItsOwn
      followsBlank = false
    }
    return words
  }

  private static func isWordOfItsOwn(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    switch scalar.value {
    case 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
      0x2_0000...0x3_FFFF:
      return true
    default: return false
    }
  }

  /// The places in `own` of the longest row of words that both have.
  private static func common(_ own: ArraySlice<Word>, _ others: ArraySlice<Word>) -> [Int] {
    guard !own.isEmpty, !others.isEmpty, own.count * others.count <= mostPairs else { return [] }
    let width = others.count + 1
    var lengths = [Int32](repeating: 0, count: (own.count + 1) * width)
    let (mine, theirs) = (Array(own), Array(others))
    for row in mine.indices.reversed() {
      for column in theirs.indices.reversed() {
        lengths[row * width + column] =
          mine[row].text == theirs[column].text
          ? lengths[(row + 1) * width + column + 1] + 1
          : max(lengths[(row + 1) * width + column], lengths[row * width + column + 1])
      }
    }
    var places: [Int] = []
    var (row, column) = (0, 0)
    while row < mine.count, column < theirs.count {
      if mine[row].text == theirs[column].text {
        places.append(own.startIndex + row)
        row += 1
        column += 1
      } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
        row += 1
      } else {
        column += 1
      }
    }
    return places
  }
}
