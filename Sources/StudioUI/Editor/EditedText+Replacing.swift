/// One replacement in a text, enough to take it back or to do it again.
struct TextChange: Hashable, Sendable {
  /// Where it starts, in characters; the same before and after.
  var offset: Int
  var removed: String
  var removedCount: Int
  var inserted: String
  var insertedCount: Int

  var isEmpty: Bool { removedCount == 0 && insertedCount == 0 }
  /// What it is worth in the history, in bytes.
  var weight: Int { removed.utf8.count + inserted.utf8.count }
  /// The offsets of what it took away, in the text before it.
  var removedRange: Range<Int> { offset..<offset + removedCount }
  /// The offsets of what it put there, in the text after it.
  var insertedRange: Range<Int> { offset..<offset + insertedCount }
  /// What takes it back.
  var inverse: TextChange {
    TextChange(
      offset: offset,
      removed: inserted,
      removedCount: insertedCount,
      inserted: removed,
      insertedCount: removedCount
    )
  }
}

extension EditedText {
  /// Replaces a part as a text: what is inserted may join the character before it (an accent),
  /// and what stands after it may join what is inserted (the second half of a flag).
  ///
  /// Returns what changed, joined neighbours included, and the first offset at or after the end
  /// of what was inserted.
  mutating func replace(_ range: Range<Int>, with text: String) -> (change: TextChange, end: Int) {
    // A boundary between characters depends on nothing before the one before it, so one character
    // before the change is enough to look at; those after it until one comes out unchanged.
    let lead = characters(max(range.lowerBound - 1, 0)..<range.lowerBound)
    let head = String(lead) + text
    var reach = 1
    while true {
      let high = min(range.upperBound + reach, count)
      let tail = characters(range.upperBound..<high)
      let new = Array(head + String(tail))
      if high == count || new.last?.utf8.count == tail.last?.utf8.count {
        return settle(lead: lead, range: range, tail: tail, new: new, headBytes: head.utf8.count)
      }
      reach *= 2
    }
  }

  private mutating func settle(
    lead: [Character],
    range: Range<Int>,
    tail: [Character],
    new: [Character],
    headBytes: Int
  ) -> (change: TextChange, end: Int) {
    let old = lead + characters(range) + tail
    let start = range.lowerBound - lead.count
    var end = 0
    var bytes = 0
    while bytes < headBytes, end < new.count {
      bytes += new[end].utf8.count
      end += 1
    }
    var front = 0
    while front < min(lead.count, new.count), old[front].isExactly(new[front]) { front += 1 }
    var back = 0
    let room = min(tail.count, new.count - front, old.count - front)
    while back < room, old[old.count - 1 - back].isExactly(new[new.count - 1 - back]) { back += 1 }
    let removed = old[front..<old.count - back]
    let inserted = Array(new[front..<new.count - back])
    replaceCharacters(start + front..<start + old.count - back, with: inserted)
    let change = TextChange(
      offset: start + front,
      removed: String(removed),
      removedCount: removed.count,
      inserted: String(inserted),
      insertedCount: inserted.count
    )
    return (change, start + end)
  }
}
