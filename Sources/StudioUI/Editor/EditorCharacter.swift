import CellGrid

/// How an editor shows and groups one character.
///
/// Every character has a place of its own: what terminals don't draw is shown as a sign of one
/// cell. Only line breaks take no cell.
enum EditorCharacter {
  static func isLineBreak(_ character: Character) -> Bool {
    // A line feed for CR LF too.
    character.asciiValue == 0x0A
  }

  /// Blanks at which lines are broken.
  static func isBlank(_ character: Character) -> Bool {
    character == " " || character == "\t" || character == "\u{3000}"
  }

  /// Cells it takes where it fits on a row.
  static func cells(_ character: Character) -> Int {
    // `asciiValue` is a line feed for CR LF too.
    if let ascii = character.asciiValue { return ascii == 0x0A ? 0 : 1 }
    if let plain = CellWidth.plain(character) { return plain.cells }
    return CellWidth.of(form(character))
  }

  /// What is drawn for it; nothing for a line break.
  static func form(_ character: Character) -> String {
    if let ascii = character.asciiValue {
      if ascii == 0x0A { return "" }
      return ascii >= 0x20 && ascii < 0x7F ? String(character) : sign(ascii)
    }
    if CellWidth.plain(character) != nil { return String(character) }
    // Line breaks that don't break lines here: other programs may take them for some.
    if character.isNewline { return "␦" }
    let form = PlainText.line(shortened(character))
    return CellWidth.of(form) == 0 ? "␦" : form
  }

  /// True where a sign is shown instead of the character.
  static func isSign(_ character: Character) -> Bool {
    if let ascii = character.asciiValue {
      return ascii != 0x0A && (ascii < 0x20 || ascii == 0x7F)
    }
    return CellWidth.plain(character) == nil && form(character) == "␦"
  }

  /// Draws a character that may take the whole of a row `width` cells wide, and returns the cells
  /// it took; one that is wider still is drawn as `…`.
  static func draw(
    _ character: Character,
    in canvas: inout Canvas,
    x: Int,
    y: Int,
    _ style: Style,
    width: Int
  ) -> Int {
    if let plain = CellWidth.plain(character), plain.cells <= width {
      return canvas.text(String(character), x: x, y: y, style, width: plain.cells)
    }
    let cells = min(cells(character), width)
    return canvas.text(TextFlow.truncated(form(character), to: cells), x: x, y: y, style)
  }

  private static func sign(_ control: UInt8) -> String {
    let scalar = control == 0x7F ? "␡" : Unicode.Scalar(0x2400 + UInt32(control)) ?? "␦"
    return String(Character(scalar))
  }

  /// A letter may carry a million marks; the first few decide how it is drawn.
  private static func shortened(_ character: Character) -> String {
    guard character.utf8.count > 128 else { return String(character) }
    var start = String.UnicodeScalarView()
    start.append(contentsOf: character.unicodeScalars.prefix(24))
    return String(start)
  }
}
