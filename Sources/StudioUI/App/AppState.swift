public import CellGrid
public import StudioModel

/// Everything the screen shows, as one value.
///
/// Data flows one way: an action is reduced into this, effects come out; rendering reads it and
/// nothing else.
public struct AppState: Sendable {
  public internal(set) var size: Size
  public internal(set) var now: Timestamp
  /// Seconds since the start while something runs; turns spinners.
  var beat = 0
  let zone: ZoneTable
  let theme: Theme
  let catalog: ModelCatalog
  let keymap: Keymap
  let places: [AppStart.Place]
  var usesMouse: Bool

  var account: Account
  /// `nil` until it is known what the terminal can show.
  var pictures: PictureFacts?
  /// True from a key that changes their budget until its answer.
  var isBudgetAsked = false
  var focus = PaneID.prompt
  /// Which pane of each pair showed last, where there is room for one of them.
  var upper = PaneID.prompt
  var lower = PaneID.live
  var isZoomed = false
  /// True while single keys are commands in the prompt pane too.
  var isCommanding = false
  var layers: [Layer] = []
  var toasts: [ShownToast] = []
  var log = StudioLog()

  var prompt = PromptPane()
  var sequence: SequencePane
  var live = LivePane()
  var history = HistoryPane()

  var request: SequenceRequest
  var check: RequestCheck
  /// When the check of a long prompt is to be made; typing must not wait for it.
  var checkDueAt: Timestamp?

  var sending = Sending()
  /// What sending would cost, as it stood on the screen when it was shown last.
  private(set) var shownPrice: Money?
  /// Since when the question on top can be seen.
  private(set) var questionShownAt: Timestamp?
  /// True once a key was pressed.
  var hasInput = false
  /// The settings before anybody touched them.
  let firstSettings: SequenceRequest

  public init(_ start: AppStart) {
    size = start.size
    now = start.now
    zone = start.zone
    theme = start.theme
    catalog = start.catalog
    keymap = Keymap(own: start.keys)
    places = start.places
    usesMouse = start.usesMouse
    account = Account(isDemo: start.isDemo)
    for provider in ProviderID.allCases { account.access[provider] = .checking }
    sequence = SequencePane(settings: start.settings)
    firstSettings = start.settings
    request = start.settings
    check = RequestCheck(start.settings, start.catalog)
    for problem in keymap.problems { log.add(LogLine(.warning, at: start.now, problem)) }
    if let first = keymap.problems.first { show(Toast(.warning, first)) }
  }

  /// What is asked for when the studio starts.
  public mutating func begin(now: Timestamp) -> [AppEffect] {
    self.now = now
    var effects: [AppEffect] = [.loadPrompts, .loadSpending]
    effects += react(to: history.begin(context(.history)))
    return effects
  }

  // MARK: What panes see

  var layout: Layout {
    Layout(size, focus: focus, upper: upper, lower: lower, isZoomed: isZoomed)
  }

  func context(_ pane: PaneID) -> PaneContext { context(pane, in: layout) }

  func context(_ pane: PaneID, in layout: Layout) -> PaneContext {
    PaneContext(
      now: now,
      beat: beat,
      zone: zone,
      theme: theme,
      keymap: keymap,
      catalog: catalog,
      account: account,
      request: request,
      check: check,
      isFocused: pane == focus && layers.isEmpty,
      size: layout.frames[pane].map { Box.inside($0).size } ?? Layout.hiddenPaneSize,
      screen: size,
      pictures: pictures
    )
  }

  /// A pane as a value, for questions that all of them answer.
  func pane(_ id: PaneID) -> any PaneState {
    switch id {
    case .prompt: prompt
    case .sequence: sequence
    case .live: live
    case .history: history
    }
  }

  /// True while printable keys are text.
  var isTyping: Bool { layers.isEmpty && isTypingBelow }

  /// The same without regard to what lies over the panes.
  var isTypingBelow: Bool {
    keyScope != .viewer && pane(focus).takesTyping && !(focus == .prompt && isCommanding)
  }

  // MARK: Time

  /// When what shows changes by time alone; `nil` for never.
  public var nextChange: Timestamp? {
    guard layout.form != .none else { return checkDueAt }
    var moments = toasts.map(\.until)
    if let checkDueAt { moments.append(checkDueAt) }
    for id in layout.frames.keys {
      if let moment = pane(id).nextChange(context(id)) { moments.append(moment) }
    }
    return moments.min()
  }

  mutating func advance(to now: Timestamp) {
    // A clock that was set back must not stop what waits for it.
    if now.milliseconds / 1_000 != self.now.milliseconds / 1_000 { beat += 1 }
    if now < self.now { setBack(by: self.now - now) }
    self.now = now
    toasts.removeAll { $0.until <= now }
  }

  /// What is timed by a clock that was set back moves with it, or it would wait for as long again.
  private mutating func setBack(by span: Duration) {
    let span = Duration.zero - span
    for place in toasts.indices { toasts[place].until = toasts[place].until + span }
    checkDueAt = checkDueAt.map { $0 + span }
    questionShownAt = questionShownAt.map { $0 + span }
  }

  // MARK: The request

  /// Prompts up to here are checked before every screen: that takes well under a millisecond.
  private static let promptCheckedAtOnce = 8_192

  /// Puts the request together anew after the prompt or a setting changed.
  mutating func requestChanged() {
    let text = prompt.text
    let before = request
    request = sequence.settings
    request.prompt = text
    // A motion of the caret leaves nothing new to check.
    guard request != before else { return }
    // The price is never old, however late the rest comes.
    check.price = PriceEstimate(request, catalog)
    let isShort = text.utf8.count <= Self.promptCheckedAtOnce
    checkDueAt = isShort ? now : now + .milliseconds(200)
  }

  /// Makes up for what was put off while keys waited; once before the screen is shown.
  public mutating func settle() {
    if let due = checkDueAt, due <= now { checkNow() }
  }

  /// What `render` gives now is on the screen: from here on the person knows its price.
  public mutating func wasShown() {
    shownPrice = check.price?.total
    guard case .confirm? = layers.last else {
      questionShownAt = nil
      return
    }
    if questionShownAt == nil { questionShownAt = now }
  }

  /// Puts a question over everything; keys that were pressed before it was seen do not answer it.
  mutating func ask(_ confirmation: Confirmation) {
    layers.append(.confirm(confirmation))
    questionShownAt = nil
  }

  /// True once the question on top has been seen for as long as it asks.
  func mayAnswer(_ confirmation: Confirmation) -> Bool {
    questionShownAt.map { now - $0 >= confirmation.patience } ?? false
  }

  mutating func checkNow() {
    check = RequestCheck(request, catalog, reading: prompt.reading)
    checkDueAt = nil
  }
}

extension Layout {
  /// What a pane that does not show reckons with.
  static let hiddenPaneSize = Size(width: 78, height: 20)
}
