/// Finds the markers of a shot list in a prompt.
struct ShotMarkerReader {
  /// What markers of one list have in common.
  struct Kind: Hashable {
    enum Rank: Int, Comparable {
      /// `Frame 1:`, `镜头一：`, `第1张：`
      case staged
      /// `1.`, `(1)`, `①`
      case numbered
      /// `Image 1:`, `图1：`, which may describe references.
      case pictured
      case bullet

      static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
    }

    var rank: Rank
    /// The name, or the marks around a bare number, folded.
    var name: String
  }

  struct Found {
    var kind: Kind
    var marker: ShotMarker
    /// Offsets of characters.
    var range: Range<Int>

    var value: Int { marker.number?.value ?? 0 }
  }

  let characters: [Character]
  let letters: [PromptLetter]

  init(_ text: String) {
    characters = Array(text)
    letters = characters.map(PromptLetter.init)
  }

  /// The marker that opens the line which begins at an offset.
  func marker(lineStart: Int) -> Found? {
    let indent = pastSpaces(lineStart)
    let bullet = bulletEnd(indent)
    let decorated = decorationEnd(bullet ?? indent)
    if let core = core(at: decorated, emphasised: isEmphasis(decorated - 1), inLine: false) {
      return found(core, from: lineStart)
    }
    guard let bullet else { return nil }
    return Found(
      kind: Kind(rank: .bullet, name: String(letters[indent].scalar)),
      marker: ShotMarker(before: text(lineStart..<bullet), number: nil, after: ""),
      range: lineStart..<bullet
    )
  }

  /// A marker in the middle of a line: `1) a; 2) b`.
  func marker(inside index: Int) -> Found? {
    guard let core = core(at: index, emphasised: false, inLine: true) else { return nil }
    if core.number.form == .circled { return found(core, from: index) }
    // `1)` may follow a word; `Part 1:` and `chapter 1.` number something else.
    let isFree = core.kind.rank != .numbered || core.isClosed || isAfterMark(index)
    return isFree && isBoundary(index) ? found(core, from: index) : nil
  }
}

extension ShotMarkerReader {
  /// The named or bare number of a marker with what closes it.
  struct Core {
    var kind: Kind
    var number: ShotNumber
    var numberRange: Range<Int>
    /// A bracket ends it.
    var isClosed: Bool
    /// Past the white space that follows.
    var end: Int
  }

  func text(_ range: Range<Int>) -> String { String(characters[range]) }

  func scalar(_ index: Int) -> Unicode.Scalar? {
    letters.indices.contains(index) ? letters[index].scalar : nil
  }

  func kind(_ index: Int) -> PromptLetter.Kind? {
    letters.indices.contains(index) ? letters[index].kind : nil
  }

  func pastSpaces(_ start: Int) -> Int {
    var index = start
    while kind(index) == .space { index += 1 }
    return index
  }

  func isLineEnd(_ index: Int) -> Bool { index >= letters.count || kind(index) == .lineBreak }

  func isEmphasis(_ index: Int) -> Bool {
    scalar(index).map(ShotMarkerWords.emphasis.contains) ?? false
  }

  private func found(_ core: Core, from start: Int) -> Found {
    Found(
      kind: core.kind,
      marker: ShotMarker(
        before: text(start..<core.numberRange.lowerBound),
        number: core.number,
        after: text(core.numberRange.upperBound..<core.end)
      ),
      range: start..<core.end
    )
  }

  /// Past a bullet and its spaces; `nil` where none stands.
  private func bulletEnd(_ index: Int) -> Int? {
    guard let mark = scalar(index), ShotMarkerWords.bullets.contains(mark) else { return nil }
    let next = index + 1
    let isParted = isLineEnd(next) || kind(next) == .space
    return isParted || ShotMarkerWords.firmBullets.contains(mark) ? pastSpaces(next) : nil
  }

  /// Past the `##` and `**` of a heading.
  private func decorationEnd(_ start: Int) -> Int {
    var index = start
    while scalar(index) == "#", index < start + 6 { index += 1 }
    if index > start {
      guard kind(index) == .space else { return start }
      index = pastSpaces(index)
    }
    return pastEmphasis(index)
  }

  func pastEmphasis(_ start: Int) -> Int {
    var index = start
    while isEmphasis(index), index < start + 3 { index += 1 }
    return index
  }

  /// True where nothing, or a mark, stands before white space.
  private func isAfterMark(_ index: Int) -> Bool {
    var place = index - 1
    while kind(place) == .space { place -= 1 }
    guard let before = scalar(place), kind(place) != .lineBreak else { return true }
    return ShotMarkerWords.boundaries.contains(before)
  }

  private func isBoundary(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    switch letters[index - 1].kind {
    case .space, .lineBreak: return true
    case .symbol: return ShotMarkerWords.boundaries.contains(letters[index - 1].scalar)
    case .letter, .digit, .ideograph: return false
    }
  }
}
