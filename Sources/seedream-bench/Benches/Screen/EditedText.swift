/// What editors are given: 2,000 characters, in short lines and in one paragraph.
enum EditedText {
  /// Stands on the screen of an editor that shows the middle of either.
  static let marker = "lantern"
  static let lineLength = 29
  static let lineCount = 67

  /// 67 lines of 29 characters: with their ends, 2,010 characters, less what the last one lacks.
  static let lines: String = {
    (0..<lineCount).map { number in
      let text = "\(number) a paper lantern on a still lake"
      return String(text.prefix(lineLength))
    }.joined(separator: "\n")
  }()

  static let paragraph: String = {
    var words = ""
    var number = 0
    while words.count < 2_000 {
      number += 1
      words += "a lantern \(number) on the lake, "
    }
    return String(words.prefix(2_000))
  }()
}
