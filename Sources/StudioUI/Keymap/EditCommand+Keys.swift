import CellGrid

extension EditCommand: PaneCommand {
  public var keys: [String] {
    EditorKeys.defaults.filter { $0.1 == self }.map { $0.0.spelled }
  }
}
