import CellGrid

/// One thing a script does.
enum ScriptStep: Sendable, Equatable {
  case type(String)
  case press([KeyPress])
  case paste(String)
  /// Goes on once the text is on the screen, or is not any more.
  case await(String, isShown: Bool, atMost: Duration)
  /// Goes on once nothing is asked of the core and no job is worked on.
  case rest(atMost: Duration)
  case resize(Size)
  /// Writes the screen down, under a label where one is given.
  case dump(label: String, isStyled: Bool)
}

/// A step and the line it stands on.
struct ScriptLine: Sendable, Equatable {
  let number: Int
  /// As written, without blanks around it.
  let text: String
  let step: ScriptStep
}

/// Why a script is not played, or not to its end.
struct ScriptProblem: Error, Sendable, Equatable {
  let line: Int
  let message: String

  var description: String { "line \(line): \(message)" }
}
