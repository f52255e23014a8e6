import CellGrid

/// Where the letters of a pattern stand in a text, and how well they do.
///
/// The parts of a pattern, divided by blanks, are looked for one by one in any order. Each is
/// found as it is, or else with other letters in between. Case, full width and the marks of
/// letters written with separate marks do not count.
struct FuzzyMatch: Hashable, Sendable {
  /// Offsets of the letters found, in characters, ascending.
  var places: [Int]
  /// Higher is better; only scores of the same pattern compare.
  var score: Int

  /// `nil` when a part of the pattern is not there. An empty pattern is everywhere.
  init?(_ pattern: String, in text: String) {
    self.init(FuzzyPattern(pattern), in: FuzzyText(text))
  }

  init?(_ pattern: FuzzyPattern, in text: FuzzyText) {
    var found: Set<Int> = []
    score = 0
    for part in pattern.parts {
      guard let match = text.best(part) else { return nil }
      found.formUnion(match.places)
      score += match.score
    }
    places = found.sorted()
  }
}

/// What is looked for, folded.
struct FuzzyPattern: Hashable, Sendable {
  let parts: [[Unicode.Scalar]]

  init(_ pattern: String) {
    parts = pattern.split(whereSeparator: \.isWhitespace).map { $0.map(FuzzyText.folded) }
  }
}

/// A text folded for many searches: one scalar a character, lower case, half width.
struct FuzzyText: Hashable, Sendable {
  private let letters: [Unicode.Scalar]
  /// True where a word starts.
  private let startsWord: [Bool]

  /// - Parameter limit: characters that are looked at.
  init(_ text: String, limit: Int = .max) {
    var letters: [Unicode.Scalar] = []
    var starts: [Bool] = []
    var last: (kind: WordBoundaries.Kind, isCapital: Bool)?
    for character in text.prefix(limit) {
      let letter = Self.folded(character)
      let kind = WordBoundaries.kind(of: character)
      let isCapital = letter != character.unicodeScalars.first
      letters.append(letter)
      starts.append(Self.startsWord(kind, isCapital, after: last))
      last = (kind, isCapital)
    }
    self.letters = letters
    startsWord = starts
  }

  static func folded(_ character: Character) -> Unicode.Scalar {
    // A character has at least one scalar; the replacement only spares an unwrap.
    var scalar = character.unicodeScalars.first ?? " "
    if (0xFF01...0xFF5E).contains(scalar.value) {
      scalar = Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }
    if scalar.isASCII {
      let isCapital = (0x41...0x5A).contains(scalar.value)
      return isCapital ? Unicode.Scalar(scalar.value + 0x20) ?? scalar : scalar
    }
    guard scalar.value < 0x2E80 || scalar.value > 0x1_0000 else { return scalar }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    return lower.count == 1 ? lower.first ?? scalar : scalar
  }

  /// At the start, after what is no word, at a capital after a small letter, and where the script
  /// changes. Han has no words to see: each starts one.
  private static func startsWord(
    _ kind: WordBoundaries.Kind,
    _ isCapital: Bool,
    after last: (kind: WordBoundaries.Kind, isCapital: Bool)?
  ) -> Bool {
    guard WordBoundaries.isWord(kind) else { return false }
    guard let last, kind != .han else { return true }
    return last.kind != kind || (isCapital && !last.isCapital)
  }

  // MARK: Searching

  /// What a letter is worth, and what more when it starts a word or follows the one before.
  private enum Worth {
    static let letter = 16
    static let wordStart = 8
    static let inARow = 6
    static let gap = 3
    static let longestGap = 15
  }

  /// How many places are compared; the first ones, since they show what a text is about.
  private static let tries = 24

  /// The best place of one part of a pattern.
  fileprivate func best(_ part: [Unicode.Scalar]) -> (places: [Int], score: Int)? {
    let whole = occurrences(part).map { Array($0..<$0 + part.count) }
    let candidates = whole.isEmpty ? scattered(part) : whole
    var best: (places: [Int], score: Int)?
    for places in candidates {
      let score = score(places)
      if best.map({ score > $0.score }) ?? true { best = (places, score) }
    }
    return best
  }

  /// Where a part stands as it is.
  private func occurrences(_ part: [Unicode.Scalar]) -> [Int] {
    guard let first = part.first, part.count <= letters.count else { return [] }
    var found: [Int] = []
    for start in 0...letters.count - part.count where letters[start] == first {
      guard part.indices.allSatisfy({ letters[start + $0] == part[$0] }) else { continue }
      found.append(start)
      if found.count == Self.tries { break }
    }
    return found
  }

  /// Places of all letters in their order, each time as close together as their end allows.
  private func scattered(_ part: [Unicode.Scalar]) -> [[Int]] {
    var found: [[Int]] = []
    var start = 0
    while found.count < Self.tries, let end = end(of: part, from: start) {
      var places: [Int] = []
      var wanted = part.count - 1
      var place = end
      while wanted >= 0 {
        if letters[place] == part[wanted] {
          places.append(place)
          wanted -= 1
        }
        place -= 1
      }
      found.append(places.reversed())
      start = place + 2
    }
    return found
  }

  /// The place of the last letter when all are taken as early as possible.
  private func end(of part: [Unicode.Scalar], from start: Int) -> Int? {
    var wanted = 0
    for place in start..<max(letters.count, start) where letters[place] == part[wanted] {
      wanted += 1
      if wanted == part.count { return place }
    }
    return nil
  }

  private func score(_ places: [Int]) -> Int {
    var score = 0
    var last: Int?
    for place in places {
      score += Worth.letter + (startsWord[place] ? Worth.wordStart : 0)
      if let last {
        let gap = place - last - 1
        score += gap == 0 ? Worth.inARow : -min(Worth.gap + gap, Worth.longestGap)
      }
      last = place
    }
    // What stands early says more; less than anything else, though.
    return score - min((places.first ?? 0) / 16, 5)
  }
}
