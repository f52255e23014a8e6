extension KeyPress {
  private static let words: [(word: String, key: Key)] = [
    ("enter", .enter), ("tab", .tab), ("backspace", .backspace), ("delete", .delete),
    ("insert", .insert), ("esc", .escape), ("up", .up), ("down", .down), ("left", .left),
    ("right", .right), ("home", .home), ("end", .end), ("pageup", .pageUp),
    ("pagedown", .pageDown), ("space", .character(" ")),
  ]

  /// Reads `f5`, `alt-enter`, `ctrl-x`, `shift-tab`, `?`, `space`, `ctrl--`; `nil` for anything
  /// else. Modifiers come in any order.
  public init?(spelled text: String) {
    var rest = Substring(text)
    var modifiers: Modifiers = []
    let prefixes: [(String, Modifiers)] = [
      ("ctrl-", .control), ("alt-", .alt), ("shift-", .shift),
    ]
    while let (prefix, modifier) = prefixes.first(where: { rest.lowercased().hasPrefix($0.0) }),
      rest.count > prefix.count
    {
      modifiers.insert(modifier)
      rest = rest.dropFirst(prefix.count)
    }
    guard let key = Self.key(spelled: String(rest)) else { return nil }
    self.init(key, modifiers)
  }

  private static func key(spelled text: String) -> Key? {
    if text.count == 1, let character = text.first {
      return CellWidth.of(character) > 0 ? .character(character) : nil
    }
    let lower = text.lowercased()
    if let known = words.first(where: { $0.word == lower }) { return known.key }
    if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...20).contains(number) {
      return .function(number)
    }
    return lower == "escape" ? .escape : nil
  }

  /// The form that `init(spelled:)` reads.
  public var spelled: String {
    var text = ""
    if modifiers.contains(.control) { text += "ctrl-" }
    if modifiers.contains(.alt) { text += "alt-" }
    if modifiers.contains(.shift) { text += "shift-" }
    return text + keySpelling
  }

  private var keySpelling: String {
    if let known = Self.words.first(where: { $0.key == key }) { return known.word }
    switch key {
    case .character(let character): return String(character)
    case .function(let number): return "f\(number)"
    default: return ""
    }
  }

  /// The short form for people: `F5`, `M-Enter`, `^X`, `S-Tab`, `?`.
  public var label: String {
    var text = ""
    if modifiers.contains(.alt) { text += "M-" }
    if modifiers.contains(.shift) { text += "S-" }
    if modifiers.contains(.control) { text += keySpelling.count == 1 ? "^" : "C-" }
    if case .character(let character) = key, character != " " {
      return text + (modifiers.contains(.control) ? character.uppercased() : String(character))
    }
    return text + Self.labels[key, default: keySpelling.capitalisedFirst]
  }

  private static let labels: [Key: String] = [
    .escape: "Esc", .up: "↑", .down: "↓", .left: "←", .right: "→", .pageUp: "PgUp",
    .pageDown: "PgDn", .delete: "Del", .insert: "Ins", .backspace: "BkSp",
  ]
}

extension String {
  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
