import CellGrid
import StudioCore
import StudioModel
import StudioUI
import TerminalKit

/// The one thread that decides: it takes in keys, reports and signals, lets the app reduce them,
/// performs what comes of it and shows the screen, once for all that waited.
final class StudioLoop {
  private var state: AppState
  private let stage: any StudioStage
  private let performer: EffectPerformer
  private let inbox: Inbox<StudioMessage>
  private let editor: EditorVisit
  /// `nil` where only cells are shown.
  private let pictures: PictureDesk?
  private let clock = StudioClock.live
  private var hasQuit = false

  /// Between two looks at a screen that only time changes.
  private static let leastPause = Duration.milliseconds(10)

  init(
    _ start: AppStart,
    _ stage: any StudioStage,
    _ performer: EffectPerformer,
    _ inbox: Inbox<StudioMessage>,
    _ editor: EditorVisit,
    _ pictures: PictureDesk?
  ) {
    state = AppState(start)
    self.stage = stage
    self.performer = performer
    self.inbox = inbox
    self.editor = editor
    self.pictures = pictures
  }

  /// Shows the first screen; the app's first wishes are on their way by then.
  func begin() {
    perform(state.begin(now: clock.now))
    performer.begin()
    tellPictures()
    show()
  }

  /// Returns why it ended; `nil` when the person left.
  func run() -> StageEnding? {
    while true {
      let news = stage.wait(until: deadline)
      takeMessages()
      hear(news.pictures)
      for action in news.actions where !hasQuit { take(action) }
      if news.asksToStop { stop() }
      if let ending = news.ending { return ending }
      if hasQuit { return news.isInterrupted ? .terminated : nil }
      if news.actions.isEmpty, !news.hasMessages, news.pictures.isEmpty { take(.timePassed) }
      show()
    }
  }

  /// When the screen changes by time alone; never so soon that a mistake in it keeps the machine
  /// busy.
  private var deadline: ContinuousClock.Instant? {
    state.nextChange.map { .now + max(Self.leastPause, $0 - clock.now) }
  }

  /// A terminal whose reader is behind gets the newest screen when it has taken the one before.
  private func show() {
    state.settle()
    guard stage.hasShown else { return }
    stage.present(pictures?.compose(rendered) ?? rendered)
    pictures?.wasShown()
    if stage.hasShown { state.wasShown() }
  }

  var rendered: Surface { state.render() }

  /// How long news may keep the keyboard waiting; thousands of jobs have more of it than that.
  private static let patience = Duration.milliseconds(20)
  private static let handful = 16

  /// Hears what came. What is left after a while waits in the inbox until keys were looked at.
  private func takeMessages() {
    let end = ContinuousClock.now + Self.patience
    while true {
      let messages = inbox.drain(atMost: Self.handful)
      for message in messages { hear(message) }
      if messages.count < Self.handful || ContinuousClock.now >= end { return }
    }
  }

  private func hear(_ message: StudioMessage) {
    switch message {
    case .action(let action): take(action)
    case .progressed:
      for event in performer.takeProgress() { take(.reported(.event(event))) }
    case .pictured: pictures?.takeProducts()
    case .left: break
    }
  }

  private func hear(_ news: [PictureNews]) {
    for one in news { pictures?.hear(one) }
    if news.contains(.choiceChanged) || news.contains(.budgetChanged) { tellPictures() }
  }

  private func tellPictures() {
    if let pictures { take(.reported(.picturesFound(pictures.facts))) }
  }

  private func take(_ action: AppAction) {
    if case .resized = action { pictures?.willRepaint() }
    perform(state.reduce(action, now: clock.now))
  }

  private func perform(_ effects: [AppEffect]) {
    for effect in effects { perform(effect) }
  }

  private func perform(_ effect: AppEffect) {
    switch effect {
    case .quit: hasQuit = true
    case .suspend: stop()
    case .redraw:
      pictures?.willRepaint()
      stage.repaint()
    case .changePictureBudget(let step):
      pictures?.changeBudget(by: step)
      tellPictures()
    case .setMouse(let isOn): stage.setMouse(isOn)
    case .notify(let text): stage.notify(text)
    case .copy(let text, let label): copy(text, label)
    case .openEditor(let text): openEditor(with: text)
    default: performer.perform(effect)
    }
  }

  private func stop() {
    stage.suspend()
    take(.resized(stage.size))
  }

  private func copy(_ text: String, _ label: String) {
    guard stage.copy(text) else {
      let failure = Failure(
        .invalidRequest,
        "This terminal is not known to take a text of that length for its clipboard.",
        cost: .nothing,
        advice: "Select it with the mouse."
      )
      return take(.reported(.refused(what: "copy the \(label)", failure)))
    }
    take(.reported(.copied(label: label)))
  }

  private func openEditor(with text: String) {
    let stage = stage
    let report = editor.edit(text) { (words) throws(ChildProcess.Failure) in
      try stage.handOff(to: words)
    }
    take(.resized(stage.size))
    take(.reported(report))
  }
}
