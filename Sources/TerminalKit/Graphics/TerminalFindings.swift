public import CellGrid

/// What a terminal has answered, and what the environment says where it has not.
public struct TerminalFindings: Hashable, Sendable {
  /// What lies between the program and the terminal.
  public enum Multiplexer: Hashable, Sendable {
    case none
    case tmux
    /// One tmux inside another.
    case nestedTmux
    case screen
  }

  public var multiplexer: Multiplexer
  /// As answered by what the program talks to, tmux for example; `nil` without an answer.
  public var deviceAttributes: [Int]?
  /// What the nearest one calls itself.
  public var version: String?
  /// What the terminal outside tmux calls itself: an answer means that tmux hands questions on.
  public var outerVersion: String?
  /// The terminal that shows the pictures knows kitty's graphics protocol; `nil` when it was not
  /// asked or has not answered.
  public var kittyAnswer: Bool?
  /// By the environment.
  public var namedBrand: TerminalBrand?
  public var cell: CellPixels?
  /// `nil` when nothing tells.
  public var trueColourAnswer: Bool?
  /// `COLORTERM` says so.
  public var isNamedTrueColour: Bool
  /// Everything that was asked first was answered, or the time for it is over. Late answers still
  /// count, and later questions change nothing about this.
  public var isComplete: Bool
  /// From the first question to the last answer.
  public var roundTrip: Duration?

  /// What is known without asking.
  public init(_ environment: [String: String]) {
    let capabilities = TerminalCapabilities(environment)
    multiplexer = capabilities.isInsideTmux ? .tmux : capabilities.isInsideScreen ? .screen : .none
    namedBrand = TerminalBrand(environment)
    isNamedTrueColour = ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
    isComplete = false
  }

  /// Sixels are drawn by whatever answers.
  public var hasSixel: Bool { deviceAttributes?.dropFirst().contains(4) ?? false }
  public var hasKitty: Bool { kittyAnswer ?? false }

  /// The terminal that the person sees, as far as it is known.
  public var brand: TerminalBrand? {
    switch multiplexer {
    case .none: version.flatMap { TerminalBrand(version: $0) } ?? namedBrand
    case .tmux: outerVersion.flatMap { TerminalBrand(version: $0) }
    case .nestedTmux, .screen: nil
    }
  }

  /// tmux turns what the terminal outside lacks into its palette by itself.
  public var hasTrueColour: Bool {
    if multiplexer == .tmux || multiplexer == .nestedTmux { return true }
    if multiplexer == .screen { return false }
    return trueColourAnswer == true || isNamedTrueColour || brand?.hasTrueColour ?? false
  }
}
