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

  /// Takes the terminal over.
  init(_ look: ScreenLook, inbox: Int32, signals: SignalPipe?) throws(ScreenFailure) {
    screen = try NcursesScreen(look.options)
    // On the screen's own thread: the description of a terminal is one place for the whole process.
    keyboard = KeyboardReader(keys: .named(look.options.terminal))
    self.look = look
    messages = TerminalMessages(look.capabilities)
    loop = RunLoop(input: look.options.input, inbox: inbox, signals: signals)
  }

  var size: Size { screen.size }
  var hasTerminal: Bool { true }

  func present(_ surface: Surface) {
    screen.present(look.options.isUTF8 ? surface : surface.ascii)
  }

  var hasShown: Bool { screen.hasSentAll }

  func wait(until deadline: ContinuousClock.Instant?) -> StageNews {
    let outlet = screen.hasSentAll ? nil : screen.outlet
    let wake = loop.wait(until: keyboard.deadline(before: deadline), orRoomIn: outlet)
    var news = StageNews()
    news.hasMessages = wake.hasMessages
    news.actions = keyboard.inputs(wake.bytes, at: .now).map { .input($0) }
    if !news.actions.isEmpty { wasInterrupted = false }
    for signal in wake.signals { take(signal, into: &news) }
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
      news.actions.append(.resized(size))
    case .stopRequested: news.asksToStop = true
    case .continued:
      screen.enter()
      news.actions.append(.resized(screen.size))
    }
  }

  func suspend() { screen.suspend() }

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
    try screen.handOff(to: words)
  }

  func close() { screen.close() }
}
