import CellGrid

/// Finds where rows of a given width start, one after the other.
///
/// Rows end after blanks and at wide characters, never inside a character; a word that is wider
/// than a row is cut. Blanks are kept: one that does not fit starts the next row. A line break
/// and the end of the text take a cell, so that the caret can stand there.
struct RowBreaks {
  private struct Item {
    var character: Character
    var cells: Int
    var isLineBreak: Bool
    var isBlank: Bool
  }

  private var reader: EditedText.Reader
  private let width: Int
  /// Of the character to come.
  private var offset: Int
  private var rowStart: Int
  private var used = 0
  /// The last place where this row may end, and the cells before it.
  private var opportunity: (offset: Int, used: Int)?
  private var last: Item?
  private var held: Item?
  private var isAtEnd = false

  /// Starts at the start of a row; what stands before it does not matter.
  init(_ text: EditedText, from start: Int, width: Int) {
    reader = text.reader(from: start)
    self.width = max(width, 1)
    offset = start
    rowStart = start
  }

  /// The offset where the next row starts.
  mutating func next() -> Int? {
    while let item = held ?? read() {
      if mayBreak(before: item) { opportunity = (offset, used) }
      if used + max(item.cells, 1) > width, offset > rowStart {
        held = item
        return breakRow(before: item)
      }
      held = nil
      used += item.cells
      offset += 1
      last = item
      if item.isLineBreak { return startRow(at: offset, used: 0) }
    }
    guard !isAtEnd else { return nil }
    isAtEnd = true
    return used >= width ? offset : nil
  }

  private mutating func read() -> Item? {
    guard let character = reader.next() else { return nil }
    let isLineBreak = EditorCharacter.isLineBreak(character)
    return Item(
      character: character,
      cells: min(EditorCharacter.cells(character), width),
      isLineBreak: isLineBreak,
      isBlank: isLineBreak || EditorCharacter.isBlank(character)
    )
  }

  private mutating func breakRow(before item: Item) -> Int {
    guard !item.isBlank, let opportunity else { return startRow(at: offset, used: 0) }
    return startRow(at: opportunity.offset, used: used - opportunity.used)
  }

  private mutating func startRow(at start: Int, used: Int) -> Int {
    rowStart = start
    self.used = used
    opportunity = nil
    return start
  }

  private func mayBreak(before item: Item) -> Bool {
    guard let last, offset > rowStart, !item.isBlank else { return false }
    if last.isBlank { return true }
    return LineBreaking.isAllowed(
      after: last.character,
      cells: last.cells,
      before: item.character,
      cells: item.cells
    )
  }
}
