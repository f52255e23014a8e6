import CellGrid

/// What a search looks for, to be shown where it stands in a line.
///
/// It marks words as the library finds them, but for accents: a word by its whole, the last one
/// also as a beginning, letters that are words of their own (Chinese and the like) in their order.
struct FoundWords: Hashable, Sendable {
  private var words: Set<String> = []
  private var beginning: String?
  private var runs: [[Character]] = []

  var isEmpty: Bool { words.isEmpty && runs.isEmpty }

  init(_ text: String) {
    // A search is a line that someone typed; what is pasted there may be anything.
    for piece in Self.pieces(of: Array(text.prefix(400))) {
      if Self.isWordOfItsOwn(piece[0]) {
        runs.append(piece)
        beginning = nil
      } else {
        words.insert(String(piece))
        beginning = piece.count >= 2 ? String(piece) : nil
      }
    }
  }

  /// What to look for, as bytes of UTF-8 in small letters.
  var spellings: [[UInt8]] {
    words.sorted().map { Array($0.utf8) } + runs.map { Array(String($0).utf8) }
  }

  /// The cells of a plain line where words stand.
  func cells(in line: String) -> [Range<Int>] {
    if isEmpty { return [] }
    let letters = Array(line)
    var found: [Range<Int>] = []
    var column = 0
    var index = 0
    while index < letters.count {
      let length = self.length(at: index, of: letters)
      let span = max(length, Self.pieceLength(at: index, of: letters))
      let cells = letters[index..<index + span].reduce(0) { $0 + CellWidth.of($1) }
      if length > 0 {
        let marked = letters[index..<index + length].reduce(0) { $0 + CellWidth.of($1) }
        found.append(column..<column + marked)
      }
      column += cells
      index += span
    }
    return found
  }

  /// How many characters from here on were looked for.
  private func length(at index: Int, of letters: [Character]) -> Int {
    guard Self.isLetter(letters[index]) else { return 0 }
    if Self.isWordOfItsOwn(letters[index]) {
      return runs.lazy.filter { Self.stands($0, at: index, of: letters) }.map(\.count).max() ?? 0
    }
    let length = Self.pieceLength(at: index, of: letters)
    let word = String(letters[index..<index + length].map(Self.folded))
    if words.contains(word) { return length }
    if let beginning, word.hasPrefix(beginning) { return beginning.count }
    return 0
  }

  private static func stands(_ run: [Character], at index: Int, of letters: [Character]) -> Bool {
    guard index + run.count <= letters.count else { return false }
    return run.indices.allSatisfy { folded(letters[index + $0]) == run[$0] }
  }

  /// A word of letters and digits, or one character.
  private static func pieceLength(at index: Int, of letters: [Character]) -> Int {
    var end = index
    while end < letters.count, isLetter(letters[end]), !isWordOfItsOwn(letters[end]) { end += 1 }
    return max(1, end - index)
  }

  private static func pieces(of text: [Character]) -> [[Character]] {
    var pieces: [[Character]] = []
    var index = 0
    var isGoingOn = false
    while index < text.count {
      let length = pieceLength(at: index, of: text)
      let piece = text[index..<index + length].map(folded)
      index += length
      guard isLetter(piece[0]) else {
        isGoingOn = false
        continue
      }
      let isOwn = isWordOfItsOwn(piece[0])
      if isOwn, isGoingOn {
        pieces[pieces.count - 1] += piece
      } else {
        pieces.append(piece)
      }
      isGoingOn = isOwn
    }
    return pieces
  }

  private static func isLetter(_ character: Character) -> Bool {
    if let ascii = character.asciiValue {
      switch ascii {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        return true
      default: return false
      }
    }
    return character.isLetter || character.isNumber
  }

  private static func isWordOfItsOwn(_ character: Character) -> Bool {
    guard !character.isASCII, let scalar = character.unicodeScalars.first else { return false }
    return !(0xFF00...0xFF60).contains(scalar.value) && CellWidth.of(character) == 2
  }

  /// Small letters, and the ASCII form of full-width ones.
  private static func folded(_ character: Character) -> Character {
    var character = character
    if let scalar = character.unicodeScalars.first, (0xFF01...0xFF5E).contains(scalar.value),
      let narrow = Unicode.Scalar(scalar.value - 0xFEE0)
    {
      character = Character(narrow)
    }
    let small = character.lowercased()
    return small.count == 1 ? small.first ?? character : character
  }
}
