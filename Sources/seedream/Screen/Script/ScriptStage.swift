import CellGrid
import Glibc
import StudioCore
import StudioUI
import TerminalKit

/// The studio played from a script: keys come from its steps, screens go into its dump file.
final class ScriptStage: StudioStage {
  private var player: ScriptPlayer
  private var loop: RunLoop
  private let dump: DumpFile
  private let isIdle: () -> Bool
  private var shown: Surface
  private(set) var size: Size

  /// How often a step that waits looks again, beside whenever the screen changes.
  private static let pace = Duration.milliseconds(10)

  /// - Parameter isIdle: nothing is asked of the core and no job is worked on.
  init(
    _ player: ScriptPlayer,
    _ size: Size,
    _ dump: DumpFile,
    inbox: Int32,
    signals: SignalPipe?,
    isIdle: @escaping () -> Bool
  ) {
    self.player = player
    self.size = size
    self.dump = dump
    self.isIdle = isIdle
    shown = Surface(size)
    loop = RunLoop(input: -1, inbox: inbox, signals: signals)
  }

  var hasTerminal: Bool { false }

  func present(_ surface: Surface) { shown = surface }

  var hasShown: Bool { true }

  func wait(until deadline: ContinuousClock.Instant?) -> StageNews {
    // Asked before the inbox is looked at: what was reported until then is in it.
    let isIdle = isIdle()
    var news = look(until: .now)
    if news != StageNews() { return news }
    switch player.turn(seeing: shown, isIdle: isIdle, now: StudioClock.live.monotonic) {
    case .actions(let actions): news.actions = actions
    case .resize(let size):
      self.size = size
      news.actions = [.resized(size)]
    case .dump(let page): dump.write(page)
    case .finished: news.ending = .scriptEnded
    case .failed(let problem):
      dump.write(ScriptDump.page(shown, label: "failed: \(problem.description)", isStyled: false))
      news.ending = .scriptFailed(problem)
    case .wait:
      let next = ContinuousClock.now + Self.pace
      news = look(until: deadline.map { min($0, next) } ?? next)
    }
    return news
  }

  private func look(until deadline: ContinuousClock.Instant) -> StageNews {
    let wake = loop.wait(until: deadline)
    var news = StageNews()
    news.hasMessages = wake.hasMessages
    for signal in wake.signals {
      switch signal {
      case .interrupted, .terminated: news.ending = .terminated
      case .hungUp: news.ending = .hungUp
      case .resized, .stopRequested, .continued: break
      }
    }
    return news
  }

  /// Where the script stands when the app was left before its end; `nil` at its end.
  var stepLeft: ScriptLine? { player.stepLeft }

  func suspend() {}
  func repaint() {}
  func setMouse(_ isOn: Bool) {}
  func copy(_ text: String) -> Bool { true }
  func notify(_ text: String) {}

  func handOff(to words: [String]) throws(ChildProcess.Failure) -> ChildProcess.Ending {
    // The rest of the script, or whatever else is on stdin, is nothing to type from.
    throw .notStarted(program: words.first ?? "", errno: ENOTTY)
  }

  func close() {}
}
