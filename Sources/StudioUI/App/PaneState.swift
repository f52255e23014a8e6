public import CellGrid
public import StudioModel

/// What a person can do in one pane, by name: the raw value is the name in the settings file.
public protocol PaneCommand: RawRepresentable, CaseIterable, Hashable, Sendable
where RawValue == String {
  /// What it does, as the palette and the help say it: `Poll now`.
  var title: String { get }
  /// The keys it has unless the settings say otherwise, in the spelling of `KeyPress`.
  var keys: [String] { get }
  /// One or two words for the row of keys; by default the name without its pane.
  var hint: String { get }
}

extension PaneCommand {
  public var hint: String { plainName }

  /// The name without its pane, as words.
  var plainName: String {
    let name = rawValue.split(separator: ".").last ?? ""
    return String(name.map { $0 == "-" ? " " : $0 })
  }
}

/// One of the four panes as a value: what it holds, what it makes of commands and keys, how it is
/// drawn.
///
/// Keys go first to a pane that is modal, or that takes typing; then to the bindings of the pane
/// and of the app; what is left, to `handle`.
public protocol PaneState: Hashable, Sendable {
  associatedtype Command: PaneCommand

  /// True while it takes printable keys as text.
  var takesTyping: Bool { get }

  /// True while something of its own lies over the screen and takes every key.
  var isModal: Bool { get }

  /// What it asks for when the studio starts.
  mutating func begin(_ context: PaneContext) -> [Reaction]

  /// Why a command does nothing now, in one sentence; `nil` when it works.
  func objection(to command: Command, _ context: PaneContext) -> String?

  /// Carries a command out; it has no objection.
  mutating func perform(_ command: Command, _ context: PaneContext) -> [Reaction]

  /// A key, a paste or a click that no binding took, or any while it is modal. Places of the mouse
  /// are in the coordinates of what the pane drew last. `nil` when it means nothing here.
  mutating func handle(_ input: Input, _ context: PaneContext) -> [Reaction]?

  /// What came back from the core or from the machine.
  mutating func receive(_ report: Report, _ context: PaneContext) -> [Reaction]

  /// Draws the inside of the pane's frame.
  func draw(in canvas: inout Canvas, _ context: PaneContext)

  /// Draws what lies over the whole screen while the pane is modal.
  func drawOverlay(in canvas: inout Canvas, _ context: PaneContext)

  /// Short facts for the pane's frame, the most important first: counts, filters.
  func facts(_ context: PaneContext) -> [String]

  /// When something it shows changes by time alone; `nil` for never.
  func nextChange(_ context: PaneContext) -> Timestamp?
}

extension PaneState {
  public var takesTyping: Bool { false }
  public var isModal: Bool { false }
  public mutating func begin(_ context: PaneContext) -> [Reaction] { [] }
  public func objection(to command: Command, _ context: PaneContext) -> String? { nil }
  public mutating func handle(_ input: Input, _ context: PaneContext) -> [Reaction]? { nil }
  public mutating func receive(_ report: Report, _ context: PaneContext) -> [Reaction] { [] }
  public func drawOverlay(in canvas: inout Canvas, _ context: PaneContext) {}
  public func facts(_ context: PaneContext) -> [String] { [] }
  public func nextChange(_ context: PaneContext) -> Timestamp? { nil }
}

/// What panes may know of the rest of the studio; read only.
public struct PaneContext: Sendable {
  public var now: Timestamp
  /// Goes up by one each second while something runs; turns spinners.
  public var beat: Int
  public var zone: ZoneTable
  public var theme: Theme
  /// For naming the keys of commands as they are bound.
  public var keymap: Keymap
  public var catalog: ModelCatalog
  public var account: Account
  /// The request as it would be sent: the prompt pane's text with the sequence pane's settings.
  public var request: SequenceRequest
  /// What is known about that request.
  public var check: RequestCheck
  /// True for the pane that has the focus.
  public var isFocused: Bool
  /// The size of the inside of the pane's frame, as it was or will be drawn.
  public var size: Size
  /// The whole screen, for overlays.
  public var screen: Size
  /// `nil` until it is known what the terminal can show.
  public var pictures: PictureFacts?

  public init(
    now: Timestamp,
    beat: Int = 0,
    zone: ZoneTable = .greenwich,
    theme: Theme = .standard,
    keymap: Keymap = .builtIn,
    catalog: ModelCatalog,
    account: Account,
    request: SequenceRequest,
    check: RequestCheck = RequestCheck(),
    isFocused: Bool = true,
    size: Size,
    screen: Size = Size(width: 80, height: 24),
    pictures: PictureFacts? = nil
  ) {
    self.now = now
    self.beat = beat
    self.zone = zone
    self.theme = theme
    self.keymap = keymap
    self.catalog = catalog
    self.account = account
    self.request = request
    self.check = check
    self.isFocused = isFocused
    self.size = size
    self.screen = screen
    self.pictures = pictures
  }
}

extension PaneContext {
  /// What pictures are shown with; `nil` where none are.
  var shownPictures: PictureFacts? { pictures.flatMap { $0.form == .off ? nil : $0 } }

  /// Why the request's service can't be used from here, and what to do; `nil` where it can.
  var keyMissing: String? {
    guard case .missing(let reason, let advice)? = account.access[request.provider] else {
      return nil
    }
    return "\(reason) \(advice)"
  }
}

/// What is known about the request on screen before it is sent.
public struct RequestCheck: Hashable, Sendable {
  public var refusals: [Refusal]
  /// What is worth saying all the same: of the request first, then of the prompt's wording.
  public var notices: [Notice]
  /// `nil` when the catalogue has no such model.
  public var price: PriceEstimate?

  public init(refusals: [Refusal] = [], notices: [Notice] = [], price: PriceEstimate? = nil) {
    self.refusals = refusals
    self.notices = notices
    self.price = price
  }

  /// In bytes. Reading a longer one takes so long that keys would wait for it.
  private static let longestPromptRead = 65_536

  private static let tooLongToRead = Notice(
    .promptOverBudget,
    "The prompt is longer than 64 kB: its wording is not checked, and most of it may be lost."
  )

  /// - Parameter reading: of the request's prompt, where it was made already.
  public init(
    _ request: SequenceRequest,
    _ catalog: ModelCatalog,
    reading: PromptReading? = nil
  ) {
    let assessment = RequestValidation.assess(request, catalog)
    refusals = assessment.refusals
    let isReadable = request.prompt.utf8.count <= Self.longestPromptRead
    notices =
      assessment.notices
      + (isReadable
        ? PromptLint.check(request, catalog: catalog, reading: reading) : [Self.tooLongToRead])
    price = PriceEstimate(request, catalog)
  }
}
