/// One of the four parts of the screen.
public enum PaneID: Int, Hashable, Sendable, CaseIterable {
  case prompt = 1
  case sequence, live, history

  public var title: String {
    switch self {
    case .prompt: "Prompt"
    case .sequence: "Sequence"
    case .live: "Live"
    case .history: "History"
    }
  }

  /// The pane that shares its place where there is room for two only.
  public var partner: PaneID {
    switch self {
    case .prompt: .sequence
    case .sequence: .prompt
    case .live: .history
    case .history: .live
    }
  }
}
