import CellGrid
import Testing

@testable import StudioUI

/// Sizes nobody means to type; what counts is that they are right and do not take for ever.
@Suite struct LargeTextTests {
  @Test(arguments: [false, true])
  func aMegabyteIsPastedAndTypedInto(hasLines: Bool) {
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
    #expect(editor.rows == EditorRows(editor.content, width: 58))
    var canvas = Canvas(Size(width: 58, height: 20))
    editor.draw(in: &canvas, focused: true)
    #expect(canvas.surface.cursor != nil)
    editor.run(.undo, .undo, .undo, width: 58)
    #expect(editor.isEmpty)
  }
}
