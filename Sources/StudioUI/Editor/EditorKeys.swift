public import CellGrid

/// The keys of the editor.
public enum EditorKeys {
  /// What each key does unless it is bound otherwise; every key stands here once.
  public static let defaults: [(KeyPress, EditCommand)] =
    arrows + selecting + deleting + emacsMotions + emacsEdits

  /// The command of a key.
  public static func command(for key: KeyPress) -> EditCommand? { table[key] }

  private static let table = Dictionary(uniqueKeysWithValues: defaults)

  private static let arrows: [(KeyPress, EditCommand)] = [
    (KeyPress(.left), .moveLeft), (KeyPress(.right), .moveRight),
    (KeyPress(.up), .moveUp), (KeyPress(.down), .moveDown),
    (KeyPress(.left, .control), .moveWordLeft), (KeyPress(.right, .control), .moveWordRight),
    (KeyPress(.left, .alt), .moveWordLeft), (KeyPress(.right, .alt), .moveWordRight),
    (KeyPress(.home), .moveRowStart), (KeyPress(.end), .moveRowEnd),
    (KeyPress(.home, .control), .moveBufferStart), (KeyPress(.end, .control), .moveBufferEnd),
    (KeyPress(.pageUp), .movePageUp), (KeyPress(.pageDown), .movePageDown),
  ]

  private static let selecting: [(KeyPress, EditCommand)] = [
    (KeyPress(.left, .shift), .selectLeft), (KeyPress(.right, .shift), .selectRight),
    (KeyPress(.up, .shift), .selectUp), (KeyPress(.down, .shift), .selectDown),
    (KeyPress(.left, [.control, .shift]), .selectWordLeft),
    (KeyPress(.right, [.control, .shift]), .selectWordRight),
    (KeyPress(.left, [.alt, .shift]), .selectWordLeft),
    (KeyPress(.right, [.alt, .shift]), .selectWordRight),
    (KeyPress(.home, .shift), .selectRowStart), (KeyPress(.end, .shift), .selectRowEnd),
    (KeyPress(.home, [.control, .shift]), .selectBufferStart),
    (KeyPress(.end, [.control, .shift]), .selectBufferEnd),
    (KeyPress(.pageUp, .shift), .selectPageUp), (KeyPress(.pageDown, .shift), .selectPageDown),
    (KeyPress(" ", .control), .setMark), (KeyPress("g", .control), .deselect),
    (KeyPress("a", .alt), .selectAll),
  ]

  private static let deleting: [(KeyPress, EditCommand)] = [
    // What a line feed types: a paste into a terminal that does not mark pastes.
    (KeyPress(.enter), .newline), (KeyPress("j", .control), .newline),
    (KeyPress(.backspace), .deleteBackward), (KeyPress(.delete), .deleteForward),
    (KeyPress(.backspace, .alt), .deleteWordBackward),
    (KeyPress(.backspace, .control), .deleteWordBackward),
    (KeyPress(.delete, .alt), .deleteWordForward),
    (KeyPress(.delete, .control), .deleteWordForward),
  ]

  private static let emacsMotions: [(KeyPress, EditCommand)] = [
    (KeyPress("a", .control), .moveLineStart), (KeyPress("e", .control), .moveLineEnd),
    (KeyPress("b", .control), .moveLeft), (KeyPress("f", .control), .moveRight),
    (KeyPress("p", .control), .moveUp), (KeyPress("n", .control), .moveDown),
    (KeyPress("b", .alt), .moveWordLeft), (KeyPress("f", .alt), .moveWordRight),
    (KeyPress("<", .alt), .moveBufferStart), (KeyPress(">", .alt), .moveBufferEnd),
    (KeyPress("v", .alt), .movePageUp), (KeyPress("v", .control), .movePageDown),
  ]

  // ctrl-_ and ctrl-/ are one byte on most terminals; so are ctrl-^ and ctrl-6.
  private static let emacsEdits: [(KeyPress, EditCommand)] = [
    (KeyPress("h", .control), .deleteBackward), (KeyPress("d", .control), .deleteForward),
    (KeyPress("d", .alt), .deleteWordForward),
    (KeyPress("k", .control), .killToLineEnd), (KeyPress("u", .control), .killToLineStart),
    (KeyPress("k", .alt), .killLine),
    (KeyPress("w", .control), .killSelection), (KeyPress("w", .alt), .copySelection),
    (KeyPress("y", .control), .yank), (KeyPress("y", .alt), .yankPop),
    (KeyPress("t", .control), .transpose),
    (KeyPress("_", .control), .undo), (KeyPress("/", .control), .undo),
    (KeyPress("^", .control), .redo), (KeyPress("/", .alt), .redo), (KeyPress("_", .alt), .redo),
  ]
}
