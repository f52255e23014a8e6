public import CellGrid

/// Something that happened, as the app hears of it.
public enum AppAction: Hashable, Sendable {
  case input(Input)
  case resized(Size)
  /// Nothing but time.
  case timePassed
  case reported(Report)
  /// The terminal, or whoever started the program, asks it to end.
  case endRequested
}
