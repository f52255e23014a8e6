import CellGrid
import StudioCore
import StudioUI
import TerminalKit

/// The studio on a terminal.
final class TerminalStage: StudioStage {
  private let screen: NcursesScreen
  private let look: ScreenLook
  private let messages: TerminalMessages
  private var loop: RunLoop
  private var keyboard: KeyboardReader
  private var wasInterrupted = false
  private let outlet: TerminalPictures
  private var isClosed = false
  /// Typed while answers were waited for.
  private var heldInputs: [Input] = []
  /// The loop has something to show that the terminal had no room for.
  private var isBehind = false

  /// Takes the terminal over.
  init(_ look: ScreenLook, inbox: Int32, signals: SignalPipe?) throws(ScreenFailure) {
    screen = try NcursesScreen(look.options)
    // On the screen's own thread: the description of a terminal is one place for the whole process.
    keyboard = KeyboardReader(keys: .named(look.options.terminal))
    self.look = look
    messages = TerminalMessages(look.capabilities)
    outlet = TerminalPictures(screen, look)
    loop = RunLoop(input: look.options.input, inbox: inbox, signals: signals)
    // What a terminal prints of a question that it does not know goes with the first screen.
    outlet.note(.start)
    screen.repaint()
  }

  var pictures: (any PictureOutlet)? { outlet }

  var size: Size { screen.size }
  var hasTerminal: Bool { true }

  func present(_ surface: Surface) {
    screen.present(look.options.isUTF8 ? surface : surface.ascii)
  }

  var hasShown: Bool {
    isBehind = !screen.hasSentAll
    return !isBehind
  }

  func wait(until deadline: ContinuousClock.Instant?) -> StageNews {
    while true {
      let hasRoom = screen.hasSentAll
      if hasRoom, isBehind {
        isBehind = false
        return StageNews()
      }
      // Keys first: a slice of a picture goes out only when nothing at all waits.
      let sends = hasRoom && outlet.maySend
      let wake = loop.wait(
        until: sends || !heldInputs.isEmpty ? .now : moment(before: deadline),
        orRoomIn: hasRoom ? nil : screen.outlet
      )
      let news = take(wake)
      let isOver = deadline.map { $0 <= .now } ?? false
      if !news.isEmpty || isOver { return news }
      if sends { outlet.sendSlice() }
    }
  }

  private func moment(before deadline: ContinuousClock.Instant?) -> ContinuousClock.Instant? {
    let others = [deadline, outlet.deadline].compactMap(\.self)
    return keyboard.deadline(before: others.min())
  }

  private func take(_ wake: Wake) -> StageNews {
    var news = StageNews()
    news.hasMessages = wake.hasMessages
    news.actions = (heldInputs + keyboard.inputs(wake.bytes, at: .now)).map { .input($0) }
    heldInputs = []
    let hasKeys = !news.actions.isEmpty
    if hasKeys {
      wasInterrupted = false
      outlet.notePress()
    }
    outlet.take(keyboard.takeReplies())
    for signal in wake.signals { take(signal, into: &news) }
    news.pictures = outlet.news(isAtKeys: hasKeys)
    if wake.terminalGone { news.ending = .hungUp }
    return news
  }

  private func take(_ signal: TerminalSignal, into news: inout StageNews) {
    switch signal {
    case .interrupted:
      // Asked like Ctrl-C; who asks twice without waiting for an answer is not at the keys.
      if wasInterrupted { news.ending = news.ending ?? .terminated }
      wasInterrupted = true
      news.isInterrupted = true
      news.actions.append(.input(.key(KeyPress("c", .control))))
    case .terminated: news.ending = news.ending ?? .terminated
    case .hungUp: news.ending = .hungUp
    case .resized:
      let size = screen.size
      screen.resize(to: size)
      outlet.note(.resized)
      news.actions.append(.resized(size))
    case .stopRequested: news.asksToStop = true
    case .continued:
      screen.enter()
      outlet.note(.continued)
      news.actions.append(.resized(screen.size))
    }
  }

  /// Takes in the answers that are on their way, before a shell or an editor would get them as keys.
  private func drain() {
    guard let time = outlet.drainTime else { return }
    let end = ContinuousClock.now + time
    // Signals are left for later.
    var answers = RunLoop(input: look.options.input)
    while outlet.drainTime != nil, .now < end {
      guard screen.hasSentAll else { return }
      let wake = answers.wait(until: end)
      heldInputs += keyboard.inputs(wake.bytes, at: .now)
      outlet.take(keyboard.takeReplies())
      if wake.terminalGone { return }
    }
  }

  func suspend() {
    drain()
    screen.suspend()
    outlet.note(.continued)
  }

  func repaint() { screen.repaint() }

  func setMouse(_ isOn: Bool) { screen.setMouse(isOn) }

  func copy(_ text: String) -> Bool {
    guard let message = messages.copy(text) else { return false }
    return screen.send(message)
  }

  func notify(_ text: String) {
    switch look.notice {
    case .none: break
    case .bell: screen.send(messages.bell)
    case .osc9, .osc777:
      screen.send(messages.notice(title: "seedream", text: text) ?? messages.bell)
    }
  }

  func handOff(to words: [String]) throws(ChildProcess.Failure) -> ChildProcess.Ending {
    drain()
    defer { outlet.note(.cameBack) }
    return try screen.handOff(to: words)
  }

  func close() {
    if !isClosed { drain() }
    isClosed = true
    screen.close()
  }
}
