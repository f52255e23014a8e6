extension CellWidth {
  /// As many marks as ncurses keeps in a cell.
  private static let markLimit = 4
  static let joiner: Unicode.Scalar = "\u{200D}"
  private static let skinTones: ClosedRange<UInt32> = 0x1F3FB...0x1F3FF

  /// What every terminal draws in the same number of cells: the first emoji of a joined cluster,
  /// the letters of a flag, a base with at most four marks, nothing invisible.
  public static func drawn(_ character: Character) -> String {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return "" }
    if scalars.count == 1, !isRegionalIndicator(first) {
      return isInvisible(first) ? "" : String(character)
    }
    if isRegionalIndicator(first) { return letters(of: scalars) }
    let isPicture = first.properties.isEmoji && !first.isASCII
    var drawn = String.UnicodeScalarView()
    var marks = 0
    for scalar in scalars {
      if isPicture, scalar == joiner { break }
      if isInvisible(scalar) { continue }
      if isPicture, !drawn.isEmpty, skinTones.contains(scalar.value) { continue }
      if of(scalar) == 0, !isHangulPart(scalar) {
        marks += 1
        if marks > markLimit { continue }
      }
      drawn.append(scalar)
    }
    return String(drawn)
  }

  /// Flags are pairs of letters of their own kind; plain letters say the same everywhere.
  private static func letters(of scalars: Character.UnicodeScalarView) -> String {
    var letters = String.UnicodeScalarView()
    for scalar in scalars where isRegionalIndicator(scalar) {
      if let letter = Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41) { letters.append(letter) }
    }
    return String(letters)
  }

  private static func isHangulPart(_ scalar: Unicode.Scalar) -> Bool {
    (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FB).contains(scalar.value)
  }

  /// Joiners, variation selectors, tags, fillers, direction marks, line separators, noncharacters:
  /// nothing that leaves ink, and much that hides or reorders what stands beside it.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint || properties.isBidiControl { return true }
    if properties.isNoncharacterCodePoint { return true }
    switch properties.generalCategory {
    case .format: return !isPrependedSign(scalar)
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: return true
    default: return false
    }
  }
}
