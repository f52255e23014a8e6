/// A text as the characters people see, kept in pieces so that an edit costs the same anywhere in
/// it. Offsets count characters.
struct EditedText: Sendable {
  /// Never empty pieces.
  private var pieces: [Piece] = []
  /// Where each piece starts.
  private var starts: [Int] = []
  private(set) var count = 0

  fileprivate struct Piece: Sendable {
    /// Kept beside the text, for finding places without counting.
    private(set) var characters: [Character]
    private(set) var text: String

    init(_ characters: [Character]) {
      self.characters = characters
      text = String(characters)
    }

    var count: Int { characters.count }

    mutating func replace(_ range: Range<Int>, with new: [Character]) {
      characters.replaceSubrange(range, with: new)
      text = String(characters)
    }
  }

  private static let largestPiece = 1_024
  private static let freshPiece = 512

  init(_ text: String) { replaceCharacters(0..<0, with: Array(text)) }

  var isEmpty: Bool { count == 0 }

  /// The whole text, exactly.
  var text: String {
    var text = ""
    for piece in pieces { text += piece.text }
    return text
  }

  subscript(offset: Int) -> Character {
    let (piece, place) = place(of: offset)
    return pieces[piece].characters[place]
  }

  /// `nil` outside the text.
  func character(at offset: Int) -> Character? {
    offset >= 0 && offset < count ? self[offset] : nil
  }

  func characters(_ range: Range<Int>) -> [Character] {
    var found: [Character] = []
    found.reserveCapacity(range.count)
    var (piece, place) = place(of: range.lowerBound)
    while found.count < range.count, piece < pieces.count {
      let characters = pieces[piece].characters
      found += characters[place..<min(place + range.count - found.count, characters.count)]
      piece += 1
      place = 0
    }
    return found
  }

  func text(_ range: Range<Int>) -> String { String(characters(range)) }

  /// The characters from an offset to the end, one after the other.
  func reader(from offset: Int) -> Reader {
    let (piece, place) = place(of: offset)
    return Reader(pieces: pieces, piece: piece, place: place)
  }

  /// The first offset of the line that holds an offset.
  func lineStart(of offset: Int) -> Int {
    var (piece, place) = place(of: offset)
    while piece >= 0, piece < pieces.count {
      let characters = pieces[piece].characters
      if let found = characters[..<place].lastIndex(where: EditorCharacter.isLineBreak) {
        return starts[piece] + found + 1
      }
      piece -= 1
      place = piece >= 0 ? pieces[piece].count : 0
    }
    return 0
  }

  /// The offset of the line break that ends the line of an offset, or the end of the text.
  func lineEnd(of offset: Int) -> Int {
    var (piece, place) = place(of: offset)
    while piece < pieces.count {
      let characters = pieces[piece].characters
      if let found = characters[place...].firstIndex(where: EditorCharacter.isLineBreak) {
        return starts[piece] + found
      }
      piece += 1
      place = 0
    }
    return count
  }

  struct Reader: IteratorProtocol, Sendable {
    fileprivate let pieces: [Piece]
    fileprivate var piece: Int
    fileprivate var place: Int

    mutating func next() -> Character? {
      guard piece < pieces.count else { return nil }
      if place < pieces[piece].count {
        place += 1
        return pieces[piece].characters[place - 1]
      }
      piece += 1
      place = 0
      return next()
    }
  }

  /// The piece that holds an offset; the end of the text is the end of the last piece.
  private func place(of offset: Int) -> (piece: Int, place: Int) {
    guard !pieces.isEmpty else { return (0, 0) }
    var low = 0
    var high = pieces.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return (low, offset - starts[low])
  }

  /// Puts characters in the place of others as they are, without looking whether they join.
  mutating func replaceCharacters(_ range: Range<Int>, with new: [Character]) {
    let (first, from) = place(of: range.lowerBound)
    let (last, to) = place(of: range.upperBound)
    count += new.count - range.count
    guard first < pieces.count else {
      pieces = Self.cut(new)
      countStarts(from: 0)
      return
    }
    let size = pieces[first].count + new.count - range.count
    if first == last, size > 0, size <= Self.largestPiece {
      pieces[first].replace(from..<to, with: new)
    } else {
      let whole = pieces[first].characters[..<from] + new + pieces[last].characters[to...]
      pieces.replaceSubrange(first...last, with: Self.cut(Array(whole)))
      mergeSmallPieces(around: first)
    }
    countStarts(from: max(first - 1, 0))
  }

  private static func cut(_ characters: [Character]) -> [Piece] {
    guard characters.count > largestPiece else {
      return characters.isEmpty ? [] : [Piece(characters)]
    }
    return stride(from: 0, to: characters.count, by: freshPiece).map {
      Piece(Array(characters[$0..<min($0 + freshPiece, characters.count)]))
    }
  }

  /// Keeps the number of pieces in proportion to the text whatever is deleted.
  private mutating func mergeSmallPieces(around piece: Int) {
    let left = max(piece - 1, 0)
    while left + 1 < pieces.count, pieces[left].count + pieces[left + 1].count <= Self.freshPiece {
      pieces[left] = Piece(pieces[left].characters + pieces.remove(at: left + 1).characters)
    }
  }

  private mutating func countStarts(from piece: Int) {
    starts.removeLast(max(starts.count - pieces.count, 0))
    while starts.count < pieces.count { starts.append(0) }
    var start = piece > 0 ? starts[piece - 1] + pieces[piece - 1].count : 0
    for index in pieces.indices.dropFirst(piece) {
      starts[index] = start
      start += pieces[index].count
    }
  }
}

extension EditedText: Hashable {
  /// Equal when the characters are; how they are cut does not count.
  static func == (left: EditedText, right: EditedText) -> Bool {
    guard left.count == right.count else { return false }
    var (leftReader, rightReader) = (left.reader(from: 0), right.reader(from: 0))
    while let character = leftReader.next() {
      guard let other = rightReader.next(), character.isExactly(other) else { return false }
    }
    return true
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    // Enough to tell prompts apart; equality looks at everything.
    hasher.combine(characters(0..<min(count, 64)))
  }
}

extension Character {
  /// True for the same scalars; `==` also takes other ways of writing the same letter.
  func isExactly(_ other: Character) -> Bool { utf8.elementsEqual(other.utf8) }
}
