import CellGrid

/// How an editor shows and groups one character.
///
/// Every character has a place of its own: what terminals don't draw is shown as a sign of one
/// cell. Only line breaks take no cell.
enum EditorCharacter {
  static func isLineBreak(_ character: Character) -> Bool {
    character == "\n" || character == "\r\n"
  }

  /// Blanks at which lines are broken.
  static func isBlank(_ character: Character) -> Bool {
    character == " " || character == "\t" || character == "\u{3000}"
  }

  /// Cells it takes where it fits on a row.
  static func cells(_ character: Character) -> Int {
    // `asciiValue` is a line feed for CR LF too.
    if let ascii = character.asciiValue { return ascii == 0x0A ? 0 : 1 }
    if let simple = simpleCells(character) { return simple }
    return CellWidth.of(form(character))
  }

  /// What is drawn for it; nothing for a line break.
  static func form(_ character: Character) -> String {
    if let ascii = character.asciiValue {
      if ascii == 0x0A { return "" }
      return ascii >= 0x20 && ascii < 0x7F ? String(character) : sign(ascii)
    }
    if simpleCells(character) != nil { return String(character) }
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
    return simpleCells(character) == nil && form(character) == "␦"
  }

  private static func sign(_ control: UInt8) -> String {
    let scalar = control == 0x7F ? "␡" : Unicode.Scalar(0x2400 + UInt32(control)) ?? "␦"
    return String(Character(scalar))
  }

  /// Cells of single scalars that are drawn as they are by everyone, without any table.
  private static func simpleCells(_ character: Character) -> Int? {
    let scalars = character.unicodeScalars
    guard let scalar = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex
    else { return nil }
    switch scalar.value {
    case 0xA1...0xAC, 0xAE...0x2FF: return 1
    case 0x3001...0x3029, 0x3041...0x3096, 0x309B...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xAC00...0xD7A3, 0xFF01...0xFF60:
      return 2
    default: return nil
    }
  }

  /// A letter may carry a million marks; the first few decide how it is drawn.
  private static func shortened(_ character: Character) -> String {
    guard character.utf8.count > 128 else { return String(character) }
    var start = String.UnicodeScalarView()
    start.append(contentsOf: character.unicodeScalars.prefix(24))
    return String(start)
  }
}
