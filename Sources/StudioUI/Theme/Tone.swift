public import CellGrid

/// What a piece of text is, so that a theme can say how it looks.
public enum Tone: Hashable, Sendable {
  case plain, faint, heading, good, active, warning, error, price, link, progress, star
  case disabled, selected

  public func style(_ theme: Theme) -> Style {
    switch self {
    case .plain: theme.plain
    case .faint: theme.faint
    case .heading: theme.heading
    case .good: theme.good
    case .active: theme.active
    case .warning: theme.warning
    case .error: theme.error
    case .price: theme.price
    case .link: theme.link
    case .progress: theme.progress
    case .star: theme.star
    case .disabled: theme.disabled
    case .selected: theme.selected
    }
  }
}
