/// What xterm sends for a key.
public enum TerminalKey {
  /// The bytes of a key spelled as `f5`, `esc`, `alt-enter`, `ctrl-c`, `shift-tab`, `ctrl-left`,
  /// `space`, `x`; `nil` for a key that no terminal has.
  ///
  /// `inApplicationMode` is how a program asked for the cursor keys (DECCKM).
  public static func bytes(_ spelled: String, inApplicationMode: Bool = false) -> [UInt8]? {
    var rest = Substring(spelled)
    var modifiers: Set<String> = []
    while let dash = rest.dropLast().firstIndex(of: "-"),
      ["ctrl", "alt", "shift"].contains(rest[..<dash])
    {
      modifiers.insert(String(rest[..<dash]))
      rest = rest[rest.index(after: dash)...]
    }
    let name = String(rest)
    if let moving = cursorKeys[name] {
      return moving.sequence(modifiers, inApplicationMode: inApplicationMode)
    }
    if let number = numberedKeys[name] { return numbered(number, modifiers) }
    return typed(name, modifiers)
  }

  // MARK: - Keys that send a sequence

  private struct CursorKey {
    let final: String
    /// F1 to F4 never use CSI by themselves; the others do outside of application mode.
    var isFunction = false

    func sequence(_ modifiers: Set<String>, inApplicationMode: Bool) -> [UInt8] {
      if let number = TerminalKey.parameter(modifiers) {
        return Array("\u{1b}[1;\(number)\(final)".utf8)
      }
      return Array("\u{1b}\(isFunction || inApplicationMode ? "O" : "[")\(final)".utf8)
    }
  }

  private static let cursorKeys: [String: CursorKey] = [
    "up": CursorKey(final: "A"), "down": CursorKey(final: "B"), "right": CursorKey(final: "C"),
    "left": CursorKey(final: "D"), "home": CursorKey(final: "H"), "end": CursorKey(final: "F"),
    "f1": CursorKey(final: "P", isFunction: true), "f2": CursorKey(final: "Q", isFunction: true),
    "f3": CursorKey(final: "R", isFunction: true), "f4": CursorKey(final: "S", isFunction: true),
  ]

  private static let numberedKeys: [String: Int] = [
    "insert": 2, "delete": 3, "pageup": 5, "pagedown": 6, "f5": 15, "f6": 17, "f7": 18, "f8": 19,
    "f9": 20, "f10": 21, "f11": 23, "f12": 24,
  ]

  private static func numbered(_ number: Int, _ modifiers: Set<String>) -> [UInt8] {
    let more = parameter(modifiers).map { ";\($0)" } ?? ""
    return Array("\u{1b}[\(number)\(more)~".utf8)
  }

  /// xterm's number for what is held down; `nil` for nothing.
  private static func parameter(_ modifiers: Set<String>) -> Int? {
    guard !modifiers.isEmpty else { return nil }
    return 1 + (modifiers.contains("shift") ? 1 : 0) + (modifiers.contains("alt") ? 2 : 0)
      + (modifiers.contains("ctrl") ? 4 : 0)
  }

  // MARK: - Keys that send a character

  private static let characterKeys: [String: String] = [
    "enter": "\r", "tab": "\t", "esc": "\u{1b}", "backspace": "\u{7f}", "space": " ",
  ]

  private static func typed(_ name: String, _ modifiers: Set<String>) -> [UInt8]? {
    let isNamed = characterKeys[name] != nil
    guard isNamed || name.count == 1 else { return nil }
    var bytes = Array((characterKeys[name] ?? name).utf8)
    if modifiers.contains("shift") {
      guard name == "tab" else { return nil }
      bytes = Array("\u{1b}[Z".utf8)
    }
    if modifiers.contains("ctrl") {
      guard let control = control(name) else { return nil }
      bytes = [control]
    }
    return (modifiers.contains("alt") ? [0x1b] : []) + bytes
  }

  private static func control(_ name: String) -> UInt8? {
    switch name {
    case "space": return 0
    case "backspace": return 8
    // As terminals send them since the VT220.
    case "/", "-": return 0x1f
    default: break
    }
    guard name.utf8.count == 1, let byte = name.uppercased().utf8.first else { return nil }
    return (0x40...0x5f).contains(byte) ? byte & 0x1f : nil
  }
}
