/// What variables and wildcards may be called.
public enum TemplateName {
  /// Characters, as a person counts them.
  public static let maximumLength = 40

  /// True for a letter of any script followed by letters, digits, `_` and `-`, up to
  /// `maximumLength` characters.
  public static func isValid(_ name: some StringProtocol) -> Bool {
    guard let first = name.first, first.isLetter else { return false }
    return name.count <= maximumLength && name.allSatisfy(isPart)
  }

  static func isPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "-"
  }
}
