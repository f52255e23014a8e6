import CellGrid

extension EditorStyles {
  /// The styles of a line that is typed in.
  init(_ theme: Theme) {
    self.init(text: theme.plain, selection: theme.marked, sign: theme.faint)
  }
}
