/// Where a line of text may be broken besides at blanks.
public enum LineBreaking {
  /// True where a line may end between two characters that stand side by side without a blank: at
  /// wide ones, but not before what closes nor after what opens. Cells are as drawn.
  public static func isAllowed(
    after left: Character,
    cells leftCells: Int,
    before right: Character,
    cells rightCells: Int
  ) -> Bool {
    guard leftCells == 2 || rightCells == 2 else { return false }
    if isLetter(left), isLetter(right) { return true }
    return !closers.contains(right) && !openers.contains(left)
  }

  /// The bulk of Chinese, Japanese and Korean text, in which nothing opens or closes.
  private static func isLetter(_ character: Character) -> Bool {
    switch character.unicodeScalars.first?.value ?? 0 {
    case 0x3041...0x3096, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: true
    default: false
    }
  }

  private static let openers: Set<Character> = [
    "(", "[", "（", "「", "『", "【", "《", "〈", "〔", "［", "｛", "“",
  ]
  private static let closers: Set<Character> = [
    "、", "。", "，", "．", "！", "？", "：", "；", "）", "」", "』", "】", "》", "〉", "〕", "］", "｝", "”",
    "ー", "々", "…", ",", ".", "!", "?", ":", ";", ")", "]",
  ]
}
