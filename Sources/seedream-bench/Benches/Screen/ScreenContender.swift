import PseudoTerminal

/// A program on a terminal that is measured.
struct ScreenContender: Sendable {
  var name: String
  let words: [String]
  /// Besides what all have in common.
  var environment: [String: String] = [:]
  /// Stands on its finished first screen, in one piece.
  var marker: String
}

/// Why a row has no figures.
struct NoFigures: Error {
  let reason: String
}
