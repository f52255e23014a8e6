/// Lays out plain text by cells. Text from outside goes through `PlainText` first.
public enum TextFlow {
  public enum Alignment: Sendable, Hashable {
    case leading, centre, trailing
  }

  /// The text when it fits, or else its start and `ellipsis`, together at most `width` cells.
  public static func truncated(_ text: String, to width: Int, ellipsis: String = "…") -> String {
    if CellWidth.of(text) <= width { return text }
    let mark = CellWidth.of(ellipsis)
    guard width >= mark else { return String(prefix(of: ellipsis, cells: width)) }
    return prefix(of: text, cells: width - mark) + ellipsis
  }

  /// The longest start of a text that takes at most `cells`.
  public static func prefix(of text: String, cells: Int) -> Substring {
    var used = 0
    var end = text.startIndex
    while end < text.endIndex {
      used += CellWidth.of(text[end])
      if used > cells { break }
      end = text.index(after: end)
    }
    return text[..<end]
  }

  /// The text in exactly `width` cells: truncated, or filled with spaces.
  public static func padded(
    _ text: String,
    to width: Int,
    _ alignment: Alignment = .leading,
    ellipsis: String = "…"
  ) -> String {
    let fitted = truncated(text, to: width, ellipsis: ellipsis)
    let room = max(0, width - CellWidth.of(fitted))
    let before =
      switch alignment {
      case .leading: 0
      case .centre: room / 2
      case .trailing: room
      }
    return String(repeating: " ", count: before) + fitted
      + String(repeating: " ", count: room - before)
  }

  /// Breaks a text into lines of at most `width` cells.
  ///
  /// Words stay whole where they fit on a line; wide characters may be parted anywhere, except
  /// that closing punctuation does not start a line. `\n` starts a new line, and blanks at a
  /// break are dropped. A character wider than a whole line is drawn as `…`.
  public static func wrapped(_ text: String, width: Int) -> [String] {
    let width = max(width, 1)
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      var wrapper = LineWrapper(width: width)
      for character in paragraph { wrapper.add(character) }
      return wrapper.finished()
    }
  }
}
