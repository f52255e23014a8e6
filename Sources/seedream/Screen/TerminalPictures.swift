import CellGrid
import TerminalKit

/// The pictures of a terminal: asks what it can show, and sends them when nothing else waits.
final class TerminalPictures: PictureOutlet {
  private let screen: NcursesScreen
  private let descriptor: Int32
  private let look: ScreenLook
  private var questions: TerminalQuestions
  private var sending: PictureSending
  private var generation = 0
  private var budget: Int
  private(set) var choice: PictureFormChoice

  init(_ screen: NcursesScreen, _ look: ScreenLook) {
    self.screen = screen
    descriptor = look.options.output
    self.look = look
    questions = TerminalQuestions(
      look.environment,
      colours: look.colours,
      cell: TerminalSize.cell(descriptor: look.options.output)
    )
    sending = PictureSending(
      meter: LinkMeter(budget: look.pictureBudget),
      isPaced: questions.findings.multiplexer == .tmux
    )
    budget = sending.meter.budget
    choice = PictureFormChoice(
      questions.findings,
      look.surroundings(for: questions.findings)
    )
  }

  /// Where the person has decided there is nothing to wait for.
  var isSettled: Bool { questions.findings.isComplete || look.hasPictureWish }

  var meter: LinkMeter {
    get { sending.meter }
    set { sending.meter = newValue }
  }

  var hasPictures: Bool {
    get { screen.hasPictures }
    set { screen.hasPictures = newValue }
  }

  func send(_ packet: PicturePacket) { sending.add(packet) }

  func withdraw(where isUnwanted: (Int) -> Bool) { sending.remove(where: isUnwanted) }

  func redrawLines(_ rows: Range<Int>) { screen.redrawLines(rows) }

  func takeLinesWritten() -> Set<Int> { screen.takeLinesWritten() }

  func setParting(_ bytes: [UInt8]) -> Bool { screen.setParting(bytes) }
}

extension TerminalPictures {
  /// Something may have made the terminal another one; asks when that is due.
  func note(_ occasion: TerminalQuestions.Occasion) {
    questions.note(
      occasion,
      size: screen.size,
      cell: TerminalSize.cell(descriptor: descriptor),
      at: .now
    )
    ask(isAtKeys: false)
  }

  /// Keys came from the person.
  func notePress() {
    questions.notePress(at: .now)
    ask(isAtKeys: true)
  }

  /// Answers came in; asks what follows from them.
  func take(_ replies: [TerminalReply]) {
    let now = ContinuousClock.now
    for reply in replies {
      if reply == .ready { sending.answered(at: now) }
      _ = questions.take(reply, at: now)
    }
    if let time = questions.findings.roundTrip { sending.meter.note(roundTrip: time) }
  }

  private func ask(isAtKeys: Bool) {
    screen.send(questions.questions(isAtKeys: isAtKeys, at: .now))
  }

  /// What has changed since the last call.
  ///
  /// - Parameter isAtKeys: the person has pressed a key just now.
  func news(isAtKeys: Bool) -> [PictureNews] {
    _ = questions.pass(to: .now)
    ask(isAtKeys: isAtKeys)
    var news: [PictureNews] = []
    let found = PictureFormChoice(questions.findings, look.surroundings(for: questions.findings))
    if found != choice {
      choice = found
      news.append(.choiceChanged)
    }
    if generation != questions.generation {
      generation = questions.generation
      sending.forget()
      news.append(.lost)
    }
    if budget != meter.budget {
      budget = meter.budget
      news.append(.budgetChanged)
    }
    let (sent, dropped) = sending.takeNews()
    if !sent.isEmpty { news.append(.sent(sent)) }
    if !dropped.isEmpty { news.append(.dropped(dropped)) }
    return news
  }

  /// How long answers that are on their way are worth waiting for, before somebody else gets what the
  /// terminal says; `nil` when none are.
  var drainTime: Duration? {
    guard questions.isAwaiting || sending.isAwaiting(at: .now) else { return nil }
    let usual = (meter.roundTrip ?? .milliseconds(100)) * 2
    return min(max(usual, .milliseconds(200)), .milliseconds(600))
  }

  /// A slice may go out now.
  var maySend: Bool { sending.maySend(at: .now) }

  /// Sends one slice. To be called only when nothing else waits, neither a key nor a screen.
  func sendSlice() { screen.send(sending.next(at: .now)) }

  /// When something is to be done without anything happening.
  var deadline: ContinuousClock.Instant? {
    [questions.deadline, sending.nextMoment(at: .now)].compactMap(\.self).min()
  }
}
