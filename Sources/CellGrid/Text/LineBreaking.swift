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
    return !closers.contains(right) && !openers.contains(left)
  }

  private static let openers: Set<Character> = [
    "(", "[", "（", "「", "『", "【", "《", "〈", "〔", "［", "｛", "“",
  ]
  private static let closers: Set<Character> = [
    "、", "。", "，", "．", "！", "？", "：", "；", "）", "」", "』", "】", "》", "〉", "〕", "］", "｝", "”",
    "ー", "々", "…", ",", ".", "!", "?", ":", ";", ")", "]",
  ]
}
