import CellGrid

/// Why a screen cannot be had; described in a sentence for the person at the terminal.
public enum ScreenFailure: Error, Sendable, Hashable, CustomStringConvertible {
  case notATerminal
  /// `TERM` is empty or not set.
  case noName
  case unknown(name: String)
  case hardcopy(name: String)
  case cannotMoveCursor(name: String)
  case noDatabase
  /// Another screen of this program is open.
  case inUse
  case system(errno: Int32)

  init(_ failure: TerminalDescription.Failure) {
    switch failure {
    case .noName: self = .noName
    case .unknown(let name): self = .unknown(name: name)
    case .hardcopy(let name): self = .hardcopy(name: name)
    case .noDatabase: self = .noDatabase
    }
  }

  public var description: String {
    switch self {
    case .notATerminal:
      "The studio needs a terminal for its keys and its screen; here one of them is something else."
    case .noName:
      "TERM is not set, so the studio cannot know what this terminal understands."
    case .unknown(let name):
      "This system has no description of a terminal called \(Self.shown(name)) (the value of TERM)."
    case .hardcopy(let name):
      "The terminal \(Self.shown(name)) prints on paper; the studio needs a screen."
    case .cannotMoveCursor(let name):
      "The terminal \(Self.shown(name)) cannot move its cursor; the studio needs that to draw."
    case .noDatabase:
      "This system has no descriptions of terminals (terminfo) where the studio looks for them."
    case .inUse:
      "The screen is already in use by this program."
    case .system(let code):
      "The terminal could not be taken over: \(systemMessage(code))."
    }
  }

  private static func shown(_ name: String) -> String {
    "“\(TextFlow.truncated(PlainText.line(name), to: 40))”"
  }
}
