/// How many cells of a terminal a text takes.
///
/// Terminals disagree about clusters that fonts may join: families, flags, skin tones, emoji
/// forms of text symbols. A character counts as what `drawn(_:)` makes of it, which all of them
/// draw alike; text that went through `PlainText` is in that form already.
public enum CellWidth {
  /// Cells of one scalar by itself: 0, 1 or 2. Controls and invisible scalars take none.
  public static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 {
      return value < 0x20 || (0x7F..<0xA0).contains(value) || value == 0xAD ? 0 : 1
    }
    if isZero(scalar) { return 0 }
    return WideScalars.contains(scalar) ? 2 : 1
  }

  /// The scalar of a character that is drawn as it is, and its cells: letters without marks of
  /// Latin, Han, kana and Hangul, dashes, lines, blocks and dots, found without any table. `nil` says nothing.
  public static func plain(_ character: Character) -> (scalar: Unicode.Scalar, cells: Int)? {
    let scalars = character.unicodeScalars
    guard let scalar = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex
    else { return nil }
    switch scalar.value {
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x2010...0x2027, 0x2500...0x259F, 0x2800...0x28FF:
      return (scalar, 1)
    case 0x3001...0x3029, 0x3041...0x3096, 0x309B...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xAC00...0xD7A3, 0xFF01...0xFF60:
      return (scalar, 2)
    default: return nil
    }
  }

  /// Cells of one character as it is drawn.
  public static func of(_ character: Character) -> Int {
    if let plain = plain(character) { return plain.cells }
    let scalars = character.unicodeScalars
    if let only = scalars.first, scalars.count == 1 {
      return isRegionalIndicator(only) ? 1 : isInvisible(only) ? 0 : of(only)
    }
    return drawn(character).unicodeScalars.reduce(0) { $0 + of($1) }
  }

  /// Cells of a text as it is drawn.
  public static func of(_ text: some StringProtocol) -> Int {
    if let ascii = text.utf8.withContiguousStorageIfAvailable(printableCount), let ascii {
      return ascii
    }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The number of bytes when all are printable ASCII, or else nothing.
  private static func printableCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? bytes.count : nil
  }

  private static func isZero(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark:
      return true
    case .format:
      // Signs that stand before a number and span it are drawn; the rest is invisible.
      return !isPrependedSign(scalar)
    case .lineSeparator, .paragraphSeparator:
      return true
    default:
      // The second and third letters of a Hangul syllable share the cells of the first.
      return (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FB).contains(scalar.value)
        || (properties.isDefaultIgnorableCodePoint && scalar.value != 0x115F)
    }
  }

  static func isPrependedSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x600...0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD: true
    default: false
    }
  }

  static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }
}
