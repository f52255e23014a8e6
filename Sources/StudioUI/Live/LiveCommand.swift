/// What can be done in the live pane.
public enum LiveCommand: String, PaneCommand {
  case nothing = "live.nothing"

  public var title: String { "" }
  public var keys: [String] { [] }
}
