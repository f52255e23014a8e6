import CellGrid
import Testing

@testable import StudioUI

@Suite struct EditorDrawingTests {
  private func drawn(_ editor: TextEditor, _ width: Int, _ height: Int) -> Surface {
    var canvas = Canvas(Size(width: width, height: height))
    editor.draw(in: &canvas, focused: true)
    return canvas.surface
  }

  @Test func aPromptIsDrawnRowByRow() {
    let editor = TextEditor("A series of 4 images: 一只狐狸，在雪中。\n\tred\u{1B}[0m", caret: 24)
    let surface = drawn(editor, 16, 6)
    #expect(
      SurfaceDump.text(surface) == """
        A series of 4
        images: 一只狐
        狸，在雪中。
        ␉red␛[0m



        """
    )
    #expect(surface.cursor == Point(x: 12, y: 1))
  }

  @Test(
    arguments: [
      ("中文字", 0, 0), ("中文字", 1, 2), ("中文字", 2, 4), ("a中b", 2, 3), ("ｱｲｳ", 2, 2),
      ("한국어", 2, 4), ("👩\u{200D}🎨x", 1, 2), ("🇩🇪x", 1, 2), ("e\u{301}x", 1, 1), ("\tx", 1, 1),
      ("か\u{3099}x", 1, 2), ("が", 1, 2), ("𠀀x", 1, 2),
    ] as [(String, Int, Int)]
  )
  func theCursorStandsInTheColumnOfItsCharacter(text: String, caret: Int, column: Int) {
    #expect(drawn(TextEditor(text, caret: caret), 20, 2).cursor == Point(x: column, y: 0))
  }

  @Test func aSelectionIsReversedLineBreaksToo() {
    var editor = TextEditor("ab\n中c", caret: 1)
    editor.run(.selectRight, .selectRight, .selectRight)
    #expect(
      SurfaceDump.styled(drawn(editor, 5, 2)) == """
        |ab
        |中c
        --- styles
        | aa
        |aa
        a reverse
        cursor 2,1

        """
    )
  }

  @Test func signsOfControlsAreDimmed() {
    let surface = drawn(TextEditor("a\tb", caret: 0), 5, 1)
    #expect(surface[1, 0].style.attributes == .dim)
    #expect(surface[2, 0].style == .plain)
  }

  @Test func nothingReachesTheScreenThatATerminalWouldObey() {
    var numbers = SeededNumbers(seed: 3)
    for _ in 0..<200 {
      let scalars = (0..<40).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 0...0x10_FFFF, using: &numbers))
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      let editor = TextEditor(String(text))
      let surface = drawn(editor, 30, 8)
      for cell in surface.cells {
        #expect(cell.glyph.scalars.allSatisfy { $0.properties.generalCategory != .control })
        #expect(!cell.glyph.scalars.contains { $0.properties.isBidiControl })
      }
      #expect(editor.text.unicodeScalars.elementsEqual(scalars))
      #expect(surface.cursor != nil)
    }
  }

  @Test func theCaretIsAlwaysInView() {
    var numbers = SeededNumbers(seed: 11)
    var editor = TextEditor(TextBits.text(400, using: &numbers))
    for _ in 0..<300 {
      if let command = EditCommand.allCases.randomElement(using: &numbers),
        command != .killSelection
      {
        editor.perform(command, width: 12, height: 4)
      }
      #expect(drawn(editor, 12, 4).cursor != nil)
    }
    // A room other than the last one, before it was laid out for it.
    for height in 1...6 { #expect(drawn(editor, 7, height).cursor != nil) }
  }

  @Test func scrollingMovesOnlyWhenTheCaretWouldLeave() {
    var editor = TextEditor((0..<20).map { "\($0)" }.joined(separator: "\n"), caret: 0)
    for _ in 0..<9 { editor.perform(.moveDown, width: 10, height: 5) }
    #expect(editor.top == 5)
    for _ in 0..<4 { editor.perform(.moveUp, width: 10, height: 5) }
    #expect(editor.top == 5)
    editor.perform(.moveUp, width: 10, height: 5)
    #expect(editor.top == 4)
    #expect(
      editor.scrolling(width: 10, height: 5) == EditorScroll(top: 4, height: 5, rows: 20)
    )
  }

  @Test func deletingRowsLeavesNoEmptyRoom() {
    var editor = TextEditor((0..<20).map { "\($0)" }.joined(separator: "\n"))
    editor.layOut(width: 10, height: 5)
    #expect(editor.top == 15)
    for _ in 0..<20 { editor.perform(.deleteBackward, width: 10, height: 5) }
    #expect(editor.top == max((editor.rows?.count ?? 0) - 5, 0))
  }

  @Test func anotherWidthKeepsThePlace() {
    var editor = TextEditor((0..<200).map { "word\($0)" }.joined(separator: " "), caret: 700)
    editor.layOut(width: 30, height: 8)
    let first = editor.rows.map { $0.starts[editor.top] } ?? 0
    editor.layOut(width: 61, height: 8)
    let second = editor.rows.map { $0.starts[editor.top] } ?? 0
    #expect(abs(first - second) < 61 * 2)
    #expect(drawn(editor, 61, 8).cursor != nil)
  }

  @Test func aRoomOfNothingDrawsNothing() {
    let editor = TextEditor("abc")
    #expect(drawn(editor, 0, 0).cells.isEmpty)
    #expect(drawn(editor, 1, 1).cursor == Point(x: 0, y: 0))
    #expect(SurfaceDump.text(drawn(TextEditor("中文", caret: 0), 1, 2)) == "…\n…\n")
  }
}
