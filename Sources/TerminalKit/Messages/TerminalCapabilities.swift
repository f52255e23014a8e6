/// What a terminal does beyond its description, as far as the environment tells.
///
/// Over a remote connection mostly `TERM` is left, so silence about a feature means not to use it
/// where a terminal without it would show rubbish or do nothing.
public struct TerminalCapabilities: Sendable, Hashable {
  /// How a notice outside the screen is asked for.
  public enum Notice: Sendable, Hashable {
    /// OSC 9, of iTerm2: one text.
    case text
    /// OSC 777, of urxvt: a title and a text.
    case titled
  }

  public let isInsideTmux: Bool
  public let isInsideScreen: Bool
  /// OSC 52: text reaches the clipboard of the person's own machine.
  public let canCopy: Bool
  /// OSC 8.
  public let canShowLinks: Bool
  /// As found; a person who knows better may choose another.
  public var notice: Notice?

  public var canNotify: Bool { notice != nil }

  /// Nothing but what every terminal does.
  public static let none = TerminalCapabilities([:])

  public init(_ environment: [String: String]) {
    let facts = Facts(environment)
    isInsideTmux = facts.isInsideTmux
    isInsideScreen = facts.isInsideScreen
    canCopy = facts.canCopy
    canShowLinks = facts.canShowLinks
    notice = facts.notice
  }
}

/// The questions put to the environment.
private struct Facts {
  let environment: [String: String]
  let term: String
  let program: String

  init(_ environment: [String: String]) {
    self.environment = environment
    term = environment["TERM"] ?? ""
    program = environment["TERM_PROGRAM"] ?? ""
  }

  private func has(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }

  private func termIs(_ names: String...) -> Bool {
    names.contains { term == $0 || term.hasPrefix("\($0)-") }
  }

  var isInsideTmux: Bool { has("TMUX") || termIs("tmux") || program == "tmux" }
  var isInsideScreen: Bool { !isInsideTmux && (has("STY") || termIs("screen")) }
  private var isMultiplexed: Bool { isInsideTmux || isInsideScreen }

  private var isKitty: Bool { termIs("xterm-kitty") || has("KITTY_WINDOW_ID") }
  private var isWezTerm: Bool { termIs("wezterm") || program == "WezTerm" || has("WEZTERM_PANE") }
  private var isGhostty: Bool { termIs("xterm-ghostty", "ghostty") || program == "ghostty" }
  private var isFoot: Bool { termIs("foot") }
  private var isITerm: Bool { program == "iTerm.app" || environment["LC_TERMINAL"] == "iTerm2" }
  private var isAlacritty: Bool { termIs("alacritty") || has("ALACRITTY_WINDOW_ID") }
  private var isWindows: Bool { has("WT_SESSION") }
  private var isContour: Bool { termIs("contour") || has("CONTOUR_PROFILE") }
  private var isVSCode: Bool { program == "vscode" }
  /// GNOME's terminal and its kin, as a number: 0.50.2 is 5002.
  private var vte: Int? { environment["VTE_VERSION"].flatMap { Int($0) } }

  /// Terminals that neither copy nor swallow the message would print it.
  var canCopy: Bool {
    if isMultiplexed { return true }
    if program == "Apple_Terminal" || vte != nil { return false }
    return isWindows || isITerm || isContour || isVSCode
      || termIs(
        "xterm",
        "xterm-256color",
        "xterm-kitty",
        "xterm-ghostty",
        "rxvt-unicode",
        "kitty",
        "st",
        "alacritty",
        "foot",
        "wezterm",
        "ghostty",
        "contour",
        "mintty",
        "mlterm"
      )
  }

  var canShowLinks: Bool {
    if isInsideScreen { return false }
    if isInsideTmux { return program == "tmux" && tmuxKnowsLinks }
    if let vte { return vte >= 5_000 }
    return isKitty || isWezTerm || isGhostty || isFoot || isITerm || isAlacritty || isWindows
      || isContour || isVSCode
  }

  /// tmux keeps addresses since 3.4.
  private var tmuxKnowsLinks: Bool {
    let parts = (environment["TERM_PROGRAM_VERSION"] ?? "").split(separator: ".")
    let numbers = parts.map { Int($0.prefix { $0.isASCII && $0.isNumber }) ?? 0 }
    guard let major = numbers.first else { return false }
    return major > 3 || major == 3 && numbers.count > 1 && numbers[1] >= 4
  }

  var notice: TerminalCapabilities.Notice? {
    if isFoot || termIs("rxvt-unicode") { return .titled }
    return isITerm || isWezTerm || isGhostty || isKitty ? .text : nil
  }
}
