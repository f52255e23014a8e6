/// What can be done in the sequence pane.
public enum SequenceCommand: String, PaneCommand {
  case nothing = "sequence.nothing"

  public var title: String { "" }
  public var keys: [String] { [] }
}
