import CellGrid

/// The start of a prompt, by which people tell sequences apart.
public enum PromptExcerpt {
  /// At most `cells` cells of one line. Only the start of a long prompt is looked at.
  public static func line(_ prompt: String, cells: Int) -> String {
    let start = prompt.prefix(max(cells, 0) * 2 + 64)
    let text = PlainText.line(String(start)).split(separator: " ").joined(separator: " ")
    return TextFlow.truncated(text, to: cells)
  }
}
