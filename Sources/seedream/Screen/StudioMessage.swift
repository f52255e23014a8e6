import StudioUI

/// What comes from elsewhere in the program to the thread that decides.
enum StudioMessage: Sendable, Equatable {
  case action(AppAction)
  /// `ProgressBoard.take()` has something.
  case progressed
  /// `PreviewWorkshop.take()` has something.
  case pictured
  /// Everything is let go and closed; the program may end.
  case left
}
