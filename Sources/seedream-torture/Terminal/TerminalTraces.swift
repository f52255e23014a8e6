import PseudoTerminal
import TerminalScreen

/// What a studio changes about a terminal, and whether that is as it was.
enum TerminalTraces {
  /// How the system sets a terminal up that nobody has touched.
  static let untouched: TerminalSettings? = {
    let terminal = try? PseudoTerminal(["true"])
    _ = terminal?.wait()
    return terminal?.settings
  }()

  /// Private modes that stay: set from the start on most terminals (7, 12, 25), or given back by
  /// what xterm was told to remember (1036, 1039).
  private static let harmless: Set<Int> = [7, 12, 25, 1_036, 1_039]

  /// Ways to ask for other keys, which a studio has no use for and nothing would take back.
  private static let neverAskedFor: Set<String> = ["CSI >m", "CSI >u", "CSI =u", "OSC 0", "OSC 2"]

  /// What was not given back; empty when everything was.
  static func faults(_ screen: TerminalScreen) -> [String] {
    let left = screen.content
    var faults: [String] = []
    if left.isAlternate { faults.append("the alternate screen stays on") }
    if !left.isCursorVisible { faults.append("the cursor stays hidden") }
    if left.hasMouse { faults.append("the mouse is still reported") }
    let modes = left.modes.subtracting(harmless)
    if !modes.isEmpty { faults.append("modes stay set: \(modes.sorted())") }
    if !left.title.isEmpty { faults.append("the title stays “\(left.title)”") }
    let text = String(decoding: screen.transcript, as: UTF8.self)
    if isLast("\u{1b}=", after: "\u{1b}>", in: text) { faults.append("the keypad stays on") }
    if isLast("\u{1b}[?1036;1039h", after: "\u{1b}[?1036;1039r", in: text) {
      faults.append("Alt still sends Esc")
    }
    let asked = ControlInventory.kinds(in: screen.transcript).intersection(neverAskedFor)
    if !asked.isEmpty { faults.append("asked for \(asked.sorted())") }
    // After a hang-up there is no terminal whose driver could be asked.
    if let settings = screen.settings, settings != untouched {
      faults.append("the driver's modes differ: \(settings)")
    }
    return faults
  }

  private static func isLast(
    _ switchedOn: String,
    after switchedOff: String,
    in text: String
  ) -> Bool {
    guard let on = text.ranges(of: switchedOn).last else { return false }
    guard let off = text.ranges(of: switchedOff).last else { return true }
    return off.lowerBound < on.lowerBound
  }
}
