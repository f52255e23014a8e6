/// The program that draws a terminal, and what it is known to do with pictures.
///
/// Sources: the graphics pages of each; kitty's protocol names the version that brought
/// placeholders, and that Konsole and WezTerm lack them although they answer its query.
public struct TerminalBrand: Hashable, Sendable {
  public enum Name: String, Hashable, Sendable, CaseIterable {
    case kitty, ghostty, foot, konsole, contour, mlterm, mintty, rio, tmux, screen
    case wezTerm = "WezTerm"
    case iTerm2
    case warp = "Warp"
    case xterm = "XTerm"
    /// The terminals of VS Code and of browsers.
    case xtermJS = "xterm.js"
    case vte = "VTE"
    case alacritty = "Alacritty"
    case windowsTerminal = "Windows Terminal"
    case appleTerminal = "Apple Terminal"
    case linuxConsole = "Linux console"
  }

  public let name: Name
  /// Major and minor, for example 0 and 41; 0 where it is not known.
  public let major: Int
  public let minor: Int

  public init(_ name: Name, _ major: Int = 0, _ minor: Int = 0) {
    self.name = name
    self.major = major
    self.minor = minor
  }

  /// By what a terminal answers of itself, such as `kitty(0.41.1)`; `nil` for a name not known.
  public init?(version text: String) {
    let lower = text.lowercased()
    let names = Name.allCases.sorted { $0.rawValue.count > $1.rawValue.count }
    guard let name = names.first(where: { lower.hasPrefix($0.rawValue.lowercased()) }) else {
      return nil
    }
    let rest = lower.dropFirst(name.rawValue.count).drop { !($0.isASCII && $0.isNumber) }
    let numbers = rest.split(separator: ".", omittingEmptySubsequences: false).prefix(2).map {
      Int($0.prefix { $0.isASCII && $0.isNumber }.prefix(9)) ?? 0
    }
    self.init(name, numbers.first ?? 0, numbers.count > 1 ? numbers[1] : 0)
  }

  /// By the environment, which over a remote connection mostly tells nothing.
  public init?(_ environment: [String: String]) {
    func has(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
    let term = environment["TERM"] ?? ""
    func termIs(_ name: String) -> Bool { term == name || term.hasPrefix("\(name)-") }
    let programs: [String: Name] = [
      "iTerm.app": .iTerm2, "WezTerm": .wezTerm, "ghostty": .ghostty, "vscode": .xtermJS,
      "mintty": .mintty, "Apple_Terminal": .appleTerminal, "WarpTerminal": .warp, "rio": .rio,
      "tmux": .tmux, "kitty": .kitty,
    ]
    let program = programs[environment["TERM_PROGRAM"] ?? ""]
    let signs: [(Bool, Name)] = [
      (has("TMUX") || termIs("tmux"), .tmux), (has("STY") || termIs("screen"), .screen),
      (termIs("xterm-kitty") || has("KITTY_WINDOW_ID"), .kitty),
      (termIs("xterm-ghostty") || termIs("ghostty"), .ghostty),
      (termIs("wezterm") || has("WEZTERM_PANE"), .wezTerm), (termIs("foot"), .foot),
      (environment["LC_TERMINAL"] == "iTerm2", .iTerm2), (has("KONSOLE_VERSION"), .konsole),
      (has("WT_SESSION"), .windowsTerminal), (termIs("contour"), .contour),
      (termIs("mlterm"), .mlterm), (termIs("mintty"), .mintty), (has("VTE_VERSION"), .vte),
      (termIs("alacritty") || has("ALACRITTY_WINDOW_ID"), .alacritty),
      (term == "linux", .linuxConsole),
    ]
    guard let name = program ?? signs.first(where: \.0)?.1 else { return nil }
    self.init(name)
  }

  /// kitty's Unicode placeholders: kitty since 0.28, and Ghostty.
  public var knowsPlaceholders: Bool {
    switch name {
    case .kitty: major > 0 || minor >= 28
    case .ghostty: true
    default: false
    }
  }

  /// The inline pictures of iTerm2. xterm.js shows them when its images are switched on, which its
  /// device attributes tell.
  public var showsInlinePictures: Bool {
    switch name {
    case .iTerm2, .wezTerm, .konsole, .mintty, .warp, .rio, .xtermJS: true
    default: false
    }
  }

  /// Sixels, whatever its device attributes are behind a multiplexer.
  public var showsSixels: Bool {
    switch name {
    case .foot, .wezTerm, .konsole, .contour, .mlterm, .iTerm2: true
    default: false
    }
  }

  public var hasTrueColour: Bool {
    switch name {
    case .xterm, .appleTerminal, .linuxConsole, .screen, .mlterm: false
    default: true
    }
  }

  /// Prints strings that it does not know instead of swallowing them.
  var printsStrings: Bool { name == .appleTerminal || name == .linuxConsole }
}

extension TerminalBrand: CustomStringConvertible {
  public var description: String {
    major == 0 && minor == 0 ? name.rawValue : "\(name.rawValue) \(major).\(minor)"
  }
}
