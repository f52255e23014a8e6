import StudioUI

/// What comes from elsewhere in the program to the thread that decides.
enum StudioMessage: Sendable, Equatable {
  case action(AppAction)
  /// `ProgressBoard.take()` has something.
  case progressed
  /// Everything is let go and closed; the program may end.
  case left
}
