public import CellGrid

/// Asks a terminal what it can show, without anybody waiting for the answers.
///
/// A value: what happens goes in with the time, bytes to send come out. In a terminal of its own
/// everything is asked at the start, and what may have changed on later occasions. Answers that
/// come through tmux go to whatever pane is active then, so the terminal outside is asked only at
/// the start and right after a key: then this pane is the active one.
public struct TerminalQuestions: Sendable {
  /// Why the terminal may be another one, or another in size.
  public enum Occasion: Hashable, Sendable {
    case start
    /// SIGWINCH: also what happens when a session is attached somewhere else.
    case resized
    /// SIGCONT.
    case continued
    /// An editor had the terminal.
    case cameBack
  }

  /// How long answers count as on their way.
  public static let patience: Duration = .seconds(2)
  /// A key after so long may come from another terminal.
  public static let longPause: Duration = .seconds(300)
  /// How late an answer may be.
  static let lateness: Duration = .seconds(60)
  /// Between two rounds, however often the window changes.
  static let leastPause: Duration = .seconds(1)
  /// The number of the question in kitty's protocol.
  static let kittyID: UInt32 = 31

  public private(set) var findings: TerminalFindings
  /// Grows when what was sent to the terminal before may be gone: it may be another terminal.
  public private(set) var generation = 0

  private let printsStrings: Bool
  private let colours: Int
  private var size = Size.zero
  private var due: Due = .nothing
  /// Answers are on their way.
  public private(set) var isAwaiting = false
  private var askedAt: ContinuousClock.Instant?
  private var lastKey: ContinuousClock.Instant?
  private var hasAskedKitty = false
  private var followedAt: ContinuousClock.Instant?
  private var round = Round()

  /// What came since the last questions.
  private struct Round {
    var hasFence = false
    var hasOutside = false
    var tmuxVersions = 0
  }

  private enum Due: Int, Comparable {
    case nothing, changes, everything
    static func < (one: Due, other: Due) -> Bool { one.rawValue < other.rawValue }
  }

  /// - Parameters:
  ///   - environment: tells multiplexers and terminals that must not be asked some things.
  ///   - colours: those that are used; nothing is asked where there are fewer than eight, since
  ///     pictures are words there.
  ///   - cell: what the terminal's driver says of its cells.
  public init(_ environment: [String: String], colours: Int, cell: CellPixels? = nil) {
    findings = TerminalFindings(environment)
    findings.cell = cell
    findings.isComplete = colours < 8
    self.colours = colours
    printsStrings = findings.namedBrand?.printsStrings ?? false
  }

  /// When to call `pass(to:)` and `questions(isAtKeys:at:)` again.
  public var deadline: ContinuousClock.Instant? {
    guard let askedAt else { return nil }
    if due != .nothing, findings.multiplexer != .tmux, !isAwaiting || due == .everything {
      return askedAt + Self.leastPause
    }
    return isAwaiting ? askedAt + Self.patience : nil
  }

  /// Something happened; what is to be asked comes from `questions(at:)`.
  public mutating func note(
    _ occasion: Occasion,
    size: Size,
    cell: CellPixels? = nil,
    at now: ContinuousClock.Instant
  ) {
    self.size = size
    if let cell { findings.cell = cell }
    switch occasion {
    case _ where colours < 8: break
    case .start: due = .everything
    case .resized, .continued, .cameBack: due = max(due, .changes)
    }
    // Whatever had the screen may have taken the pictures away.
    if occasion == .continued || occasion == .cameBack { generation += 1 }
  }

  /// A key came from the person.
  public mutating func notePress(at now: ContinuousClock.Instant) {
    if let lastKey, now - lastKey > Self.longPause, colours >= 8 {
      due = max(due, .changes)
      // A session that was attached elsewhere meanwhile has lost its pictures.
      if findings.multiplexer == .tmux { generation += 1 }
    }
    lastKey = now
  }

  /// What to send now; empty when nothing is due, or not yet.
  ///
  /// - Parameter isAtKeys: the person has pressed a key just now.
  public mutating func questions(
    isAtKeys: Bool,
    at now: ContinuousClock.Instant
  ) -> [UInt8] {
    let mayAskOutside = findings.multiplexer != .tmux || isAtKeys || askedAt == nil
    // An answer that came here says that this pane is the active one.
    if mayAskOutside || round.hasOutside, let more = followUp(at: now) { return more }
    guard due != .nothing, !isAwaiting || due == .everything, mayAskOutside else { return [] }
    if let askedAt, now - askedAt < Self.leastPause { return [] }
    let asksEverything = due == .everything
    due = .nothing
    isAwaiting = true
    askedAt = now
    round = Round()
    hasAskedKitty = asksEverything && asksKittyAtOnce
    return bytes(asksEverything: asksEverything)
  }

  /// Takes an answer, also a late one; true when it changes the findings. What nobody asked for a
  /// minute before is no answer: programs can make a terminal say it.
  public mutating func take(_ reply: TerminalReply, at now: ContinuousClock.Instant) -> Bool {
    guard let askedAt, now - askedAt < Self.lateness else { return false }
    let former = findings
    switch reply {
    case .kitty(let id, let isOK):
      guard id == Self.kittyID else { return false }
      findings.kittyAnswer = isOK
    case .version(let text): takeVersion(text)
    case .cell(let cell): findings.cell = cell
    case .window(let width, let height):
      if findings.cell == nil, !size.isEmpty {
        findings.cell = CellPixels(width: width / size.width, height: height / size.height)
      }
    case .trueColour(let isTrue):
      findings.trueColourAnswer = isTrue || findings.trueColourAnswer == true
    case .deviceAttributes(let attributes):
      findings.deviceAttributes = attributes
      round.hasFence = true
      if isAwaiting { findings.roundTrip = now - askedAt }
    case .ready, .cursor: return false
    }
    if isAwaiting, hasEverything { finish() }
    return findings != former
  }

  /// Gives up waiting when the time is over; true when that changes the findings.
  public mutating func pass(to now: ContinuousClock.Instant) -> Bool {
    guard let deadline, now >= deadline else { return false }
    let former = findings
    finish()
    return findings != former
  }

  private mutating func finish() {
    isAwaiting = false
    findings.isComplete = true
  }
}

extension TerminalQuestions {
  private mutating func takeVersion(_ text: String) {
    let isTmux = TerminalBrand(version: text)?.name == .tmux
    guard findings.multiplexer == .tmux || findings.multiplexer == .nestedTmux else {
      if let known = findings.version, known != text { isAnother() }
      findings.version = text
      return
    }
    guard isTmux else {
      if let known = findings.outerVersion, known != text { isAnother() }
      findings.multiplexer = .tmux
      findings.outerVersion = text
      round.hasOutside = true
      return
    }
    // The nearer tmux answers first; a second one is what it hands the question to.
    round.tmuxVersions += 1
    findings.version = text
    if round.tmuxVersions > 1 { findings.multiplexer = .nestedTmux }
  }

  /// Another terminal than the one that answered before.
  private mutating func isAnother() {
    generation += 1
    findings.kittyAnswer = nil
    findings.trueColourAnswer = nil
    hasAskedKitty = false
    if findings.multiplexer == .none { due = .everything }
  }

  private var hasEverything: Bool {
    guard round.hasFence else { return false }
    switch findings.multiplexer {
    // Answers come in order, and this was the last question.
    case .none, .screen, .nestedTmux: return true
    case .tmux:
      guard round.hasOutside else { return false }
      return findings.brand?.knowsPlaceholders != true || findings.kittyAnswer != nil
    }
  }

  /// A string that a terminal or multiplexer would show is not sent to it.
  private var asksKittyAtOnce: Bool { findings.multiplexer == .none && !printsStrings }

  /// Outside tmux there is a terminal that should know kitty's protocol: only now is it asked,
  /// since another tmux would take the question for a title.
  private mutating func followUp(at now: ContinuousClock.Instant) -> [UInt8]? {
    guard findings.multiplexer == .tmux, !hasAskedKitty, findings.kittyAnswer == nil,
      findings.brand?.knowsPlaceholders == true
    else { return nil }
    if let followedAt, now - followedAt < Self.leastPause { return nil }
    followedAt = now
    hasAskedKitty = true
    isAwaiting = true
    askedAt = now
    return TerminalPassage.tmux.wrapped(Question.kitty)
  }

  private func bytes(asksEverything: Bool) -> [UInt8] {
    switch findings.multiplexer {
    case .screen: return Question.deviceAttributes
    case .tmux, .nestedTmux:
      return Question.version + Question.cell + TerminalPassage.tmux.wrapped(Question.version)
        + Question.deviceAttributes
    case .none: break
    }
    let isNew = asksEverything && !printsStrings
    return (isNew ? Question.kitty : []) + Question.version + Question.cell + Question.window
      + (isNew && colours >= 256 ? Question.trueColour : []) + Question.deviceAttributes
  }
}

/// The questions, as they are sent.
enum Question {
  /// A picture of one pixel, to be looked at and not kept.
  static let kitty = Array(
    "\u{1B}_Gi=\(TerminalQuestions.kittyID),s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\".utf8
  )
  static let version = Array("\u{1B}[>q".utf8)
  static let cell = Array("\u{1B}[16t".utf8)
  static let window = Array("\u{1B}[14t".utf8)
  static let deviceAttributes = Array("\u{1B}[c".utf8)
  /// Answered once everything before it was worked off.
  static let status = Array("\u{1B}[5n".utf8)
  /// Sets a colour and asks which one is set, then asks for the capability by name; what was set
  /// before is put back.
  static let trueColour = Array(
    "\u{1B}7\u{1B}[48;2;1;2;3m\u{1B}P$qm\u{1B}\\\u{1B}[m\u{1B}8\u{1B}P+q524742\u{1B}\\".utf8
  )
}
