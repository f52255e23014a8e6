extension StudioConfig {
  /// Settings of the screen; the commands do not look at them.
  public struct Screen: Hashable, Sendable {
    /// Keys for each action, as spelled. Which actions and keys there are is the screen's to say;
    /// an empty list takes an action's keys away.
    public var keys: [String: [String]]
    public var theme: Theme
    /// True lets the mouse click and scroll, at the cost of the terminal's own selection.
    public var mouse: Bool
    public var notify: Notification
    public var links: Links
    public var preview: Preview
    /// The most bytes of one picture; `nil` leaves it to how fast the terminal takes them.
    public var previewBudget: Int?
    /// The command that edits a prompt; `nil` leaves it to `VISUAL` and `EDITOR`.
    public var editor: String?

    public init(
      keys: [String: [String]] = [:],
      theme: Theme = .standard,
      mouse: Bool = false,
      notify: Notification = .bell,
      links: Links = .auto,
      preview: Preview = .auto,
      previewBudget: Int? = nil,
      editor: String? = nil
    ) {
      self.keys = keys
      self.theme = theme
      self.mouse = mouse
      self.notify = notify
      self.links = links
      self.preview = preview
      self.previewBudget = previewBudget
      self.editor = editor
    }
  }

  public enum Theme: String, Hashable, Sendable, CaseIterable {
    case standard
    case highContrast = "high-contrast"
    /// No colours at all.
    case mono
  }

  /// How the end of a job is told to somebody who looks elsewhere.
  public enum Notification: String, Hashable, Sendable, CaseIterable {
    case none, bell
    /// A desktop notice, as iTerm2, WezTerm and others understand it.
    case osc9
    /// A desktop notice with a title, as urxvt, foot and others understand it.
    case osc777
  }

  /// How pictures are shown.
  public enum Preview: String, Hashable, Sendable, CaseIterable {
    /// The best form that the terminal is found to have.
    case auto
    case kitty, iterm2, sixel, symbols, text, off
  }

  /// Whether paths and addresses are links the terminal can open.
  public enum Links: String, Hashable, Sendable, CaseIterable {
    /// Where the terminal is known to show them.
    case auto
    case on, off
  }
}
