import CellGrid
import StudioUI
import TerminalKit

/// What came while a stage was waited on.
struct StageNews: Sendable, Equatable {
  var actions: [AppAction] = []
  /// The inbox has something.
  var hasMessages = false
  var pictures: [PictureNews] = []
  /// Somebody asked this process to stop, as Ctrl-Z does.
  var asksToStop = false
  var ending: StageEnding?
  /// An interruption from outside is among the actions, as the key that asks for the end.
  var isInterrupted = false

  /// Nothing happened.
  var isEmpty: Bool { self == StageNews() }
}

/// Why the studio has to end without the app having said so.
enum StageEnding: Sendable, Equatable {
  /// SIGTERM, or a second interruption from outside.
  case terminated
  /// The terminal, or the connection to it, is gone.
  case hungUp
  case scriptEnded
  case scriptFailed(ScriptProblem)
}

/// Where keys come from and screens go: a terminal, or a script. Used from one thread.
protocol StudioStage: AnyObject {
  var size: Size { get }
  func present(_ surface: Surface)
  /// Everything that was presented is on its way to the person's eyes. While it is not, nothing
  /// more is shown.
  var hasShown: Bool { get }
  /// Waits for anything to happen until a time; without one, for as long as it takes.
  func wait(until deadline: ContinuousClock.Instant?) -> StageNews
  /// Stops this process until it is continued.
  func suspend()
  /// The next screen is drawn whole.
  func repaint()
  func setMouse(_ isOn: Bool)
  /// False where the text cannot be brought to a clipboard.
  func copy(_ text: String) -> Bool
  func notify(_ text: String)
  /// Where pictures go; `nil` where only cells are shown.
  var pictures: (any PictureOutlet)? { get }
  /// Whether a program that wants a terminal can be run.
  var hasTerminal: Bool { get }
  /// Gives the terminal to a program until that ends.
  func handOff(to words: [String]) throws(ChildProcess.Failure) -> ChildProcess.Ending
  /// Gives the terminal back for good. Harmless when it was done before.
  func close()
}

extension StudioStage {
  var pictures: (any PictureOutlet)? { nil }
}
