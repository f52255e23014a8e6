public import CellGrid

/// An editor of one line, for searches, filters and paths.
public struct LineField: Hashable, Sendable {
  private var editor: TextEditor

  public init(_ text: String = "", caret: Int? = nil) {
    editor = TextEditor(Self.oneLine(text), caret: caret)
  }

  public var text: String { editor.text }
  public var isEmpty: Bool { editor.isEmpty }
  /// Where the next character goes, in characters.
  public var caret: Int { editor.caret }
  public var selection: Range<Int>? { editor.selection }

  /// Puts another text there as one step of undo; the caret goes to its end.
  public mutating func replaceAll(with text: String) {
    editor.replaceAll(with: Self.oneLine(text))
    editor.moveCaret(to: editor.count)
  }

  /// Puts a text in the place of the selection; line breaks become spaces. What is past the longest
  /// line that makes sense here is left out.
  public mutating func paste(_ text: String) {
    editor.paste(Self.oneLine(String(text.prefix(Self.longestPaste))))
  }

  /// In characters: a handful of paths.
  private static let longestPaste = 4_096

  /// Does what a key does in a line; `false` for keys that mean nothing to it, such as Enter and
  /// the arrows up and down. A line break that a keyboard types all the same becomes a space.
  public mutating func handle(_ key: KeyPress) -> Bool {
    if let character = key.typed {
      editor.insert(character.isNewline ? " " : character)
      return true
    }
    guard let command = EditorKeys.command(for: key), Self.takes(command) else { return false }
    editor.perform(command, width: Self.layoutWidth, height: 1)
    return true
  }

  /// Does what an action asks for; `false` for those that mean nothing in a line.
  public mutating func perform(_ command: EditCommand) -> Bool {
    guard Self.takes(command) else { return false }
    editor.perform(command, width: Self.layoutWidth, height: 1)
    return true
  }

  /// Wide enough for a line to be one row.
  private static let layoutWidth = Int.max / 4

  private static func takes(_ command: EditCommand) -> Bool {
    switch command {
    case .moveUp, .moveDown, .movePageUp, .movePageDown, .selectUp, .selectDown, .selectPageUp,
      .selectPageDown, .newline:
      false
    default: true
    }
  }

  private static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }

  /// Draws the line in one row and, where it has the focus, puts the cursor at the caret. A line
  /// that is too long shows the part around the caret, with marks where it goes on.
  public func draw(
    in canvas: inout Canvas,
    x: Int = 0,
    y: Int = 0,
    width: Int,
    styles: EditorStyles = EditorStyles(),
    focused: Bool
  ) {
    guard width > 0 else { return }
    let content = editor.content
    let before = content.characters(0..<editor.caret).reduce(0) { $0 + EditorCharacter.cells($1) }
    let start = Self.firstColumn(caret: before, width: width)
    canvas.within(Rect(x: x, y: y, width: width, height: 1)) { canvas in
      var column = -start
      var reader = content.reader(from: 0)
      var offset = 0
      while column < width, let character = reader.next() {
        let cells = EditorCharacter.cells(character)
        let isSelected = selection?.contains(offset) ?? false
        let style = isSelected ? styles.selection : styles.style(of: character)
        if column >= 0 {
          canvas.text(EditorCharacter.form(character), x: column, y: 0, style, width: cells)
        } else if column + cells > 0 {
          canvas.fill(Rect(x: 0, y: 0, width: column + cells, height: 1), style)
        }
        column += cells
        offset += 1
      }
      if start > 0 { canvas.text("◂", x: 0, y: 0, styles.sign) }
      if column > width || offset < content.count {
        canvas.text("▸", x: width - 1, y: 0, styles.sign)
      }
      if focused { canvas.placeCursor(x: before - start, y: 0) }
    }
  }

  /// The first column that shows: it moves by steps, so that the text stands still between them.
  private static func firstColumn(caret: Int, width: Int) -> Int {
    guard caret + 1 >= width else { return 0 }
    guard width > 8 else { return max(caret - width / 2, 0) }
    let step = width / 2 - 1
    return (caret - width / 2) / step * step
  }
}
