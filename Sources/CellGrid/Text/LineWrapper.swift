/// Breaks one paragraph into lines, one character after the other.
struct LineWrapper {
  private let width: Int
  private var lines: [String] = []
  /// The line so far, ending at the last place where it may break.
  private var line = ""
  private var lineWidth = 0
  /// Blanks after `line`, kept only when something follows them on the same line.
  private var blanks = 0
  /// What must stay together and follows the blanks.
  private var word = ""
  private var wordWidth = 0
  /// The last character of `word`.
  private var last: Character?

  init(width: Int) { self.width = width }

  mutating func add(_ character: Character) {
    if character == " " || character == "\u{3000}" {
      settleWord()
      blanks += character == " " ? 1 : 2
      last = nil
      return
    }
    let cells = CellWidth.of(character)
    if mayBreak(before: character, cells: cells) { settleWord() }
    append(cells > width ? "…" : character, cells: min(cells, width))
    last = character
  }

  private func mayBreak(before character: Character, cells: Int) -> Bool {
    guard let last else { return false }
    return LineBreaking.isAllowed(
      after: last,
      cells: CellWidth.of(last),
      before: character,
      cells: cells
    )
  }

  mutating func finished() -> [String] {
    settleWord()
    lines.append(line)
    return lines
  }

  private mutating func append(_ character: Character, cells: Int) {
    if wordWidth + cells > width {
      breakLine()
      lines.append(word)
      word = ""
      wordWidth = 0
    }
    word.append(character)
    wordWidth += cells
  }

  /// Ends the line at its last break, unless there is nothing on it.
  private mutating func breakLine() {
    if !line.isEmpty { lines.append(line) }
    line = ""
    lineWidth = 0
    blanks = 0
  }

  private mutating func settleWord() {
    guard !word.isEmpty else { return }
    if lineWidth + blanks + wordWidth > width { breakLine() }
    line += String(repeating: " ", count: blanks) + word
    lineWidth += blanks + wordWidth
    blanks = 0
    word = ""
    wordWidth = 0
  }
}
