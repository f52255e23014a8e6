/// Where each row of a soft-wrapped text starts, kept up to date edit by edit.
struct EditorRows: Hashable, Sendable {
  /// Cells of a row; at least one.
  let width: Int
  /// Offsets, ascending; the first is 0.
  private(set) var starts: [Int]

  init(_ text: EditedText, width: Int) {
    self.width = max(width, 1)
    starts = [0]
    var breaks = RowBreaks(text, from: 0, width: self.width)
    while let start = breaks.next() { starts.append(start) }
  }

  var count: Int { starts.count }

  /// Rows that are broken anew after an edit before the rest is left as it was.
  static let reach = 256

  /// Follows a change; `text` is the text after it.
  ///
  /// Where a paragraph of many screens is edited, the rows far below keep their breaks, and one
  /// row there may be shorter than it could be: a key must not cost more in a longer text.
  mutating func follow(_ change: TextChange, in text: EditedText) {
    // A row ends where the next one's first word did not fit, so the row before may change too.
    let first = max(row(of: change.offset) - 1, 0)
    let shift = change.insertedCount - change.removedCount
    var breaks = RowBreaks(text, from: starts[first], width: width)
    var fresh: [Int] = []
    var next = first + 1
    while let start = breaks.next() {
      if start >= change.insertedRange.upperBound {
        while next < starts.count, starts[next] < start - shift { next += 1 }
        // From the start of a row on, equal texts are broken alike. The old rows fit wherever they
        // start, so far below any of them will do.
        let isInStep = next < starts.count && starts[next] == start - shift
        if next < starts.count, starts[next] >= change.removedRange.upperBound,
          isInStep || fresh.count >= Self.reach + change.insertedCount
        {
          return splice(isInStep ? fresh : fresh + [start], rows: first + 1..<next, shift: shift)
        }
      }
      fresh.append(start)
    }
    splice(fresh, rows: first + 1..<starts.count, shift: shift)
  }

  private mutating func splice(_ fresh: [Int], rows: Range<Int>, shift: Int) {
    if shift != 0 {
      for row in rows.upperBound..<starts.count { starts[row] += shift }
    }
    starts.replaceSubrange(rows, with: fresh)
  }

  /// The row on which the caret before this character is drawn.
  func row(of offset: Int) -> Int {
    var low = 0
    var high = starts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The characters of a row, its line break included.
  func range(ofRow row: Int, in text: EditedText) -> Range<Int> {
    starts[row]..<(row + 1 < starts.count ? starts[row + 1] : text.count)
  }

  /// The last place of the caret on a row.
  func end(ofRow row: Int, in text: EditedText) -> Int {
    row + 1 < starts.count ? max(starts[row + 1] - 1, starts[row]) : text.count
  }

  /// Cells to the left of a character on its row.
  func column(of offset: Int, in text: EditedText) -> Int {
    text.characters(starts[row(of: offset)]..<offset).reduce(0) { $0 + cells($1) }
  }

  /// The character of a row that covers a column, or the last place of the caret on it.
  func offset(row: Int, column: Int, in text: EditedText) -> Int {
    let end = end(ofRow: row, in: text)
    var reader = text.reader(from: starts[row])
    var offset = starts[row]
    var used = 0
    while offset < end, let character = reader.next() {
      used += cells(character)
      if used > column { break }
      offset += 1
    }
    return offset
  }

  /// As drawn: nothing is wider than a row.
  func cells(_ character: Character) -> Int { min(EditorCharacter.cells(character), width) }
}
