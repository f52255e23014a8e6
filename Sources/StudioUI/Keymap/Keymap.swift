public import CellGrid

/// Which key does what, as data: the built-in bindings with a person's own in their place.
public struct Keymap: Hashable, Sendable {
  private var bound: [KeyScope: [KeyPress: Invocation]] = [:]
  private var chosen: [KeyScope: [KeyPress: Invocation]] = [:]
  private var keysOf: [Invocation: [KeyPress]] = [:]
  /// What of a person's bindings means nothing, one sentence each.
  public private(set) var problems: [String] = []

  /// The keys where the settings say nothing.
  public static let builtIn = Keymap()

  /// - Parameter own: keys by command name; they replace all built-in keys of that command. An
  ///   empty list takes its keys away.
  public init(own: [String: [String]] = [:]) {
    let replaced = readOwn(own)
    for invocation in Invocation.all where !replaced.contains(invocation) {
      for key in invocation.defaultKeys.compactMap(KeyPress.init(spelled:)) {
        guard isFree(key, in: invocation.scope) else { continue }
        keysOf[invocation, default: []].append(key)
        bound[invocation.scope, default: [:]][key] = invocation
      }
    }
  }

  /// The first command that names a key has it, and a person's own binding stands before all.
  private func isFree(_ key: KeyPress, in scope: KeyScope) -> Bool {
    bound[scope]?[key] == nil && chosen[.everywhere]?[key] == nil
  }

  private mutating func readOwn(_ own: [String: [String]]) -> Set<Invocation> {
    var replaced: Set<Invocation> = []
    for (name, spellings) in own.sorted(by: { $0.key < $1.key }) {
      guard let invocation = Invocation(name: name) else {
        problems.append("keys: there is no command “\(name)”")
        continue
      }
      let usable = spellings.filter { KeyPress(spelled: $0) != nil }
      // Nothing but mistakes takes no keys away.
      if spellings.isEmpty || !usable.isEmpty { replaced.insert(invocation) }
      for spelling in spellings {
        guard let key = KeyPress(spelled: spelling) else {
          problems.append("keys: “\(spelling)” of \(name) is no key")
          continue
        }
        if let other = chosen[invocation.scope]?[key] {
          problems.append("keys: \(spelling) is bound to \(other.name) and to \(name)")
          continue
        }
        keysOf[invocation, default: []].append(key)
        bound[invocation.scope, default: [:]][key] = invocation
        chosen[invocation.scope, default: [:]][key] = invocation
      }
    }
    return replaced
  }

  /// What a key does in a pane. The pane's own binding goes before one that holds everywhere.
  public func invocation(for key: KeyPress, in pane: PaneID) -> Invocation? {
    invocation(for: key, in: .pane(pane))
  }

  /// The same for what may have the screen in the place of panes.
  public func invocation(for key: KeyPress, in scope: KeyScope) -> Invocation? {
    bound[scope]?[key] ?? bound[.everywhere]?[key]
  }

  /// The same for bindings from the settings alone; they go before what an editor makes of a key.
  public func chosenInvocation(for key: KeyPress, in pane: PaneID) -> Invocation? {
    chosen[.pane(pane)]?[key] ?? chosen[.everywhere]?[key]
  }

  public func keys(of invocation: Invocation) -> [KeyPress] { keysOf[invocation, default: []] }

  /// The key to name in a hint, the first that works while typing where that matters.
  public func hint(for invocation: Invocation, whileTyping: Bool) -> KeyPress? {
    let keys = keys(of: invocation)
    return whileTyping ? keys.first { $0.typed == nil } : keys.first
  }
}
