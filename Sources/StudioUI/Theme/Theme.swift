public import CellGrid

/// How each kind of thing is drawn.
public struct Theme: Hashable, Sendable {
  public var plain: Style
  /// Less important text: units, hints, times.
  public var faint: Style
  /// Headings and names of fields.
  public var heading: Style
  public var border: Style
  public var focusedBorder: Style
  /// The title and status rows of the screen.
  public var bar: Style
  public var barKey: Style
  /// What sending costs, in the status row.
  public var barPrice: Style
  /// The line under the cursor of a list that has the focus, and of one that has not.
  public var selected: Style
  public var unfocusedSelected: Style
  /// Text selected in an editor.
  public var marked: Style
  /// The letters that a search found.
  public var match: Style
  /// What stands in an empty field.
  public var placeholder: Style
  public var price: Style
  public var good: Style
  public var active: Style
  public var warning: Style
  public var error: Style
  public var star: Style
  /// What can't be chosen, with its reason beside it.
  public var disabled: Style
  public var link: Style
  public var progress: Style

  /// For terminals with 256 colours, on the terminal's own background: colours of a middling
  /// lightness, which can be read on black and on white.
  public static let standard = Theme(
    plain: .plain,
    faint: Style(.palette(244)),
    heading: Style(.palette(32), .bold),
    border: Style(.palette(243)),
    focusedBorder: Style(.palette(32), .bold),
    bar: Style(.palette(252), on: .palette(237)),
    barKey: Style(.palette(117), on: .palette(237), .bold),
    barPrice: Style(.palette(231), on: .palette(237), .bold),
    selected: Style(.palette(231), on: .palette(24)),
    unfocusedSelected: Style(.palette(252), on: .palette(237)),
    marked: Style(.palette(231), on: .palette(61)),
    match: Style(.palette(166), [.bold, .underline]),
    placeholder: Style(.palette(244)),
    price: Style(.standard, .bold),
    good: Style(.palette(29)),
    active: Style(.palette(32)),
    warning: Style(.palette(166)),
    error: Style(.palette(161), .bold),
    star: Style(.palette(166)),
    disabled: Style(.palette(244)),
    link: Style(.palette(32), .underline),
    progress: Style(.palette(32))
  )

  /// For terminals with eight or sixteen colours, whose yellow and cyan vanish on white: only red,
  /// green and attributes.
  public static let sixteen = Theme(
    plain: .plain,
    faint: Style(.standard, .dim),
    heading: Style(.standard, .bold),
    border: Style(.standard, .dim),
    focusedBorder: Style(.standard, .bold),
    bar: Style(.standard, .reverse),
    barKey: Style(.standard, [.reverse, .bold]),
    barPrice: Style(.standard, [.reverse, .bold]),
    selected: Style(.standard, [.reverse, .bold]),
    unfocusedSelected: Style(.standard, .underline),
    marked: Style(.standard, .reverse),
    match: Style(.standard, [.bold, .underline]),
    placeholder: Style(.standard, .dim),
    price: Style(.standard, .bold),
    good: Style(.palette(2)),
    active: Style(.standard, .bold),
    warning: Style(.standard, .bold),
    error: Style(.palette(1), .bold),
    star: Style(.standard, .bold),
    disabled: Style(.standard, .dim),
    link: Style(.standard, .underline),
    progress: Style(.palette(2))
  )

  /// Without colours, by attributes alone.
  public static let monochrome = Theme(
    plain: .plain,
    faint: .plain,
    heading: Style(.standard, .bold),
    border: .plain,
    focusedBorder: Style(.standard, .bold),
    bar: Style(.standard, .reverse),
    barKey: Style(.standard, [.reverse, .bold]),
    barPrice: Style(.standard, [.reverse, .bold]),
    selected: Style(.standard, .reverse),
    unfocusedSelected: Style(.standard, .underline),
    marked: Style(.standard, .reverse),
    match: Style(.standard, [.bold, .underline]),
    placeholder: .plain,
    price: Style(.standard, .bold),
    good: .plain,
    active: Style(.standard, .bold),
    warning: Style(.standard, .bold),
    error: Style(.standard, .bold),
    star: Style(.standard, .bold),
    disabled: .plain,
    link: Style(.standard, .underline),
    progress: .plain
  )

  /// Strong contrast on black for bad screens and tired eyes.
  public static let highContrast = Theme(
    plain: Style(.palette(15), on: .palette(0)),
    faint: Style(.palette(15), on: .palette(0)),
    heading: Style(.palette(11), on: .palette(0), .bold),
    border: Style(.palette(15), on: .palette(0)),
    focusedBorder: Style(.palette(11), on: .palette(0), .bold),
    bar: Style(.palette(0), on: .palette(15)),
    // Not bold: many terminals draw bold black as grey.
    barKey: Style(.palette(0), on: .palette(15), .underline),
    barPrice: Style(.palette(0), on: .palette(15), .underline),
    selected: Style(.palette(0), on: .palette(11), .bold),
    unfocusedSelected: Style(.palette(0), on: .palette(15)),
    marked: Style(.palette(0), on: .palette(14)),
    match: Style(.palette(11), on: .palette(0), [.bold, .underline]),
    placeholder: Style(.palette(15), on: .palette(0), .italic),
    price: Style(.palette(11), on: .palette(0), .bold),
    good: Style(.palette(10), on: .palette(0)),
    active: Style(.palette(14), on: .palette(0), .bold),
    warning: Style(.palette(11), on: .palette(0), .bold),
    error: Style(.palette(9), on: .palette(0), [.bold, .underline]),
    star: Style(.palette(11), on: .palette(0), .bold),
    disabled: Style(.palette(7), on: .palette(0)),
    link: Style(.palette(14), on: .palette(0), .underline),
    progress: Style(.palette(14), on: .palette(0))
  )
}
