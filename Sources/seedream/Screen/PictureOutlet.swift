import CellGrid
import TerminalKit

/// Where pictures go beside the cells of a screen. Used from the thread that decides.
protocol PictureOutlet: AnyObject {
  /// How pictures get onto this terminal, as far as it is known now.
  var choice: PictureFormChoice { get }
  /// The terminal has answered, or has had its time to.
  var isSettled: Bool { get }
  /// How fast the terminal takes pictures, and the bytes that one may have; to be adjusted here.
  var meter: LinkMeter { get set }
  /// True while pictures that are no cells lie on the screen: nothing there is moved then.
  var hasPictures: Bool { get set }
  /// Puts a packet behind those that wait. It goes out when nothing else waits; `PictureNews.sent`
  /// tells.
  func send(_ packet: PicturePacket)
  /// Takes back what has not begun, and ends what has, where its form allows that.
  func withdraw(where isUnwanted: (Int) -> Bool)
  /// The next surface writes these lines whole, so that nothing that is no cell stays there.
  func redrawLines(_ rows: Range<Int>)
  /// Lines that curses has written whole of its own since the last call: what lay there is gone.
  func takeLinesWritten() -> Set<Int>
  /// What is said first when the terminal is given back, also by a crash: the orders that take our
  /// pictures away. False where it is too much.
  @discardableResult
  func setParting(_ bytes: [UInt8]) -> Bool
}

/// What happened to pictures, or to what is known of the terminal.
enum PictureNews: Sendable, Hashable {
  /// `PictureOutlet.choice` is another one now.
  case choiceChanged
  /// What the terminal was sent before may be gone: it was given away, or is another one. What was
  /// on its way is dropped.
  case lost
  case sent([Int])
  /// Numbers of packets that never arrive whole.
  case dropped([Int])
  /// `PictureOutlet.meter` has another budget now.
  case budgetChanged
}
