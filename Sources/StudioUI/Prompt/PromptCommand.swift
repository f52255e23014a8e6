/// What can be done in the prompt pane, besides editing.
public enum PromptCommand: String, PaneCommand {
  case fix = "prompt.fix"
  case otherFix = "prompt.other-fix"
  case nextAdvice = "prompt.next-advice"
  case find = "prompt.find"
  case earlier = "prompt.earlier"
  case later = "prompt.later"
  case openEditor = "prompt.editor"
  case copy = "prompt.copy"

  public var title: String {
    switch self {
    case .fix: "Do what the advice says"
    case .otherFix: "Do the other thing that the advice offers"
    case .nextAdvice: "Show the next advice"
    case .find: "Find an earlier prompt"
    case .earlier: "Go back to the prompt before"
    case .later: "Go forward to the prompt after"
    case .openEditor: "Write in an editor of your own"
    case .copy: "Copy the prompt"
    }
  }

  public var hint: String {
    switch self {
    case .fix: "fix"
    case .otherFix: "other fix"
    case .nextAdvice: "next advice"
    case .find: "earlier prompts"
    case .earlier: "before"
    case .later: "after"
    case .openEditor: "$EDITOR"
    case .copy: "copy"
    }
  }

  public var keys: [String] {
    switch self {
    case .fix: ["alt-l"]
    case .otherFix: ["alt-o"]
    case .nextAdvice: ["alt-n"]
    case .find: ["alt-r", "/"]
    case .earlier: ["alt-up"]
    case .later: ["alt-down"]
    case .openEditor: ["alt-e", "e"]
    case .copy: ["alt-c", "y"]
    }
  }
}
