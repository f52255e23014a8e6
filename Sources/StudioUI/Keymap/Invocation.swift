/// A command of any part of the studio.
public enum Invocation: Hashable, Sendable {
  case app(AppCommand)
  case prompt(PromptCommand)
  case sequence(SequenceCommand)
  case live(LiveCommand)
  case history(HistoryCommand)
  case viewer(ViewerCommand)
  case edit(EditCommand)

  /// Every command there is, in the order of the help.
  public static let all: [Invocation] =
    AppCommand.allCases.map(Invocation.app) + PromptCommand.allCases.map(Invocation.prompt)
    + SequenceCommand.allCases.map(Invocation.sequence) + LiveCommand.allCases.map(Invocation.live)
    + HistoryCommand.allCases.map(Invocation.history)
    + ViewerCommand.allCases.map(Invocation.viewer) + EditCommand.allCases.map(Invocation.edit)

  private static let named = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// Finds a command by its name in the settings file.
  public init?(name: String) {
    guard let found = Self.named[name] else { return nil }
    self = found
  }

  private var command: any PaneCommand {
    switch self {
    case .app(let command): command
    case .prompt(let command): command
    case .sequence(let command): command
    case .live(let command): command
    case .history(let command): command
    case .viewer(let command): command
    case .edit(let command): command
    }
  }

  /// For the settings file, for example `history.star`.
  public var name: String { command.rawValue }

  public var title: String { command.title }

  /// One or two words for the row of keys.
  public var hint: String { command.hint }

  /// The keys it has unless the settings say otherwise.
  public var defaultKeys: [String] { command.keys }

  public var scope: KeyScope {
    switch self {
    case .app: .everywhere
    case .prompt, .edit: .pane(.prompt)
    case .sequence: .pane(.sequence)
    case .live: .pane(.live)
    case .history: .pane(.history)
    case .viewer: .viewer
    }
  }
}

/// Where a binding holds.
public enum KeyScope: Hashable, Sendable {
  case everywhere
  case pane(PaneID)
  /// While pictures have the whole screen.
  case viewer
}
