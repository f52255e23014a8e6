import CellGrid
import Testing

@testable import StudioUI

/// Sizes nobody means to type; what counts is that they are right and do not take for ever.
@Suite struct LargeTextTests {
  @Test(arguments: [false, true])
  func aMegabyteIsPastedAndTypedInto(hasLines: Bool) throws {
    let line = "All work and no play makes a dull prompt, 一只狐狸。" + (hasLines ? "\n" : " ")
    let text = String(repeating: line, count: (1 << 20) / line.utf8.count)
    var editor = TextEditor()
    editor.layOut(width: 58, height: 20)
    editor.paste(text)
    let middle = text.count / 2
    editor.moveCaret(to: middle)
    editor.type(keys: "here ")
    editor.run(.deleteBackward, width: 58)
    editor.run(.moveDown, .moveUp, width: 58)
    #expect(editor.count == text.count + 4)
    #expect(editor.content.text(middle..<middle + 4) == "here")
    try expectRows(of: editor, exact: hasLines)
    var canvas = Canvas(Size(width: 58, height: 20))
    editor.draw(in: &canvas, focused: true)
    #expect(canvas.surface.cursor != nil)
    editor.run(.undo, .undo, .undo, width: 58)
    #expect(editor.isEmpty)
  }

  /// Rows far below an edit in one long paragraph may be short, but none is too long.
  private func expectRows(of editor: TextEditor, exact: Bool) throws {
    let rows = try #require(editor.rows)
    if exact { #expect(rows == EditorRows(editor.content, width: rows.width)) }
    #expect(rows.starts.first == 0)
    #expect(zip(rows.starts, rows.starts.dropFirst()).allSatisfy { $0 < $1 })
    for row in stride(from: 0, to: rows.count, by: exact ? 211 : 1) {
      let characters = editor.content.characters(rows.range(ofRow: row, in: editor.content))
      #expect(characters.reduce(0) { $0 + rows.cells($1) } <= rows.width)
    }
  }

  @Test func anEditAtTheStartOfALongParagraphLeavesTheRestInOrder() throws {
    var editor = TextEditor(String(repeating: "0123456789", count: 6_000), caret: 5)
    editor.layOut(width: 20, height: 10)
    for step in 0..<40 {
      editor.insert("x")
      if step % 7 == 0 { editor.moveCaret(to: step * 1_000) }
      if step % 5 == 0 { editor.run(.deleteBackward, .killToLineEnd, .yank, width: 20) }
    }
    try expectRows(of: editor, exact: false)
    for _ in 0..<20 { editor.run(.undo, width: 20) }
    try expectRows(of: editor, exact: false)
    editor.layOut(width: 21, height: 10)
    try expectRows(of: editor, exact: false)
    #expect(editor.rows == EditorRows(editor.content, width: 21))
  }
}
