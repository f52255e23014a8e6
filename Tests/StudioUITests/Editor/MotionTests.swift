import CellGrid
import Testing

@testable import StudioUI

@Suite struct MotionTests {
  @Test(
    arguments: [
      (.moveLeft, "ab‸c", "a‸bc"), (.moveLeft, "‸abc", "‸abc"), (.moveRight, "ab‸c", "abc‸"),
      (.moveRight, "abc‸", "abc‸"), (.moveLeft, "a\n‸b", "a‸\nb"), (.moveRight, "a‸\nb", "a\n‸b"),
      (.moveLeft, "e\u{301}‸x", "‸e\u{301}x"), (.moveRight, "‸👩\u{200D}🎨x", "👩\u{200D}🎨‸x"),
      (.moveRight, "‸🇩🇪🇫🇷", "🇩🇪‸🇫🇷"), (.moveLeft, "中文‸", "中‸文"), (.moveLeft, "a\r\n‸b", "a‸\r\nb"),
    ] as [(EditCommand, String, String)]
  )
  func theCaretMovesByWholeCharacters(command: EditCommand, before: String, after: String) {
    #expect(EditorProbe.after([command], before) == after)
  }

  @Test(
    arguments: [
      (.moveWordRight, "‸one two", "one‸ two"), (.moveWordRight, "one‸ two", "one two‸"),
      (.moveWordRight, "o‸ne two", "one‸ two"), (.moveWordRight, "one two‸", "one two‸"),
      (.moveWordRight, "one‸ ...  ", "one ...  ‸"), (.moveWordRight, "‸one\ntwo", "one‸\ntwo"),
      (.moveWordRight, "one‸\ntwo", "one\ntwo‸"), (.moveWordRight, "‸fox's den", "fox's‸ den"),
      (.moveWordRight, "‸fox’s den", "fox’s‸ den"), (.moveWordRight, "‸foxes' den", "foxes‸' den"),
      (.moveWordRight, "‸well-known", "well‸-known"), (.moveWordRight, "‸a_b2 c", "a_b2‸ c"),
      (.moveWordRight, "‸été brûlé", "été‸ brûlé"),
      (.moveWordRight, "‸Москва река", "Москва‸ река"),
      (.moveWordRight, "‸一只狐狸，在雪中", "一只狐狸‸，在雪中"), (.moveWordRight, "一只狐狸‸，在雪中", "一只狐狸，在雪中‸"),
      (.moveWordRight, "‸食べる", "食‸べる"), (.moveWordRight, "食‸べる", "食べる‸"),
      (.moveWordRight, "‸カタカナひらがな", "カタカナ‸ひらがな"), (.moveWordRight, "‸コーヒー豆", "コーヒー‸豆"),
      (.moveWordRight, "‸らーめん屋", "らーめん‸屋"), (.moveWordRight, "‸人々の", "人々‸の"),
      (.moveWordRight, "‸한국 사람", "한국‸ 사람"), (.moveWordRight, "‸ABC中文", "ABC‸中文"),
      (.moveWordRight, "‸👩\u{200D}🎨 paints", "👩\u{200D}🎨 paints‸"),
      (.moveWordLeft, "one two‸", "one ‸two"), (.moveWordLeft, "one ‸two", "‸one two"),
      (.moveWordLeft, "one t‸wo", "one ‸two"), (.moveWordLeft, "‸one", "‸one"),
      (.moveWordLeft, "  ‸one", "‸  one"), (.moveWordLeft, "one ... ‸", "‸one ... "),
      (.moveWordLeft, "fox's‸ den", "‸fox's den"), (.moveWordLeft, "一只狐狸，在雪中‸", "一只狐狸，‸在雪中"),
      (.moveWordLeft, "一只狐狸，‸在雪中", "‸一只狐狸，在雪中"), (.moveWordLeft, "食べる‸", "食‸べる"),
      (.moveWordLeft, "コーヒー‸豆", "‸コーヒー豆"), (.moveWordLeft, "one\ntwo‸", "one\n‸two"),
      (.moveWordLeft, "one\n‸two", "‸one\ntwo"),
    ] as [(EditCommand, String, String)]
  )
  func wordsAreRunsOfOneKindOfLetters(command: EditCommand, before: String, after: String) {
    #expect(EditorProbe.after([command], before) == after)
  }

  @Test(
    arguments: [
      (.moveLineStart, "one\ntw‸o\nx", "one\n‸two\nx"),
      (.moveLineEnd, "one\nt‸wo\nx", "one\ntwo‸\nx"),
      (.moveLineStart, "one two th‸ree", "‸one two three"),
      (.moveLineEnd, "o‸ne two three", "one two three‸"),
      (.moveRowStart, "one two th‸ree", "one two ‸three"),
      (.moveRowEnd, "o‸ne two three", "one two‸ three"),
      (.moveRowEnd, "one two th‸ree", "one two three‸"),
      (.moveRowStart, "o‸ne two three", "‸one two three"),
      (.moveRowEnd, "o‸ne\ntwo", "one‸\ntwo"), (.moveBufferStart, "a\nb\n‸c", "‸a\nb\nc"),
      (.moveBufferEnd, "a‸\nb\nc", "a\nb\nc‸"), (.moveLineStart, "‸", "‸"), (.moveRowEnd, "‸", "‸"),
      (.moveLineEnd, "\n‸\n", "\n‸\n"),
    ] as [(EditCommand, String, String)]
  )
  func linesAreLogicalAndRowsAreOnTheScreen(command: EditCommand, before: String, after: String) {
    #expect(EditorProbe.after([command], before, width: 9) == after)
  }

  @Test(
    arguments: [
      ([.moveDown], "a‸bc\ndef", "abc\nd‸ef"), ([.moveUp], "abc\nde‸f", "ab‸c\ndef"),
      ([.moveUp], "ab‸c", "‸abc"), ([.moveDown], "a‸bc", "abc‸"),
      ([.moveDown], "abc‸\nd", "abc\nd‸"),
      ([.moveDown, .moveDown], "abc‸\nd\nefgh", "abc\nd\nefg‸h"),
      ([.moveDown], "o‸ne two three", "one two t‸hree"),
      ([.moveUp], "one two thr‸ee", "one‸ two three"),
      ([.moveDown], "abcd‸\n中文字", "abcd\n中文‸字"), ([.moveDown], "abc‸d\n中文字", "abcd\n中‸文字"),
      ([.moveDown, .moveUp], "abc‸d\n中文字", "abc‸d\n中文字"), ([.moveUp], "ab\n中文‸", "ab‸\n中文"),
      ([.moveDown, .moveDown], "abcdef‸\n\nghijklm", "abcdef\n\nghijkl‸m"),
      ([.moveDown, .moveRight, .moveDown], "abcd‸\nx\nefgh", "abcd\nx\nefgh‸"),
      ([.moveDown], "x‸\n🇩🇪🇫🇷", "x\n‸🇩🇪🇫🇷"), ([.moveDown], "xx‸\n🇩🇪🇫🇷", "xx\n🇩🇪‸🇫🇷"),
    ] as [([EditCommand], String, String)]
  )
  func movingUpAndDownKeepsTheColumn(commands: [EditCommand], before: String, after: String) {
    #expect(EditorProbe.after(commands, before, width: 9) == after)
  }

  @Test func theColumnIsRememberedOverShortRowsOnly() {
    var editor = EditorProbe.editor("abcdef‸\nx\nghijkl")
    editor.run(.moveDown, .moveDown)
    #expect(EditorProbe.shown(editor) == "abcdef\nx\nghijkl‸")
    editor.run(.moveUp)
    editor.insert("y")
    editor.run(.moveDown)
    #expect(EditorProbe.shown(editor) == "abcdef\nxy\ngh‸ijkl")
  }

  @Test func upAtTheTopAndDownAgainComesBackToTheColumn() {
    #expect(EditorProbe.after([.moveUp, .moveDown], "abc‸d\nefgh") == "abcd\nefg‸h")
  }

  @Test func aCaretAtTheEndOfAFullRowStandsAtTheStartOfTheNext() {
    var editor = EditorProbe.editor("abcd‸", width: 4)
    var canvas = Canvas(Size(width: 4, height: 3))
    editor.draw(in: &canvas, focused: true)
    #expect(canvas.surface.cursor == Point(x: 0, y: 1))
    editor.run(.moveUp, width: 4)
    #expect(editor.caret == 0)
    editor.run(.moveRowEnd, width: 4)
    #expect(editor.caret == 3)
    editor.run(.moveRight, width: 4)
    #expect(editor.caret == 4)
  }

  @Test func pagesLeaveTwoRowsToReadOn() {
    let text = (0..<30).map { "row \($0)" }.joined(separator: "\n")
    var editor = TextEditor(text, caret: 0)
    editor.run(.movePageDown)
    #expect(editor.text.split(separator: "\n")[4] == "row 4")
    #expect(editor.rows?.row(of: editor.caret) == 4)
    #expect(editor.top == 4)
    editor.run(.movePageDown)
    #expect(editor.top == 8)
    editor.run(.movePageUp)
    #expect(editor.top == 4)
    #expect(editor.rows?.row(of: editor.caret) == 4)
    for _ in 0..<12 { editor.run(.movePageDown) }
    #expect(editor.caret == editor.count)
    for _ in 0..<12 { editor.run(.movePageUp) }
    #expect(editor.caret == 0)
    #expect(editor.top == 0)
  }

  @Test(
    arguments: [
      ([.selectRight], "a‸bc", "a[b‸]c"), ([.selectLeft], "ab‸c", "a[‸b]c"),
      ([.selectWordRight], "‸one two", "[one‸] two"),
      ([.selectLineEnd], "o‸ne\ntwo", "o[ne‸]\ntwo"),
      ([.selectRight, .selectLeft], "a‸bc", "a‸bc"), ([.selectAll], "a‸bc", "[abc‸]"),
      ([.selectRight, .selectRight, .moveLeft], "a‸bcd", "a‸bcd"),
      ([.selectRight, .selectRight, .moveRight], "a‸bcd", "abc‸d"),
      ([.selectLeft, .selectLeft, .moveRight], "abc‸d", "abc‸d"),
      ([.selectRight, .moveWordRight], "‸one two", "one‸ two"),
      ([.selectDown], "a‸b\ncd", "a[b\nc‸]d"), ([.selectBufferEnd], "a‸b\ncd", "a[b\ncd‸]"),
      ([.setMark, .moveRight, .moveRight], "a‸bcd", "a[bc‸]d"),
      ([.setMark, .moveRight, .deselect, .moveRight], "a‸bcd", "abc‸d"),
      ([.setMark, .setMark, .moveRight], "a‸bcd", "ab‸cd"),
      ([.setMark, .moveRight, .setMark, .moveRight], "a‸bcd", "ab[c‸]d"),
      ([.selectRight, .deselect], "a‸bc", "ab‸c"),
      ([.selectRight, .copySelection], "a‸bc", "ab‸c"),
      ([.selectRight, .deleteBackward], "a‸bc", "a‸c"),
      ([.selectLeft, .deleteForward], "ab‸c", "a‸c"),
      ([.selectRight, .selectAll, .deleteBackward], "a‸bc", "‸"),
    ] as [([EditCommand], String, String)]
  )
  func selectionsFollowTheCaret(commands: [EditCommand], before: String, after: String) {
    #expect(EditorProbe.after(commands, before) == after)
  }

  @Test(arguments: EditCommand.allCases)
  func everyCommandIsSafeInEveryPlace(command: EditCommand) {
    for text in ["", "\n", "a", "中文 字\n", "\n\n", "🇩🇪\u{301}"] {
      for caret in 0...text.count {
        for width in [1, 2, 7] {
          var editor = TextEditor(text, caret: caret)
          editor.perform(command, width: width, height: 1)
          editor.perform(command, width: 0, height: 0)
          #expect((0...editor.count).contains(editor.caret))
          if let selection = editor.selection { #expect(selection.upperBound <= editor.count) }
        }
      }
    }
  }

  @Test(arguments: zip(EditCommand.allCases, EditCommand.allCases.map(\.rawValue)))
  func everyCommandHasANameAndATitle(command: EditCommand, name: String) {
    #expect(EditCommand(rawValue: name) == command)
    #expect(name.hasPrefix("edit.") && name.allSatisfy { $0.isASCII && !$0.isUppercase })
    #expect(command.title.first?.isUppercase == true)
    #expect(EditCommand.allCases.filter { $0.title == command.title } == [command])
  }

  @Test func aClickPutsTheCaretOnTheCharacterThere() {
    var editor = EditorProbe.editor("‸one two\n中文字", width: 20)
    editor.moveCaret(column: 3, row: 1)
    #expect(EditorProbe.shown(editor) == "one two\n中‸文字")
    editor.moveCaret(column: 99, row: 0)
    #expect(EditorProbe.shown(editor) == "one two‸\n中文字")
    editor.moveCaret(column: -1, row: 99)
    #expect(EditorProbe.shown(editor) == "one two\n‸中文字")
  }

  @Test func theWheelScrollsAndTakesTheCaretAlong() {
    var editor = TextEditor((0..<30).map { "row \($0)" }.joined(separator: "\n"), caret: 2)
    editor.layOut(width: 20, height: 6)
    editor.scroll(by: 5)
    #expect(editor.top == 5)
    #expect(editor.rows?.row(of: editor.caret) == 5)
    editor.scroll(by: 100)
    #expect(editor.top == 24)
    editor.scroll(by: -100)
    #expect(editor.top == 0)
    #expect(editor.rows?.row(of: editor.caret) == 5)
  }
}
