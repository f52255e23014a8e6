import CellGrid

/// What of a prompt stands in a row.
///
/// A prompt may weigh a megabyte and a screen has dozens of rows: only as much of it is looked at
/// as a row may need.
enum PromptGlimpse {
  /// How far into a prompt anything is looked for, in bytes or scalars.
  private static let depth = 4_096
  private static let triesPerWord = 4

  /// Its beginning; or, when none of the words is there, where the first of them stands.
  static func line(_ prompt: String, _ words: FoundWords, cells: Int) -> String {
    let opening = opening(prompt, cells: cells)
    if words.isEmpty || opening.last != "…" || !words.cells(in: opening).isEmpty { return opening }
    return inside(prompt, words, cells: cells) ?? opening
  }

  /// Most signs take a cell; only where many do not, more of the text is cleaned.
  private static func opening(_ prompt: String, cells: Int) -> String {
    let blanks = prompt.unicodeScalars.prefix(depth).prefix(while: \.properties.isWhitespace)
    let scalars = prompt[blanks.endIndex...].unicodeScalars
    var length = cells + 8
    while true {
      let end = scalars.index(scalars.startIndex, offsetBy: length, limitedBy: scalars.endIndex)
      guard let end, end < scalars.endIndex else { return plain(Substring(scalars), cells: cells) }
      let line = plain(Substring(scalars[..<end]), cells: cells)
      if line.last == "…" || length > 16 * (cells + 8) { return line }
      length *= 4
    }
  }

  private static func plain(_ text: Substring, cells: Int) -> String {
    PromptExcerpt.line(String(text), cells: cells)
  }

  private static func inside(_ prompt: String, _ words: FoundWords, cells: Int) -> String? {
    let bytes = prompt.utf8.prefix(depth)
    let lead = max(cells / 4, 1)
    for word in words.spellings {
      var from = bytes.startIndex
      for _ in 0..<triesPerWord {
        guard let found = place(of: word, in: bytes[from...]) else { break }
        // A whole word shows only from its beginning on, and with what stands before it.
        let start = prompt.index(found, offsetBy: -lead, limitedBy: prompt.startIndex)
        let rest = prompt[(start ?? prompt.startIndex)...].unicodeScalars.prefix(4 * cells + 8)
        let line = "…" + plain(Substring(rest), cells: max(cells - 1, 0))
        if !words.cells(in: line).isEmpty { return line }
        from = bytes.index(after: found)
      }
    }
    return nil
  }

  /// Where the bytes of a word stand, ASCII letters of either case.
  private static func place(
    of word: [UInt8],
    in bytes: Substring.UTF8View
  ) -> String.Index? {
    guard let first = word.first else { return nil }
    var place = bytes.startIndex
    while place < bytes.endIndex {
      if small(bytes[place]) == first, bytes[place...].lazy.map(small).starts(with: word) {
        return place
      }
      bytes.formIndex(after: &place)
    }
    return nil
  }

  private static func small(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
