/// The one door through which text from outside reaches a grid, a log line or a terminal.
///
/// What comes out holds no control, no part of an escape sequence, nothing invisible, nothing
/// that changes the direction of writing, no scalar whose look is unknown, and only characters
/// that every terminal draws in the same number of cells (see `CellWidth.drawn(_:)`).
public enum PlainText {
  /// One line: line breaks and tabs become spaces.
  public static func line(_ text: String) -> String {
    if isPlain(text) { return text }
    return cleaned(text, keepsLines: false)
  }

  /// One line of at most `width` cells, its end replaced by `ellipsis` where it is longer.
  public static func line(_ text: String, width: Int, ellipsis: String = "…") -> String {
    TextFlow.truncated(line(text), to: width, ellipsis: ellipsis)
  }

  /// One line from bytes; what is not UTF-8 becomes U+FFFD.
  public static func line(utf8 bytes: some Collection<UInt8>) -> String {
    line(String(decoding: bytes, as: UTF8.self))
  }

  /// Lines kept apart by `\n`, whatever kind of line break stood there; tabs become spaces.
  public static func lines(_ text: String) -> String {
    if isPlain(text) { return text }
    return cleaned(text, keepsLines: true)
  }

  /// Lines from bytes; what is not UTF-8 becomes U+FFFD.
  public static func lines(utf8 bytes: some Collection<UInt8>) -> String {
    lines(String(decoding: bytes, as: UTF8.self))
  }

  /// One line in which nothing is left out: controls are shown as `␛`, `␊` and so on, everything
  /// else that is unsafe as `<U+202E>`.
  public static func visible(_ text: String) -> String {
    if isPlain(text) { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20: shown.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "␦")
      case 0x7F: shown += "␡"
      default:
        if isReplaced(scalar) || CellWidth.isInvisible(scalar) {
          shown += "<U+\(hexadecimal(scalar.value))>"
        } else {
          shown.unicodeScalars.append(scalar)
        }
      }
    }
    return drawn(shown.unicodeScalars, keepsLines: false)
  }

  /// A plain text with everything outside ASCII replaced, for terminals without UTF-8: one `?`
  /// a cell, so that columns stay where they are.
  public static func ascii(_ plain: String) -> String {
    if plain.utf8.allSatisfy({ $0 < 0x80 }) { return plain }
    var ascii = ""
    for character in plain {
      if character.isASCII {
        ascii.append(character)
      } else if let familiar = familiarForms[character] {
        ascii += familiar
      } else {
        ascii += String(repeating: "?", count: CellWidth.of(character))
      }
    }
    return ascii
  }

  /// Signs of one cell that have a plain form of one cell.
  private static let familiarForms: [Character: String] = [
    "‘": "'", "’": "'", "“": "\"", "”": "\"", "–": "-", "—": "-", "·": ".", "×": "x", "\u{A0}": " ",
    "…": "~", "•": "*",
  ]

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  private static func cleaned(_ text: String, keepsLines: Bool) -> String {
    var stripper = EscapeStripper(text)
    return drawn(stripper.stripped(), keepsLines: keepsLines)
  }

  private static func drawn(_ scalars: String.UnicodeScalarView, keepsLines: Bool) -> String {
    var drawn = ""
    var hasBase = false
    for character in String(spaced(scalars, keepsLines: keepsLines)) {
      if character == "\n" {
        drawn.append(character)
        hasBase = false
        continue
      }
      let form = CellWidth.drawn(character)
      guard let first = form.unicodeScalars.first else { continue }
      // A mark without a letter would settle on whatever is printed before this text.
      if !hasBase, CellWidth.of(first) == 0 { drawn.unicodeScalars.append("\u{25CC}") }
      drawn += form
      hasBase = true
    }
    return drawn
  }

  /// Line breaks and blanks of every kind in one form, what is invisible gone but for the joiner
  /// that makes one emoji of several, unknown scalars marked.
  private static func spaced(
    _ scalars: String.UnicodeScalarView,
    keepsLines: Bool
  ) -> String.UnicodeScalarView {
    var spaced = String.UnicodeScalarView()
    let lineBreak: Unicode.Scalar = keepsLines ? "\n" : " "
    var last: Unicode.Scalar?
    for scalar in scalars {
      defer { last = scalar }
      switch scalar.value {
      case 0x0A where last == "\r": continue
      case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: spaced.append(lineBreak)
      case 0x09: spaced.append(" ")
      case 0..<0x20, 0x7F..<0xA0: continue
      case 0x3000: spaced.append(scalar)
      default:
        if isReplaced(scalar) {
          spaced.append("\u{FFFD}")
        } else if CellWidth.isInvisible(scalar), scalar != CellWidth.joiner {
          // Gone before characters are told apart: what it kept apart stands together now.
          continue
        } else {
          spaced.append(scalar.properties.generalCategory == .spaceSeparator ? " " : scalar)
        }
      }
    }
    return spaced
  }

  /// Scalars whose look nobody can know: private ones, among them the carrier of kitty's
  /// pictures, and those younger than the width tables here and in terminals.
  private static func isReplaced(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x300 { return false }
    if scalar.properties.isNoncharacterCodePoint { return true }
    switch scalar.properties.generalCategory {
    case .privateUse, .unassigned: return !CellWidth.isInvisible(scalar)
    default: break
    }
    if CellWidth.isInvisible(scalar) { return false }
    guard let age = scalar.properties.age else { return true }
    return age > (major: 15, minor: 0)
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
