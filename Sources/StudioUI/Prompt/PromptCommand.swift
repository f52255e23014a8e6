/// What can be done in the prompt pane.
public enum PromptCommand: String, PaneCommand {
  case nothing = "prompt.nothing"

  public var title: String { "" }
  public var keys: [String] { [] }
}
