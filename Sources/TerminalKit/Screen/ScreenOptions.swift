/// How a screen is taken over.
public struct ScreenOptions: Sendable, Hashable {
  /// How many colours are used at most; never more than the terminal has.
  public enum Colours: Sendable, Hashable {
    /// Attributes only, as `NO_COLOR` asks for.
    case none
    case sixteen
    case palette256
  }

  /// The value of `TERM`.
  public var terminal: String?
  /// See `Terminal.isUTF8(_:)`; without it, present `Surface.ascii`.
  public var isUTF8: Bool
  public var colours: Colours
  public var usesMouse: Bool
  /// Whether addresses may be opened from the screen; see `TerminalCapabilities.canShowLinks`.
  public var usesLinks: Bool
  /// Both must be the same terminal.
  public var input: Int32
  public var output: Int32

  public init(
    terminal: String?,
    isUTF8: Bool,
    colours: Colours = .palette256,
    usesMouse: Bool = false,
    usesLinks: Bool = false,
    input: Int32 = 0,
    output: Int32 = 1
  ) {
    self.terminal = terminal
    self.isUTF8 = isUTF8
    self.colours = colours
    self.usesMouse = usesMouse
    self.usesLinks = usesLinks
    self.input = input
    self.output = output
  }

  /// As the environment asks for: `TERM`, the locale, `NO_COLOR`, and what is known of the
  /// terminal's links.
  public init(environment: [String: String]) {
    let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    self.init(
      terminal: environment["TERM"],
      isUTF8: Terminal.isUTF8 { environment[$0] },
      colours: isPlain ? .none : .palette256,
      usesLinks: TerminalCapabilities(environment).canShowLinks
    )
  }
}
