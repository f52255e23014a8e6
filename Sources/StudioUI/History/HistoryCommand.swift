/// What can be done in the history pane.
public enum HistoryCommand: String, PaneCommand {
  case nothing = "history.nothing"

  public var title: String { "" }
  public var keys: [String] { [] }
}
