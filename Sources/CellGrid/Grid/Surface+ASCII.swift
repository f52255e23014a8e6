extension Surface {
  /// The same for terminals without UTF-8: lines, blocks and signs in their nearest form of one
  /// cell, everything else as `PlainText.ascii(_:)` has it, one cell for each cell.
  public var ascii: Surface {
    var plain = self
    for y in 0..<size.height {
      for x in 0..<size.width {
        let cell = self[x, y]
        guard cell.role != .covered, cell.glyph != .picture,
          !cell.glyph.base.isASCII || cell.glyph.hasMarks
        else {
          continue
        }
        let form = Self.forms[cell.glyph.base] ?? PlainText.ascii(cell.glyph.text)
        let glyph = form.unicodeScalars.first.map { Glyph($0) } ?? Glyph("?")
        plain.put(Cell(glyph, cell.style), x: x, y: y)
        if cell.role == .wide { plain.put(Cell(glyph, cell.style), x: x + 1, y: y) }
      }
    }
    return plain
  }

  private static let forms: [Unicode.Scalar: String] = [
    "─": "-", "│": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+",
    "┴": "+", "┼": "+", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "═": "=", "║": "|", "━": "-",
    "┃": "|", "█": "#", "▓": "#", "▒": ":", "░": ".", "▌": "|", "▐": "|", "▏": "|", "▎": "|",
    "▍": "|", "▋": "#", "▊": "#", "▉": "#", "●": "*", "○": "o", "◐": "o", "◆": "*", "◇": "o",
    "★": "*", "☆": ".", "✓": "+", "✗": "x", "▸": ">", "▾": "v", "▴": "^", "◂": "<", "→": ">",
    "←": "<", "↑": "^", "↓": "v", "↵": "$", "⏎": "$", "⠋": "|", "⠙": "/", "⠹": "-", "⠸": "\\",
    "⠼": "|", "⠴": "/", "⠦": "-", "⠧": "\\", "⠇": "|", "⠏": "/", "⏸": "=", "⚠": "!", "↻": "@",
  ]
}
