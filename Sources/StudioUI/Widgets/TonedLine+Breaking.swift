import CellGrid

extension TonedLine {
  /// The same in lines of at most `width` cells, broken at blanks where that can be; addresses are
  /// lost.
  func broken(width: Int) -> [TonedLine] {
    let letters = spans.flatMap { span in span.text.map { (letter: $0, tone: span.tone) } }
    var lines: [TonedLine] = []
    var start = 0
    while start < letters.count {
      let end = Self.end(of: letters[start...].lazy.map(\.letter), from: start, width: width)
      var line = TonedLine([])
      for (letter, tone) in letters[start..<end] {
        if line.spans.last?.tone == tone {
          line.spans[line.spans.count - 1].text.append(letter)
        } else {
          line.spans.append(Span(String(letter), tone))
        }
      }
      lines.append(line)
      start = letters[end...].firstIndex { $0.letter != " " } ?? letters.count
    }
    return lines
  }

  private static func end(
    of letters: some Collection<Character>,
    from start: Int,
    width: Int
  ) -> Int {
    var used = 0
    var end = start
    var blank: Int?
    for letter in letters {
      let cells = CellWidth.of(letter)
      if used + cells > width, end > start {
        // Between characters that are words of their own a line may break anywhere.
        return letter == " " || cells == 2 ? end : blank ?? end
      }
      if letter == " ", end > start { blank = end }
      used += cells
      end += 1
    }
    return end
  }
}
